import {normalCdf, normalQuantile} from './distributions/normal.ts'
import {quantileOf} from './quantile.ts'
import {blocksOf, type DrawBlocks, drawBlocks} from './resample.ts'
import {
  gatherAtRandom,
  type Interval,
  leaveOneOut,
  type Statistic,
  totalOf,
  type Units,
} from './units.ts'

const RESAMPLES = 9_999
const FEWEST = 999
/** Additions that a gate may spend on one rule, for it should answer in a second. */
const EFFORT = 2e8
/** Of more units the spread is known to a hundredth anyway; the time is better spent on more resamples. */
const MOST_UNITS = 10_000
/** With fewer units the corrections are themselves chance. */
const FEWEST_CORRECTED = 20

export type BootstrapOptions = {
  readonly seed: number
  readonly resamples?: number | undefined
  readonly alpha?: number | undefined
  /** Who draws; this thread unless given. */
  readonly draw?: DrawBlocks | undefined
}

/** How many resamples so many units are worth. */
export function resamplesFor({count, width}: Pick<Units, 'count' | 'width'>): number {
  return Math.max(FEWEST, Math.min(RESAMPLES, Math.floor(EFFORT / (count * width))))
}

/**
 * Intervals at the level 1 − alpha, 95 % unless given, by resampling units with replacement: rows, or clusters of them.
 * The seed decides the draws, so the same scores give the same verdict. Where a resample leaves the figure undefined,
 * nothing bounds it.
 */
export function intervalsByBootstrap(
  units: Units,
  statistic: Statistic,
  {alpha, ...options}: BootstrapOptions,
): readonly Interval[] {
  return lawsByBootstrap(units, statistic, options).map(({interval}) => interval(alpha))
}

/** The same at any level, with the one-sided p. */
export function lawsByBootstrap(
  units: Units,
  statistic: Statistic,
  {seed, resamples, draw = drawBlocks}: Omit<BootstrapOptions, 'alpha'>,
): readonly Law[] {
  // The bits turned over: who sits together and who is drawn must not come from the same numbers.
  const gathered = gatherAtRandom(units, MOST_UNITS, ~seed)
  const drawn = draw(gathered, blocksOf(seed, resamples ?? resamplesFor(gathered)))
  return lawsOfResamples(gathered, statistic, drawn)
}

export type Resamples = {
  /** What `drawBlock` gave for each block, in their order. */
  readonly drawn: readonly Float64Array[]
  readonly alpha?: number | undefined
}

/** What resamples say of one figure. */
export type Law = {
  /** At the level 1 − alpha; from −∞ to ∞ where nothing bounds it. */
  readonly interval: (alpha?: number) => Interval
  /** How likely so large a figure is where the true one is 0: the level at which the interval's lower end is 0; NaN unbounded. */
  readonly p: number
}

/** The intervals from resamples that were drawn before, perhaps by several workers. */
export function intervalsOfResamples(
  units: Units,
  statistic: Statistic,
  {drawn, alpha}: Resamples,
): readonly Interval[] {
  return lawsOfResamples(units, statistic, drawn).map(({interval}) => interval(alpha))
}

/**
 * The law of each figure from resamples: bias-corrected and accelerated (Efron 1987), plain percentiles below 20 units or
 * where the corrections are undefined.
 */
export function lawsOfResamples(
  units: Units,
  statistic: Statistic,
  drawn: readonly Float64Array[],
): readonly Law[] {
  const whole = statistic(totalOf(units))
  const figures = figuresOf(drawn, units.width, statistic)
  const without = units.count < FEWEST_CORRECTED ? [] : leaveOneOut(units, statistic)
  return whole.map((value, index) => {
    const values = Float64Array.from(figures, one => one[index] ?? Number.NaN)
    if (!values.every(Number.isFinite)) return UNBOUNDED
    return corrected(values.sort(), value, skewness(without.map(one => one[index] ?? 0)))
  })
}

/** Of a figure that a resample leaves undefined. */
export const UNBOUNDED: Law = {
  interval: () => ({low: -Infinity, high: Infinity}),
  p: Number.NaN,
}

/** The share of ascending values below another, those equal to it counted half. */
export function shareBelow(sorted: Float64Array, value: number): number {
  let [below, equal] = [0, 0]
  for (const one of sorted) {
    if (one < value) below++
    else if (one === value) equal++
  }
  return (below + equal / 2) / sorted.length
}

function figuresOf(drawn: readonly Float64Array[], width: number, statistic: Statistic) {
  return drawn.flatMap(sums =>
    Array.from({length: sums.length / width}, (_, resample) =>
      statistic(Array.from(sums.subarray(resample * width, (resample + 1) * width))),
    ),
  )
}

/** Efron's acceleration from the leave-one-out values; undefined (NaN) of none. */
function skewness(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length
  let squares = 0
  let cubes = 0
  for (const value of values) {
    squares += (middle - value) ** 2
    cubes += (middle - value) ** 3
  }
  if (values.length === 0) return Number.NaN
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

function corrected(sorted: Float64Array, value: number, acceleration: number): Law {
  const bias = normalQuantile(shareBelow(sorted, value))
  const isCorrectable = Number.isFinite(bias) && Number.isFinite(acceleration)
  const at = (z: number): number => {
    const shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
    return quantileOf(sorted, normalCdf(isCorrectable ? shifted : z))
  }
  const least = 1 / (sorted.length + 1)
  const zero = normalQuantile(Math.min(1 - least, Math.max(least, shareBelow(sorted, 0))))
  const moved = zero - bias
  const z = isCorrectable ? moved / (1 + acceleration * moved) - bias : zero
  return {
    interval: (alpha = 0.05) => ({
      low: at(normalQuantile(alpha / 2)),
      high: at(-normalQuantile(alpha / 2)),
    }),
    p: normalCdf(z),
  }
}
