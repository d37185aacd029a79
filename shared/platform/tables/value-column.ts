import {CELL, type CellKind, type Cells} from '../../domain/ports/table.ts'
import {hashNumber, hashText} from './cell-hash.ts'
import {type CellValue, readCell} from './cell-value.ts'

/** What a number or a moment is, where the value alone does not say it. */
export type Meaning = 'number' | 'date' | 'timestamp' | 'time' | 'iso' | undefined

/** What the type that a file declares for a column says of its values. */
export function meaningOf(type: string | undefined): Meaning {
  return type === 'number' || type === 'date' || type === 'timestamp' || type === 'time'
    ? type
    : undefined
}

export type ValueColumn = Cells & {
  readonly put: (row: number, value: unknown) => void
  /** Makes all cells empty. */
  readonly clear: () => void
}

const MOMENTS: ReadonlySet<CellKind> = new Set([CELL.date, CELL.timestamp, CELL.time])
const read: CellValue = {kind: CELL.null, number: Number.NaN}
const scratch = Buffer.allocUnsafeSlow(64)

/** A column of values that a parser made: JSON, Parquet or Arrow. */
export function valueColumn(most: number, meaning: Meaning): ValueColumn {
  const kinds = new Uint8Array(most)
  const numbers = new Float64Array(most).fill(Number.NaN)
  const values: unknown[] = new Array(most).fill(undefined)

  function put(row: number, value: unknown): void {
    values[row] = value
    const number = numberOf(value, meaning)
    numbers[row] = number
    kinds[row] = kindOf(value, number, meaning)
  }

  function text(row: number): string {
    if (kinds[row] === CELL.null) return ''
    return textOf(values[row], kinds[row] ?? 0, numbers[row] ?? Number.NaN)
  }

  function hash(row: number): number {
    const kind = kinds[row] ?? 0
    const number = numbers[row] ?? Number.NaN
    const isExact = Math.abs(number) <= Number.MAX_SAFE_INTEGER
    return isExact && kind < CELL.string ? hashNumber(kind, number) : hashText(text(row))
  }

  function clear(): void {
    kinds.fill(CELL.null)
    numbers.fill(Number.NaN)
    values.fill(undefined)
  }

  return {kinds, numbers, text, hash, put, clear, size: row => Buffer.byteLength(text(row))}
}

function numberOf(value: unknown, meaning: Meaning): number {
  switch (typeof value) {
    case 'number':
      return value
    case 'bigint':
    case 'boolean':
      return Number(value)
    case 'string':
      return meaning === 'iso' ? momentOf(value) : Number.NaN
    default:
      return value instanceof Date ? value.getTime() : Number.NaN
  }
}

/** JSON has no dates of its own; those that are written as ISO 8601 has it are taken as such. */
function momentOf(text: string): number {
  if (text.length < 5 || text.length > 40 || !/^\d/.test(text)) return Number.NaN
  readCell(scratch, 0, scratch.write(text.slice(0, 40), 'latin1'), read)
  return MOMENTS.has(read.kind) ? read.number : Number.NaN
}

function kindOf(value: unknown, number: number, meaning: Meaning): CellKind {
  switch (typeof value) {
    case 'undefined':
      return CELL.null
    case 'boolean':
      return CELL.boolean
    case 'bigint':
      return momentKind(meaning) ?? CELL.integer
    case 'number':
      return (
        momentKind(meaning) ??
        (meaning === 'number' || !Number.isInteger(number) ? CELL.number : CELL.integer)
      )
    case 'string':
      return Number.isNaN(number) ? CELL.string : read.kind
    case 'object':
      return objectKind(value, meaning)
    default:
      return CELL.other
  }
}

function momentKind(meaning: Meaning): CellKind | undefined {
  switch (meaning) {
    case 'date':
      return CELL.date
    case 'timestamp':
      return CELL.timestamp
    case 'time':
      return CELL.time
    default:
      return undefined
  }
}

function objectKind(value: object | null, meaning: Meaning): CellKind {
  if (value === null) return CELL.null
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return CELL.other
    return meaning === 'date' ? CELL.date : CELL.timestamp
  }
  if (value instanceof Uint8Array) return CELL.binary
  return Array.isArray(value) || ArrayBuffer.isView(value) ? CELL.list : CELL.struct
}

const MOST_TEXT = 10_000

function textOf(value: unknown, kind: number, number: number): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'object':
      if (value instanceof Uint8Array)
        return Buffer.from(value.subarray(0, MOST_TEXT)).toString('hex')
      if (!(value instanceof Date)) return plainJson(value)
      break
    default:
      if (kind !== CELL.date && kind !== CELL.timestamp && kind !== CELL.time) return String(value)
  }
  const moment = new Date(number)
  if (Number.isNaN(moment.getTime())) return String(value)
  const iso = moment.toISOString()
  return kind === CELL.date ? iso.slice(0, 10) : kind === CELL.time ? iso.slice(11, 23) : iso
}

function plainJson(value: unknown): string {
  try {
    const text = JSON.stringify(value, (_, inner) =>
      typeof inner === 'bigint' ? String(inner) : inner,
    )
    return text.slice(0, MOST_TEXT)
  } catch {
    return String(value)
  }
}
