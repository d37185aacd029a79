import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Observer, TableColumn, TableFormat} from '../../shared/domain/ports/table.ts'
import {observeDataset, type Pass} from '../../shared/features/profile/index.ts'

/** Cells as people would write them down. */
export type SeenRow = {
  readonly file: string
  readonly line: number
  readonly cells: readonly string[]
}

/** An observer that keeps everything. */
export function keepingObserver() {
  const rows: SeenRow[] = []
  const kinds: number[][] = []
  const hashes: number[][] = []
  const numbers: number[][] = []
  let columns: readonly TableColumn[] = []
  let isEnded = false
  const observer: Observer = {
    begin(all) {
      columns = all
    },
    batch(batch) {
      for (let row = 0; row < batch.rows; row++) {
        const {file, lines} = batch
        rows.push({file, line: lines[row] ?? 0, cells: batch.columns.map(({text}) => text(row))})
        kinds.push(batch.columns.map(column => column.kinds[row] ?? -1))
        hashes.push(batch.columns.map(column => column.hash(row)))
        numbers.push(batch.columns.map(column => column.numbers[row] ?? 0))
      }
    },
    end() {
      isEnded = true
    },
  }
  return {observer, rows, kinds, hashes, numbers, columns: () => columns, isEnded: () => isEnded}
}

export type Kept = ReturnType<typeof keepingObserver> &
  Pick<Pass, 'findings'> & {readonly names: readonly string[]}

/** Writes files and looks at all of them in one pass. */
export async function observeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  {
    missing = [],
    format = 'csv',
  }: {readonly missing?: readonly string[]; readonly format?: TableFormat} = {},
): Promise<Kept> {
  const listed = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, content)
    return {path, name, format: name.endsWith('.tsv') ? ('tsv' as const) : format}
  })
  const kept = keepingObserver()
  const pass = await observeDataset({name: 't', files: listed, missing}, [kept.observer])
  return {...kept, findings: pass.findings, names: pass.columns.map(({name}) => name)}
}
