import {studentCdf, studentQuantile, studentTail} from './distributions/student.ts'
import type {Interval} from './units.ts'

/** What the alternative says of the true value: that it is below, above, or other than the margin. */
export type Side = 'less' | 'greater' | 'two-sided'

export type TestOptions = {
  readonly side?: Side | undefined
  /** What the true value is compared with, in its own unit; 0 unless given. */
  readonly margin?: number | undefined
  /** One less the level of the interval, which is two-sided whatever the side of the test; 0.05 unless given. */
  readonly alpha?: number | undefined
}

/** An estimate with its standard error, in its own unit, and how well the error is known. */
export type Estimate = {
  readonly estimate: number
  readonly error: number
  /** Degrees of freedom of Student's t; infinite: the normal law. */
  readonly degrees: number
}

export type TestResult = Estimate & {readonly p: number; readonly interval: Interval}

/** The test and the interval that follow from an estimate over its error being Student's t. */
export function testRatio(
  {estimate, error, degrees}: Estimate,
  {side = 'two-sided', margin = 0, alpha = 0.05}: TestOptions = {},
): TestResult {
  const distance = estimate - margin
  // Without an error the smallest distance is certain, and none is no evidence.
  const ratio = distance === 0 ? 0 : distance / error
  const reach = error === 0 ? 0 : error * studentQuantile(1 - alpha / 2, degrees)
  const interval = {low: estimate - reach, high: estimate + reach}
  return {estimate, error, degrees, p: probability(ratio, degrees, side), interval}
}

function probability(ratio: number, degrees: number, side: Side): number {
  switch (side) {
    case 'less':
      return studentCdf(ratio, degrees)
    case 'greater':
      return studentTail(ratio, degrees)
    case 'two-sided':
      return 2 * studentTail(Math.abs(ratio), degrees)
  }
}
