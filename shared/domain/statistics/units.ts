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
