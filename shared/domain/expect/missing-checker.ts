import {grouped} from '../grouped.ts'
import {CELL} from '../ports/table.ts'
import {type Checker, HELD, unchecked} from './checker.ts'
import {isWithin, type Limits} from './expectation.ts'
import {placeList, share} from './places.ts'

/** Counts empty cells; a column that only later files have is empty in those before. */
export function missingChecker(
  limits: Limits,
  {isShare, isPersonal}: {readonly isShare: boolean; readonly isPersonal: boolean},
): Checker {
  const places = placeList(isPersonal)
  let rows = 0
  return {
    look(batch, [cells]) {
      rows += batch.rows
      for (let row = 0; row < batch.rows; row++) {
        if (cells === undefined || cells.kinds[row] === CELL.null) places.add(batch, row)
      }
    },
    end() {
      if (rows === 0) return unchecked('there is no row')
      const count = places.count()
      if (isWithin(isShare ? count / rows : count, limits)) return HELD
      const percent = isShare ? ` (${Number(((count / rows) * 100).toPrecision(4))} %)` : ''
      const but = `${share(count, rows, 'cells')}${percent} are empty${places.first()}`
      return {kind: 'broken', code: 'expect-missing', but, count, rows: places.rows()}
    },
  }
}

/** How many rows there are. */
export function rowsChecker(limits: Limits): Checker {
  let rows = 0
  return {
    look(batch) {
      rows += batch.rows
    },
    end() {
      if (isWithin(rows, limits)) return HELD
      const but = `there ${rows === 1 ? 'is 1 row' : `are ${grouped(rows)} rows`}`
      return {kind: 'broken', code: 'expect-rows', but, count: rows}
    },
  }
}
