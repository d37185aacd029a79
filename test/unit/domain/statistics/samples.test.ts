import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {generator} from '../../../../shared/domain/statistics/generator.ts'
import {
  adjustBenjaminiHochberg,
  adjustHolm,
} from '../../../../shared/domain/statistics/multiplicity.ts'
import {countInto, quantileEdges} from '../../../../shared/domain/statistics/samples/bins.ts'
import {testChiSquare} from '../../../../shared/domain/statistics/samples/chi-square-test.ts'
import {testSmirnov} from '../../../../shared/domain/statistics/samples/kolmogorov-smirnov.ts'
import {comparePermuted} from '../../../../shared/domain/statistics/samples/permutation.ts'
import {pool} from '../../../../shared/domain/statistics/samples/pool.ts'
import {testProportions} from '../../../../shared/domain/statistics/samples/proportions.ts'
import {
  JENSEN_SHANNON,
  POPULATION_STABILITY,
  stabilityLimit,
  testShares,
} from '../../../../shared/domain/statistics/samples/share-distance.ts'
import {mergeRare, sizesOf} from '../../../../shared/domain/statistics/samples/table.ts'
import {testWasserstein} from '../../../../shared/domain/statistics/samples/wasserstein.ts'

type Pair = readonly [number, number]
type Vectors = {
  readonly samples: readonly {
    readonly name: string
    readonly first: readonly number[]
    readonly second: readonly number[]
    readonly ks: {readonly distance: number; readonly p: number}
    readonly wasserstein: number | null
  }[]
  readonly tables: readonly {
    readonly name: string
    readonly first: readonly number[]
    readonly second: readonly number[]
    readonly chiSquare: {readonly statistic: number; readonly degrees: number; readonly p: number}
    readonly jensenShannon: number
    readonly psi: number
  }[]
  readonly proportions: readonly {
    readonly first: Pair
    readonly second: Pair
    readonly z: number
    readonly p: number
  }[]
  readonly multiplicity: readonly {
    readonly p: readonly number[]
    readonly holm: readonly number[]
    readonly benjaminiHochberg: readonly number[]
  }[]
}

/** Written by vectors/two-samples.py with SciPy and statsmodels. */
const VECTORS: Vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/two-samples.json'), 'utf8'),
)
const numbers = (values: readonly number[]) => Float64Array.from(values)

function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected))
}

function uniforms(count: number, seed: number): Float64Array {
  const next = generator(seed)
  return Float64Array.from({length: count}, () => next(2 ** 31) / 2 ** 31)
}

