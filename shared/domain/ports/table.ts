/** The logical type of a column: what all its cells together are. */
export const COLUMN_TYPES = [
  'boolean',
  'integer',
  'number',
  'date',
  'timestamp',
  'time',
  'string',
  'binary',
  'list',
  'struct',
  /** Cells that no other word fits, such as lists and numbers in one column. */
  'other',
  /** Nothing but empty cells, so nothing is known. */
  'empty',
] as const
export type ColumnType = (typeof COLUMN_TYPES)[number]

/** What stands in one cell. Cells of one column may differ; their common type is that of the column. */
export const CELL = {
  null: 0,
  boolean: 1,
  integer: 2,
  number: 3,
  date: 4,
  timestamp: 5,
  time: 6,
  string: 7,
  binary: 8,
  list: 9,
  struct: 10,
  other: 11,
} as const
export type CellKind = (typeof CELL)[keyof typeof CELL]

export type TableColumn = {
  readonly name: string
  /** What the file itself says of the column, where its format does (Parquet, Arrow). */
  readonly declared?: {readonly type: ColumnType; readonly nullable: boolean}
}

/**
 * The cells of one column in a batch. All of it holds only until the observer returns: the arrays are filled anew with
 * the next batch, so whoever wants to keep something copies it.
 */
export type Cells = {
  /** One `CELL` for each row. May be longer than the batch. */
  readonly kinds: Uint8Array
  /**
   * Where the kind has a number: the number itself; booleans as 0 and 1; dates, timestamps and times as milliseconds
   * (since 1970 in UTC, or since midnight). NaN elsewhere. Integers beyond 2^53 are the nearest double. May be longer
   * than the batch.
   */
  readonly numbers: Float64Array
  /** The cell as it is written; of what is not written, such as Parquet, as people write it. '' for an empty one. */
  readonly text: (row: number) => string
  /** How long the text is, in bytes of UTF-8; cheaper than the text. */
  readonly size: (row: number) => number
  /**
   * 53 bits that are the same for the same value, whatever the format and the way it is written (`1`, `1.0` and `1e0`
   * are one value), and different for different values with a chance of about n²/2^54 that any two of n collide. Not for an empty cell.
   */
  readonly hash: (row: number) => number
}

/** Rows of one file, column by column. */
export type Batch = {
  /** The file as people know it: relative to the folder of its dataset. */
  readonly file: string
  readonly rows: number
  /** How many rows of the dataset were before this batch. */
  readonly firstRow: number
  /** Where each row begins, counted from 1; in formats without lines the number of the row. */
  readonly lines: Float64Array
  /** The columns of the dataset in their order, also those that this file does not have: their cells are empty. */
  readonly columns: readonly Cells[]
  /** A row as it is written, shortened for people. */
  readonly text: (row: number) => string
}

/**
 * Looks at every row of a dataset once, together with other observers in the same pass. Files come in the order of their
 * names' bytes, rows in the order of the file.
 */
export type Observer = {
  /**
   * The columns, before the first batch, and again with more behind them when a later file or row has new ones. Rows
   * that were seen before have nothing in those.
   */
  readonly begin: (columns: readonly TableColumn[]) => void
  readonly batch: (batch: Batch) => void
  /** After the last row, also when there was none. */
  readonly end: () => void
}

/** How a table is not what it should be. */
export type ProblemCode =
  | 'empty-file'
  | 'header-only'
  | 'invalid-utf8'
  | 'nul-byte'
  | 'byte-order-mark'
  | 'mixed-line-ends'
  | 'ragged-row'
  | 'stray-quote'
  | 'quote-not-closed'
  | 'row-too-long'
  | 'duplicate-column'
  | 'unnamed-column'
  | 'too-many-columns'
  | 'not-json'
  | 'damaged-file'
  | 'unsupported-file'

export type TableProblem = {
  readonly code: ProblemCode
  /** Counted from 1; of formats without lines the row. Absent where it is about the file as a whole. */
  readonly line?: number
  /** What stands there, or what is wrong in detail. Only asked for where it is shown, and only at once. */
  readonly text: () => string
}

export const TABLE_FORMATS = ['csv', 'tsv', 'jsonl', 'parquet', 'arrow'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]
