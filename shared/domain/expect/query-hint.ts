import {didYouMean} from '../nearest.ts'

/** Names that a query may say: of the tables, and of all their columns. */
export type QueryNames = {
  readonly tables: readonly string[]
  readonly columns: readonly string[]
}

const COLUMN = /(?:Referenced column|have a column named) "([^"\n]{1,200})"/
const TABLE = /Table with name (\S{1,200}) does not exist/

/** `; did you mean "price"?`, where DuckDB says that a column or a table is not there. */
export function queryHint(message: string, {tables, columns}: QueryNames): string {
  const column = COLUMN.exec(message)?.[1]
  if (column !== undefined) return didYouMean(column, columns)
  const table = TABLE.exec(message)?.[1]?.replace(/!$/, '')
  return table === undefined ? '' : didYouMean(table, tables)
}
