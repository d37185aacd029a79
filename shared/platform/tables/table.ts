import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {extname} from 'node:path'
import {Transform} from 'node:stream'
import type {Digest} from '../../domain/digest.ts'
import {ActionError} from '../errors.ts'
import {readCsv} from './csv.ts'
import {readJsonLines} from './json-lines.ts'
import type {Row, TableOptions} from './row.ts'

export type TableReading = {
  readonly batches: AsyncIterable<readonly Row[]>
  /** Of all bytes, once the last batch was taken. */
  readonly digest: () => Digest
}

export const TABLE_FORMATS = ['.csv', '.tsv', '.jsonl', '.ndjson'] as const

/** Streams the named columns of a table in batches of rows: CSV and TSV by RFC 4180, JSONL with one object a line. */
export function readTable(file: string, options: TableOptions): TableReading {
  const hash = createHash('sha256')
  const source = createReadStream(file)
  const bytes = source.pipe(
    new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk)
        done(undefined, chunk)
      },
    }),
  )
  source.on('error', error => bytes.destroy(error))
  const rows = rowsOf(file, bytes, options)
  return {batches: inBatches(rows, options.batch), digest: () => `sha256:${hash.digest('hex')}`}
}

function rowsOf(file: string, bytes: Transform, options: TableOptions): AsyncIterable<Row> {
  const format = extname(file).toLowerCase()
  switch (format) {
    case '.csv':
      return readCsv(bytes, {...options, delimiter: ','})
    case '.tsv':
      return readCsv(bytes, {...options, delimiter: '\t'})
    case '.jsonl':
    case '.ndjson':
      return readJsonLines(bytes, options)
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
