import type {FileMetaData, SchemaTree} from 'hyparquet'
import type {ColumnType, TableColumn} from '../../domain/ports/table.ts'
import {openRandomAccess} from './random-access.ts'

export type ParquetFooter = {
  readonly metadata: FileMetaData
  readonly rows: number
  readonly columns: readonly TableColumn[]
}

type RandomAccess = Awaited<ReturnType<typeof openRandomAccess>>

/** Columns and number of rows from the footer alone. Throws where the footer contradicts itself or the file. */
export async function readFooter(file: RandomAccess): Promise<ParquetFooter> {
  const {parquetMetadataAsync, parquetSchema} = await import('hyparquet')
  if (file.byteLength < 12) throw new RangeError('it is too short')
  const metadata = await parquetMetadataAsync(file, {initialFetchSize: 2 ** 16})
  const rows = Number(metadata.num_rows)
  const sum = metadata.row_groups.reduce((total, group) => total + Number(group.num_rows), 0)
  if (rows !== sum || !Number.isSafeInteger(rows) || rows < 0) {
    throw new RangeError(`its footer counts ${rows} rows, and its row groups ${sum}`)
  }
  return {metadata, rows, columns: parquetSchema(metadata).children.map(columnOf)}
}

/** Schema and row count of a file without reading its rows. */
export async function readParquetSchema(path: string): Promise<Omit<ParquetFooter, 'metadata'>> {
  const file = await openRandomAccess(path)
  try {
    const {rows, columns} = await readFooter(file)
    return {rows, columns}
  } finally {
    await file.close()
  }
}

function columnOf(tree: SchemaTree): TableColumn {
  const nullable = tree.element.repetition_type !== 'REQUIRED'
  return {name: tree.element.name, declared: {type: typeOf(tree), nullable}}
}

function typeOf({element, children}: SchemaTree): ColumnType {
  const {type, converted_type: converted = '', logical_type: logical, repetition_type} = element
  const name = logical?.type ?? ''
  if (repetition_type === 'REPEATED' || name === 'LIST' || converted === 'LIST') return 'list'
  if (children.length > 0) return name === 'MAP' || converted.startsWith('MAP') ? 'list' : 'struct'
  if (name === 'DATE' || converted === 'DATE') return 'date'
  if (name === 'TIMESTAMP' || converted.startsWith('TIMESTAMP') || type === 'INT96')
    return 'timestamp'
  if (name === 'TIME' || converted.startsWith('TIME')) return 'time'
  if (name === 'DECIMAL' || converted === 'DECIMAL' || name === 'FLOAT16') return 'number'
  if (['STRING', 'ENUM', 'UUID', 'JSON'].includes(name)) return 'string'
  if (['UTF8', 'ENUM', 'JSON'].includes(converted)) return 'string'
  switch (type) {
    case 'BOOLEAN':
      return 'boolean'
    case 'INT32':
    case 'INT64':
      return 'integer'
    case 'FLOAT':
    case 'DOUBLE':
      return 'number'
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
      return 'binary'
    default:
      return 'other'
  }
}
