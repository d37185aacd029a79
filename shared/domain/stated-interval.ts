import type {MetricRecord} from './metric-record.ts'
import {normalQuantile} from './statistics/distributions/normal.ts'
import type {Interval} from './statistics/units.ts'
import {wilsonInterval} from './statistics/wilson.ts'

type Stated = {readonly metric: MetricRecord; readonly value: number}
type Wish = {
  /** The chance that one end may be wrong. */
  readonly alpha: number
  /** The value is the share of examples that something holds for. */
  readonly isShare: boolean
}

/** Where a value may lie by the error or the number of examples that its file states; nothing where it states neither. */
export function intervalOfMean(
  {metric, value}: Stated,
  {alpha, isShare}: Wish,
): Interval | undefined {
  const {stderr, n} = metric
  if (stderr !== undefined) {
    const reach = normalQuantile(1 - alpha) * stderr
    return {low: value - reach, high: value + reach}
  }
  if (!isShare || n === undefined || value < 0 || value > 1) return undefined
  return wilsonInterval({count: value * n, of: n}, Math.min(1, 2 * alpha))
}
