import type {TableColumn} from '../../domain/ports/table.ts'
import {readParquetSchema} from '../../platform/tables/parquet-footer.ts'
import type {TableFile} from './observe.ts'

export type Footers = {
  readonly rows: number
  /** Rows of the file that has the fewest. */
  readonly fewest: number
  readonly columns: readonly TableColumn[]
}

/**
 * What the footers of Parquet files say, without a look at a row. Nothing where not every file is one, a footer cannot
 * be read, or they differ: then only a look at the rows can tell.
 */
export async function readFooters(files: readonly TableFile[]): Promise<Footers | undefined> {
  let found: Footers | undefined
  for (const {path, format} of files) {
    if (format !== 'parquet') return undefined
    const next = await readParquetSchema(path).catch(() => undefined)
    if (!next || (found && !isSame(found.columns, next.columns))) return undefined
    const {rows = 0, fewest = next.rows} = found ?? {}
    found = {
      columns: next.columns,
      rows: rows + next.rows,
      fewest: Math.min(fewest, next.rows),
    }
  }
  return found
}

function isSame(one: readonly TableColumn[], other: readonly TableColumn[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
