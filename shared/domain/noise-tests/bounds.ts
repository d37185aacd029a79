import type {Noise, NoiseAsk} from '../noise.ts'
import {normalQuantile} from '../statistics/distributions/normal.ts'
import {studentQuantile} from '../statistics/distributions/student.ts'
import type {Interval} from '../statistics/units.ts'

/** Nobody has more rows, or so many times as many; such a number would be no advice. */
const MOST_NEEDED = 10_000_000
const MOST_TIMES = 1000
/** The chance to see an effect, for which `detectable` and `needed` are said. */
const POWER = 0.8

/** The chance that an end of an interval is wrong, unless another is asked for. */
export const END = 0.025

export type Harm = {
  /** How much worse than allowed the candidate seems. */
  readonly estimate: number
  readonly interval: Interval
  /** Degrees of freedom of the interval's Student's t; infinite: the normal law. */
  readonly degrees: number
  /** One-sided. */
  readonly p: number
}

type Measured = {
  readonly harm: Harm
  readonly change: Interval
  /** Absent where the baseline's value is 0. */
  readonly relative: Interval | undefined
}

/** What a test found, as the record has it; what nothing bounds is left out. */
export function boundsOf(
  {harm, change, relative}: Measured,
  rows: number | undefined,
  {alpha = END}: NoiseAsk,
): Pick<Noise, 'harm' | 'change' | 'relative' | 'level' | 'p' | 'detectable' | 'needed'> {
  return {
    ...bounded('harm', harm.interval),
    ...bounded('change', change),
    ...(relative ? bounded('relative', relative) : {}),
    ...(alpha === END ? {} : {level: 1 - 2 * alpha}),
    ...(Number.isFinite(harm.p) ? {p: Math.min(1, Math.max(0, harm.p))} : {}),
    ...powerOf(harm, rows, alpha),
  }
}

function bounded<K extends string>(name: K, {low, high}: Interval) {
  if (!(Number.isFinite(low) && Number.isFinite(high))) return {}
  return {[name]: {low, high}} as Record<K, Interval>
}

/** Widths shrink with the root of the rows. */
function powerOf({estimate, interval, degrees}: Harm, rows: number | undefined, alpha: number) {
  const {low, high} = interval
  if (!(Number.isFinite(low) && Number.isFinite(high))) return {}
  const quantile = (p: number) =>
    degrees === Infinity ? normalQuantile(p) : studentQuantile(p, degrees)
  const error = (high - low) / 2 / quantile(1 - alpha)
  const reach = (quantile(1 - alpha) + quantile(POWER)) * error
  const isOpen = low <= 0 && high > 0
  const needed = rows === undefined ? Number.NaN : Math.ceil(rows * (reach / estimate) ** 2)
  const most = Math.min(MOST_NEEDED, (rows ?? 0) * MOST_TIMES)
  const isAdvice = isOpen && rows !== undefined && needed > rows && needed < most
  return {detectable: reach, ...(isAdvice ? {needed} : {})}
}
