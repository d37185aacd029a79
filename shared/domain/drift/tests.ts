import {testChiSquare} from '../statistics/samples/chi-square-test.ts'
import {testSmirnov} from '../statistics/samples/kolmogorov-smirnov.ts'
import {comparePermuted} from '../statistics/samples/permutation.ts'
import type {Share} from '../statistics/samples/proportions.ts'
import {JENSEN_SHANNON, testShares} from '../statistics/samples/share-distance.ts'
import {sizesOf, type Table} from '../statistics/samples/table.ts'
import {testTwoShares} from '../statistics/samples/two-shares.ts'
import {testWasserstein, wassersteinDistance} from '../statistics/samples/wasserstein.ts'
import type {DriftCheck} from './drift.ts'

/** Up to so many units on the smaller side a test of equality decides, beyond the distance must be worth a word too. */
export const SMALL_SAMPLE = 1_000
/** Fewer values on a side say nothing. */
export const FEWEST_VALUES = 20
/** χ² holds its level where each category is expected so often. */
const EXPECTED = 5

export type Measurement = Pick<DriftCheck, 'test' | 'p'> & {readonly size: number}
type Both = {readonly reference: Float64Array; readonly current: Float64Array}
type Options = {readonly seed: number; readonly alpha: number}

/**
 * Numbers of both sides: Kolmogorov and Smirnov's test while either has few, for it is exact there; the Wasserstein
 * distance in standard deviations of the reference beyond, since with many values any test of equality finds differences
 * that nobody cares for. The distance is told in both cases.
 */
export function compareNumbers({reference, current}: Both, options: Options): Measurement {
  if (Math.min(reference.length, current.length) > SMALL_SAMPLE) {
    const {distance: size, p} = testWasserstein(reference, current, options)
    return {test: 'wasserstein', p, size}
  }
  const {p} = testSmirnov(reference, current, options)
  return {test: 'kolmogorov-smirnov', p, size: wassersteinDistance(reference, current)}
}

/**
 * Counts over categories: of two their shares, elsewhere χ² for few units where each category is expected five times; elsewhere the Jensen–Shannon
 * distance, by relabelling while that is quick. The distance is told in both cases.
 */
export function compareCounts(table: Table, options: Options): Measurement {
  const sizes = sizesOf(table)
  if (table.first.length === 2) return compareTwo(table, sizes)
  const rarest = Math.min(...table.first.map((count, at) => count + (table.second[at] ?? 0)))
  const expected = (rarest * Math.min(...sizes)) / (sizes[0] + sizes[1])
  if (Math.min(...sizes) > SMALL_SAMPLE || expected < EXPECTED) {
    const {distance: size, p} = testShares(table, JENSEN_SHANNON, options)
    return {test: 'jensen-shannon', p, size}
  }
  const [p, q] = [
    table.first.map(count => count / sizes[0]),
    table.second.map(count => count / sizes[1]),
  ]
  return {test: 'chi-square', p: testChiSquare(table).p, size: JENSEN_SHANNON.of({p, q})}
}

/** Of two categories one share says all. */
function compareTwo({first, second}: Table, [n, m]: readonly [number, number]): Measurement {
  const [p, q] = [first.map(count => count / n), second.map(count => count / m)]
  const shares = [
    {count: first[0] ?? 0, of: n},
    {count: second[0] ?? 0, of: m},
  ] as const
  return {test: 'proportions', p: testTwoShares(...shares), size: JENSEN_SHANNON.of({p, q})}
}

/** Shares of empty cells. */
export function compareMissing(reference: Share, current: Share): Measurement {
  const size = Math.abs(reference.count / reference.of - current.count / current.of)
  return {test: 'proportions', p: testTwoShares(reference, current), size}
}

/** The share of the current side in categories that the reference lacks, against random relabellings of all units. */
export function compareNew({first, second}: Table, {seed}: Options): Measurement {
  const [n, m] = sizesOf({first, second})
  const added = second.reduce((sum, count, at) => sum + (first[at] === 0 ? count : 0), 0)
  if (added === 0) return {test: 'relabelling', p: 1, size: 0}
  const units = unitsOf({first, second})
  const isKnown = new Uint8Array(first.length)
  const strangers = (labels: Uint8Array) => {
    isKnown.fill(0)
    for (let unit = 0; unit < labels.length; unit++) {
      if (labels[unit] === 1) isKnown[units[unit] ?? 0] = 1
    }
    let count = 0
    for (const category of units) if (isKnown[category] === 0) count++
    return count
  }
  const {p} = comparePermuted(strangers, added, {sizes: [n, m], seed})
  return {test: 'relabelling', p, size: added / m}
}

function unitsOf({first, second}: Table): Uint32Array {
  const total = first.map((count, at) => count + (second[at] ?? 0))
  const units = new Uint32Array(total.reduce((sum, count) => sum + count, 0))
  let at = 0
  for (const [category, count] of total.entries()) {
    units.fill(category, at, at + count)
    at += count
  }
  return units
}

/**
 * The share of the current side outside of the reference's range. Of n and m units of one distribution the k outermost
 * are all current with q(k) = Π (m − i)/(n + m − i), so at least k are outside with (k + 1)·q(k) − k·q(k + 1): exact
 * without ties, at most that with ties. It is no mid-p, for levels are far apart here: 3.5 % and 6.3 % for equal sides.
 */
export function compareRange({reference, current}: Both): Measurement {
  let [low, high] = [Infinity, -Infinity]
  for (const value of reference) {
    if (value < low) low = value
    if (value > high) high = value
  }
  let outside = 0
  for (const value of current) if (value < low || value > high) outside++
  const [n, m] = [reference.length, current.length]
  const outermost = (count: number) => {
    let q = 1
    for (let i = 0; i < count && q > 0; i++) q *= Math.max(0, m - i) / (n + m - i)
    return q
  }
  const p = (outside + 1) * outermost(outside) - outside * outermost(outside + 1)
  return {test: 'ranks', p: Math.min(1, Math.max(0, p)), size: outside / m}
}
