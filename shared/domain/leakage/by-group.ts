import {type Batch, CELL, type TableColumn} from '../ports/table.ts'
import {keyIndex} from './key-index.ts'
import {fileOf, type Match, type Memory, matchOf, placeOf, SHOWN} from './match.ts'

/** Different values of a column that rows belong together by. */
export function groupComparison(
  names: {readonly train: string; readonly holdout: string},
  {mostKeys, files}: Memory,
) {
  const index = keyIndex(mostKeys)
  const matches: Match[] = []
  const keys = (batch: Batch, heads: readonly TableColumn[], name: string) => {
    const cells = batch.columns[placeOf(heads, name)]
    return Array.from({length: batch.rows}, (_, row) =>
      cells === undefined || cells.kinds[row] === CELL.null ? 0 : cells.hash(row) || 1,
    )
  }
  return {
    matches,
    holdout(batch: Batch, heads: readonly TableColumn[]): void {
      const file = fileOf(batch, files)
      for (const [row, key] of keys(batch, heads, names.holdout).entries()) {
        if (key !== 0) index.add(key, {file, line: batch.lines[row] ?? 0})
      }
    },
    train(batch: Batch, heads: readonly TableColumn[]): void {
      for (const [row, key] of keys(batch, heads, names.train).entries()) {
        const place = key === 0 ? -1 : index.find(key)
        if (place < 0 || !index.mark(place) || matches.length >= SHOWN) continue
        matches.push(matchOf(index, place, {batch, row, files}))
      }
    },
    result: () => {
      const {markedKeys, keys: all} = index.counts()
      return {column: names.holdout, shared: markedKeys, of: all}
    },
  }
}
