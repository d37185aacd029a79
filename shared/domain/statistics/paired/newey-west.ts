import {
  autocovariance,
  correctedCorrelation,
  effectiveCount,
  neighbourCorrelation,
} from '../autocorrelation.ts'
import {momentsOf} from '../moments.ts'
import {type TestOptions, type TestResult, testRatio} from '../ratio.ts'

export type NeweyWestOptions = TestOptions & {
  /** Lags with a weight above 0, Bartlett's 1 − j/(lag + 1); absent: chosen from the data. */
  readonly lag?: number | undefined
}

/**
 * The mean of differences in their order, with an error that allows for autocorrelation (Newey and West 1987). Without a
 * given lag the series is first freed of its first-order autocorrelation, corrected for its bias, then weighted with Andrews' plug-in bandwidth (1991), and coloured again (Andrews and Monahan 1992); t has as
 * many degrees of freedom as there are effective rows, less one. Throws as `momentsOf`, for fewer than four rows.
 */
export function testAutocorrelatedMean(
  differences: Float64Array,
  {lag, ...options}: NeweyWestOptions = {},
): TestResult {
  const {count, mean} = momentsOf(differences, 4)
  const centred = differences.map(one => one - mean)
  const small = count / (count - 1)
  if (lag !== undefined) {
    const error = Math.sqrt((bartlettVariance(centred, lag + 1) * small) / count)
    return testRatio({estimate: mean, error, degrees: count - 1}, options)
  }
  const raw = neighbourCorrelation(centred)
  const correlation = Math.min(MOST_CORRELATION, correctedCorrelation(raw, count))
  const freed = centred.slice(1).map((one, at) => one - correlation * (centred[at] ?? 0))
  const variance = bartlettVariance(freed, andrewsBandwidth(freed)) / (1 - correlation) ** 2
  const error = Math.sqrt((variance * small) / count)
  const degrees = Math.max(1, effectiveCount(count, correlation) - 1)
  return testRatio({estimate: mean, error, degrees}, options)
}

/** Nearer to a random walk than this the coloured error would be a matter of rounding. */
const MOST_CORRELATION = 0.97

/** 1.1447 (4ρ² / ((1 − ρ)²(1 + ρ)²) · n)^⅓ for a series like AR(1) (Andrews 1991, 6.2 and 6.4). */
export function andrewsBandwidth(values: Float64Array): number {
  const correlation = neighbourCorrelation(values)
  const clamped = Math.max(-MOST_CORRELATION, Math.min(MOST_CORRELATION, correlation))
  const alpha = (4 * clamped ** 2) / (1 - clamped ** 2) ** 2
  return 1.1447 * Math.cbrt(alpha * values.length)
}

/** Σ over lags of (1 − |j|/bandwidth) γⱼ: never below 0. */
function bartlettVariance(centred: Float64Array, bandwidth: number): number {
  let variance = autocovariance(centred, 0)
  for (let lag = 1; lag < bandwidth && lag < centred.length; lag++) {
    variance += 2 * (1 - lag / bandwidth) * autocovariance(centred, lag)
  }
  return variance
}
