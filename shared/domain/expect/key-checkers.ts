import {grouped} from '../grouped.ts'
import {type Batch, CELL, type Cells} from '../ports/table.ts'
import {eachCell} from './cell-checker.ts'
import {type Checker, HELD, type KnownKeys, nothingSeen, unchecked} from './checker.ts'
import {isWithin, type Limits} from './expectation.ts'
import {joinKeys, keySet, MOST_KEYS} from './key-set.ts'
import {placeList, share} from './places.ts'

/** No value, or no combination of values, comes twice. Rows in which one of them is missing are not compared. */
export function uniqueChecker(isPersonal: boolean, most = MOST_KEYS): Checker {
  const places = placeList(isPersonal)
  const keys = keySet(most)
  let rows = 0
  let checked = 0
  return {
    look(batch, columns) {
      rows += batch.rows
      for (let row = 0; row < batch.rows; row++) {
        const key = keyOf(columns, row)
        if (key === undefined) continue
        checked++
        if (!keys.add(key) && !keys.isFull()) {
          places.add(batch, row, columns.length === 1 ? columns[0] : undefined)
        }
      }
    },
    end() {
      if (checked === 0) return nothingSeen(rows)
      const count = places.count()
      if (count > 0) {
        const but = `${share(count, checked, 'rows')} repeat one before${places.first()}`
        return {kind: 'broken', code: 'expect-unique', but, count, rows: places.rows()}
      }
      return keys.isFull() ? unchecked(tooMany(most)) : HELD
    },
  }
}

function keyOf(columns: readonly (Cells | undefined)[], row: number): number | undefined {
  let key: number | undefined
  for (const cells of columns) {
    if (cells === undefined || cells.kinds[row] === CELL.null) return undefined
    const hash = cells.hash(row)
    key = key === undefined ? hash : joinKeys(key, hash)
  }
  return key
}

function tooMany(most: number): string {
  return `there are more than ${grouped(most)} different values, which are not held in memory; { sql: … } counts them`
}

/** How many different values a column has. */
export function distinctChecker(limits: Limits, most = MOST_KEYS): Checker {
  const keys = keySet(most)
  let rows = 0
  return {
    look(batch, [cells]) {
      rows += batch.rows
      if (cells === undefined) return
      for (let row = 0; row < batch.rows; row++) {
        if (cells.kinds[row] !== CELL.null) keys.add(cells.hash(row))
      }
    },
    end() {
      if (rows === 0) return unchecked('there is no row')
      const count = keys.size()
      if (keys.isFull()) {
        const isBeyond = limits.high !== undefined && limits.high < most
        if (!isBeyond) return unchecked(tooMany(most))
      } else if (isWithin(count, limits)) return HELD
      const but = `there are ${keys.isFull() ? 'more than ' : ''}${grouped(count)} different values`
      return {kind: 'broken', code: 'expect-distinct', but, count}
    },
  }
}

/** Every value is one of those of a column of another dataset. */
export function knownKeyChecker(known: KnownKeys, isPersonal: boolean): Checker {
  if (known.kind === 'unknown') return {look: () => undefined, end: () => unchecked(known.why)}
  return eachCell({
    code: 'expect-key',
    test: (cells, row) => known.has(cells.hash(row)),
    isPersonal,
    noun: 'cells',
    are: 'are not there',
  })
}

export type KeyGatherer = {
  readonly look: (batch: Pick<Batch, 'rows'>, cells: Cells) => void
  readonly known: () => KnownKeys
}

/** Takes the values of a column for those that refer to it. */
export function keyGatherer(most = MOST_KEYS): KeyGatherer {
  const keys = keySet(most)
  return {
    look({rows}, cells) {
      for (let row = 0; row < rows; row++) {
        if (cells.kinds[row] !== CELL.null) keys.add(cells.hash(row))
      }
    },
    known: () =>
      keys.isFull()
        ? {kind: 'unknown', why: tooMany(most)}
        : {kind: 'known', has: hash => keys.has(hash)},
  }
}
