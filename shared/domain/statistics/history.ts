import {momentsOf} from './moments.ts'
import {quantileOf} from './quantile.ts'
import {type TestOptions, type TestResult, testRatio} from './ratio.ts'
import type {Interval} from './units.ts'

/** Fewer earlier runs say too little about how they scatter. */
export const FEWEST_RUNS = 10

/**
 * One new run against earlier ones: mean ± t·s·√(1 + 1/n), for figures that scatter like the normal law. The estimate is
 * the new run less the mean, its interval what the next runs' differences would lie in. Throws as `momentsOf`, for fewer
 * than ten runs.
 */
export function testAgainstHistory(
  history: Float64Array,
  run: number,
  options?: TestOptions,
): TestResult {
  const {count, mean, variance} = momentsOf(history, FEWEST_RUNS)
  const error = Math.sqrt(variance * (1 + 1 / count))
  return testRatio({estimate: run - mean, error, degrees: count - 1}, options)
}

/**
 * Median ± reach · interquartile range, for heavy tails such as latencies; quartiles linear between neighbours. Of the
 * normal law 3 ranges hold all but 1 run in 20,000. Throws as `momentsOf`, for fewer than ten runs.
 */
export function robustBand(history: Float64Array, reach: number): Interval {
  momentsOf(history, FEWEST_RUNS)
  const sorted = history.slice().sort()
  const at = (p: number) => quantileOf(sorted, p)
  const width = reach * (at(0.75) - at(0.25))
  return {low: at(0.5) - width, high: at(0.5) + width}
}
