import {autocovariance} from '../autocorrelation.ts'
import {momentsOf} from '../moments.ts'
import {type TestOptions, type TestResult, testRatio} from '../ratio.ts'

/**
 * Diebold and Mariano's test (1995) that two forecasts of `horizon` steps lose the same, on differences of their losses
 * in time order, with the correction and Student's t of Harvey, Leybourne and Newbold (1997). Where the flat sum of
 * autocovariances is not above 0, they are weighted as Bartlett's, which always is. Throws as `momentsOf`, and a
 * RangeError for a horizon that is no whole number from 1 and below the number of rows.
 */
export function testDieboldMariano(
  differences: Float64Array,
  {horizon, ...options}: TestOptions & {readonly horizon: number},
): TestResult {
  const {count, mean} = momentsOf(differences)
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon < count)) {
    throw new RangeError(`a horizon of ${horizon} steps does not fit ${count} rows`)
  }
  const centred = differences.map(one => one - mean)
  const sum = (weight: (lag: number) => number) => {
    let variance = autocovariance(centred, 0)
    for (let lag = 1; lag < horizon; lag++)
      variance += 2 * weight(lag) * autocovariance(centred, lag)
    return variance
  }
  const flat = sum(() => 1)
  const variance = flat > 0 ? flat : sum(lag => 1 - lag / horizon)
  const correction = (count + 1 - 2 * horizon + (horizon * (horizon - 1)) / count) / count
  const error = Math.sqrt(variance / count / correction)
  return testRatio({estimate: mean, error, degrees: count - 1}, options)
}
