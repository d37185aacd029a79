import {normalQuantile} from './distributions/normal.ts'

export type PowerOptions = {
  /** One-sided chance of a false alarm; 0.05 unless given. */
  readonly alpha?: number | undefined
  /** Chance to see an effect of that size; 0.8 unless given. */
  readonly power?: number | undefined
}

/** z₁₋α + z_power: how many standard errors an effect must have to be seen that often. */
function neededErrors({alpha = 0.05, power = 0.8}: PowerOptions): number {
  return normalQuantile(1 - alpha) + normalQuantile(power)
}

/** The smallest effect that a one-sided test with this standard error sees with the given power, in the same unit. */
export function detectableEffect(error: number, options: PowerOptions = {}): number {
  return neededErrors(options) * error
}

/**
 * How many rows it takes to see an effect, or to exclude a harm of that size where there is none:
 * ⌈(z₁₋α + z_power)² · deviation² / effect²⌉. Of a share of rows with ±1 differences the deviation is its root.
 * Infinite for no effect.
 */
export function neededCount(
  {deviation, effect}: {readonly deviation: number; readonly effect: number},
  options: PowerOptions = {},
): number {
  return Math.ceil(((neededErrors(options) * deviation) / effect) ** 2)
}
