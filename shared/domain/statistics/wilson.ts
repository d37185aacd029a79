import {normalQuantile} from './distributions/normal.ts'
import type {Share} from './samples/proportions.ts'
import type {Interval} from './units.ts'

/** The interval of a proportion (Wilson 1927): to show, not to compare. Throws a RangeError for what is no share. */
export function wilsonInterval({count, of}: Share, alpha = 0.05): Interval {
  if (!(of > 0 && count >= 0 && count <= of)) {
    throw new RangeError(`${count} of ${of} is no share`)
  }
  const square = normalQuantile(1 - alpha / 2) ** 2
  const share = count / of
  const middle = share + square / (2 * of)
  const reach = Math.sqrt(square * ((share * (1 - share)) / of + square / (4 * of * of)))
  const whole = 1 + square / of
  return {low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole)}
}
