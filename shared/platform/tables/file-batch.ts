import type {Batch, Cells, TableColumn, TableProblem} from '../../domain/ports/table.ts'

/** A batch with the columns of its own file. */
export type FileBatch = Omit<Batch, 'file' | 'firstRow'> & {
  /** The same list as long as nothing was added. */
  readonly heads: readonly TableColumn[]
}

export type Report = (problem: TableProblem) => void

export type BatchOptions = {
  readonly report: Report
  /** Words that stand for an empty cell, such as NA. */
  readonly missing?: ReadonlySet<string>
}

export const MOST_COLUMNS = 10_000
const MOST_ROWS = 4096
const MOST_CELLS = 2 ** 17

/** How many rows of so many columns are looked at together. */
export function rowsAtOnce(columns: number): number {
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns))))
}

/** As much as anybody shows of a row or of what is wrong in it. */
const SHOWN = 400
const SHOWN_COLUMNS = 30

export function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

/** Of a row what people are shown: its first columns. */
export function rowText(columns: readonly Pick<Cells, 'text'>[]): (row: number) => string {
  const shown = columns.slice(0, SHOWN_COLUMNS)
  return row => shorten(shown.map(column => column.text(row)).join(', '))
}
