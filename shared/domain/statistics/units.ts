import {generator} from './generator.ts'

/**
 * Sums of terms by unit: rows, clusters of rows, or batches of neighbouring rows. Row-major: `width` numbers a unit.
 */
export type Units = {readonly count: number; readonly width: number; readonly sums: Float64Array}

/** Several figures at once from the sums over all units, such as a harm and a change. */
export type Statistic = (sums: readonly number[]) => readonly number[]

export type Interval = {readonly low: number; readonly high: number}

/** The sums over all units. */
export function totalOf({count, width, sums}: Units): number[] {
  const total = new Array<number>(width).fill(0)
  for (let unit = 0; unit < count; unit++) {
    for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (sums[unit * width + i] ?? 0)
  }
  return total
}

/** Adds up units that carry the same number; `group[u]` is below `count`. */
export function gather(units: Units, group: ArrayLike<number>, count: number): Units {
  const {width} = units
  const sums = new Float64Array(count * width)
  for (let unit = 0; unit < units.count; unit++) {
    const at = (group[unit] ?? 0) * width
    for (let i = 0; i < width; i++) {
      sums[at + i] = (sums[at + i] ?? 0) + (units.sums[unit * width + i] ?? 0)
    }
  }
  return {count, width, sums}
}

/**
 * As many units as are asked for, each the sum of some that were put together at random: their sums are as alike, or as
 * unlike, as those of the units were, so what resampling says of the total stays what it was.
 */
export function gatherAtRandom(units: Units, count: number, seed: number): Units {
  if (units.count <= count) return units
  const next = generator(seed)
  const group = Uint32Array.from({length: units.count}, (_, unit) => unit % count)
  for (let unit = group.length - 1; unit > 0; unit--) {
    const other = next(unit + 1)
    const held = group[unit] ?? 0
    group[unit] = group[other] ?? 0
    group[other] = held
  }
  return gather(units, group, count)
}

/** The statistic with each unit left out in turn. */
export function leaveOneOut(units: Units, statistic: Statistic): readonly (readonly number[])[] {
  const total = totalOf(units)
  const {count, width, sums} = units
  return Array.from({length: count}, (_, unit) =>
    statistic(total.map((sum, i) => sum - (sums[unit * width + i] ?? 0))),
  )
}

/** What each unit contributes to the first figure of the statistic: the jackknife's pseudo-values (Tukey 1958). */
export function influencesOf(units: Units, statistic: Statistic): readonly number[] {
  const {count} = units
  const whole = statistic(totalOf(units))[0] ?? 0
  return leaveOneOut(units, statistic).map(([value = 0]) => count * whole - (count - 1) * value)
}