describe('two samples of numbers', () => {
  test.each(VECTORS.samples)('agree with SciPy, $name', ({first, second, ks, wasserstein}) => {
    const found = testSmirnov(numbers(first), numbers(second), {seed: 1})
    expect(found.method).toBe('exact')
    expectNear(found.distance, ks.distance)
    expectNear(found.p, ks.p)
    if (wasserstein === null) return
    expectNear(testWasserstein(numbers(first), numbers(second), {seed: 1}).distance, wasserstein)
  })

  test('large ones without ties follow the limit law, with ties relabellings', () => {
    const [first, second] = [uniforms(2500, 1), uniforms(3000, 2).map(x => x * 0.9)]
    const smooth = testSmirnov(first, second, {seed: 1})
    expect(smooth.method).toBe('asymptotic')
    expect(smooth.p).toBeLessThan(0.01)
    const [few, others] = [first.subarray(0, 1100), second.subarray(0, 1000)].map(values =>
      values.map(x => Math.round(9 * x)),
    )
    if (!few || !others) throw new Error('no samples')
    const tied = testSmirnov(few, others, {seed: 1})
    expect(tied.method).toBe('permutation')
    expect(tied.p).toBeLessThan(0.01)
    expect(testSmirnov(few, others, {seed: 1})).toEqual(tied)
  })

  test('relabelling tells the exact p within its noise', () => {
    const [first, second] = [uniforms(60, 3), uniforms(60, 4).map(x => x + 0.02)]
    const exact = testSmirnov(first, second, {seed: 0})
    const pooled = pool(first, second)
    const {p} = comparePermuted(
      labels => {
        let [gap, most] = [0, 0]
        for (const label of labels) {
          gap += label === 1 ? 1 / 60 : -1 / 60
          most = Math.max(most, Math.abs(gap))
        }
        return most
      },
      exact.distance,
      {sizes: pooled.sizes, seed: 1, most: 20_000},
    )
    expect(Math.abs(p - exact.p)).toBeLessThan(0.3 * exact.p)
  })

  test('their distances do not depend on order, and scale as they should', () => {
    const values = fc.array(fc.double({min: -1e6, max: 1e6, noNaN: true}), {minLength: 2})
    fc.assert(
      fc.property(values, values, (x, y) => {
        const [a, b] = [numbers(x), numbers(y)]
        const there = testSmirnov(a, b, {seed: 1})
        const back = testSmirnov(b.toReversed(), a, {seed: 1})
        expectNear(back.distance, there.distance)
        expect(Math.abs(back.p - there.p)).toBeLessThan(1e-9)
        expect(there.p).toBeGreaterThan(0)
        expect(there.p).toBeLessThanOrEqual(1 + 1e-12)
      }),
      {numRuns: 50},
    )
    const [x, y] = [uniforms(50, 1), uniforms(70, 2)]
    const near = testWasserstein(x, y, {seed: 1})
    const far = testWasserstein(
      x.map(v => 1000 * v + 7),
      y.map(v => 1000 * v + 7),
      {seed: 1},
    )
    expect(far.distance).toBeCloseTo(near.distance, 9)
    expect(far.limit).toBeCloseTo(near.limit, 9)
    expect(far.p).toBe(near.p)
  })

  test('a shift is what it is in standard deviations', () => {
    const x = uniforms(400, 9)
    const found = testWasserstein(
      x,
      x.map(v => v + 0.5),
      {seed: 1},
    )
    expect(found.distance).toBeCloseTo(0.5 * Math.sqrt(12), 1)
    expect(found.limit).toBeLessThan(0.3)
    expect(found.p).toBeLessThan(1e-6)
  })

  test('constants', () => {
    const [one, two] = [new Float64Array(20).fill(1), new Float64Array(30).fill(2)]
    expect(testWasserstein(one, one, {seed: 1})).toEqual({distance: 0, p: 1, limit: 0})
    expect(testSmirnov(one, one, {seed: 1})).toEqual({distance: 0, p: 1, method: 'exact'})
    const left = testWasserstein(one, two, {seed: 1})
    expect(left.distance).toBe(Infinity)
    expect(left.p).toBeLessThan(0.01)
  })

  test.each([
    {name: 'empty', values: []},
    {name: 'NaN', values: [1, Number.NaN]},
    {name: 'infinite', values: [1, Infinity]},
    {name: 'infinite downwards', values: [-Infinity, 1]},
  ])('what is no sample is refused: $name', ({values}) => {
    const fine = numbers([1, 2])
    expect(() => pool(fine, numbers(values))).toThrow(/the second sample (is empty|holds)/)
    expect(() => pool(numbers(values), fine)).toThrow(/the first sample (is empty|holds)/)
  })

  test('are left as they are', () => {
    const [x, y] = [numbers([3, 1, 2]), numbers([2, 0])]
    expect(pool(x, y)).toEqual({
      sizes: [3, 2],
      values: numbers([0, 1, 2, 2, 3]),
      labels: Uint8Array.of(0, 1, 1, 0, 1),
      isEnd: Uint8Array.of(1, 1, 0, 1, 1),
      isTied: true,
    })
    expect([...x, ...y]).toEqual([3, 1, 2, 2, 0])
    expect(pool(numbers([3]), numbers([1])).isTied).toBe(false)
  })
})

describe('relabelling', () => {
  const total = (labels: Uint8Array) => labels.reduce((sum, label, at) => sum + label * at, 0)

  test('chooses as many as there are, evenly', () => {
    const counts = new Array<number>(8).fill(0)
    comparePermuted(
      labels => {
        expect(labels.reduce((sum, label) => sum + label, 0)).toBe(3)
        labels.forEach((label, at) => {
          counts[at] = (counts[at] ?? 0) + label
        })
        return 0
      },
      1,
      {sizes: [3, 5], seed: 1, most: 8000},
    )
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(180)
  })

  test('stops early where chance does as much, and says how often it does', () => {
    let asked = 0
    const middle = comparePermuted(
      labels => {
        asked++
        return total(labels)
      },
      (50 * 99) / 2,
      {sizes: [50, 50], seed: 1},
    )
    expect(asked).toBe(99)
    expect(Math.abs(middle.p - 0.5)).toBeLessThan(0.15)
    asked = 0
    comparePermuted(
      () => {
        asked++
        return 0
      },
      1,
      {sizes: [2, 2], seed: 1},
    )
    expect(asked).toBe(999)
  })

  test('tells rare events from rarer ones, as the normal law does for sums', () => {
    const spread = Math.sqrt((50 * 50 * 101) / 12)
    const at = (z: number) =>
      comparePermuted(total, (50 * 99) / 2 + z * spread, {sizes: [50, 50], seed: 2})
    expect(at(4).p).toBeGreaterThan(1e-5)
    expect(at(4).p).toBeLessThan(1e-4)
    expect(at(6).p).toBeLessThan(1e-8)
    expect((at(0).limit - (50 * 99) / 2) / spread).toBeGreaterThan(1.3)
    expect((at(6).limit - (50 * 99) / 2) / spread).toBeCloseTo(1.645, 0)
  })

  test('of what is always the same', () => {
    expect(comparePermuted(() => 2, 2, {sizes: [3, 3], seed: 1}).p).toBe(0.5)
    expect(comparePermuted(() => 2, 3, {sizes: [3, 3], seed: 1})).toEqual({p: 0, limit: 2})
  })
})

