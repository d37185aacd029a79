import {normalCdf} from '../distributions/normal.ts'
import {momentsOf} from '../moments.ts'
import type {Side} from '../ratio.ts'

/** Rows up to which all 2ⁿ sign patterns are counted. */
const MOST_EXACT = 50

export type SignedRankResult = {
  /** The sum of the ranks of positive differences. */
  readonly statistic: number
  /** Rows whose difference is not 0. */
  readonly count: number
  readonly p: number
  readonly method: 'exact' | 'normal'
}

/**
 * Wilcoxon's signed-rank test (1945); rows without a difference are left out, equal sizes share their ranks. Exact up to
 * 50 rows, also with ties, by counting sign patterns; the normal limit with the variance for ties beyond. With n rows the
 * smallest one-sided p is 2⁻ⁿ. Throws as `momentsOf`.
 */
export function testSignedRank(
  differences: Float64Array,
  {side = 'two-sided'}: {readonly side?: Side} = {},
): SignedRankResult {
  momentsOf(differences, 1)
  const moved = differences.filter(one => one !== 0)
  const doubled = doubledRanks(moved.map(Math.abs))
  const count = moved.length
  let positive = 0
  for (const [row, rank] of doubled.entries()) if ((moved[row] ?? 0) > 0) positive += rank
  const all = count * (count + 1)
  const isExact = count <= MOST_EXACT
  const tail = isExact ? countTail(doubled) : normalTail(doubled)
  const sides = {
    greater: () => tail(positive),
    less: () => tail(all - positive),
    'two-sided': () => Math.min(1, 2 * tail(Math.max(positive, all - positive))),
  }
  return {statistic: positive / 2, count, p: sides[side](), method: isExact ? 'exact' : 'normal'}
}

/** Twice the rank of each size, from the smallest; ties share their middle, which twice is a whole number. */
function doubledRanks(sizes: Float64Array): Uint32Array {
  const order = Array.from(sizes.keys()).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0))
  const ranks = new Uint32Array(sizes.length)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && sizes[order[end] ?? 0] === sizes[order[start] ?? 0]) end++
    for (const row of order.slice(start, end)) ranks[row] = start + end + 1
    start = end
  }
  return ranks
}

/** P(sum of doubled ranks ≥ w) over all sign patterns. */
function countTail(doubled: Uint32Array): (w: number) => number {
  const all = doubled.reduce((sum, rank) => sum + rank, 0)
  const chance = new Float64Array(all + 1)
  chance[0] = 1
  for (const rank of doubled) {
    for (let sum = all; sum >= 0; sum--) {
      chance[sum] = ((chance[sum] ?? 0) + (sum >= rank ? (chance[sum - rank] ?? 0) : 0)) / 2
    }
  }
  return w => {
    let tail = 0
    for (let sum = all; sum >= w; sum--) tail += chance[sum] ?? 0
    return tail
  }
}

function normalTail(doubled: Uint32Array): (w: number) => number {
  const mean = doubled.reduce((sum, rank) => sum + rank, 0) / 2
  const spread = Math.sqrt(doubled.reduce((sum, rank) => sum + rank ** 2, 0)) / 2
  return w => normalCdf((mean - w) / spread)
}
