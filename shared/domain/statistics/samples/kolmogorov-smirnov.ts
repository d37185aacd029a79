import {kolmogorovTail, smirnovTail} from '../distributions/kolmogorov.ts'
import {comparePermuted} from './permutation.ts'
import {type Pool, pool} from './pool.ts'

/** Steps that the exact law may take: some milliseconds. */
const MOST_STEPS = 1e6

export type SmirnovResult = {
  /** The largest difference of the two empirical distribution functions, 0 to 1. */
  readonly distance: number
  /** Where it is exact or by relabelling, mid-p: an attainable distance counts half. */
  readonly p: number
  readonly method: 'exact' | 'asymptotic' | 'permutation'
}

/**
 * The two-sample Kolmogorov–Smirnov test of equality, two-sided. Exact given the ties while that is quick, the limit law
 * for large samples without ties, random relabellings for large ones with ties, on which the limit would miss too much.
 * Few distances are attainable in small samples, 3.7 % being the nearest level below 5 % for twice 100 rows; as mid-p the
 * share of false alarms is near the nominal one on either side. `seed` matters for the last alone. Throws as `pool` does.
 */
export function testSmirnov(
  first: Float64Array,
  second: Float64Array,
  {seed}: {readonly seed: number},
): SmirnovResult {
  const pooled = pool(first, second)
  const {sizes, labels, isTied, isEnd} = pooled
  const [n, m] = sizes
  const most = largestGap(pooled, labels)
  const distance = most / (n * m)
  const steps = isTied ? n * m : 2 * most
  if (steps <= MOST_STEPS) {
    const ranking = {sizes, isEnd: isTied ? isEnd : undefined}
    const p = most === 0 ? 1 : (smirnovTail(most, ranking) + smirnovTail(most + 1, ranking)) / 2
    return {distance, p, method: 'exact'}
  }
  if (!isTied) {
    const p = kolmogorovTail(Math.sqrt((n * m) / (n + m)) * distance)
    return {distance, p, method: 'asymptotic'}
  }
  const {p} = comparePermuted(shuffled => largestGap(pooled, shuffled), most, {sizes, seed})
  return {distance, p, method: 'permutation'}
}

/** nm·D, a whole number; looked at where values change. */
function largestGap({sizes: [n, m], isEnd}: Pool, labels: Uint8Array): number {
  let gap = 0
  let most = 0
  for (let rank = 0; rank < labels.length; rank++) {
    gap += labels[rank] === 1 ? m : -n
    if (isEnd[rank] === 1) most = Math.max(most, Math.abs(gap))
  }
  return most
}
