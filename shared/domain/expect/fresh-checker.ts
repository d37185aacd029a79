import {CELL} from '../ports/table.ts'
import {type Checker, HELD, nothingSeen} from './checker.ts'
import {printMoment} from './moment.ts'
import {placeList, share} from './places.ts'

const DAY = 86_400_000

/**
 * How old the newest moment is. A date without a time counts until its day has ended in UTC. What lies more than a day
 * ahead is no news but a mistake.
 */
export function freshChecker(
  withinMs: number,
  {now, isPersonal}: {readonly now: number; readonly isPersonal: boolean},
): Checker {
  const strangers = placeList(isPersonal)
  const ahead = placeList(isPersonal)
  let newest = Number.NEGATIVE_INFINITY
  let isDate = false
  let rows = 0
  let checked = 0
  return {
    look(batch, [cells]) {
      rows += batch.rows
      if (cells === undefined) return
      for (let row = 0; row < batch.rows; row++) {
        const kind = cells.kinds[row]
        if (kind === CELL.null) continue
        checked++
        if (kind !== CELL.date && kind !== CELL.timestamp) {
          strangers.add(batch, row, cells)
          continue
        }
        const moment = cells.numbers[row] ?? Number.NaN
        if (moment > now + DAY) ahead.add(batch, row, cells)
        const end = kind === CELL.date ? moment + DAY : moment
        if (end <= newest) continue
        newest = end
        isDate = kind === CELL.date
      }
    },
    end() {
      if (checked === 0) return nothingSeen(rows)
      for (const [places, are] of [
        [strangers, 'are no dates'],
        [ahead, 'lie in the future'],
      ] as const) {
        const count = places.count()
        if (count === 0) continue
        const but = `${share(count, checked, 'cells')} ${are}${places.first()}`
        return {kind: 'broken', code: 'expect-fresh', but, count, rows: places.rows()}
      }
      if (now - newest <= withinMs) return HELD
      const told = isPersonal ? 'older' : `of ${printMoment(isDate ? newest - DAY : newest)}`
      return {kind: 'broken', code: 'expect-fresh', but: `the newest is ${told}`}
    },
  }
}
