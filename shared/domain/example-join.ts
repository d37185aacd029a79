import type {ExampleTable} from './example-table.ts'
import {rowsBeside} from './metric-files/example-ids.ts'
import type {Names} from './names.ts'
import type {NotComparable} from './noise.ts'

/** The examples of the baseline, in its order. */
export type Joined = {
  /** The candidate's row of each; the same rows where it is absent. */
  readonly candidate?: Uint32Array
  readonly count: number
  /** Examples that only the candidate has. */
  readonly added: number
}

const TOLD = 3

/**
 * The examples of both tables by their names. Those of the baseline must all be there and be the same by their hashes:
 * who leaves out what was hard, or makes it easier, is not better for it. New examples are counted and left out.
 */
export function joinExamples(
  candidate: ExampleTable,
  baseline: ExampleTable,
): Joined | NotComparable {
  const joined = joinNames(candidate.ids, baseline.ids)
  if ('problem' in joined) return joined
  return otherContent(candidate, baseline, joined) ?? joined
}

function joinNames(candidate: Names, baseline: Names): Joined | NotComparable {
  const rows = rowsBeside(candidate, baseline)
  if ('twice' in rows) {
    const example = rows.isOther ? "baseline's example" : 'example'
    return {problem: `the ${example} ${quoted(rows.twice)} is there twice`}
  }
  const missing = rows.includes(0) ? [...baseline].filter((_, row) => rows[row] === 0) : []
  if (missing.length > 0) {
    const of = `${missing.length} of the baseline's ${examples(baseline.length)}`
    return {problem: `${of} ${missing.length === 1 ? 'is' : 'are'} missing: ${listed(missing)}`}
  }
  const count = baseline.length
  const added = candidate.length - count
  const isSameOrder = added === 0 && rows.every((own, row) => own === row + 1)
  return {...(isSameOrder ? {} : {candidate: rows.map(own => own - 1)}), count, added}
}

function otherContent(
  candidate: ExampleTable,
  baseline: ExampleTable,
  joined: Joined,
): NotComparable | undefined {
  if (!baseline.hashes) return undefined
  if (!candidate.hashes) {
    return {problem: "the baseline's examples have hashes of their contents, and these have none"}
  }
  const others: string[] = []
  for (const [row, hash] of baseline.hashes.entries()) {
    const own = joined.candidate?.[row] ?? row
    if (candidate.hashes[own] !== hash) others.push(baseline.ids.at(row) ?? '')
  }
  if (others.length === 0) return undefined
  const are = others.length === 1 ? 'has' : 'have'
  return {
    problem: `${others.length} of ${examples(joined.count)} ${are} the name of one of the baseline's and another content: ${listed(others)}`,
  }
}

function examples(count: number): string {
  return `${count} ${count === 1 ? 'example' : 'examples'}`
}

function listed(ids: readonly string[]): string {
  const more = ids.length > TOLD ? ` and ${ids.length - TOLD} more` : ''
  return `${ids.slice(0, TOLD).map(quoted).join(', ')}${more}`
}

function quoted(id: string): string {
  return JSON.stringify(id.length > 60 ? `${id.slice(0, 60)}…` : id)
}
