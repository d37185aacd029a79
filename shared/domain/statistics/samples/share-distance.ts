import {chiSquareQuantile, chiSquareTail} from '../distributions/chi-square.ts'
import {comparePermuted} from './permutation.ts'
import {mergeRare, sizesOf, type Table} from './table.ts'

/** A distance of two lists of shares whose law under equality is a multiple of χ² in the limit. */
export type ShareDistance = {
  /** The distance, as people know it. */
  readonly of: (shares: Shares) => number
  /** For each (1/n + 1/m)·χ² under equality, as the limit. */
  readonly fromChiSquare: (value: number) => number
  readonly toChiSquare: (distance: number) => number
}

type Shares = {readonly p: Float64Array; readonly q: Float64Array}

/** √(½KL(P‖M) + ½KL(Q‖M)) with M the middle of P and Q, natural logarithm: 0 to √ln 2 (Lin 1991; Endres and Schindelin 2003). */
export const JENSEN_SHANNON: ShareDistance = {
  of: ({p, q}) => {
    let sum = 0
    for (const [at, one] of p.entries()) {
      const other = q[at] ?? 0
      const middle = (one + other) / 2
      if (one > 0) sum += one * Math.log(one / middle)
      if (other > 0) sum += other * Math.log(other / middle)
    }
    return Math.sqrt(Math.max(0, sum / 2))
  },
  fromChiSquare: value => Math.sqrt(value / 8),
  toChiSquare: distance => 8 * distance ** 2,
}

/** An empty bin counts as this share, for its logarithm has none. */
const EMPTY = 1e-4

/** The population stability index Σ (p − q) ln(p/q), empty bins taken as a share of 10⁻⁴. */
export const POPULATION_STABILITY: ShareDistance = {
  of: ({p, q}) =>
    p.reduce((sum, share, at) => {
      const [one, other] = [Math.max(share, EMPTY), Math.max(q[at] ?? 0, EMPTY)]
      return sum + (one - other) * Math.log(one / other)
    }, 0),
  fromChiSquare: value => value,
  toChiSquare: distance => distance,
}

/** Units up to which relabelling is quick; for more the limit law is close. */
const MOST_RELABELLED = 5_000

export type ShareOptions = {readonly seed: number; readonly alpha?: number | undefined}

export type ShareResult = {
  readonly distance: number
  readonly p: number
  /** The distance that chance alone stays below in 1 − alpha of all cases, for these sizes. */
  readonly limit: number
}

/**
 * A distance between two samples over the same categories or bins, and whether chance explains it: by random relabellings
 * up to 5,000 units together, by (1/n + 1/m)·χ² with rare categories put together beyond. Throws as `sizesOf` does.
 */
export function testShares(
  table: Table,
  kind: ShareDistance,
  {seed, alpha = 0.05}: ShareOptions,
): ShareResult {
  const [n, m] = sizesOf(table)
  const distance = distanceOf(table, kind)
  if (n + m > MOST_RELABELLED) return {distance, ...byLimit(table, kind, alpha)}
  const categories = unitsOf(table)
  const first = new Float64Array(table.first.length)
  const total = table.first.map((count, at) => count + (table.second[at] ?? 0))
  const shuffle = (labels: Uint8Array) => {
    first.fill(0)
    for (let unit = 0; unit < labels.length; unit++) {
      const category = categories[unit] ?? 0
      first[category] = (first[category] ?? 0) + (labels[unit] ?? 0)
    }
    return distanceOf({first, second: total.map((all, at) => all - (first[at] ?? 0))}, kind)
  }
  return {distance, ...comparePermuted(shuffle, distance, {sizes: [n, m], seed, alpha})}
}

/**
 * From which index on a population has shifted: at least 0.1 as is custom, and no less than chance gives in `alpha` of
 * all cases with samples of these sizes over k bins, (1/n + 1/m)·χ²_{1−α, k−1}.
 */
export function stabilityLimit(
  [n, m]: readonly [number, number],
  bins: number,
  alpha = 0.05,
): number {
  if (bins < 2) return 0.1
  return Math.max(0.1, (1 / n + 1 / m) * chiSquareQuantile(1 - alpha, bins - 1))
}

function byLimit(table: Table, kind: ShareDistance, alpha: number) {
  const merged = mergeRare(table)
  const [n, m] = sizesOf(merged)
  const degrees = merged.first.length - 1
  if (degrees === 0) return {p: 1, limit: 0}
  const noise = 1 / n + 1 / m
  return {
    p: chiSquareTail(kind.toChiSquare(distanceOf(merged, kind)) / noise, degrees),
    limit: kind.fromChiSquare(noise * chiSquareQuantile(1 - alpha, degrees)),
  }
}

function distanceOf({first, second}: Table, kind: ShareDistance): number {
  const n = first.reduce((sum, count) => sum + count, 0)
  const m = second.reduce((sum, count) => sum + count, 0)
  return kind.of({p: first.map(count => count / n), q: second.map(count => count / m)})
}

/** The category of each unit of both samples. */
function unitsOf({first, second}: Table): Uint32Array {
  const units: number[] = []
  for (const [at, count] of first.entries()) {
    for (let i = 0; i < count + (second[at] ?? 0); i++) units.push(at)
  }
  return Uint32Array.from(units)
}
