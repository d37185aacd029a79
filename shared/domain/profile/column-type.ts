import {CELL, type ColumnType} from '../ports/table.ts'

const TYPES: Readonly<Record<number, ColumnType>> = {
  [CELL.boolean]: 'boolean',
  [CELL.integer]: 'integer',
  [CELL.number]: 'number',
  [CELL.date]: 'date',
  [CELL.timestamp]: 'timestamp',
  [CELL.time]: 'time',
  [CELL.string]: 'string',
  [CELL.binary]: 'binary',
  [CELL.list]: 'list',
  [CELL.struct]: 'struct',
  [CELL.other]: 'other',
}

const WRITTEN = [
  CELL.boolean,
  CELL.integer,
  CELL.number,
  CELL.date,
  CELL.timestamp,
  CELL.time,
  CELL.string,
]

/**
 * The common type of cells, from how many there are of each kind: integers among numbers are numbers, dates among
 * timestamps timestamps; else what can be written in one word is text together, and the rest `other`.
 */
export function commonType(counts: ArrayLike<number>): ColumnType {
  const kinds = Object.keys(TYPES)
    .map(Number)
    .filter(kind => (counts[kind] ?? 0) > 0)
  const [only, ...more] = kinds
  if (only === undefined) return 'empty'
  if (more.length === 0) return TYPES[only] ?? 'other'
  const isAmong = (...allowed: readonly number[]) => kinds.every(kind => allowed.includes(kind))
  if (isAmong(CELL.integer, CELL.number)) return 'number'
  if (isAmong(CELL.date, CELL.timestamp)) return 'timestamp'
  return isAmong(...WRITTEN) ? 'string' : 'other'
}

/** The type of nearly all cells, when the few that are not make the column something else; and their number. */
export function nearlyAll(
  counts: ArrayLike<number>,
): {readonly type: ColumnType; readonly others: number} | undefined {
  const total = WRITTEN.reduce<number>((sum, kind) => sum + (counts[kind] ?? 0), 0)
  const texts = counts[CELL.string] ?? 0
  if (texts === 0 || texts * 10 > total) return undefined
  const rest = Array.from(counts)
  rest[CELL.string] = 0
  const type = commonType(rest)
  return type === 'string' || type === 'other' ? undefined : {type, others: texts}
}