describe('two samples of categories', () => {
  test.each(VECTORS.tables)('agree with SciPy, $name', ({first, second, ...expected}) => {
    const table = {first: numbers(first), second: numbers(second)}
    const chi = testChiSquare(table)
    expectNear(chi.statistic, expected.chiSquare.statistic)
    expectNear(chi.p, expected.chiSquare.p)
    expect(chi.degrees).toBe(expected.chiSquare.degrees)
    const distance = (kind: typeof JENSEN_SHANNON) => testShares(table, kind, {seed: 1}).distance
    expect(distance(JENSEN_SHANNON)).toBeCloseTo(expected.jensenShannon, 9)
    expect(distance(POPULATION_STABILITY)).toBeCloseTo(expected.psi, 12)
  })

  test('few are relabelled, many follow χ²; both say the same', () => {
    const few = {first: numbers([600, 800, 1100]), second: numbers([660, 810, 1030])}
    const many = {first: numbers([601, 800, 1100]), second: numbers([660, 810, 1030])}
    for (const kind of [JENSEN_SHANNON, POPULATION_STABILITY]) {
      const [relabelled, limit] = [few, many].map(table => testShares(table, kind, {seed: 3}))
      expect(Math.abs((relabelled?.p ?? 0) - (limit?.p ?? 1))).toBeLessThan(0.03)
      expect((relabelled?.limit ?? 0) / (limit?.limit ?? 1)).toBeGreaterThan(0.85)
      expect((relabelled?.limit ?? 0) / (limit?.limit ?? 1)).toBeLessThan(1.15)
      // For a table of this size χ² says the same.
      expect(limit?.p).toBeCloseTo(testChiSquare(many).p, 2)
    }
  })

  test('a shift is seen, equality is not', () => {
    const same = {first: numbers([50, 50]), second: numbers([50, 50])}
    const other = {first: numbers([50, 50]), second: numbers([90, 10])}
    for (const kind of [JENSEN_SHANNON, POPULATION_STABILITY]) {
      expect(testShares(same, kind, {seed: 1})).toMatchObject({distance: 0})
      expect(testShares(same, kind, {seed: 1}).p).toBeGreaterThan(0.9)
      expect(testShares(other, kind, {seed: 1}).p).toBeLessThan(1e-6)
      const large = {first: numbers([5000, 5000]), second: numbers([4000, 6000])}
      expect(testShares(large, kind, {seed: 1}).p).toBeLessThan(1e-20)
    }
    expect(
      testShares({first: numbers([5, 0]), second: numbers([0, 5])}, JENSEN_SHANNON, {seed: 1})
        .distance,
    ).toBeCloseTo(Math.sqrt(Math.LN2), 12)
  })

  test('an empty bin counts as a share of 1 in 10,000', () => {
    const table = {first: numbers([10, 0]), second: numbers([5, 5])}
    const expected = 0.5 * Math.log(2) + (1e-4 - 0.5) * Math.log(2e-4)
    expect(testShares(table, POPULATION_STABILITY, {seed: 1}).distance).toBeCloseTo(expected, 12)
  })

  test('one category has nothing to compare', () => {
    expect(testChiSquare({first: numbers([9]), second: numbers([4])})).toEqual({
      statistic: 0,
      degrees: 0,
      p: 1,
    })
    const many = {first: numbers([9000]), second: numbers([4000])}
    expect(testShares(many, JENSEN_SHANNON, {seed: 1})).toEqual({distance: 0, p: 1, limit: 0})
  })

  test('rare ones are put together until each is expected five times', () => {
    const merged = mergeRare({
      first: numbers([40, 1, 0, 4, 3, 2]),
      second: numbers([30, 2, 0, 3, 7, 8]),
    })
    expect([...merged.first]).toEqual([5, 3, 2, 40])
    expect([...merged.second]).toEqual([5, 7, 8, 30])
    const uneven = mergeRare({first: numbers([100, 50, 50]), second: numbers([5, 5, 10])})
    // With 20 of 220 on one side, 55 together are five there.
    expect([...uneven.first]).toEqual([50, 50, 100])
    expect([...uneven.second]).toEqual([5, 10, 5])
    const few = mergeRare({first: numbers([3, 1, 90]), second: numbers([3, 2, 1])})
    expect([...few.first]).toEqual([94])
  })

  test('the limit of the index is that of chance, and at least 0.1', () => {
    expect(stabilityLimit([500, 500], 10)).toBe(0.1)
    expect(stabilityLimit([50, 100], 10)).toBeCloseTo(0.03 * 16.918977604620448, 12)
    expect(stabilityLimit([50, 50], 2, 0.01)).toBeCloseTo(0.04 * 6.6348966010212145, 12)
    expect(stabilityLimit([5, 5], 1)).toBe(0.1)
  })

  test.each([
    {name: 'not of one length', table: {first: numbers([1]), second: numbers([1, 2])}},
    {name: 'empty', table: {first: numbers([0]), second: numbers([2])}},
    {name: 'empty on the other side', table: {first: numbers([2]), second: numbers([0])}},
    {name: 'negative', table: {first: numbers([-1, 5]), second: numbers([1, 2])}},
    {name: 'in parts', table: {first: numbers([0.5, 5]), second: numbers([1, 2])}},
    {name: 'NaN', table: {first: numbers([Number.NaN, 5]), second: numbers([1, 2])}},
  ])('what is no table is refused: $name', ({table}) => {
    expect(() => sizesOf(table)).toThrow(RangeError)
    expect(() => testShares(table, JENSEN_SHANNON, {seed: 1})).toThrow(RangeError)
    expect(() => testChiSquare(table)).toThrow(RangeError)
  })
})

