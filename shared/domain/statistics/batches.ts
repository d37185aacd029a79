import {gather, type Interval, leaveOneOut, type Statistic, totalOf, type Units} from './units.ts'

const BATCHES = 10
/** 97.5 % point of Student's t with 9 degrees of freedom. */
const T9 = 2.2621571628540993

/**
 * 95 % intervals for rows that depend on their neighbours, given in their order: ten batches of neighbours and Student's
 * t with nine degrees of freedom. Of a mean these are batch means; of other figures the jackknife that leaves out a batch
 * at a time (Quenouille, Tukey), which for a mean of equal batches is the same.
 */
export function intervalsByBatches(rows: Units, statistic: Statistic): readonly Interval[] {
  const group = Array.from({length: rows.count}, (_, row) =>
    Math.floor((row * BATCHES) / rows.count),
  )
  const batches = gather(rows, group, BATCHES)
  const whole = statistic(totalOf(batches))
  const without = leaveOneOut(batches, statistic)
  return whole.map((value, index) => {
    const pseudo = without.map(values => BATCHES * value - (BATCHES - 1) * (values[index] ?? 0))
    const middle = pseudo.reduce((sum, one) => sum + one, 0) / BATCHES
    const squares = pseudo.reduce((sum, one) => sum + (one - middle) ** 2, 0)
    const reach = T9 * Math.sqrt(squares / (BATCHES * (BATCHES - 1)))
    return {low: value - reach, high: value + reach}
  })
}

/**
 * How many independent rows the ordered ones are worth: n(1 − ρ)/(1 + ρ), with ρ the correlation of neighbours in what
 * each row contributes to the first figure of the statistic.
 */
export function effectiveRows(rows: Units, statistic: Statistic): number {
  const {count} = rows
  const whole = statistic(totalOf(rows))[0] ?? 0
  const parts = leaveOneOut(rows, statistic).map(
    ([value = 0]) => count * whole - (count - 1) * value,
  )
  const middle = parts.reduce((sum, part) => sum + part, 0) / count
  let squares = 0
  let products = 0
  for (let i = 0; i < count; i++) {
    const own = (parts[i] ?? 0) - middle
    squares += own ** 2
    if (i > 0) products += own * ((parts[i - 1] ?? 0) - middle)
  }
  // Of rows that are all alike, and of a single one, nothing is known to hang together.
  const correlation = squares > 0 ? Math.max(0, products / squares) : 0
  return (count * (1 - correlation)) / (1 + correlation)
}
