import type {Interval} from '../units.ts'

/** What is known at one look. */
export type Look = {
  /** Pairs so far, or rows in each of two arms of one size. */
  readonly count: number
  /** The mean difference so far. */
  readonly mean: number
  /** Of one difference: of paired ones theirs, of two arms twice that of a row. */
  readonly variance: number
}

export type MixtureOptions = {
  /** About the smallest difference of interest, in the unit of the mean: the spread of the mixture, τ. */
  readonly spread: number
  readonly alpha?: number | undefined
}

export type MixtureResult = {
  /** ln Λ: evidence against no difference; 1/α is enough, whenever one looks. */
  readonly logRatio: number
  /** 1/Λ, at most 1: the smallest over all looks so far is valid at any of them. */
  readonly p: number
  /** Holds the true difference at all looks together with a chance of 1 − α. */
  readonly interval: Interval
}

/**
 * The mixture sequential probability ratio test with a normal mixture (Robbins 1970; Johari, Koomen, Pekelis and Walsh
 * 2017), and its confidence sequence. Valid however often one looks when the variance is known; with an estimated one
 * after a warm-up. Throws a RangeError for a count, a variance or a spread that is not above 0.
 */
export function lookAtMixture(
  {count, mean, variance}: Look,
  {spread, alpha = 0.05}: MixtureOptions,
): MixtureResult {
  if (!(count > 0 && variance > 0 && spread > 0 && Number.isFinite(mean))) {
    throw new RangeError(`${count} rows of mean ${mean}, variance ${variance}: nothing to look at`)
  }
  const square = spread ** 2
  const whole = variance + count * square
  const logShrink = Math.log(whole / variance)
  const logRatio = (count * mean) ** 2 * (square / (2 * variance * whole)) - 0.5 * logShrink
  const reach = Math.sqrt(
    ((variance * whole) / (count ** 2 * square)) * (logShrink - 2 * Math.log(alpha)),
  )
  return {
    logRatio,
    p: Math.min(1, Math.exp(-logRatio)),
    interval: {low: mean - reach, high: mean + reach},
  }
}
