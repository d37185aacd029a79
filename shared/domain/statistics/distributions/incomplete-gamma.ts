import {continuedFraction} from './continued-fraction.ts'
import {poissonMass} from './stirling.ts'

/** Both tails of a law at one point, each with its own digits. */
export type Tails = {readonly lower: number; readonly upper: number}

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) for a > 0, x ≥ 0: the series below a + 1, the continued
 * fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31); relative error about 1e-13. NaN outside.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && a < Infinity && x >= 0)) return {lower: Number.NaN, upper: Number.NaN}
  if (x === 0) return {lower: 0, upper: 1}
  if (x === Infinity) return {lower: 1, upper: 0}
  const mass = poissonMass(a, x)
  if (x < a + 1) {
    let term = 1
    let sum = 1
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= x / (a + n)
      sum += term
    }
    const lower = mass * sum
    return {lower, upper: 1 - lower}
  }
  const fraction = continuedFraction(i => [i * (a - i), x + 2 * i + 1 - a])
  const upper = (mass * a) / fraction
  return {lower: 1 - upper, upper}
}
