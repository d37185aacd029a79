import {describe, expect, test} from 'vitest'
import {
  compareCounts,
  compareMissing,
  compareNew,
  compareNumbers,
  compareRange,
} from '../../../../shared/domain/drift/tests.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'
import {wassersteinDistance} from '../../../../shared/domain/statistics/samples/wasserstein.ts'

const options = {seed: 1, alpha: 0.05}

function uniform(count: number, {seed, from = 0}: {seed: number; from?: number}): Float64Array {
  const next = generator(seed)
  return Float64Array.from({length: count}, () => from + next(2 ** 30) / 2 ** 30)
}

describe('numbers', () => {
  test('few are compared by Kolmogorov and Smirnov, many by Wasserstein; the distance is told of both', () => {
    const few = {reference: uniform(1000, {seed: 1}), current: uniform(5000, {seed: 2})}
    expect(compareNumbers(few, options)).toMatchObject({
      test: 'kolmogorov-smirnov',
      size: wassersteinDistance(few.reference, few.current),
    })
    const many = {reference: uniform(1001, {seed: 1}), current: uniform(1001, {seed: 2})}
    expect(compareNumbers(many, options)).toMatchObject({
      test: 'wasserstein',
      size: wassersteinDistance(many.reference, many.current),
    })
  })

  test.each([100, 2000])('a shift is found in %i', count => {
    const both = {
      reference: uniform(count, {seed: 1}),
      current: uniform(count, {seed: 2, from: 0.2}),
    }
    const {p, size} = compareNumbers(both, options)
    expect(p).toBeLessThan(0.001)
    // A uniform number deviates by 1/√12.
    expect(size).toBeCloseTo(0.2 * Math.sqrt(12), 0)
  })

  test('what leaves a constant is infinitely far', () => {
    const both = {reference: new Float64Array(50), current: uniform(50, {seed: 1, from: 1})}
    expect(compareNumbers(both, options)).toMatchObject({size: Infinity})
  })
})

describe('the range', () => {
  /** Every way to share out the ranks, each as likely as any other. */
  function byCounting([n, m]: readonly [number, number], atLeast: number): number {
    let [all, hits] = [0, 0]
    for (let set = 0; set < 2 ** (n + m); set++) {
      const labels = Array.from({length: n + m}, (_, rank) => (set >> rank) & 1)
      if (labels.reduce((a, b) => a + b, 0) !== n) continue
      all++
      const outside = labels.indexOf(1) + (n + m - 1 - labels.lastIndexOf(1))
      if (outside >= atLeast) hits++
    }
    return hits / all
  }

  test.each([
    {n: 5, m: 6, outside: 1},
    {n: 5, m: 6, outside: 3},
    {n: 3, m: 8, outside: 5},
    {n: 8, m: 4, outside: 4},
  ])('$outside of $m outside of $n', ({n, m, outside}) => {
    const reference = Float64Array.from({length: n}, (_, at) => at)
    const current = Float64Array.from({length: m}, (_, at) => (at < outside ? 100 + at : 1.5))
    const {p, size} = compareRange({reference, current})
    expect(p).toBeCloseTo(byCounting([n, m], outside), 12)
    expect(size).toBeCloseTo(outside / m)
  })

  test('is no matter where all are inside, also at its ends', () => {
    const reference = Float64Array.of(1, 2, 3)
    expect(compareRange({reference, current: Float64Array.of(1, 3, 3)})).toMatchObject({
      p: 1,
      size: 0,
    })
  })
})

test('of twice 100 values no level lies between 3.2 and 5.9 %: seven outside are an alarm, six are not', () => {
  const reference = Float64Array.from({length: 100}, (_, at) => at)
  const outside = (count: number) => ({
    reference,
    current: reference.map(value => (value < count ? -1 - value : value)),
  })
  expect(compareRange(outside(6)).p).toBeCloseTo(0.0592, 4)
  expect(compareRange(outside(7)).p).toBeCloseTo(0.0324, 4)
})

describe('categories', () => {
  const counts = (...values: number[]) => Float64Array.from(values)

  test.each([
    {name: 'few units, none rare', first: [50, 40, 50], second: [45, 45, 50], test: 'chi-square'},
    {name: 'few units, one rare', first: [90, 7, 3], second: [91, 7, 2], test: 'jensen-shannon'},
    {name: 'many units', first: [600, 500, 9], second: [590, 520, 8], test: 'jensen-shannon'},
    {name: 'two', first: [97, 3], second: [98, 2], test: 'proportions'},
  ])('$name: $test', ({first, second, test: expected}) => {
    const table = {first: counts(...first), second: counts(...second)}
    const {test: used, p, size} = compareCounts(table, options)
    expect(used).toBe(expected)
    expect(p).toBeGreaterThan(0.05)
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThan(0.1)
  })

  test('other shares are found', () => {
    const table = {first: counts(80, 20), second: counts(50, 50)}
    expect(compareCounts(table, options).p).toBeLessThan(0.001)
  })

  test('a single new category of one unit is nothing, of many it is something', () => {
    expect(compareNew({first: counts(100, 0), second: counts(99, 1)}, options).p).toBeGreaterThan(
      0.1,
    )
    const {p, size} = compareNew({first: counts(100, 0), second: counts(80, 20)}, options)
    expect(p).toBeLessThan(0.001)
    expect(size).toBeCloseTo(0.2)
  })

  test('categories that only the reference has are not new', () => {
    expect(compareNew({first: counts(80, 20), second: counts(100, 0)}, options)).toMatchObject({
      p: 1,
      size: 0,
    })
  })
})

describe('empty cells', () => {
  test.each([
    {before: [0, 100], after: [2, 100], found: false},
    {before: [0, 100], after: [20, 100], found: true},
    {before: [1000, 100_000], after: [1500, 100_000], found: true},
    {before: [0, 100], after: [0, 100], found: false},
  ] as const)('$before and $after', ({before, after, found}) => {
    const [a, b] = [before, after].map(([count, of]) => ({count, of}))
    if (!a || !b) throw new Error('both are there')
    const {p, size} = compareMissing(a, b)
    expect(p <= 0.05).toBe(found)
    expect(size).toBeCloseTo(Math.abs(before[0] / before[1] - after[0] / after[1]))
  })
})
