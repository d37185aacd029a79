import {normalCdf, normalQuantile} from '../distributions/normal.ts'
import type {Interval} from '../units.ts'
import type {Disagreement} from './mcnemar.ts'

export type ScoreResult = {
  /** (worse − better) / count: the share of rows that the candidate loses. */
  readonly estimate: number
  /** How likely so much loss is where it truly is the margin. */
  readonly p: number
  readonly interval: Interval
}

/**
 * Tango's score test (1998) of whether the candidate loses more than a margin of all rows, and the interval of margins
 * that it does not reject. At a margin of 0 its statistic is McNemar's. Throws a RangeError for counts that cannot be.
 */
export function testScore(
  counts: Disagreement,
  {margin = 0, alpha = 0.05}: {readonly margin?: number; readonly alpha?: number} = {},
): ScoreResult {
  const {worse, better, count} = counts
  if (
    ![worse, better, count].every(n => Number.isInteger(n) && n >= 0) ||
    worse + better > count ||
    count === 0
  ) {
    throw new RangeError(`${worse} and ${better} of ${count} rows cannot be`)
  }
  const estimate = (worse - better) / count
  const reach = normalQuantile(1 - alpha / 2)
  return {
    estimate,
    p: 1 - normalCdf(scoreAt(counts, margin)),
    interval: {
      low: cross(counts, {from: estimate, to: -1, score: reach}),
      high: cross(counts, {from: estimate, to: 1, score: -reach}),
    },
  }
}

/** How many standard errors the observed loss lies above the margin; the error is that which the margin implies. */
function scoreAt({worse, better, count}: Disagreement, margin: number): number {
  const distance = worse - better - count * margin
  if (distance === 0) return 0
  const half = ((2 * count - worse + better) * margin - worse - better) / (4 * count)
  const won =
    Math.sqrt(Math.max(0, half ** 2 + (better * margin * (1 - margin)) / (2 * count))) - half
  const variance = count * (2 * won + margin * (1 - margin))
  return variance > 0 ? distance / Math.sqrt(variance) : distance * Infinity
}

type Search = {readonly from: number; readonly to: number; readonly score: number}

/** The margin at which the statistic, which falls as the margin grows, has a value. */
function cross(counts: Disagreement, {from, to, score}: Search): number {
  let [near, far] = [from, to]
  for (let step = 0; step < 60; step++) {
    const middle = (near + far) / 2
    if (Math.abs(scoreAt(counts, middle)) < Math.abs(score)) near = middle
    else far = middle
  }
  return (near + far) / 2
}
