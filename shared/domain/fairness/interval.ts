import type {Interval} from '../statistics/units.ts'
import {wilsonInterval} from '../statistics/wilson.ts'

/** A share of so many examples. */
export type SizedShare = {readonly value: number; readonly n: number}

/** How far apart shares lie, where any two of them differ most; each end is wrong with the chance alpha at most. */
export function spreadInterval(rates: readonly (readonly SizedShare[])[], alpha: number): Interval {
  const apart = eachPair(rates, alpha).map(({low, high}) => ({
    low: Math.max(0, low, -high),
    high: Math.max(Math.abs(low), Math.abs(high)),
  }))
  return {
    low: Math.max(...apart.map(one => one.low)),
    high: Math.max(...apart.map(one => one.high)),
  }
}

/** What part the smaller share is of the larger one, where any two of them differ most. */
export function ratioInterval(rates: readonly (readonly SizedShare[])[], alpha: number): Interval {
  const count = pairsOf(rates).length
  const parts = pairsOf(rates).map(([a, b]) => {
    const {low, high} = quotientInterval(a, b, alpha / count)
    return {low: Math.min(low, 1 / high), high: high < 1 ? high : low > 1 ? 1 / low : 1}
  })
  return {
    low: Math.min(...parts.map(one => one.low)),
    high: Math.min(...parts.map(one => one.high)),
  }
}

/** One share as a part of another: each end lies where both shares are as far apart as they may be. */
export function quotientInterval(share: SizedShare, whole: SizedShare, alpha: number): Interval {
  const [a, b] = [share, whole].map(one => wilson(one, alpha))
  if (!a || !b) throw new RangeError('a quotient has two shares')
  return {low: a.low / b.high, high: b.low > 0 ? a.high / b.low : Number.POSITIVE_INFINITY}
}

/** Newcombe's hybrid score interval of each difference (1998), all of which hold together. */
function eachPair(rates: readonly (readonly SizedShare[])[], alpha: number): readonly Interval[] {
  const pairs = pairsOf(rates)
  return pairs.map(([a, b]) => {
    const [first, second] = [a, b].map(one => wilson(one, (2 * alpha) / pairs.length))
    if (!first || !second) throw new RangeError('a difference has two shares')
    const difference = a.value - b.value
    return {
      low: difference - Math.hypot(a.value - first.low, second.high - b.value),
      high: difference + Math.hypot(first.high - a.value, b.value - second.low),
    }
  })
}

function pairsOf(rates: readonly (readonly SizedShare[])[]) {
  return rates.flatMap(list =>
    list.flatMap((a, at) => list.slice(at + 1).map(b => [a, b] as const)),
  )
}

function wilson({value, n}: SizedShare, alpha: number): Interval {
  return wilsonInterval({count: value * n, of: n}, Math.min(1, alpha))
}
