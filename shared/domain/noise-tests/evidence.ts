import type {NoiseAsk} from '../noise.ts'
import type {Interval} from '../statistics/units.ts'
import {END} from './bounds.ts'

type Evidence = NoiseAsk & {
  /** One-sided p for a value above 0. */
  readonly above: number
  /** One-sided p for a value below 0. */
  readonly below: number
}

/** An interval that excludes 0 only where the test does, so that the two never contradict each other. */
export function boundedBy({low, high}: Interval, {above, below, alpha = END}: Evidence): Interval {
  return {
    low: above > alpha ? Math.min(low, 0) : low,
    high: below > alpha ? Math.max(high, 0) : high,
  }
}
