import type {Readable} from 'node:stream'
import {missingColumns, type Row, type TableOptions, unreadableTable} from './row.ts'

const MOST_ROW_CHARACTERS = 1_000_000

type Options = TableOptions & {readonly delimiter: string}

/** The first row names the columns. Every cell is text; an empty one counts as nothing. */
export async function* readCsv(bytes: Readable, options: Options): AsyncGenerator<Row> {
  const {name, columns, delimiter} = options
  const {parse} = await import('csv-parse')
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    skip_empty_lines: true,
    max_record_size: MOST_ROW_CHARACTERS,
  })
  bytes.on('error', error => parser.destroy(error))
  let places: readonly number[] | undefined
  let begins = 1
  try {
    for await (const {record, info} of bytes.pipe(parser) as AsyncIterable<Parsed>) {
      if (places === undefined) places = placesOf(record, name, columns)
      else yield {cells: places.map(place => record[place] || undefined), line: begins}
      begins = info.lines + 1
    }
  } catch (error) {
    if (!isCsvError(error)) throw error
    throw unreadableTable(name, error.message.replace(/\s+/g, ' '), error)
  }
  if (places === undefined) throw unreadableTable(name, 'it is empty, without even a header')
}

type Parsed = {readonly record: readonly string[]; readonly info: {readonly lines: number}}

function placesOf(
  header: readonly string[],
  name: string,
  columns: readonly string[],
): readonly number[] {
  const twice = columns.find(column => header.indexOf(column) !== header.lastIndexOf(column))
  if (twice !== undefined) throw unreadableTable(name, `the column "${twice}" is there twice`)
  const missing = columns.filter(column => !header.includes(column))
  if (missing.length > 0) throw missingColumns(name, missing, header)
  return columns.map(column => header.indexOf(column))
}

function isCsvError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}
