import {type Batch, CELL, type CellKind, type Cells} from '../../shared/domain/ports/table.ts'
import {hashNumber, hashText} from '../../shared/platform/tables/cell-hash.ts'

export type Value = string | number | boolean | Date | null

/** A column of a batch, as a table file would give it. */
export function cellsOf(values: readonly Value[]): Cells {
  const kinds = Uint8Array.from(values, kindOf)
  const numbers = Float64Array.from(values, value =>
    value === null || typeof value === 'string' ? Number.NaN : Number(value),
  )
  const text = (row: number) => (values[row] === null ? '' : String(values[row]))
  return {
    kinds,
    numbers,
    text,
    size: row => Buffer.byteLength(text(row)),
    hash: row =>
      kinds[row] === CELL.string
        ? hashText(text(row))
        : hashNumber(kinds[row] ?? 0, numbers[row] ?? 0),
  }
}

function kindOf(value: Value): CellKind {
  if (value === null) return CELL.null
  if (value instanceof Date) return CELL.timestamp
  if (typeof value === 'string') return CELL.string
  if (typeof value === 'boolean') return CELL.boolean
  return Number.isInteger(value) ? CELL.integer : CELL.number
}

/** Rows of a file whose first line is a head. */
export function batchOf(columns: readonly (readonly Value[])[], firstRow = 0): Batch {
  const rows = columns[0]?.length ?? 0
  const cells = columns.map(cellsOf)
  return {
    file: 'a.csv',
    rows,
    firstRow,
    lines: Float64Array.from({length: rows}, (_, row) => firstRow + row + 2),
    columns: cells,
    text: row => cells.map(cell => cell.text(row)).join(', '),
  }
}
