import {normalCdf} from '../distributions/normal.ts'

/** How many of a sample have a property. */
export type Share = {readonly count: number; readonly of: number}

export type ProportionsResult = {
  /** The first share less the second. */
  readonly difference: number
  readonly z: number
  readonly p: number
}

/**
 * The two-sided z-test that two samples share a proportion, with the pooled variance (statsmodels' `proportions_ztest`).
 * Throws a RangeError for counts that cannot be, and empty samples.
 */
export function testProportions(first: Share, second: Share): ProportionsResult {
  for (const {count, of} of [first, second]) {
    if (!(of > 0 && count >= 0 && count <= of)) {
      throw new RangeError(`${count} of ${of} is no share`)
    }
  }
  const difference = first.count / first.of - second.count / second.of
  const pooled = (first.count + second.count) / (first.of + second.of)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of))
  // Where all units agree there is neither a difference nor an error.
  const z = error > 0 ? difference / error : 0
  return {difference, z, p: 2 * normalCdf(-Math.abs(z))}
}
