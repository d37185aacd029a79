import {didYouMean} from '../nearest.ts'
import type {RuleCursor} from './cursor.ts'
import type {Rule} from './rule.ts'

export type Clauses = Pick<Rule, 'reportOnly' | 'optional' | 'examples' | 'isNoiseFromHistory'>

const CLAUSES = ['report-only', 'if present', 'at least 30 examples', 'noise from history']
const MOST_RUNS = 1000
const MOST_EXAMPLES = 1_000_000_000

/** `in at least 4 of 5 runs` or `over 5 runs`, which stands right after the bound. */
export function parseRuns(read: RuleCursor): Pick<Rule, 'runs' | 'over'> {
  if (read.take(/over\b/y) !== undefined) return {over: parseOver(read)}
  if (read.take(/in\b/y) === undefined) return {}
  if (read.take(/at\s+least\b/y) === undefined) {
    read.fail(`expected "at least 4 of 5 runs" after "in", found ${read.found()}`)
  }
  const least = whole(read, MOST_RUNS)
  const leastIndex = read.last()
  if (read.take(/of\b/y) === undefined) read.fail(`expected "of", found ${read.found()}`)
  const of = whole(read, MOST_RUNS)
  if (read.take(/runs?\b/y) === undefined) read.fail(`expected "runs", found ${read.found()}`)
  if (least < 1 || least > of) {
    read.fail(`${least} of ${of} runs is no such share; write 1 to ${of}`, leastIndex)
  }
  return {runs: {least, of}}
}

function parseOver(read: RuleCursor): number {
  const over = whole(read, MOST_RUNS)
  const index = read.last()
  if (read.take(/runs\b/y) === undefined) read.fail(`expected "runs", found ${read.found()}`)
  if (over < 2) read.fail('a mean needs 2 runs or more', index)
  return over
}

/** What stands after the condition, each part behind a comma. */
export function parseClauses(read: RuleCursor): Clauses {
  let clauses: Clauses = {reportOnly: false}
  while (!read.isAtEnd()) {
    if (read.take(/,/y) === undefined) {
      read.fail(`expected the end of the rule or ", report-only", found ${read.found()}`)
    }
    if (/\d/.test(read.peek())) read.fail('numbers are written with a point and without commas')
    clauses = {...clauses, ...parseClause(read, clauses)}
  }
  return clauses
}

function parseClause(read: RuleCursor, known: Clauses): Partial<Clauses> {
  const at = read.at()
  const once = (isThere: boolean) => {
    if (isThere) read.fail('this is said already', at)
  }
  if (read.take(/report-only\s*(?=,|$)/y) !== undefined) {
    once(known.reportOnly)
    return {reportOnly: true}
  }
  if (read.take(/if\s+present\s*(?=,|$)/y) !== undefined) {
    once(known.optional === true)
    return {optional: true}
  }
  if (read.take(/noise\s+from\s+history\s*(?=,|$)/y) !== undefined) {
    once(known.isNoiseFromHistory === true)
    return {isNoiseFromHistory: true}
  }
  if (read.take(/at\s+least\b/y) !== undefined) {
    once(known.examples !== undefined)
    const examples = whole(read, MOST_EXAMPLES)
    if (read.take(/examples?\b/y) === undefined) {
      read.fail(`expected "examples" after the number, found ${read.found()}`)
    }
    return {examples}
  }
  const words = read.take(/[^,]+/y)?.trim() ?? ''
  return read.fail(
    `expected "report-only", "if present", "noise from history" or "at least N examples" after the comma${didYouMean(words, CLAUSES)}`,
    at,
  )
}

function whole(read: RuleCursor, most: number): number {
  const digits = read.take(/\d+(?![\d.])/y)
  if (digits === undefined) return read.fail(`expected a whole number, found ${read.found()}`)
  const value = Number(digits)
  if (value > most) read.fail(`at most ${most} can be asked for`, read.last())
  return value
}
