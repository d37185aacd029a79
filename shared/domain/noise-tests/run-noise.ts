import type {Noise, NoiseAsk} from '../noise.ts'
import {limitOf} from '../rules/measured-rule.ts'
import type {Rule} from '../rules/rule.ts'
import {FEWEST_RUNS, testAgainstHistory} from '../statistics/history.ts'
import {momentsOf} from '../statistics/moments.ts'
import {testPairedMean} from '../statistics/paired/mean.ts'
import {testSignFlip} from '../statistics/paired/sign-flip.ts'
import type {TestResult} from '../statistics/ratio.ts'
import type {Interval} from '../statistics/units.ts'
import {testWelch} from '../statistics/welch.ts'
import {boundsOf, END} from './bounds.ts'
import {boundedBy} from './evidence.ts'

/** The values of one metric from runs that differ in their seeds alone. */
export type Runs = {
  readonly candidate: readonly number[]
  readonly baseline: readonly number[]
  /** The runs at the same place have the same seed, and so the same order of data. */
  readonly isPaired: boolean
}

/** With fewer seeds sign patterns can never show anything at 2.5 %. */
const FEWEST_FLIPS = 6

/** The noise of two means over seeds: Welch's, or pair by pair, where sign patterns have the last word. */
export function noiseOfRuns(
  rule: Rule,
  {candidate, baseline, isPaired}: Runs,
  {alpha = END}: NoiseAsk = {},
): Noise | undefined {
  if (isPaired && candidate.length !== baseline.length) return undefined
  const count = Math.min(candidate.length, baseline.length)
  if (count < 2 || ![...candidate, ...baseline].every(Number.isFinite)) return undefined
  const sign = rule.direction === 'lower' ? 1 : -1
  const before = momentsOf(baseline).mean
  const offset = limitOf(rule, 0)
  const factor = before === 0 ? 1 : (limitOf(rule, before) - offset) / before
  const own = Float64Array.from(candidate, one => sign * (one - offset))
  const theirs = Float64Array.from(baseline, one => sign * factor * one)
  const pairs = own.map((one, at) => one - (theirs[at] ?? 0))
  const test = isPaired
    ? testPairedMean(pairs, {side: 'greater', alpha: 2 * alpha})
    : testWelch(own, theirs, {side: 'greater', alpha: 2 * alpha})
  const isFlipped = isPaired && count >= FEWEST_FLIPS
  const harm = isFlipped ? flipped(pairs, test, alpha) : test
  const change = isPaired
    ? testPairedMean(Float64Array.from(candidate, (one, at) => one - (baseline[at] ?? 0)))
    : testWelch(Float64Array.from(candidate), Float64Array.from(baseline))
  const method = isFlipped ? 'sign-flips' : isPaired ? 'paired-seeds' : 'welch'
  return {
    ...boundsOf(
      {harm, change: change.interval, relative: scaled(change.interval, Math.abs(before))},
      count,
      {alpha},
    ),
    rows: count,
    method,
    independent: count,
  }
}

/** Sign patterns need no law of the values; the interval is Student's, and never surer than they. */
function flipped(pairs: Float64Array, test: TestResult, alpha: number): TestResult {
  const above = testSignFlip(pairs, {side: 'greater', seed: 1}).p
  const below = testSignFlip(pairs, {side: 'less', seed: 1}).p
  return {...test, p: above, interval: boundedBy(test.interval, {above, below, alpha})}
}

/**
 * One new value against ten or more earlier ones of models that were meant to be alike: whether it lies where the next
 * one would. Nothing for fewer. The rule's tolerance is from their mean on.
 */
export function noiseOfHistory(
  rule: Rule,
  {candidate, history}: {readonly candidate: number; readonly history: readonly number[]},
  {alpha = END}: NoiseAsk = {},
): Noise | undefined {
  if (history.length < FEWEST_RUNS || ![candidate, ...history].every(Number.isFinite)) {
    return undefined
  }
  const sign = rule.direction === 'lower' ? 1 : -1
  const values = Float64Array.from(history)
  const {mean} = momentsOf(history)
  const test = (options: Parameters<typeof testAgainstHistory>[2]) =>
    testAgainstHistory(values, candidate, options)
  const allowed = sign * (limitOf(rule, mean) - mean)
  const shown = test({}).interval
  const {low, high} = test({alpha: 2 * alpha}).interval
  const harm: Interval =
    sign > 0
      ? {low: low - allowed, high: high - allowed}
      : {low: -high - allowed, high: -low - allowed}
  const side = sign > 0 ? 'greater' : 'less'
  const found = test({side, margin: sign * allowed})
  return {
    ...boundsOf(
      {
        harm: {
          estimate: sign * (candidate - mean) - allowed,
          interval: harm,
          degrees: found.degrees,
          p: found.p,
        },
        change: shown,
        relative: scaled(shown, Math.abs(mean)),
      },
      // More earlier runs make no later one scatter less.
      undefined,
      {alpha},
    ),
    rows: history.length,
    method: 'history',
    independent: history.length,
  }
}

function scaled({low, high}: Interval, size: number): Interval | undefined {
  return size === 0 ? undefined : {low: low / size, high: high / size}
}
