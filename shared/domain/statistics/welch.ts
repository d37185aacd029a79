import {momentsOf} from './moments.ts'
import {type TestOptions, type TestResult, testRatio} from './ratio.ts'

/** The mean of the first less that of the second, of independent samples such as seeds (Welch 1947). Throws as `momentsOf`. */
export function testWelch(
  first: Float64Array,
  second: Float64Array,
  options?: TestOptions,
): TestResult {
  const [x, y] = [momentsOf(first), momentsOf(second)]
  const [a, b] = [x.variance / x.count, y.variance / y.count]
  const degrees = (a + b) ** 2 / (a ** 2 / (x.count - 1) + b ** 2 / (y.count - 1))
  // Two constants: their difference is certain.
  const known = a + b > 0 ? degrees : x.count + y.count - 2
  return testRatio({estimate: x.mean - y.mean, error: Math.sqrt(a + b), degrees: known}, options)
}

/** A figure with the standard error that its evaluation states, in the same unit. */
export type Stated = {readonly value: number; readonly error: number}

/**
 * Two figures that are known only with their standard errors. The errors are taken as independent, which on the same
 * examples they are not: of low power, and to be called so. Throws a RangeError for what is no figure or no error.
 */
export function testStated(first: Stated, second: Stated, options?: TestOptions): TestResult {
  for (const {value, error} of [first, second]) {
    if (!(Number.isFinite(value) && error >= 0 && error < Infinity)) {
      throw new RangeError(`${value} ± ${error} is no figure with an error`)
    }
  }
  const error = Math.hypot(first.error, second.error)
  return testRatio({estimate: first.value - second.value, error, degrees: Infinity}, options)
}
