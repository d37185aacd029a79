import {CELL, type Cells, type ColumnType, type TableColumn} from '../ports/table.ts'
import {commonType} from './column-type.ts'
import {quantileOf, quantileSketch, type Weighted} from './quantile-sketch.ts'
import {type CountedNumber, valueCounter} from './value-counter.ts'

const KINDS = 12

/** What one column gathers while rows go by. */
export type ColumnTally = {
  readonly column: TableColumn
  readonly add: (cells: Cells, rows: number) => void
  readonly summary: () => ColumnSummary
}

/** All that is known of a column; what of it a record may tell is decided elsewhere. */
export type ColumnSummary = {
  readonly name: string
  readonly type: ColumnType
  /** Of the cells that were seen; rows that never had the column are not among them. */
  readonly cells: number
  readonly nulls: number
  readonly notFinite: number
  readonly counts: readonly number[]
  readonly distinct: number
  readonly isDistinctCapped: boolean
  readonly min: number | undefined
  readonly max: number | undefined
  readonly mean: number | undefined
  /** Exact where values are counted one by one, else from the sketch. */
  readonly quantile: (share: number) => number
  readonly top: (most: number) => readonly {readonly text: string; readonly count: number}[]
  /** The shortest and longest text, in bytes of UTF-8. */
  readonly lengths: {readonly min: number; readonly max: number} | undefined
  /** The first cell that is a text, when others are not. */
  readonly firstText: {readonly row: number; readonly text: string} | undefined
}

/** The finite numbers of the batch at hand; shared, since only one column is added at a time. */
let finiteNumbers = new Float64Array(4096)

export function columnTally(
  column: TableColumn,
  {isDetailed}: {readonly isDetailed: boolean},
): ColumnTally {
  const counts = new Float64Array(KINDS)
  const sketch = quantileSketch()
  // Where there are few different values their counts say it exactly, and the sketch is not needed.
  const values = valueCounter(sketchCounted)
  let sketchedFrom = Number.POSITIVE_INFINITY
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  let finite = 0
  let notFinite = 0
  let seen = 0
  let shortest = Number.POSITIVE_INFINITY
  let longest = 0
  let firstText: ColumnSummary['firstText']

  function add(cells: Cells, rows: number): void {
    const {kinds} = cells
    for (let row = 0; row < rows; row++) {
      const kind = kinds[row] ?? 0
      counts[kind] = (counts[kind] ?? 0) + 1
    }
    if (isDetailed) {
      sketchedFrom = values.isFull() ? 0 : Number.POSITIVE_INFINITY
      values.add(cells, rows)
      addNumbers(cells, rows)
      if ((counts[CELL.string] ?? 0) > 0) addTexts(cells, rows)
    }
    seen += rows
  }

  function sketchCounted(counted: readonly CountedNumber[], fromRow: number): void {
    sketchedFrom = fromRow
    for (const {number, count} of counted) sketch.add(new Float64Array(count).fill(number), count)
  }

  function addNumbers({kinds, numbers}: Cells, rows: number): void {
    if (finiteNumbers.length < rows) finiteNumbers = new Float64Array(rows)
    let least = min
    let most = max
    let total = 0
    let count = 0
    let sketched = 0
    for (let row = 0; row < rows; row++) {
      const kind = kinds[row] ?? 0
      if (kind === CELL.null || kind >= CELL.string) continue
      const number = numbers[row] ?? Number.NaN
      if (number - number !== 0) {
        notFinite++
        continue
      }
      if (number < least) least = number
      if (number > most) most = number
      total += number
      count++
      if (row >= sketchedFrom) finiteNumbers[sketched++] = number
    }
    min = least
    max = most
    sum += total
    finite += count
    sketch.add(finiteNumbers, sketched)
  }

  function addTexts({kinds, size, text}: Cells, rows: number): void {
    let least = shortest
    let most = longest
    for (let row = 0; row < rows; row++) {
      if (kinds[row] !== CELL.string) continue
      const length = size(row)
      if (length < least) least = length
      if (length > most) most = length
      firstText ??= {row: seen + row, text: text(row)}
    }
    shortest = least
    longest = most
  }

  function summary(): ColumnSummary {
    const weighted: readonly Weighted[] = values.isFull()
      ? sketch.weighted()
      : values.numbers().toSorted((a, b) => a.number - b.number)
    return {
      name: column.name,
      type: column.declared?.type ?? commonType(counts),
      cells: seen,
      nulls: counts[CELL.null] ?? 0,
      notFinite,
      counts: [...counts],
      distinct: values.distinct(),
      isDistinctCapped: values.isFull(),
      min: finite > 0 ? min : undefined,
      max: finite > 0 ? max : undefined,
      mean: finite > 0 ? sum / finite : undefined,
      quantile: share => quantileOf(weighted, share),
      top: values.top,
      lengths: longest > 0 || shortest === 0 ? {min: shortest, max: longest} : undefined,
      firstText,
    }
  }

  return {column, add, summary}
}
