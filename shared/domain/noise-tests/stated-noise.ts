import type {Noise, NoiseAsk} from '../noise.ts'
import {limitOf} from '../rules/measured-rule.ts'
import type {Rule} from '../rules/rule.ts'
import {testRatio} from '../statistics/ratio.ts'
import {testStated} from '../statistics/welch.ts'
import {boundsOf, END} from './bounds.ts'

/** A figure with the standard error that its file states, and of how many examples where it says so. */
export type StatedFigure = {
  readonly value: number
  readonly error: number
  readonly n?: number | undefined
}

type Sides = {readonly candidate: StatedFigure; readonly baseline: StatedFigure}

/**
 * The noise of two figures of which no more is known than the errors that their files state. They are taken as
 * independent, which figures of the same examples are not: so only large changes are seen, and it is said.
 */
export function noiseOfStated(
  rule: Rule,
  {candidate, baseline}: Sides,
  {alpha = END}: NoiseAsk = {},
): Noise {
  const sign = rule.direction === 'lower' ? 1 : -1
  const limit = limitOf(rule, baseline.value)
  // The limit moves with the baseline, by this for each unit.
  const factor = baseline.value === 0 ? 1 : (limit - limitOf(rule, 0)) / baseline.value
  const harm = testRatio(
    {
      estimate: sign * (candidate.value - limit),
      error: Math.hypot(candidate.error, factor * baseline.error),
      degrees: Infinity,
    },
    {side: 'greater', alpha: 2 * alpha},
  )
  const {estimate, interval} = testStated(candidate, baseline)
  const share = candidate.value / baseline.value
  const relative = testRatio({
    estimate: estimate / Math.abs(baseline.value),
    error: Math.hypot(candidate.error, share * baseline.error) / Math.abs(baseline.value),
    degrees: Infinity,
  })
  const n = Math.min(candidate.n ?? Infinity, baseline.n ?? Infinity)
  const rows = Number.isFinite(n) ? n : undefined
  return {
    ...boundsOf(
      {harm, change: interval, relative: baseline.value === 0 ? undefined : relative.interval},
      rows,
      {alpha},
    ),
    ...(rows === undefined ? {} : {rows}),
    method: 'stated',
    independent: rows ?? 0,
  }
}
