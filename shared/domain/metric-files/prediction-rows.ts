import {parseCsv} from '../formats/csv.ts'
import {parseJsonTree} from '../formats/json.ts'
import {decodeText} from '../formats/text.ts'
import {didYouMean} from '../nearest.ts'
import type {TextProblem} from '../tree.ts'
import {membersOf} from './fields.ts'
import type {Predictions} from './predictions-config.ts'

/** The columns that mean something, as their cells are written; a cell may be empty. */
export type PredictionRows = {
  readonly columns: ReadonlyMap<string, readonly string[]>
  /** Where each row stands. */
  readonly lines: readonly number[]
}

const MOST_PROBLEMS = 20

/** The rows of a table, CSV or one JSON object a line; every column that is named must be there. */
export function predictionRows(
  bytes: Uint8Array,
  wanted: Predictions,
): PredictionRows | {readonly problems: readonly TextProblem[]} {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return decoded
  const names = columnsOf(wanted)
  return /^\ufeff?\s*\{/.test(decoded.text)
    ? fromLines(decoded.text, names)
    : fromCsv(decoded.text, names)
}

function columnsOf({task: _, slice = [], ...roles}: Predictions): readonly string[] {
  return [...new Set([...Object.values(roles).filter(name => name !== undefined), ...slice])]
}

function fromCsv(text: string, names: readonly string[]) {
  const parsed = parseCsv(text)
  if ('problems' in parsed) return parsed
  const {header, rows} = parsed.table
  const missing = missingProblem(names, header.cells, header.line)
  if (missing) return {problems: [missing]}
  const columns = names.map(name => {
    const place = header.cells.indexOf(name)
    return [name, rows.map(({cells}) => cells[place] ?? '')] as const
  })
  return {columns: new Map(columns), lines: rows.map(({line}) => line)}
}

function fromLines(text: string, names: readonly string[]) {
  const columns = new Map(names.map(name => [name, [] as string[]] as const))
  const lines: number[] = []
  const problems: TextProblem[] = []
  for (const [index, one] of text.split('\n').entries()) {
    if (one.trim() === '') continue
    if (problems.length === MOST_PROBLEMS) break
    const line = index + 1
    const parsed = parseJsonTree(one)
    if ('problems' in parsed) {
      problems.push(...parsed.problems.map(problem => ({...problem, line})))
      continue
    }
    const members = new Map(membersOf(parsed.tree))
    const missing = missingProblem(names, [...members.keys()], line)
    if (missing) {
      problems.push(missing)
      continue
    }
    for (const [name, cells] of columns) {
      const value = members.get(name)
      if (value?.kind === 'list' || value?.kind === 'object') {
        problems.push({
          line,
          column: 1,
          message: `${JSON.stringify(name)} is a list, not one value`,
        })
      }
      const isScalar = value?.kind === 'text' || value?.kind === 'number' || value?.kind === 'flag'
      cells.push(isScalar ? String(value.value) : '')
    }
    lines.push(line)
  }
  return problems.length > 0 ? {problems} : {columns, lines}
}

function missingProblem(
  names: readonly string[],
  found: readonly string[],
  line: number,
): TextProblem | undefined {
  const missing = names.filter(name => !found.includes(name))
  if (missing.length === 0) return undefined
  const others = found.filter(name => !names.includes(name)).slice(0, 200)
  const told = missing.map(name => `${JSON.stringify(name)}${didYouMean(name, others)}`)
  const some = found.slice(0, 20).join(', ').slice(0, 300)
  return {line, column: 1, message: `has no column ${told.join(', no column ')} (it has ${some})`}
}
