import {effectiveCount, neighbourCorrelation} from './autocorrelation.ts'
import {momentsOf} from './moments.ts'
import {type Estimate, type TestOptions, type TestResult, testRatio} from './ratio.ts'
import {
  gather,
  type Interval,
  influencesOf,
  leaveOneOut,
  type Statistic,
  totalOf,
  type Units,
} from './units.ts'

/** Few enough that their means hardly depend on each other. */
export const BATCHES = 10

/**
 * Intervals at the level 1 − alpha, 95 % unless given, for rows that depend on their neighbours, given in their order:
 * ten batches of neighbours and Student's t with nine degrees of freedom. Of a mean these are batch means; of other
 * figures the jackknife that leaves out a batch at a time (Quenouille, Tukey), which for a mean of equal batches is the
 * same.
 */
export function intervalsByBatches(
  rows: Units,
  statistic: Statistic,
  alpha = 0.05,
): readonly Interval[] {
  return estimatesByBatches(rows, statistic).map(one => testRatio(one, {alpha}).interval)
}

/** The figures themselves, with the errors that the batches give them. */
export function estimatesByBatches(rows: Units, statistic: Statistic): readonly Estimate[] {
  const group = Array.from({length: rows.count}, (_, row) =>
    Math.floor((row * BATCHES) / rows.count),
  )
  const batches = gather(rows, group, BATCHES)
  const whole = statistic(totalOf(batches))
  const without = leaveOneOut(batches, statistic)
  return whole.map((value, index) => {
    const pseudo = without.map(values => BATCHES * value - (BATCHES - 1) * (values[index] ?? 0))
    const middle = pseudo.reduce((sum, one) => sum + one, 0) / BATCHES
    const squares = pseudo.reduce((sum, one) => sum + (one - middle) ** 2, 0)
    const error = Math.sqrt(squares / (BATCHES * (BATCHES - 1)))
    return {estimate: value, error, degrees: BATCHES - 1}
  })
}

/**
 * The mean of differences in their order, by the means of ten batches of neighbours, their sizes at most one row apart,
 * and Student's t with nine degrees of freedom. Throws as `momentsOf`, for fewer than ten rows.
 */
export function testBatchMeans(differences: Float64Array, options?: TestOptions): TestResult {
  const {count, mean} = momentsOf(differences, BATCHES)
  let squares = 0
  for (let batch = 0; batch < BATCHES; batch++) {
    const from = Math.ceil((batch * count) / BATCHES)
    const to = Math.ceil(((batch + 1) * count) / BATCHES)
    const own = momentsOf(differences.subarray(from, to), 1).mean
    squares += (own - mean) ** 2
  }
  const error = Math.sqrt(squares / (BATCHES * (BATCHES - 1)))
  return testRatio({estimate: mean, error, degrees: BATCHES - 1}, options)
}

/**
 * How many independent rows the ordered ones are worth: n(1 − ρ)/(1 + ρ), with ρ the correlation of neighbours in what
 * each row contributes to the first figure of the statistic.
 */
export function effectiveRows(rows: Units, statistic: Statistic): number {
  return effectiveCount(rows.count, rowCorrelation(rows, statistic))
}

/** The correlation of neighbours in what each row contributes to the first figure of the statistic. */
export function rowCorrelation(rows: Units, statistic: Statistic): number {
  return neighbourCorrelation(influencesOf(rows, statistic))
}
