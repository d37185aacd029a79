import {binomialProbability, binomialTail} from '../distributions/binomial.ts'
import {normalQuantile} from '../distributions/normal.ts'
import type {Side} from '../ratio.ts'
import type {Interval} from '../units.ts'

/** Rows on which two models disagree, of `count` rows in all. */
export type Disagreement = {
  /** The baseline is right and the candidate wrong. */
  readonly worse: number
  /** The candidate is right and the baseline wrong. */
  readonly better: number
  readonly count: number
}

export type McNemarResult = {
  /** (worse − better) / count: the share of rows that the candidate loses. */
  readonly estimate: number
  readonly p: number
  readonly interval: Interval
}

/**
 * McNemar's test as mid-p: P(X > w) + ½ P(X = w), X binomial over the disagreements with ½ (Fagerland, Lydersen and Laake
 * 2013); the interval is Bonett and Price's (2012). `greater` asks whether the candidate loses more than it gains.
 * Throws a RangeError for counts that cannot be.
 */
export function testMcNemar(
  {worse, better, count}: Disagreement,
  {side = 'two-sided', alpha = 0.05}: {readonly side?: Side; readonly alpha?: number} = {},
): McNemarResult {
  if (![worse, better, count].every(n => Number.isInteger(n) && n >= 0) || worse + better > count) {
    throw new RangeError(`${worse} and ${better} of ${count} rows cannot be`)
  }
  const n = worse + better
  const mid = (w: number) =>
    binomialTail(w, {n, p: 0.5}) + 0.5 * binomialProbability(w, {n, p: 0.5})
  const sides = {
    greater: () => mid(worse),
    less: () => mid(better),
    'two-sided': () => Math.min(1, 2 * mid(Math.max(worse, better))),
  }
  const [lost, won] = [(worse + 1) / (count + 2), (better + 1) / (count + 2)]
  const spread = Math.sqrt((lost + won - (lost - won) ** 2) / (count + 2))
  const reach = normalQuantile(1 - alpha / 2) * spread
  return {
    estimate: count === 0 ? 0 : (worse - better) / count,
    p: sides[side](),
    interval: {low: Math.max(-1, lost - won - reach), high: Math.min(1, lost - won + reach)},
  }
}
