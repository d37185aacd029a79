import {type FileHandle, open} from 'node:fs/promises'
import type {Field, RecordBatch, Schema} from 'apache-arrow'
import type {TableColumn} from '../../domain/ports/table.ts'
import {arrowType, arrowValue} from './arrow-types.ts'
import {
  type BatchOptions,
  type FileBatch,
  MOST_COLUMNS,
  rowsAtOnce,
  rowText,
  shorten,
} from './file-batch.ts'
import {unpackLz4Frame} from './lz4-frame.ts'
import {strictFile} from './strict-file.ts'
import {meaningOf, type ValueColumn, valueColumn} from './value-column.ts'

/** A record batch that claims to be larger is an attack or a mistake. */
const MOST_BUFFER_BYTES = 2 ** 30

/** Reads Arrow files and streams (Feather 2 is one of them), one record batch after the other. */
export async function* arrowBatches(
  path: string,
  {report}: BatchOptions,
): AsyncGenerator<FileBatch> {
  const file = await open(path)
  try {
    const {size} = await file.stat()
    if (size === 0) {
      report({code: 'empty-file', text: () => 'no bytes'})
      return
    }
    const magic = Buffer.alloc(4)
    await file.read(magic, 0, 4, 0)
    if (magic.toString('latin1') === 'FEA1') {
      report({code: 'unsupported-file', text: () => 'Feather 1; write it anew as Feather 2'})
      return
    }
    let rows = 0
    try {
      await checkEnds(file, size)
      const {schema, next} = await openBatches(file)
      if (schema.fields.length > MOST_COLUMNS) {
        report({code: 'too-many-columns', text: () => `${schema.fields.length} columns`})
        return
      }
      const shape = shapeOf(schema)
      for (let step = await next(); step.done !== true; step = await next()) {
        yield* batchesOf(step.value, shape, rows)
        rows += step.value.numRows
      }
      if (rows === 0) {
        report({code: 'header-only', text: () => 'names of columns, and no row'})
        yield {...shape, rows: 0, lines: new Float64Array(0), text: () => ''}
      }
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) throw error
      const message = error instanceof Error ? error.message : String(error)
      report({
        code: /codec|not supported|unsupported/i.test(message)
          ? 'unsupported-file'
          : 'damaged-file',
        text: () => shorten(message),
      })
      return
    }
  } finally {
    await file.close()
  }
}

async function openBatches(file: FileHandle) {
  const {CompressionType, compressionRegistry, RecordBatchReader} = await import('apache-arrow')
  const {decompressZstd} = await import('hyparquet-compressors')
  compressionRegistry.set(CompressionType.ZSTD, {decode: capped(decompressZstd)})
  compressionRegistry.set(CompressionType.LZ4_FRAME, {decode: unpackLz4Frame})
  const {handle, unlessIdle} = await strictFile(file)
  const reader = await unlessIdle(RecordBatchReader.from(handle))
  await unlessIdle(Promise.resolve(reader.open({autoDestroy: true})))
  if (reader.schema === undefined) throw new RangeError('it has no schema')
  return {schema: reader.schema, next: () => unlessIdle(Promise.resolve(reader.next()))}
}

const MAGIC = 'ARROW1'

/** A file, other than a stream, begins and ends with the same word, and tells before the last how long its footer is. */
async function checkEnds(file: FileHandle, size: number): Promise<void> {
  const ends = Buffer.alloc(16)
  await file.read(ends, 0, 6, 0)
  if (ends.toString('latin1', 0, 6) !== MAGIC) return
  if (size < 24) throw new RangeError('it is too short')
  await file.read(ends, 6, 10, size - 10)
  if (ends.toString('latin1', 10, 16) !== MAGIC)
    throw new RangeError(`it does not end with ${MAGIC}`)
  const footer = ends.readInt32LE(6)
  if (footer <= 0 || footer > size - 20)
    throw new RangeError(`its footer claims to have ${footer} bytes`)
}

function capped(unpack: (input: Uint8Array) => Uint8Array) {
  return (input: Uint8Array): Uint8Array => {
    const output = unpack(input)
    if (output.length > MOST_BUFFER_BYTES) throw new RangeError('a buffer is too large')
    // Numbers are read in place, which an odd start would not allow.
    return output.byteOffset % 8 === 0 ? output : output.slice()
  }
}

type Shape = {readonly heads: readonly TableColumn[]; readonly columns: readonly ValueColumn[]}

function shapeOf(schema: Schema): Shape {
  const most = rowsAtOnce(schema.fields.length)
  const heads = schema.fields.map(columnOf)
  return {heads, columns: heads.map(({declared}) => valueColumn(most, meaningOf(declared?.type)))}
}

function* batchesOf(
  batch: RecordBatch,
  {heads, columns}: Shape,
  before: number,
): Generator<FileBatch> {
  const most = rowsAtOnce(columns.length)
  const lines = new Float64Array(most)
  for (let start = 0; start < batch.numRows; start += most) {
    const end = Math.min(batch.numRows, start + most)
    for (let row = start; row < end; row++) lines[row - start] = before + row + 1
    for (const [index, column] of columns.entries()) {
      const vector = batch.getChildAt(index)
      const type = batch.schema.fields[index]?.type
      const plain = type ? arrowValue(type) : (value: unknown) => value
      for (let row = start; row < end; row++) column.put(row - start, plain(vector?.get(row)))
    }
    yield {heads, rows: end - start, lines, columns, text: rowText(columns)}
  }
}

function columnOf({name, type, nullable}: Field): TableColumn {
  return {name, declared: {type: arrowType(type), nullable}}
}
