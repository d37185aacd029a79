import type {NoiseAsk} from '../noise.ts'
import {testPairedMean} from '../statistics/paired/mean.ts'
import {testSignedRank} from '../statistics/paired/signed-rank.ts'
import {END, type Harm} from './bounds.ts'
import {boundedBy} from './evidence.ts'

/** More grades than these are numbers. */
const MOST_GRADES = 11
const FEWEST_GRADES = 3
/** Sorting more rows takes a gate too long, and the mean of so many tells the same. */
const MOST_RANKED = 100_000

/** Whether scores are grades, such as 1 to 5: few whole numbers, whose order says more than their distance. */
export function isOrdinal(candidate: Float64Array, baseline: Float64Array): boolean {
  if (candidate.length > MOST_RANKED) return false
  const grades = new Set<number>()
  for (const column of [candidate, baseline]) {
    for (const value of column) {
      if (!Number.isInteger(value)) return false
      if (grades.add(value).size > MOST_GRADES) return false
    }
  }
  return grades.size >= FEWEST_GRADES
}

/**
 * Wilcoxon's signed ranks of what grades lose; the interval is that of the mean, for a rule speaks of the mean, and never
 * surer than the ranks. Nothing for fewer than two rows.
 */
export function testRanks(
  harms: Float64Array,
  {alpha = END}: NoiseAsk,
): {readonly method: 'signed-rank'; readonly harm: Harm} | undefined {
  if (harms.length < 2) return undefined
  const {estimate, degrees, interval} = testPairedMean(harms, {alpha: 2 * alpha})
  const isSame = harms.every(harm => harm === 0)
  const above = isSame ? 1 : testSignedRank(harms, {side: 'greater'}).p
  const below = isSame ? 1 : testSignedRank(harms, {side: 'less'}).p
  return {
    method: 'signed-rank',
    harm: {estimate, degrees, interval: boundedBy(interval, {above, below, alpha}), p: above},
  }
}
