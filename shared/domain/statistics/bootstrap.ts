import {normalCdf, normalQuantile} from './distributions/normal.ts'
import {generator} from './generator.ts'
import {type Interval, leaveOneOut, type Statistic, totalOf, type Units} from './units.ts'

const RESAMPLES = 9_999
const FEWEST = 999
/** Additions that a gate may spend on one rule, for it should answer in a second. */
const EFFORT = 2e8
const ALPHA = 0.05

export type BootstrapOptions = {readonly seed: number; readonly resamples?: number}

/** How many resamples so many units are worth. */
export function resamplesFor({count, width}: Pick<Units, 'count' | 'width'>): number {
  return Math.max(FEWEST, Math.min(RESAMPLES, Math.floor(EFFORT / (count * width))))
}

/**
 * 95 % intervals by resampling units with replacement, bias-corrected and accelerated (Efron 1987). The seed decides the
 * draws, so the same scores give the same verdict. Where a resample leaves the figure undefined, nothing bounds it.
 */
export function intervalsByBootstrap(
  units: Units,
  statistic: Statistic,
  {seed, resamples = resamplesFor(units)}: BootstrapOptions,
): readonly Interval[] {
  const whole = statistic(totalOf(units))
  const without = leaveOneOut(units, statistic)
  const drawn = draw(units, statistic, {seed, resamples})
  return whole.map((value, index) => {
    const values = Float64Array.from(drawn, figures => figures[index] ?? Number.NaN)
    const acceleration = skewness(without.map(figures => figures[index] ?? 0))
    const isBounded = Number.isFinite(acceleration) && values.every(Number.isFinite)
    if (!isBounded) return {low: -Infinity, high: Infinity}
    return accelerated(values.sort(), value, acceleration)
  })
}

function draw(
  {count, width, sums}: Units,
  statistic: Statistic,
  {seed, resamples}: Required<BootstrapOptions>,
): readonly (readonly number[])[] {
  const next = generator(seed)
  const total = new Array<number>(width)
  return Array.from({length: resamples}, () => {
    total.fill(0)
    for (let unit = 0; unit < count; unit++) {
      const at = next(count) * width
      for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (sums[at + i] ?? 0)
    }
    return statistic(total)
  })
}

/** Efron's acceleration from the leave-one-out values. */
function skewness(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length
  let squares = 0
  let cubes = 0
  for (const value of values) {
    squares += (middle - value) ** 2
    cubes += (middle - value) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

function accelerated(sorted: Float64Array, value: number, acceleration: number): Interval {
  const below =
    sorted.filter(one => one < value).length + sorted.filter(one => one === value).length / 2
  const bias = normalQuantile(below / sorted.length)
  const at = (z: number): number => {
    const shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
    return quantile(sorted, Number.isFinite(bias) ? normalCdf(shifted) : normalCdf(z))
  }
  const z = normalQuantile(ALPHA / 2)
  return {low: at(z), high: at(-z)}
}

/** Linear between neighbours, as NumPy's default. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (at - Math.floor(at)) * (high - low)
}
