import {correctedCorrelation, neighbourCorrelation} from './autocorrelation.ts'
import {type Law, shareBelow, UNBOUNDED} from './bootstrap.ts'
import {normalCdf, normalQuantile} from './distributions/normal.ts'
import {studentQuantile, studentTail} from './distributions/student.ts'
import {wordStream} from './generator.ts'
import {quantileOf} from './quantile.ts'
import {type Interval, influencesOf, type Statistic, totalOf, type Units} from './units.ts'

const RESAMPLES = 1_999

/**
 * The length of blocks that errs least for n ordered rows whose neighbours correlate by ρ: (6ρ² / (1 − ρ²)² · n)^⅓
 * (Künsch 1989, Hall, Horowitz and Jing 1995, for AR(1)); at least 1, at most a fifth of the rows.
 */
export function blockLength(count: number, correlation: number): number {
  const positive = Math.min(0.99, Math.max(0, correlation))
  const best = Math.cbrt(((6 * positive ** 2) / (1 - positive ** 2) ** 2) * count)
  return Math.max(1, Math.min(Math.round(best), Math.floor(count / 5)))
}

export type MovingBlockOptions = {
  readonly seed: number
  readonly resamples?: number | undefined
  readonly alpha?: number | undefined
  /** Rows in a block; absent: from the autocorrelation of what rows contribute to the first figure. */
  readonly length?: number | undefined
}

/**
 * Intervals for figures of ordered rows that are no means, by resampling overlapping blocks of neighbours (Künsch 1989):
 * percentiles about the estimate, widened as Student's t with as many blocks as fit, less one (Hesterberg 2015), for
 * blocks are few. Where a resample leaves the figure undefined, nothing bounds it.
 */
export function intervalsByMovingBlocks(
  rows: Units,
  statistic: Statistic,
  {alpha, ...options}: MovingBlockOptions,
): readonly Interval[] {
  return lawsByMovingBlocks(rows, statistic, options).laws.map(({interval}) => interval(alpha))
}

export type MovingLaws = {
  readonly laws: readonly Law[]
  /** Rows in a block. */
  readonly length: number
}

/** The same at any level, with the one-sided p. */
export function lawsByMovingBlocks(
  rows: Units,
  statistic: Statistic,
  {seed, resamples = RESAMPLES, length}: Omit<MovingBlockOptions, 'alpha'>,
): MovingLaws {
  const {count} = rows
  const correlation = neighbourCorrelation(influencesOf(rows, statistic))
  const long = Math.min(
    count,
    length ?? blockLength(count, correctedCorrelation(correlation, count)),
  )
  const figures = drawMoving(rows, statistic, {seed, resamples, length: long})
  const fit = count / long
  const degrees = Math.max(1, fit - 1)
  const wider = Math.sqrt(fit / (fit - 1))
  const laws = statistic(totalOf(rows)).map((value, index): Law => {
    const values = Float64Array.from(figures, one => one[index] ?? Number.NaN)
    if (!values.every(Number.isFinite) || fit < 2) return UNBOUNDED
    const middle = values.reduce((sum, one) => sum + one / values.length, 0)
    values.sort()
    const least = 1 / (values.length + 1)
    const below = Math.min(1 - least, Math.max(least, shareBelow(values, middle - value)))
    return {
      interval: (alpha = 0.05) => {
        const share = normalCdf(-studentQuantile(1 - alpha / 2, degrees) * wider)
        return {
          low: value + quantileOf(values, share) - middle,
          high: value + quantileOf(values, 1 - share) - middle,
        }
      },
      p: studentTail(-normalQuantile(below) / wider, degrees),
    }
  })
  return {laws, length: long}
}

function drawMoving(
  rows: Units,
  statistic: Statistic,
  {
    seed,
    resamples,
    length,
  }: {readonly seed: number; readonly resamples: number; readonly length: number},
): readonly (readonly number[])[] {
  const {count, width} = rows
  const sums = runningSums(rows)
  const fill = wordStream(seed)
  const words = new Uint32Array(Math.ceil(count / length))
  const scale = (count - length + 1) / 2 ** 32
  // The last block is cut, so that there are as many rows as were seen.
  const last = count - (words.length - 1) * length
  return Array.from({length: resamples}, () => {
    fill(words)
    const total = new Array<number>(width).fill(0)
    for (let column = 0; column < width; column++) {
      let sum = 0
      for (let block = 0; block < words.length; block++) {
        const from = ((words[block] ?? 0) * scale) | 0
        const to = from + (block === words.length - 1 ? last : length)
        sum += (sums[to * width + column] ?? 0) - (sums[from * width + column] ?? 0)
      }
      total[column] = sum
    }
    return statistic(total)
  })
}

/** Row k: the sums over the first k rows, so that a block of any length is one difference. */
function runningSums({count, width, sums}: Units): Float64Array {
  const running = new Float64Array((count + 1) * width)
  for (let at = 0; at < count * width; at++) {
    running[at + width] = (running[at] ?? 0) + (sums[at] ?? 0)
  }
  return running
}
