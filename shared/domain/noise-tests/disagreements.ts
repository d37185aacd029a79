import type {NoiseAsk} from '../noise.ts'
import {testMcNemar} from '../statistics/paired/mcnemar.ts'
import {testScore} from '../statistics/paired/score-interval.ts'
import {END, type Harm} from './bounds.ts'
import {boundedBy} from './evidence.ts'

export type Question = NoiseAsk & {
  readonly direction: 'lower' | 'higher'
  /** The share of rows that may be lost. */
  readonly allowed: number
}

type Outcomes = {readonly candidate: Float64Array; readonly baseline: Float64Array}

export type DisagreementResult = {
  readonly method: 'mcnemar' | 'score'
  readonly harm: Harm
  /** Of the candidate's share less the baseline's. */
  readonly change: Harm['interval']
}

/**
 * Rows that are 0 or 1 on both sides: only those on which the models disagree say anything. Where no loss is allowed,
 * McNemar's test as mid-p; else Tango's score test of the margin. The interval is Tango's either way, and never surer
 * than the test.
 */
export function testDisagreements(
  {candidate, baseline}: Outcomes,
  {direction, allowed, alpha = END}: Question,
): DisagreementResult {
  const count = candidate.length
  let [gone, come] = [0, 0]
  for (let row = 0; row < count; row++) {
    const step = (candidate[row] ?? 0) - (baseline[row] ?? 0)
    if (step < 0) gone++
    else if (step > 0) come++
  }
  const [worse, better] = direction === 'higher' ? [gone, come] : [come, gone]
  const counts = {worse, better, count}
  const loss = (worse - better) / count
  const method = allowed === 0 ? 'mcnemar' : 'score'
  // Models that agree on every row are the same one, as far as these rows go: nothing is left to chance.
  const isSame = worse + better === 0
  const margin = clampShare(allowed)
  const score = testScore(counts, {margin, alpha: 2 * alpha})
  const shown = testScore(counts, {margin}).interval
  const lost = isSame ? NONE : score.interval
  const exact = allowed === 0 && !isSame
  const p = isSame
    ? Number(allowed <= 0)
    : exact
      ? testMcNemar(counts, {side: 'greater'}).p
      : score.p
  const harm = {low: lost.low - allowed, high: lost.high - allowed}
  const sign = direction === 'higher' ? -1 : 1
  const ends = isSame ? [0, 0] : [sign * shown.low, sign * shown.high]
  return {
    method,
    harm: {
      estimate: loss - allowed,
      interval: exact
        ? boundedBy(harm, {above: p, below: testMcNemar(counts, {side: 'less'}).p, alpha})
        : harm,
      degrees: Infinity,
      p,
    },
    change: {low: Math.min(...ends) + 0, high: Math.max(...ends) + 0},
  }
}

const NONE = {low: 0, high: 0}

function clampShare(share: number): number {
  return Math.max(-1, Math.min(1, share))
}
