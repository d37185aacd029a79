import {brotliDecompressSync, gunzipSync} from 'node:zlib'
import type {ColumnData, Compressors, RowGroup, SchemaTree} from 'hyparquet'
import {
  type BatchOptions,
  type FileBatch,
  MOST_COLUMNS,
  type Report,
  rowsAtOnce,
  rowText,
  shorten,
} from './file-batch.ts'
import {type ParquetFooter, readFooter} from './parquet-footer.ts'
import {openRandomAccess} from './random-access.ts'
import {meaningOf, type ValueColumn, valueColumn} from './value-column.ts'

/** About so much is unpacked at a time; pages are skipped until the wanted rows come. */
const SLICE_BYTES = 32 * 2 ** 20
/** A page that claims to be larger is an attack or a mistake. */
const MOST_PAGE_BYTES = 256 * 2 ** 20

/** Reads Parquet by slices of its row groups. Anything that cannot be decoded is reported, and ends the reading. */
export async function* parquetBatches(
  path: string,
  {report}: BatchOptions,
): AsyncGenerator<FileBatch> {
  const file = await openRandomAccess(path)
  try {
    if (file.byteLength === 0) {
      report({code: 'empty-file', text: () => 'no bytes'})
      return
    }
    const footer = await attempt(() => readFooter(file), report)
    if (footer === undefined) return
    if (footer.columns.length > MOST_COLUMNS) {
      report({code: 'too-many-columns', text: () => `${footer.columns.length} columns`})
      return
    }
    const codec = foreignCodec(footer)
    if (codec !== undefined) {
      report({code: 'unsupported-file', text: () => `it is packed with ${codec}`})
      return
    }
    const columns = await columnsOf(footer)
    if (footer.rows === 0) {
      report({code: 'header-only', text: () => 'names of columns, and no row'})
      yield {heads: footer.columns, rows: 0, lines: new Float64Array(0), columns, text: () => ''}
    }
    let start = 0
    for (const group of footer.metadata.row_groups) {
      const end = start + Number(group.num_rows)
      const step = sliceRows(group)
      for (let from = start; from < end; from += step) {
        const to = Math.min(end, from + step)
        const chunks = await attempt(() => readSlice(file, footer, {from, to}), report)
        if (chunks === undefined) return
        yield* batchesOf(chunks, footer, {columns, from, to})
      }
      start = end
    }
  } finally {
    await file.close()
  }
}

const CODECS: readonly string[] = [
  'UNCOMPRESSED',
  'SNAPPY',
  'GZIP',
  'BROTLI',
  'ZSTD',
  'LZ4',
  'LZ4_RAW',
]

/** A way to pack that is not read here. */
function foreignCodec({metadata}: ParquetFooter): string | undefined {
  return metadata.row_groups
    .flatMap(({columns}) => columns.map(({meta_data: column}) => column?.codec ?? 'a key'))
    .find(codec => !CODECS.includes(codec))
}

function sliceRows({total_byte_size: bytes, num_rows: rows}: RowGroup): number {
  const slices = Math.max(1, Math.ceil(Number(bytes) / SLICE_BYTES))
  return Math.max(1, Math.ceil(Number(rows) / slices))
}

/** What goes wrong inside of the file, and not with the disk, is said of the file. */
async function attempt<T>(body: () => Promise<T>, report: Report): Promise<T | undefined> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    const message = error instanceof Error ? error.message : String(error)
    report({code: 'damaged-file', text: () => shorten(message)})
    return undefined
  }
}

type Chunks = ReadonlyMap<string, readonly ColumnData[]>
type Span = {readonly from: number; readonly to: number}

async function readSlice(
  file: Awaited<ReturnType<typeof openRandomAccess>>,
  {metadata, columns}: ParquetFooter,
  {from, to}: Span,
): Promise<Chunks> {
  const {parquetRead} = await import('hyparquet')
  const chunks = new Map<string, ColumnData[]>(columns.map(({name}) => [name, []]))
  await parquetRead({
    file,
    metadata,
    rowStart: from,
    rowEnd: to,
    compressors: await compressors(),
    utf8: false,
    onChunk: chunk => chunks.get(chunk.columnName)?.push(chunk),
  })
  for (const [name, parts] of chunks) {
    const rows = parts.reduce(
      (sum, part) => sum + Math.max(0, Math.min(to, part.rowEnd) - Math.max(from, part.rowStart)),
      0,
    )
    if (rows !== to - from)
      throw new RangeError(`column "${name}" has ${rows} of ${to - from} rows`)
  }
  return chunks
}

