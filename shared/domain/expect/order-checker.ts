import {grouped} from '../grouped.ts'
import {CELL, type Cells} from '../ports/table.ts'
import {type Checker, HELD, nothingSeen, unchecked} from './checker.ts'
import type {Check} from './expectation.ts'
import {placeList, share} from './places.ts'

/** More groups are not held in memory. */
export const MOST_GROUPS = 250_000

type Value = {readonly family: string; readonly value: number | string}

/**
 * Each value against the one before it that is not empty: in the order of the rows, over all files in the order of
 * their names; `per` compares within each group.
 */
export function orderChecker(
  {isFalling, isStrict}: Pick<Extract<Check, {kind: 'order'}>, 'isFalling' | 'isStrict'>,
  {isPersonal, most = MOST_GROUPS}: {readonly isPersonal: boolean; readonly most?: number},
): Checker {
  const places = placeList(isPersonal)
  const before = new Map<number, Value>()
  let rows = 0
  let checked = 0
  let isFull = false

  function isFine(last: Value, now: Value): boolean {
    if (last.family !== now.family) return false
    const [low, high] = isFalling ? [now.value, last.value] : [last.value, now.value]
    return isStrict ? low < high : low <= high
  }

  return {
    look(batch, [cells, group]) {
      rows += batch.rows
      if (cells === undefined) return
      for (let row = 0; row < batch.rows; row++) {
        if (cells.kinds[row] === CELL.null) continue
        const now = valueAt(cells, row)
        checked++
        const key = group === undefined || group.kinds[row] === CELL.null ? -1 : group.hash(row)
        const last = before.get(key)
        if (now === undefined || (last !== undefined && !isFine(last, now))) {
          places.add(batch, row, cells)
        }
        if (now === undefined) continue
        if (last === undefined && before.size >= most) isFull = true
        else before.set(key, now)
      }
    },
    end() {
      if (checked === 0) return nothingSeen(rows)
      const count = places.count()
      if (count > 0) {
        const but = `${share(count, checked, 'cells')} are not in this order${places.first()}`
        return {kind: 'broken', code: 'expect-order', but, count, rows: places.rows()}
      }
      return isFull ? unchecked(tooManyGroups(most)) : HELD
    },
  }
}

export function tooManyGroups(most: number): string {
  return `there are more than ${grouped(most)} groups, which are not held in memory; { sql: … } looks at them`
}

/** What can be compared; NaN, lists and the like cannot. */
function valueAt({kinds, numbers, text}: Cells, row: number): Value | undefined {
  const number = numbers[row] ?? Number.NaN
  switch (kinds[row]) {
    case CELL.integer:
    case CELL.number:
      return Number.isNaN(number) ? undefined : {family: 'number', value: number}
    case CELL.date:
    case CELL.timestamp:
      return {family: 'moment', value: number}
    case CELL.time:
      return {family: 'time', value: number}
    case CELL.string:
      return {family: 'text', value: text(row)}
    default:
      return undefined
  }
}
