import type {LinkedFiles, QueryTable} from './message.ts'

/** The statement that copies a table into the database: of what others wrote only words and a name are in it, quoted. */
export function loadStatement({name, parts, missing}: QueryTable): string {
  const sources = parts.map(part => `SELECT * FROM ${sourceOf(part, missing)}`)
  return `CREATE TABLE ${identifier(name)} AS ${sources.join(' UNION ALL BY NAME ')}`
}

/** What statements of our own call the files that they read. */
export const LOOKED_AT = 'data'

/** The statement that shows Parquet files as one table; types that differ become one that holds both. */
export function viewStatement(files: readonly string[]): string {
  const list = `[${files.map(literal).join(', ')}]`
  return `CREATE VIEW ${LOOKED_AT} AS SELECT * FROM read_parquet(${list}, union_by_name = true, hive_partitioning = false)`
}

function sourceOf({format, delimiter = ',', files}: LinkedFiles, missing: readonly string[]) {
  const list = `[${files.map(literal).join(', ')}]`
  switch (format) {
    case 'csv':
    case 'tsv': {
      const words = ['', ...missing].map(literal).join(', ')
      return `read_csv(${list}, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', nullstr = [${words}], sample_size = -1, union_by_name = true)`
    }
    case 'jsonl':
      return `read_json(${list}, format = 'newline_delimited', sample_size = -1, union_by_name = true)`
    case 'parquet':
      return `read_parquet(${list}, union_by_name = true)`
  }
}

/** In strings of DuckDB nothing but the quote itself means anything. */
export function literal(text: string): string {
  return `'${plain(text).replaceAll("'", "''")}'`
}

export function identifier(name: string): string {
  return `"${plain(name).replaceAll('"', '""')}"`
}

function plain(text: string): string {
  if (text.includes('\0')) throw new Error('a NUL character cannot be in a statement')
  return text
}
