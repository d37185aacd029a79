import type {Batch, TableColumn} from '../ports/table.ts'
import type {KeyIndex, Spot} from './key-index.ts'

/** Places that are shown of each kind. */
export const SHOWN = 5
/** Two places that hold the same: in the holdout, and in the training data. */
export type Match = {readonly holdout: Place; readonly train: Place}
export type Place = {readonly file: string; readonly line: number}

/** What comparisons share: how much they remember, and the names of the holdout's files. */
export type Memory = {readonly mostKeys: number; readonly files: string[]}

/** Where a column stands among those of the dataset; -1 where it is not. */
export function placeOf(heads: readonly TableColumn[], name: string): number {
  return heads.findIndex(head => head.name === name)
}

/** Names of files once; batches of one file come one after the other. */
export function fileOf({file}: Batch, files: string[]): number {
  return files.at(-1) === file ? files.length - 1 : files.push(file) - 1
}

/** A row of the training data with its place in the index of the holdout. */
export function matchOf(
  index: KeyIndex,
  place: number,
  {
    batch,
    row,
    files,
  }: {readonly batch: Batch; readonly row: number; readonly files: readonly string[]},
): Match {
  const {file, line}: Spot = index.spot(place)
  return {
    holdout: {file: files[file] ?? '', line},
    train: {file: batch.file, line: batch.lines[row] ?? batch.firstRow + row + 1},
  }
}
