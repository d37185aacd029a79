import type {TableFormat} from '../../domain/ports/table.ts'
import {ActionError, systemCode} from '../errors.ts'
import {pathText} from '../path-text.ts'
import type {BatchOptions, FileBatch} from './file-batch.ts'

export type {FileBatch} from './file-batch.ts'

const TAB = 0x09

/**
 * The rows of a table file in batches, whatever its format. What is wrong in the file is reported, never thrown; that
 * it cannot be opened or read is an error.
 */
export async function* readBatches(
  file: {readonly path: string; readonly name: string; readonly format: TableFormat},
  options: BatchOptions,
): AsyncGenerator<FileBatch> {
  try {
    switch (file.format) {
      case 'csv':
      case 'tsv': {
        const {csvBatches} = await import('./csv-batches.ts')
        const delimiter = file.format === 'tsv' ? {delimiter: TAB} : {}
        yield* csvBatches(file.path, {...options, ...delimiter})
        return
      }
      case 'jsonl': {
        const {jsonBatches} = await import('./json-batches.ts')
        yield* jsonBatches(file.path, options)
        return
      }
      case 'parquet': {
        const {parquetBatches} = await import('./parquet-batches.ts')
        yield* parquetBatches(file.path, options)
        return
      }
      case 'arrow': {
        const {arrowBatches} = await import('./arrow-batches.ts')
        yield* arrowBatches(file.path, options)
      }
    }
  } catch (error) {
    if (systemCode(error) === undefined || error instanceof ActionError) throw error
    throw new ActionError('file-unreadable', `cannot read ${pathText(file.name)}`, {cause: error})
  }
}
