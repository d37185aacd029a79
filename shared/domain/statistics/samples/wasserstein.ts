import {comparePermuted} from './permutation.ts'
import {type Pool, pool} from './pool.ts'

export type WassersteinResult = {
  /** In standard deviations of the reference; infinite when a constant reference is left. */
  readonly distance: number
  readonly p: number
  /** The distance that chance alone stays below in 1 − alpha of all cases, for these sizes. */
  readonly limit: number
}

/**
 * The first Wasserstein distance ∫|F − G| dx (Vaserštein 1969) over the reference's standard deviation (divisor n), and
 * whether chance explains it, by random relabellings: so its limit fits the sizes and the shape, where a fixed 0.1 is
 * noise for small samples. Throws as `pool` does.
 */
export function testWasserstein(
  reference: Float64Array,
  current: Float64Array,
  {seed, alpha}: {readonly seed: number; readonly alpha?: number | undefined},
): WassersteinResult {
  const pooled = pool(reference, current)
  const {sizes, labels, values} = pooled
  if (values[0] === values.at(-1)) return {distance: 0, p: 1, limit: 0}
  const unit = deviation(reference)
  const area = areaBetween(pooled, labels)
  const {p, limit} = comparePermuted(shuffled => areaBetween(pooled, shuffled), area, {
    sizes,
    seed,
    alpha,
  })
  return {distance: area / unit, p, limit: limit / unit}
}

/** The distance alone, as `testWasserstein` has it. */
export function wassersteinDistance(reference: Float64Array, current: Float64Array): number {
  const pooled = pool(reference, current)
  const {labels, values} = pooled
  if (values[0] === values.at(-1)) return 0
  return areaBetween(pooled, labels) / deviation(reference)
}

/** ∫|F − G| dx; equal values are no distance apart, so their order does not matter. */
function areaBetween({sizes: [n, m], values}: Pool, labels: Uint8Array): number {
  let gap = 0
  let area = 0
  for (let rank = 0; rank + 1 < labels.length; rank++) {
    gap += labels[rank] === 1 ? m : -n
    area += Math.abs(gap) * ((values[rank + 1] ?? 0) - (values[rank] ?? 0))
  }
  return area / (n * m)
}

function deviation(sample: Float64Array): number {
  // Counted from one of the values, so that a constant has none to the last bit.
  const [origin = 0] = sample
  let sum = 0
  let squares = 0
  for (const value of sample) sum += value - origin
  const mean = origin + sum / sample.length
  for (const value of sample) squares += (value - mean) ** 2
  return Math.sqrt(squares / sample.length)
}
