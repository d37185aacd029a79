import type {Batch, TableColumn} from '../ports/table.ts'
import {keyIndex} from './key-index.ts'
import {fileOf, type Match, type Memory, matchOf, placeOf, SHOWN} from './match.ts'
import {exactHash, nearHash, rowKeys} from './row-key.ts'

/** Rows by a key over several columns. */
export function rowComparison(
  names: readonly string[],
  {isNear, mostKeys, files}: Memory & {isNear: boolean},
) {
  const index = keyIndex(mostKeys)
  const hashes = names.map(() => (isNear ? nearHash() : exactHash))
  const matches: Match[] = []
  const keysOf = (batch: Batch, heads: readonly TableColumn[]) =>
    rowKeys(
      batch,
      names.map(name => placeOf(heads, name)),
      hashes,
    )
  return {
    matches,
    counts: index.counts,
    holdout(batch: Batch, heads: readonly TableColumn[]): undefined {
      const file = fileOf(batch, files)
      for (const [row, key] of keysOf(batch, heads).entries()) {
        index.add(key, {file, line: batch.lines[row] ?? 0})
      }
    },
    /** Answers which rows were found; those that another comparison found already are not shown again. */
    train(batch: Batch, heads: readonly TableColumn[], known?: Uint8Array | undefined): Uint8Array {
      const found = new Uint8Array(batch.rows)
      for (const [row, key] of keysOf(batch, heads).entries()) {
        const place = index.find(key)
        if (place < 0) continue
        found[row] = 1
        const isNew = index.mark(place)
        if (isNew && known?.[row] !== 1 && matches.length < SHOWN) {
          matches.push(matchOf(index, place, {batch, row, files}))
        }
      }
      return found
    },
  }
}
