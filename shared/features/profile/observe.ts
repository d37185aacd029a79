import type {Finding} from '../../domain/finding.ts'
import {
  CELL,
  type Cells,
  type Observer,
  type TableColumn,
  type TableFormat,
} from '../../domain/ports/table.ts'
import {type FileBatch, readBatches} from '../../platform/tables/batches.ts'
import {problemList} from './problem-list.ts'

export type TableFile = {
  readonly path: string
  /** As people know it: relative to the folder of the dataset. */
  readonly name: string
  readonly format: TableFormat
}

export type TableDataset = {
  readonly name: string
  /** In the order in which they are read. */
  readonly files: readonly TableFile[]
  /** Words that stand for an empty cell, such as NA. */
  readonly missing?: readonly string[]
  /** Nothing of a row is told, only where it stands. */
  readonly isPersonal?: boolean
}

export type Pass = {
  /** The columns of all files, in the order in which they were first seen. */
  readonly columns: readonly TableColumn[]
  readonly rows: number
  /** What is wrong with the files as tables. */
  readonly findings: readonly Finding[]
}

export type PassOptions = {
  readonly signal?: AbortSignal | undefined
  readonly onRows?: (rows: number) => void
}

/**
 * Reads every row of a dataset once and shows it to all observers. What is wrong with a file is a finding; reading goes
 * on with the next file.
 */
export async function observeDataset(
  {name, files, missing = [], isPersonal = false}: TableDataset,
  observers: readonly Observer[],
  {signal, onRows}: PassOptions = {},
): Promise<Pass> {
  const problems = problemList(name, {isPersonal})
  const union = columnUnion()
  let rows = 0
  let isBegun = false
  for (const file of files) {
    const report = problems.reporter(file.name)
    let shape: Shape | undefined
    for await (const batch of readBatches(file, {report, missing: new Set(missing)})) {
      signal?.throwIfAborted()
      if (shape?.heads !== batch.heads) {
        const before = union.columns.length
        const places = union.places(batch.heads)
        shape = {heads: batch.heads, places}
        if (!isBegun || union.columns.length > before) {
          isBegun = true
          for (const observer of observers) observer.begin([...union.columns])
        }
        if (file.format !== 'jsonl') problems.compareColumns(file.name, batch.heads)
      }
      const shown = {
        ...batch,
        file: file.name,
        firstRow: rows,
        columns: columnsOf(batch, shape, union.columns),
      }
      for (const observer of observers) observer.batch(shown)
      rows += batch.rows
      onRows?.(batch.rows)
    }
  }
  if (!isBegun) for (const observer of observers) observer.begin([])
  for (const observer of observers) observer.end()
  return {columns: union.columns, rows, findings: problems.findings()}
}

type Shape = {readonly heads: readonly TableColumn[]; readonly places: readonly number[]}

/** The columns of all files together, by name. */
function columnUnion() {
  const columns: TableColumn[] = []
  const places = new Map<string, number>()
  return {
    columns: columns as readonly TableColumn[],
    places: (heads: readonly TableColumn[]): readonly number[] =>
      heads.map(head => {
        const known = places.get(head.name)
        if (known !== undefined) return known
        places.set(head.name, columns.length)
        return columns.push(head) - 1
      }),
  }
}

function columnsOf(
  batch: FileBatch,
  {places}: Shape,
  all: readonly TableColumn[],
): readonly Cells[] {
  const isSame = places.length === all.length && places.every((place, index) => place === index)
  if (isSame) return batch.columns
  const nothing = emptyCells(batch.rows)
  const columns = all.map(() => nothing)
  for (const [index, place] of places.entries()) columns[place] = batch.columns[index] ?? nothing
  return columns
}

function emptyCells(rows: number): Cells {
  return {
    kinds: new Uint8Array(rows).fill(CELL.null),
    numbers: new Float64Array(rows).fill(Number.NaN),
    text: () => '',
    size: () => 0,
    hash: () => 0,
  }
}
