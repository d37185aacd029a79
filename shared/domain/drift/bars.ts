import {countInto} from '../statistics/samples/bins.ts'
import {type ColumnDrift, MOST_BARS} from './drift.ts'

type Bars = NonNullable<ColumnDrift['bars']>
type Both = {readonly reference: Float64Array; readonly current: Float64Array}

/** What lies beyond these shares of all values goes into the outer bins, or one stray value would leave one bar. */
const TAIL = 0.01

/** Numbers of both sides in bins of equal width. */
export function numberBars(
  {reference, current}: Both,
  tell: ((value: number) => number | string) | undefined,
): Bars {
  const all = new Float64Array(reference.length + current.length)
  all.set(reference)
  all.set(current, reference.length)
  all.sort()
  const at = (share: number) => all[Math.round(share * (all.length - 1))] ?? 0
  const isWide = at(1 - TAIL) > at(TAIL)
  const [from, to] = isWide ? [at(TAIL), at(1 - TAIL)] : [at(0), at(1)]
  const bins = to > from ? MOST_BARS : 1
  const edges = Float64Array.from(
    {length: bins - 1},
    (_, bin) => from + ((bin + 1) / bins) * (to - from),
  )
  const shares = (values: Float64Array) => {
    const counts = new Float64Array(bins)
    countInto(counts, values, edges)
    return thousandths(counts)
  }
  return {
    ...(tell ? {from: tell(from), to: tell(to)} : {}),
    reference: shares(reference),
    current: shares(current),
  }
}

/** The most frequent categories of both sides together, and the rest as one. */
export function categoryBars(
  {reference, current}: Both,
  labels: readonly (string | undefined)[] | undefined,
): Bars {
  const [n, m] = [reference, current].map(counts => Math.max(1, totalOf(counts)))
  const weights = reference.map((count, at) => count / (n ?? 1) + (current[at] ?? 0) / (m ?? 1))
  const order = Array.from(weights, (_, at) => at).sort(
    (a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b,
  )
  const isAll = order.length <= MOST_BARS
  const shown = isAll ? order : order.slice(0, MOST_BARS - 1)
  const gather = (counts: Float64Array) => {
    const bars = shown.map(at => counts[at] ?? 0)
    const rest = totalOf(counts) - bars.reduce((sum, count) => sum + count, 0)
    return thousandths(Float64Array.from(isAll ? bars : [...bars, rest]))
  }
  const names = labels && shown.map(at => labels[at] ?? '…')
  return {
    ...(names ? {labels: isAll ? names : [...names, 'others']} : {}),
    reference: gather(reference),
    current: gather(current),
  }
}

function totalOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function thousandths(counts: Float64Array): number[] {
  const total = totalOf(counts)
  return Array.from(counts, count => (total === 0 ? 0 : Math.round((1000 * count) / total)))
}
