import {chiSquareTail} from '../distributions/chi-square.ts'
import {mergeRare, sizesOf, type Table} from './table.ts'

export type ChiSquareResult = {
  readonly statistic: number
  /** Categories that are left after rare ones were put together, less one; 0: nothing to compare. */
  readonly degrees: number
  readonly p: number
}

/**
 * Pearson's χ² test that two samples share their distribution over categories, after rare ones were put together so that
 * the limit law holds. Throws as `sizesOf` does.
 */
export function testChiSquare(table: Table): ChiSquareResult {
  const {first, second} = mergeRare(table)
  const [n, m] = sizesOf({first, second})
  let statistic = 0
  for (const [at, a] of first.entries()) {
    const b = second[at] ?? 0
    statistic += (a * m - b * n) ** 2 / (a + b)
  }
  statistic /= n * m
  const degrees = first.length - 1
  return {statistic, degrees, p: degrees === 0 ? 1 : chiSquareTail(statistic, degrees)}
}
