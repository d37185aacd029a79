import {normalCdf, normalQuantile} from './distributions/normal.ts'
import {quantileOf} from './quantile.ts'
import {blocksOf, drawBlock} from './resample.ts'
import {type Interval, leaveOneOut, type Statistic, totalOf, type Units} from './units.ts'

const RESAMPLES = 9_999
const FEWEST = 999
/** Additions that a gate may spend on one rule, for it should answer in a second. */
const EFFORT = 2e8
/** With fewer units the corrections are themselves chance. */
const FEWEST_CORRECTED = 20

export type BootstrapOptions = {
  readonly seed: number
  readonly resamples?: number | undefined
  readonly alpha?: number | undefined
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
  {seed, resamples = resamplesFor(units), alpha}: BootstrapOptions,
): readonly Interval[] {
  const drawn = blocksOf(seed, resamples).map(block => drawBlock(units, block))
  return intervalsOfResamples(units, statistic, {drawn, alpha})
}

export type Resamples = {
  /** What `drawBlock` gave for each block, in their order. */
  readonly drawn: readonly Float64Array[]
  readonly alpha?: number | undefined
}

/**
 * The intervals from resamples that were drawn before, perhaps by several workers: bias-corrected and accelerated (Efron
 * 1987), plain percentiles below 20 units or where the corrections are undefined.
 */
export function intervalsOfResamples(
  units: Units,
  statistic: Statistic,
  {drawn, alpha = 0.05}: Resamples,
): readonly Interval[] {
  const whole = statistic(totalOf(units))
  const figures = figuresOf(drawn, units.width, statistic)
  const without = units.count < FEWEST_CORRECTED ? [] : leaveOneOut(units, statistic)
  return whole.map((value, index) => {
    const values = Float64Array.from(figures, one => one[index] ?? Number.NaN)
    if (!values.every(Number.isFinite)) return {low: -Infinity, high: Infinity}
    const acceleration = skewness(without.map(one => one[index] ?? 0))
    return corrected(values.sort(), value, {acceleration, alpha})
  })
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

type Correction = {readonly acceleration: number; readonly alpha: number}

function corrected(
  sorted: Float64Array,
  value: number,
  {acceleration, alpha}: Correction,
): Interval {
  const below =
    sorted.filter(one => one < value).length + sorted.filter(one => one === value).length / 2
  const bias = normalQuantile(below / sorted.length)
  const isCorrectable = Number.isFinite(bias) && Number.isFinite(acceleration)
  const at = (z: number): number => {
    const shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
    return quantileOf(sorted, normalCdf(isCorrectable ? shifted : z))
  }
  const z = normalQuantile(alpha / 2)
  return {low: at(z), high: at(-z)}
}
