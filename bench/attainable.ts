import {compareMissing, compareRange} from '../shared/domain/drift/tests.ts'
import {generator} from '../shared/domain/statistics/generator.ts'
import type {Table} from '../shared/domain/statistics/samples/table.ts'

/*
 * Few outcomes are possible for some tests, and none of their chances lies at the nominal level. What such a test can
 * reach at most without raising more alarms than its level is a figure, and here it is computed beside the alarms.
 */

/** Of the data before anybody says which side they are of: how likely the range test raises an alarm, exact with ties. */
export function attainableRange(
  both: {readonly reference: Float64Array; readonly current: Float64Array},
  alpha: number,
): number {
  const [n, m] = [both.reference.length, both.current.length]
  const least = fewestOutside(n, m, alpha)
  const pooled = Float64Array.of(...both.reference, ...both.current).sort()
  const [lower, upper] = [runs(pooled), runs(pooled.toReversed())]
  const outermost = (count: number) => {
    let q = 1
    for (let i = 0; i < count && q > 0; i++) q *= Math.max(0, m - i) / (n + m - i)
    return q
  }
  // Exactly the j lowest runs are outside below, and above at least as many as are missing then.
  let level = 0
  for (const [j, below] of lower.entries()) {
    if (below >= least) return level + outermost(below)
    const above = upper.find(count => below + count >= least) ?? n + m
    level += outermost(below + above) - outermost((lower[j + 1] ?? n + m) + above)
  }
  return level
}

/** How many units the lowest none, one, two … different values have together, as far as it matters. */
function runs(sorted: Float64Array): number[] {
  const counts = [0]
  for (let at = 1; at <= sorted.length && counts.length < 40; at++) {
    if (sorted[at] !== sorted[at - 1]) counts.push(at)
  }
  return counts
}

function fewestOutside(n: number, m: number, alpha: number): number {
  const reference = Float64Array.from({length: n}, () => 0)
  for (let count = 0; count <= m; count++) {
    const current = Float64Array.from({length: m}, (_, at) => Number(at < count))
    if (compareRange({reference, current}).p <= alpha) return count
  }
  return m + 1
}

/** The same of new categories, by random relabellings of the units. */
export function attainableNew({first, second}: Table, alpha: number, seed: number): number {
  const total = first.map((count, at) => count + (second[at] ?? 0))
  const units = [...total].flatMap((count, at) => new Array<number>(count).fill(at))
  const n = first.reduce((sum, count) => sum + count, 0)
  const next = generator(seed)
  const found: number[] = []
  for (let round = 0; round < 400; round++) {
    const isKnown = new Uint8Array(total.length)
    for (let k = 0, open = n; k < units.length; k++) {
      if (next(units.length - k) >= open) continue
      open--
      isKnown[units[k] ?? 0] = 1
    }
    found.push(total.reduce((sum, count, at) => sum + (isKnown[at] ? 0 : count), 0))
  }
  const isAlarm = (value: number) => {
    const more = found.filter(other => other > value).length
    const same = found.filter(other => other === value).length
    return value > 0 && (more + same / 2) / found.length <= alpha
  }
  return found.filter(isAlarm).length / found.length
}

/** Of empty cells by the share of the law itself: summed over all pairs of counts. */
export function attainableMissing(n: number, share: number, alpha: number): number {
  const chances = [(1 - share) ** n]
  for (let k = 0; k < n; k++) {
    chances.push(((chances[k] ?? 0) * (n - k) * share) / ((k + 1) * (1 - share)))
  }
  let level = 0
  for (const [x, one] of chances.entries()) {
    for (const [y, other] of chances.entries()) {
      if (one * other < 1e-8) continue
      const {p} = compareMissing({count: x, of: n}, {count: y, of: n})
      if (p <= alpha) level += one * other
    }
  }
  return level
}
