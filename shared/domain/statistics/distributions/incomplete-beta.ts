import {continuedFraction} from './continued-fraction.ts'
import type {Tails} from './incomplete-gamma.ts'
import {binomialMass} from './stirling.ts'

/**
 * The regularised incomplete beta function I_x(a, b) and its complement for a, b > 0, with x in [0, 1] given together
 * with 1 − x, so that neither loses digits. The continued fraction of Didonato and Morris (1992, algorithm 708, `BFRAC`);
 * relative error about 1e-13. NaN outside.
 */
export function incompleteBeta(a: number, b: number, [x, y]: readonly [number, number]): Tails {
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && y >= 0)) {
    return {lower: Number.NaN, upper: Number.NaN}
  }
  if (x === 0 || y === 0) return {lower: Number(y === 0), upper: Number(x === 0)}
  // Below the mean the fraction settles quickly; above it the other tail does.
  if (a * y >= b * x) return below(a, b, [x, y])
  const {lower, upper} = below(b, a, [y, x])
  return {lower: upper, upper: lower}
}

function below(a: number, b: number, [x, y]: readonly [number, number]): Tails {
  const difference = a * y - b * x
  const fraction = continuedFraction(m => {
    if (m === 0) return [0, (a * (difference + 1)) / (a + 1)]
    const at = a + 2 * m
    const part = (m * (b - m) * x) / (at - 1)
    const rest = ((a + m) * (difference + 1 + m * (1 + y))) / (at + 1)
    return [((a + m - 1) * (a + b + m - 1) * x * part) / (at - 1), m + part + rest]
  })
  const lower = (((a * b) / (a + b)) * binomialMass(a, b, [x, y])) / fraction
  return {lower, upper: 1 - lower}
}
