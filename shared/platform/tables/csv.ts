import {pipeline, Readable} from 'node:stream'
import {missingColumns, type Row, type TableOptions, unreadableTable} from './row.ts'

const MOST_ROW_CHARACTERS = 1_000_000

type Options = TableOptions & {readonly delimiter: string}

/** The first row names the columns. Every cell is text; an empty one counts as nothing. */
export async function* readCsv(
  text: AsyncIterable<string>,
  {name, columns, delimiter}: Options,
): AsyncGenerator<Row> {
  const {parse} = await import('csv-parse')
  const parser = parse({
    delimiter,
    info: true,
    skip_empty_lines: true,
    max_record_size: MOST_ROW_CHARACTERS,
  })
  // Whatever ends one of both ends the other; errors come out of the parser.
  pipeline(Readable.from(text), parser, () => undefined)
  let places: readonly number[] | undefined
  let seen = {lines: 0, empty_lines: 0}
  try {
    for await (const {record, info} of parser as AsyncIterable<Parsed>) {
      const line = seen.lines + 1 + info.empty_lines - seen.empty_lines
      if (places === undefined) places = placesOf(record, name, columns)
      else yield {cells: places.map(place => record[place] || undefined), line}
      seen = {...info}
    }
  } catch (error) {
    if (!isCsvError(error)) throw error
    throw unreadableTable(name, error.message.replace(/\s+/g, ' '), error)
  }
  if (places === undefined) throw unreadableTable(name, 'it is empty, without even a header')
}

type Parsed = {
  readonly record: readonly string[]
  /** `lines` counts up to the end of this record. */
  readonly info: {readonly lines: number; readonly empty_lines: number}
}

function placesOf(
  header: readonly string[],
  name: string,
  columns: readonly string[],
): readonly number[] {
  const twice = columns.find(column => header.indexOf(column) !== header.lastIndexOf(column))
  if (twice !== undefined) throw unreadableTable(name, `the column "${twice}" is there twice`)
  const missing = missingColumns({name, columns}, header)
  if (missing) throw missing
  return columns.map(column => header.indexOf(column))
}

function isCsvError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}
