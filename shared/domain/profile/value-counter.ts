import {CELL, type Cells} from '../ports/table.ts'

/** How many different values are told apart; beyond, it is only known that there are more. */
export const MOST_DISTINCT = 10_000
const SLOTS = 2 ** 14
const MASK = SLOTS - 1

export type CountedNumber = {readonly number: number; readonly count: number}

export type ValueCounter = {
  /** Counts the values of a batch; empty cells are none. */
  readonly add: (cells: Cells, rows: number) => void
  /** More different values than are told apart: nothing is counted any more. */
  readonly isFull: () => boolean
  readonly distinct: () => number
  /** The most frequent values, by count and then by text. */
  readonly top: (most: number) => readonly {readonly text: string; readonly count: number}[]
  /** The finite numbers among the values, in no order that means something. */
  readonly numbers: () => readonly CountedNumber[]
}

/**
 * Counts different values exactly, up to a number of them, and then gives up in order to stay small. `onFull` gets the
 * numbers that were counted until then, and the row of the batch at hand from which nothing is counted any more.
 */
export function valueCounter(
  onFull: (numbers: readonly CountedNumber[], fromRow: number) => void,
): ValueCounter {
  let table: Table | undefined
  let isFull = false
  let distinct = 0

  function add({kinds, numbers, hash, text}: Cells, rows: number): void {
    if (isFull) return
    table ??= newTable()
    const {hashes, counts, texts} = table
    for (let row = 0; row < rows; row++) {
      if (kinds[row] === CELL.null) continue
      // The hash 0 marks a free place, so it is moved aside; one value in 2^53 has it.
      const key = hash(row) || 1
      let slot = key & MASK
      while (hashes[slot] !== key && hashes[slot] !== 0) slot = (slot + 1) & MASK
      if (hashes[slot] === 0) {
        if (distinct === MOST_DISTINCT) {
          onFull(countedNumbers(), row)
          isFull = true
          table = undefined
          return
        }
        hashes[slot] = key
        texts.set(slot, text(row))
        table.numbers[slot] = numbers[row] ?? Number.NaN
        distinct++
      }
      counts[slot] = (counts[slot] ?? 0) + 1
    }
  }

  function countedNumbers(): readonly CountedNumber[] {
    return [...(table?.texts.keys() ?? [])]
      .map(slot => ({
        number: table?.numbers[slot] ?? Number.NaN,
        count: table?.counts[slot] ?? 0,
      }))
      .filter(({number}) => Number.isFinite(number))
  }

  function top(most: number) {
    return [...(table?.texts ?? [])]
      .map(([slot, text]) => ({text, count: table?.counts[slot] ?? 0}))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, most)
  }

  return {add, isFull: () => isFull, distinct: () => distinct, top, numbers: countedNumbers}
}

type Table = {
  readonly hashes: Float64Array
  readonly counts: Float64Array
  readonly numbers: Float64Array
  readonly texts: Map<number, string>
}

function newTable(): Table {
  return {
    hashes: new Float64Array(SLOTS),
    counts: new Float64Array(SLOTS),
    numbers: new Float64Array(SLOTS),
    texts: new Map(),
  }
}