describe('two proportions', () => {
  test.each(VECTORS.proportions)('agree with statsmodels, $first and $second', given => {
    const [a, n] = given.first
    const [b, m] = given.second
    const found = testProportions({count: a, of: n}, {count: b, of: m})
    expect(found.z).toBeCloseTo(given.z, 12)
    expectNear(found.p, given.p)
    expect(found.difference).toBeCloseTo(a / n - b / m, 15)
  })

  test('where all agree there is no difference', () => {
    const expected = {difference: 0, z: 0, p: 1}
    expect(testProportions({count: 0, of: 9}, {count: 0, of: 4})).toEqual(expected)
    expect(testProportions({count: 9, of: 9}, {count: 4, of: 4})).toEqual(expected)
  })

  test.each([
    {count: 1, of: 0},
    {count: 3, of: 2},
    {count: -1, of: 2},
    {count: Number.NaN, of: 2},
  ])('$count of $of is refused', share => {
    expect(() => testProportions(share, {count: 1, of: 2})).toThrow(RangeError)
    expect(() => testProportions({count: 1, of: 2}, share)).toThrow(RangeError)
  })
})

describe('bins', () => {
  test('are of one size where values differ', () => {
    const sorted = Float64Array.from({length: 100}, (_, at) => at)
    const edges = quantileEdges(sorted, 4)
    expect([...edges]).toEqual([25, 50, 75])
    const counts = new Float64Array(4)
    countInto(counts, sorted, edges)
    expect([...counts]).toEqual([25, 25, 25, 25])
    countInto(counts, numbers([-5, 24.9, 25, 1e9]), edges)
    expect([...counts]).toEqual([27, 26, 25, 26])
  })

  test('are fewer where many values are equal, none of them empty', () => {
    const sorted = numbers([0, 0, 0, 0, 0, 0, 1, 1, 2, 3])
    const edges = quantileEdges(sorted, 10)
    expect([...edges]).toEqual([1, 2, 3])
    expect([...quantileEdges(numbers([4, 4, 4]), 10)]).toEqual([])
    expect([...quantileEdges(numbers([]), 10)]).toEqual([])
  })
})

describe('many tests at once', () => {
  test.each(VECTORS.multiplicity)('agree with statsmodels, $p', given => {
    adjustHolm(given.p).forEach((p, at) => {
      expect(p).toBeCloseTo(given.holm[at] ?? -1, 14)
    })
    adjustBenjaminiHochberg(given.p).forEach((p, at) => {
      expect(p).toBeCloseTo(given.benjaminiHochberg[at] ?? -1, 14)
    })
  })

  test('adjusting raises, keeps the order, and Holm is the stricter', () => {
    const list = fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 30})
    fc.assert(
      fc.property(list, p => {
        const [holm, hochberg] = [adjustHolm(p), adjustBenjaminiHochberg(p)]
        for (const [at, one] of p.entries()) {
          expect(hochberg[at]).toBeGreaterThanOrEqual(one * (1 - 1e-15))
          expect(holm[at]).toBeGreaterThanOrEqual((hochberg[at] ?? 1) * (1 - 1e-12))
          expect(holm[at]).toBeLessThanOrEqual(1)
        }
      }),
    )
    expect(adjustHolm([])).toEqual([])
  })

  test.each([Number.NaN, -0.1, 1.1])('%d is no probability', wrong => {
    expect(() => adjustHolm([0.5, wrong])).toThrow(RangeError)
    expect(() => adjustBenjaminiHochberg([0.5, wrong])).toThrow(RangeError)
  })
})
