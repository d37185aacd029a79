import {createHash, type Hash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {extname} from 'node:path'
import type {Digest} from '../../domain/digest.ts'
import {ActionError, systemCode} from '../errors.ts'
import {readCsv} from './csv.ts'
import {readJsonLines} from './json-lines.ts'
import {type Row, type TableOptions, unreadableTable} from './row.ts'

export type TableReading = {
  readonly batches: AsyncIterable<readonly Row[]>
  /** Of all bytes, once the last batch was taken. */
  readonly digest: () => Digest
}

const TABLE_FORMATS = ['.csv', '.tsv', '.jsonl', '.ndjson'] as const

/**
 * Streams the named columns of a table in batches of rows: CSV and TSV by RFC 4180, JSONL with one object a line. The
 * file is opened with the first batch, and closed with the last, or when nobody wants another.
 */
export function readTable(file: string, options: TableOptions): TableReading {
  const hash = createHash('sha256')
  const rows = rowsOf(file, textOf(file, options.name, hash), options)
  return {batches: inBatches(rows, options.batch), digest: () => `sha256:${hash.digest('hex')}`}
}

async function* textOf(file: string, name: string, hash: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', {fatal: true})
  try {
    for await (const chunk of createReadStream(file)) {
      hash.update(chunk)
      yield decoder.decode(chunk, {stream: true})
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw unreadableTable(name, 'it is not UTF-8 text', error)
    if (systemCode(error) === undefined) throw error
    throw unreadableTable(name, 'it cannot be read', error)
  }
}

function rowsOf(
  file: string,
  text: AsyncIterable<string>,
  options: TableOptions,
): AsyncIterable<Row> {
  const format = extname(file).toLowerCase()
  switch (format) {
    case '.csv':
      return readCsv(text, {...options, delimiter: ','})
    case '.tsv':
      return readCsv(text, {...options, delimiter: '\t'})
    case '.jsonl':
    case '.ndjson':
      return readJsonLines(text, options)
    default:
      throw new ActionError('unknown-format', `${options.name} is no table that can be read`, {
        hint: `Tables end in ${TABLE_FORMATS.join(', ')}.`,
      })
  }
}

async function* inBatches(rows: AsyncIterable<Row>, size: number): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
