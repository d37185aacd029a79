import {type Batch, CELL, type ColumnType, type TableColumn} from '../ports/table.ts'
import {toldValue} from '../profile/summarize.ts'
import {type Place, placeOf, SHOWN} from './match.ts'

/** Whether the training data end before the holdout begins. */
export function orderComparison(names: {readonly train: string; readonly holdout: string}) {
  let earliest = Number.POSITIVE_INFINITY
  let latest = Number.NEGATIVE_INFINITY
  let type: ColumnType = 'number'
  let [numbers, moments, strangers] = [0, 0, 0]
  let late = 0
  const places: Place[] = []

  function each(batch: Batch, place: number, visit: (value: number, row: number) => void): void {
    const cells = batch.columns[place]
    if (cells === undefined) return
    for (let row = 0; row < batch.rows; row++) {
      const kind = cells.kinds[row] ?? CELL.null
      if (kind === CELL.null) continue
      const value = cells.numbers[row] ?? Number.NaN
      if (kind >= CELL.string || !Number.isFinite(value)) strangers++
      else visit(value, row)
      if (kind <= CELL.number) numbers++
      else if (kind < CELL.string) moments++
      if (kind === CELL.date && type !== 'timestamp') type = 'date'
      if (kind === CELL.timestamp) type = 'timestamp'
    }
  }

  return {
    late: places,
    holdout(batch: Batch, heads: readonly TableColumn[]): void {
      each(batch, placeOf(heads, names.holdout), value => {
        if (value < earliest) earliest = value
      })
    },
    train(batch: Batch, heads: readonly TableColumn[]): void {
      each(batch, placeOf(heads, names.train), (value, row) => {
        if (value > latest) latest = value
        if (value < earliest) return
        late++
        if (places.length < SHOWN) {
          places.push({file: batch.file, line: batch.lines[row] ?? batch.firstRow + row + 1})
        }
      })
    },
    result(rows: number, {isPersonal}: {readonly isPersonal: boolean}) {
      const column = names.holdout
      if (numbers > 0 && moments > 0) {
        return {notCompared: `the order in time: "${column}" has moments and numbers`}
      }
      if (strangers > 0 || earliest === Number.POSITIVE_INFINITY || latest === -Infinity) {
        const why = `"${column}" is not a moment or a number in every row`
        return {notCompared: `the order in time: ${why}`}
      }
      const told = isPersonal
        ? {}
        : {earliest: toldValue(type, earliest), latest: toldValue(type, latest)}
      return {time: {column, late, of: rows, ...told}}
    },
  }
}
