import type {DataFormat} from '../dataset-config.ts'
import {TABLE_FORMATS, type TableFormat} from '../ports/table.ts'

const ENDINGS: Readonly<Record<string, DataFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
  npy: 'npy',
  npz: 'npz',
  png: 'images',
  jpg: 'images',
  jpeg: 'images',
  gif: 'images',
  bmp: 'images',
  webp: 'images',
  tif: 'images',
  tiff: 'images',
  txt: 'text',
  md: 'text',
  html: 'text',
  xml: 'text',
}

/** What a file is by its name. */
export function formatOf(path: string): DataFormat | undefined {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined
}

/** Whether any of the names says what the file is; many files in a row mostly end alike. */
export function hasFormat(paths: readonly string[]): boolean {
  let ending: string | undefined
  for (const path of paths) {
    if (ending !== undefined && path.endsWith(ending)) continue
    if (formatOf(path) !== undefined) return true
    const [found] = /\.[^./]+$/.exec(path) ?? []
    ending = found
  }
  return false
}

export function isTable(format: DataFormat | undefined): format is TableFormat {
  return TABLE_FORMATS.some(table => table === format)
}

export type FormattedFile = {
  readonly path: string
  readonly bytes: number
  readonly format: DataFormat | undefined
}

/**
 * The files of a dataset that are what it is made of: of tables the tables, else arrays, images or texts, whichever it
 * has first. A text beside a table is most likely a description of it.
 */
export function filesByFormat(
  files: readonly {readonly path: string; readonly bytes: number}[],
  asked: DataFormat | undefined,
): {readonly files: readonly FormattedFile[]; readonly others: number} {
  const formatted = files.map(file => ({...file, format: asked ?? formatOf(file.path)}))
  const kinds = [
    isTable,
    (format: DataFormat | undefined) => format === 'npy' || format === 'npz',
    (format: DataFormat | undefined) => format === 'images',
    (format: DataFormat | undefined) => format === 'text',
  ]
  const kind = kinds.find(isKind => formatted.some(({format}) => isKind(format)))
  const chosen = kind === undefined ? [] : formatted.filter(({format}) => kind(format))
  return {files: chosen, others: files.length - chosen.length}
}
