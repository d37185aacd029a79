import {metricValue} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'

/** One value by example, as they come. */
export type ScoreColumn = {
  /** False where the example has one already. */
  readonly number: (row: number, value: number, line: number) => boolean
  /** Something that is no number. */
  readonly other: (row: number, found: Found, line: number) => boolean
  /** All values, where each example has a finite one; else why not. */
  readonly take: (rows: number) => {readonly values: Float64Array} | {readonly gap: Gap}
}

type Found = NonNullable<MetricRecord['found']>

/** Why a score has no mean: the state that its metric gets, and where. */
export type Gap = Pick<MetricRecord, 'value' | 'found'> & {readonly line: number | undefined}

/** Rows that are made room for at first. */
const FIRST = 1024

/** Room that grows with the rows; what is not put is NaN and counts as missing. */
export function scoreColumn(): ScoreColumn {
  let values = new Float64Array(FIRST)
  let last = -1
  let gap: Gap | undefined

  function isNew(row: number): boolean {
    if (row === last) return false
    // An example between the last one that had it and this one has none.
    if (row !== last + 1) gap ??= {value: 'not-a-number', found: 'null', line: undefined}
    last = row
    return true
  }

  return {
    number(row, value, line) {
      if (!isNew(row)) return false
      if (row >= values.length) {
        const more = new Float64Array(Math.max(row + 1, 2 * values.length))
        more.set(values)
        values = more
      }
      values[row] = value
      if (!Number.isFinite(value)) gap ??= {value: metricValue(value), line}
      return true
    },
    other(row, found, line) {
      if (!isNew(row)) return false
      gap ??= {value: 'not-a-number', found, line}
      return true
    },
    take(rows) {
      if (gap) return {gap}
      if (last !== rows - 1) {
        return {gap: {value: 'not-a-number', found: 'null', line: undefined}}
      }
      return {values: values.slice(0, rows)}
    },
  }
}
