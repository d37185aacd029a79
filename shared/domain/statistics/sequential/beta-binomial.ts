import {logBeta} from '../distributions/stirling.ts'

/** Events in trials so far. */
export type Events = {readonly events: number; readonly trials: number}

export type Limit = {
  /** The rate that is allowed, between 0 and 1. */
  readonly rate: number
  /** Shapes of the beta law that alternatives are mixed with; even unless given. */
  readonly prior?: readonly [a: number, b: number] | undefined
}

/**
 * ln of the evidence that events do not come at the allowed rate: B(a + s, b + n − s) / B(a, b) / (p₀ˢ (1 − p₀)ⁿ⁻ˢ), an
 * e-value at any time one looks (Ville 1939): act on ln 1/α and more. It answers to both sides, so that harm is only
 * where the observed rate is above the allowed one. Throws a RangeError for counts or a rate that cannot be.
 */
export function logRateEvidence(
  {events, trials}: Events,
  {rate, prior: [a, b] = [1, 1]}: Limit,
): number {
  if (!(events >= 0 && events <= trials && trials < Infinity && rate > 0 && rate < 1)) {
    throw new RangeError(`${events} of ${trials} against a rate of ${rate} cannot be`)
  }
  const rest = trials - events
  const expected = events * Math.log(rate) + rest * Math.log1p(-rate)
  return logBeta(a + events, b + rest) - logBeta(a, b) - expected
}