async function compressors(): Promise<Compressors> {
  const {decompressLz4, decompressLz4Raw, decompressZstd} = await import('hyparquet-compressors')
  const {snappyUncompress} = await import('hyparquet')
  const capped =
    (unpack: (input: Uint8Array, length: number) => Uint8Array) =>
    (input: Uint8Array, length: number): Uint8Array => {
      if (length < 0 || length > MOST_PAGE_BYTES)
        throw new RangeError(`a page claims to have ${length} bytes`)
      const output = unpack(input, length)
      if (output.length !== length)
        throw new RangeError(`a page has ${output.length} bytes instead of ${length}`)
      return output
    }
  return {
    SNAPPY: capped((input, length) => {
      const output = new Uint8Array(length)
      snappyUncompress(input, output)
      return output
    }),
    GZIP: capped((input, length) => gunzipSync(input, {maxOutputLength: Math.max(1, length)})),
    BROTLI: capped((input, length) =>
      brotliDecompressSync(input, {maxOutputLength: Math.max(1, length)}),
    ),
    ZSTD: capped((input, length) => decompressZstd(input, new Uint8Array(length))),
    LZ4: capped(decompressLz4),
    LZ4_RAW: capped(decompressLz4Raw),
  }
}

async function columnsOf({metadata, columns}: ParquetFooter): Promise<readonly ValueColumn[]> {
  const {parquetSchema} = await import('hyparquet')
  const most = rowsAtOnce(columns.length)
  return parquetSchema(metadata).children.map((tree, index) => {
    const type = columns[index]?.declared?.type
    const column = valueColumn(most, meaningOf(type))
    if (type === 'string') {
      return {...column, put: (row: number, value: unknown) => column.put(row, asText(value))}
    }
    const scale = timeScale(tree)
    if (scale === undefined) return column
    const put = (row: number, value: unknown) =>
      column.put(
        row,
        typeof value === 'bigint' || typeof value === 'number' ? Number(value) / scale : value,
      )
    return {...column, put}
  })
}

const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})

/** A text that is declared as anything else than STRING, such as ENUM, comes as its bytes; what is no UTF-8 stays bytes. */
function asText(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value
  try {
    return utf8.decode(value)
  } catch {
    return value
  }
}

/** Times of day come as they are stored; this many of their units are a millisecond. */
function timeScale({element}: SchemaTree): number | undefined {
  const {logical_type: logical, converted_type: converted} = element
  if (logical?.type === 'TIME')
    return logical.unit === 'MILLIS' ? 1 : logical.unit === 'MICROS' ? 1e3 : 1e6
  return converted === 'TIME_MILLIS' ? 1 : converted === 'TIME_MICROS' ? 1e3 : undefined
}

type Filling = Span & {readonly columns: readonly ValueColumn[]}

function* batchesOf(
  chunks: Chunks,
  {columns: heads}: ParquetFooter,
  {columns, from, to}: Filling,
): Generator<FileBatch> {
  const most = rowsAtOnce(columns.length)
  const lines = new Float64Array(most)
  for (let start = from; start < to; start += most) {
    const end = Math.min(to, start + most)
    for (let row = start; row < end; row++) lines[row - start] = row + 1
    for (const [index, column] of columns.entries()) {
      for (const {rowStart, rowEnd, columnData} of chunks.get(heads[index]?.name ?? '') ?? []) {
        const first = Math.max(start, rowStart)
        const last = Math.min(end, rowEnd)
        for (let row = first; row < last; row++) column.put(row - start, columnData[row - rowStart])
      }
    }
    yield {heads, rows: end - start, lines, columns, text: rowText(columns)}
  }
}
