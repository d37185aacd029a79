import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  autocovariance,
  correctedCorrelation,
  effectiveCount,
  neighbourCorrelation,
} from '../../../../shared/domain/statistics/autocorrelation.ts'
import {testBatchMeans} from '../../../../shared/domain/statistics/batches.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'
import {robustBand, testAgainstHistory} from '../../../../shared/domain/statistics/history.ts'
import {momentsOf} from '../../../../shared/domain/statistics/moments.ts'
import {
  blockLength,
  intervalsByMovingBlocks,
} from '../../../../shared/domain/statistics/moving-blocks.ts'
import {testDieboldMariano} from '../../../../shared/domain/statistics/paired/diebold-mariano.ts'
import {testMcNemar} from '../../../../shared/domain/statistics/paired/mcnemar.ts'
import {
  testClusteredMean,
  testPairedMean,
} from '../../../../shared/domain/statistics/paired/mean.ts'
import {
  andrewsBandwidth,
  testAutocorrelatedMean,
} from '../../../../shared/domain/statistics/paired/newey-west.ts'
import {testSignFlip} from '../../../../shared/domain/statistics/paired/sign-flip.ts'
import {testSignedRank} from '../../../../shared/domain/statistics/paired/signed-rank.ts'
import {detectableEffect, neededCount} from '../../../../shared/domain/statistics/power.ts'
import {type Side, type TestResult, testRatio} from '../../../../shared/domain/statistics/ratio.ts'
import {logRateEvidence} from '../../../../shared/domain/statistics/sequential/beta-binomial.ts'
import {lookAtMixture} from '../../../../shared/domain/statistics/sequential/mixture-sprt.ts'
import type {Interval, Statistic, Units} from '../../../../shared/domain/statistics/units.ts'
import {testStated, testWelch} from '../../../../shared/domain/statistics/welch.ts'
import {wilsonInterval} from '../../../../shared/domain/statistics/wilson.ts'

type Name = 'series' | 'few' | 'tied' | 'long' | 'other' | 'history'
type Vectors = {
  readonly samples: Readonly<Record<Name, readonly number[]>>
  readonly clusters: readonly number[]
  readonly mean: readonly (TestResult & {
    readonly values: Name
    readonly margin: number
    readonly side: Side
  })[]
  readonly clustered: TestResult
  readonly hac: readonly (TestResult & {readonly lag: number})[]
  readonly batches: TestResult
  readonly dieboldMariano: readonly {readonly horizon: number; readonly p: number}[]
  readonly signedRank: readonly {
    readonly values: Name
    readonly side: Side
    readonly statistic: number
    readonly p: number
  }[]
  readonly signFlip: readonly {readonly side: Side; readonly p: number}[]
  readonly welch: readonly (TestResult & {readonly side: Side})[]
  readonly prediction: Interval
  readonly quartiles: readonly [number, number, number]
  readonly wilson: readonly (Interval & {readonly count: number; readonly of: number})[]
}

/** Written by vectors/paired-tests.py with SciPy and statsmodels. */
const VECTORS: Vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/paired-tests.json'), 'utf8'),
)
const sample = (name: Name) => Float64Array.from(VECTORS.samples[name])
const numbers = (values: readonly number[]) => Float64Array.from(values)

function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))
}

function expectResult(found: TestResult, expected: TestResult): void {
  expectNear(found.estimate, expected.estimate)
  expectNear(found.error, expected.error)
  expectNear(found.degrees, expected.degrees)
  expectNear(found.p, expected.p)
  expectNear(found.interval.low, expected.interval.low)
  expectNear(found.interval.high, expected.interval.high)
}

/** Squares of smaller numbers than eighths need not be tried until they vanish. */
const finite = fc.integer({min: -8000, max: 8000}).map(one => one / 8)
const lists = fc.array(finite, {minLength: 2, maxLength: 30}).map(numbers)

describe('an estimate over its error', () => {
  test('without error is certain, without distance no evidence', () => {
    const sure = {estimate: 2, error: 0, degrees: 5}
    expect(testRatio(sure, {side: 'greater'})).toEqual({
      ...sure,
      p: 0,
      interval: {low: 2, high: 2},
    })
    expect(testRatio(sure, {side: 'less'}).p).toBe(1)
    expect(testRatio(sure, {margin: 2}).p).toBe(1)
    expect(testRatio(sure, {margin: 2, side: 'greater'}).p).toBe(0.5)
    expect(testRatio(sure, {margin: 3, side: 'less'}).p).toBe(0)
  })

  test('the sides make up one, and the interval is what is not rejected', () => {
    fc.assert(
      fc.property(lists, finite, (values, margin) => {
        const at = (side: Side) => testPairedMean(values, {side, margin}).p
        expect(at('less') + at('greater')).toBeCloseTo(1, 9)
        expect(at('two-sided')).toBeCloseTo(2 * Math.min(at('less'), at('greater')), 9)
        const {interval} = testPairedMean(values, {alpha: 0.1})
        const isInside = interval.low < margin && margin < interval.high
        if (Math.abs(at('two-sided') - 0.1) > 1e-9) expect(at('two-sided') > 0.1).toBe(isInside)
      }),
    )
  })
})

describe('paired means', () => {
  test.each(VECTORS.mean)(
    'as SciPy: $values, $margin, $side',
    ({values, margin, side, ...rest}) => {
      expectResult(testPairedMean(sample(values), {margin, side, alpha: 0.1}), rest)
    },
  )

  test('in clusters as statsmodels', () => {
    const clusters = Uint32Array.from(VECTORS.clusters)
    expectResult(testClusteredMean(sample('series'), clusters), VECTORS.clustered)
  })

  test('clusters of one row are rows, doubled rows tell nothing more', () => {
    fc.assert(
      fc.property(lists, values => {
        const own = Uint32Array.from(values, (_, row) => row)
        const plain = testPairedMean(values, {side: 'less'})
        const single = testClusteredMean(values, own, {side: 'less'})
        expect(single.error).toBeCloseTo(plain.error, 6)
        expect(single.p).toBeCloseTo(plain.p, 6)
        const doubled = testClusteredMean(
          numbers([...values, ...values]),
          Uint32Array.from([...own, ...own]),
          {side: 'less'},
        )
        expect(doubled.error).toBeCloseTo(plain.error, 6)
      }),
    )
  })

  test('by ten batches as SciPy', () => {
    expectResult(testBatchMeans(sample('series').subarray(0, 40)), VECTORS.batches)
    const uneven = testBatchMeans(numbers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
    expect(uneven).toMatchObject({estimate: 6, degrees: 9})
    const steps = [1.5, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(x => (x - 6) ** 2)
    expectNear(uneven.error, Math.sqrt(steps.reduce((a, b) => a + b) / 90))
  })
})

describe('what is no list of differences is refused', () => {
  const seed = 1
  test.each([
    {name: 'a single one', values: [1]},
    {name: 'NaN', values: [1, Number.NaN, 2]},
    {name: 'infinite', values: [1, Infinity, 2]},
  ])('$name', ({values}) => {
    const list = numbers(values)
    expect(() => testPairedMean(list)).toThrow(RangeError)
    expect(() => testClusteredMean(list, new Uint32Array(values.length))).toThrow(RangeError)
    expect(() => testBatchMeans(list)).toThrow(RangeError)
    expect(() => testAutocorrelatedMean(list)).toThrow(RangeError)
    expect(() => testDieboldMariano(list, {horizon: 1})).toThrow(RangeError)
    expect(() => testWelch(list, numbers([1, 2]))).toThrow(RangeError)
    expect(() => testWelch(numbers([1, 2]), list)).toThrow(RangeError)
    expect(() => testAgainstHistory(list, 1)).toThrow(RangeError)
    expect(() => robustBand(list, 3)).toThrow(RangeError)
    if (values.length === 1) return
    expect(() => testSignedRank(list)).toThrow(RangeError)
    expect(() => testSignFlip(list, {seed})).toThrow(RangeError)
  })

  test('none at all, too few, and clusters that do not fit', () => {
    const rows = (count: number) => Float64Array.from({length: count}, (_, row) => row % 3)
    expect(() => testSignedRank(rows(0))).toThrow('0 values are fewer than 1')
    expect(() => testSignFlip(rows(0), {seed})).toThrow(RangeError)
    expect(() => testBatchMeans(rows(9))).toThrow('9 values are fewer than 10')
    expect(testBatchMeans(rows(10)).degrees).toBe(9)
    expect(() => testAutocorrelatedMean(rows(3))).toThrow(RangeError)
    expect(() => testAgainstHistory(rows(9), 1)).toThrow(RangeError)
    expect(() => testClusteredMean(rows(3), new Uint32Array(2))).toThrow('3 rows have 2')
    expect(() => testClusteredMean(rows(3), new Uint32Array(3))).toThrow('of one cluster')
    expect(momentsOf([5], 1)).toEqual({count: 1, mean: 5, variance: 0})
  })

  test.each([0, 1.5, 3, -1])('a horizon of %d for three rows', horizon => {
    expect(() => testDieboldMariano(numbers([1, 2, 4]), {horizon})).toThrow(RangeError)
  })
})

describe('ordered differences', () => {
  test.each(VECTORS.hac)('as statsmodels with lag $lag', ({lag, ...rest}) => {
    expectResult(testAutocorrelatedMean(sample('series'), {lag}), rest)
  })

  test.each(VECTORS.dieboldMariano)('Diebold and Mariano, $horizon steps', ({horizon, p}) => {
    expectNear(testDieboldMariano(sample('series'), {horizon}).p, p)
  })

  test('where the flat sum is below 0 the weights are Bartlett’s', () => {
    const swinging = numbers([1, -1, 1, -1, 1, -1, 1, -0.5])
    const {count, mean} = momentsOf(swinging)
    const centred = swinging.map(x => x - mean)
    const variance = autocovariance(centred, 0) + autocovariance(centred, 1)
    const correction = (count + 1 - 4 + 2 / count) / count
    const found = testDieboldMariano(swinging, {horizon: 2})
    expect(autocovariance(centred, 0) + 2 * autocovariance(centred, 1)).toBeLessThan(0)
    expectNear(found.error, Math.sqrt(variance / count / correction))
  })

  test('the correlation of neighbours', () => {
    expectNear(neighbourCorrelation([1, 2, 3, 4]), (1.5 * 0.5 - 0.25 + 0.5 * 1.5) / 5)
    expect(neighbourCorrelation([0.1, 0.1, 0.1])).toBe(0)
    expect(neighbourCorrelation([7])).toBe(0)
    expect(neighbourCorrelation([])).toBe(0)
    expect(correctedCorrelation(0.5, 10)).toBe(0.75)
    expect(effectiveCount(300, 0.5)).toBe(100)
    expect(effectiveCount(300, -0.5)).toBe(300)
    expectNear(autocovariance(numbers([1, -2, 3]), 1), (-2 - 6) / 3)
  })

  test('Andrews’ bandwidth follows the correlation and the length', () => {
    const values = numbers([1, 2, 3, 4])
    const rho = neighbourCorrelation(values)
    const alpha = (4 * rho ** 2) / ((1 - rho) ** 2 * (1 + rho) ** 2)
    expectNear(andrewsBandwidth(values), 1.1447 * Math.cbrt(alpha * 4))
    expect(andrewsBandwidth(numbers([1, 1, 1]))).toBe(0)
  })

  const AR = (count: number, rho: number, seed: number) => {
    const next = generator(seed)
    const uniform = () => (next(2 ** 31) + 0.5) / 2 ** 31
    let last = 0
    return Float64Array.from({length: count}, () => {
      last = rho * last + Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
      return last
    })
  }

  test('allow for what neighbours share', () => {
    // The true error of the mean of AR(1) with ρ = 0.8 and unit shocks is about 5/√n.
    const values = AR(4000, 0.8, 4)
    const found = testAutocorrelatedMean(values)
    expect(found.error * Math.sqrt(4000)).toBeGreaterThan(4.2)
    expect(found.error * Math.sqrt(4000)).toBeLessThan(5.8)
    expect(found.degrees).toBeGreaterThan(330)
    expect(found.degrees).toBeLessThan(560)
    const [blocks] = intervalsByMovingBlocks(unitsOf(values), MEAN, {seed: 1})
    const width = (blocks?.high ?? 0) - (blocks?.low ?? 0)
    expect((width * Math.sqrt(4000)) / 3.92).toBeGreaterThan(4)
    expect((width * Math.sqrt(4000)) / 3.92).toBeLessThan(6)
    // Independent rows lose next to nothing.
    const free = AR(4000, 0, 5)
    const plain = testPairedMean(free).error
    expect(testAutocorrelatedMean(free).error / plain).toBeCloseTo(1, 1)
  })

  test('a series like a random walk has a finite error', () => {
    const walk = numbers(Array.from({length: 50}, (_, row) => row))
    const found = testAutocorrelatedMean(walk)
    expect(found.degrees).toBe(1)
    expect(found.error).toBeGreaterThan(1)
    expect(found.error).toBeLessThan(1e3)
  })
})

/** Each row counts itself before its value. */
function unitsOf(values: Float64Array): Units {
  return {
    count: values.length,
    width: 2,
    sums: Float64Array.from(Array.from(values).flatMap(value => [1, value])),
  }
}
const MEAN: Statistic = ([n = 0, sum = 0]) => [sum / n]

describe('moving blocks', () => {
  test('have a length that follows the correlation', () => {
    expect(blockLength(1000, 0)).toBe(1)
    expect(blockLength(1000, -0.5)).toBe(1)
    expect(blockLength(365, 0.7)).toBe(Math.round(Math.cbrt((6 * 0.49 * 365) / 0.51 ** 2)))
    expect(blockLength(100, 0.99)).toBe(20)
    expect(blockLength(4, 0.9)).toBe(1)
  })

  test('of one row are the percentiles of the plain bootstrap, centred and widened', () => {
    const values = sample('series')
    const at = (seed: number) => intervalsByMovingBlocks(unitsOf(values), MEAN, {seed, length: 1})
    const [found] = at(1)
    const {estimate, interval} = testPairedMean(values)
    expect(((found?.high ?? 0) + (found?.low ?? 0)) / 2).toBeCloseTo(estimate, 1)
    const [mine, theirs] = [found, interval].map(one => (one?.high ?? 0) - (one?.low ?? 0))
    expect((mine ?? 0) / (theirs ?? 1)).toBeGreaterThan(0.93)
    expect((mine ?? 0) / (theirs ?? 1)).toBeLessThan(1.07)
    expect(at(1)).toEqual(at(1))
    expect(at(1)).not.toEqual(at(2))
  })

  test('hold as many rows as there are', () => {
    const values = sample('series')
    const seen = new Set<number>()
    const count: Statistic = ([n = 0, sum = 0]) => {
      seen.add(n)
      return [sum]
    }
    intervalsByMovingBlocks(unitsOf(values), count, {seed: 1, length: 5, resamples: 50})
    seen.delete(42) // left one out
    expect([...seen]).toEqual([43])
  })

  test('are narrower at a lower level, and bounded by nothing where the figure is undefined', () => {
    const units = unitsOf(sample('series'))
    const width = (alpha: number) => {
      const [found] = intervalsByMovingBlocks(units, MEAN, {seed: 1, alpha})
      return (found?.high ?? 0) - (found?.low ?? 0)
    }
    expect(width(0.2)).toBeLessThan(width(0.05))
    expect(width(0.05)).toBeLessThan(width(0.01))
    const unbounded = [{low: -Infinity, high: Infinity}]
    expect(intervalsByMovingBlocks(units, () => [Number.NaN], {seed: 1})).toEqual(unbounded)
    expect(intervalsByMovingBlocks(units, MEAN, {seed: 1, length: 40})).toEqual(unbounded)
  })
})

describe('McNemar', () => {
  test.each([
    {worse: 15, better: 30, p: 0.02589608179323477},
    {worse: 12, better: 5, p: 0.09625244140625},
    {worse: 40, better: 60, p: 0.046044066929342806},
  ])('$worse against $better', ({worse, better, p}) => {
    const given = {worse, better, count: 200}
    const found = testMcNemar(given)
    expectNear(found.p, p)
    const one = worse > better ? ('greater' as const) : ('less' as const)
    expectNear(testMcNemar(given, {side: one}).p, p / 2)
    expect(found.estimate).toBe((worse - better) / 200)
    expect(found.interval.low).toBeLessThan(found.estimate)
    expect(found.interval.high).toBeGreaterThan(found.estimate)
  })

  test('the sides mirror each other and make up one', () => {
    const count = fc.integer({min: 0, max: 60})
    fc.assert(
      fc.property(count, count, (worse, better) => {
        const at = (side: Side) => testMcNemar({worse, better, count: 120}, {side}).p
        expect(at('greater') + at('less')).toBeCloseTo(1, 12)
        const mirror = testMcNemar({worse: better, better: worse, count: 120}, {side: 'less'}).p
        expect(at('greater')).toBe(mirror)
      }),
    )
  })

  test('the interval is Bonett and Price’s', () => {
    const [lost, won] = [16 / 102, 31 / 102]
    const reach = 1.6448536269514722 * Math.sqrt((lost + won - (lost - won) ** 2) / 102)
    const {interval} = testMcNemar({worse: 15, better: 30, count: 100}, {alpha: 0.1})
    expectNear(interval.low, lost - won - reach)
    expectNear(interval.high, lost - won + reach)
    const none = testMcNemar({worse: 0, better: 0, count: 0})
    expect(none).toEqual({estimate: 0, p: 1, interval: {low: -1, high: 1}})
  })

  test.each([
    {worse: -1, better: 0, count: 5},
    {worse: 3, better: 3, count: 5},
    {worse: 0.5, better: 0, count: 5},
    {worse: 0, better: Number.NaN, count: 5},
  ])('$worse and $better of $count cannot be', given => {
    expect(() => testMcNemar(given)).toThrow(RangeError)
  })
})

describe('ranks and signs', () => {
  test.each(VECTORS.signedRank)('Wilcoxon as SciPy: $values, $side', given => {
    const found = testSignedRank(sample(given.values), {side: given.side})
    expect(found.statistic).toBe(given.statistic)
    expect(Math.abs(found.p / given.p - 1)).toBeLessThan(1e-12)
    expect(found.method).toBe(given.values === 'long' ? 'normal' : 'exact')
    expect(found.count).toBe(given.values === 'tied' ? 11 : sample(given.values).length)
  })

  test.each([4, 5, 6, 8])('the smallest one-sided p of %d rows is 2⁻ⁿ', count => {
    const rows = Float64Array.from({length: count}, (_, row) => row + 1)
    expect(testSignedRank(rows, {side: 'greater'}).p).toBe(2 ** -count)
    expect(testSignFlip(rows, {side: 'greater', seed: 1}).p).toBe(2 ** -count)
  })

  test('rows that did not change decide nothing', () => {
    expect(testSignedRank(numbers([0, 0]))).toEqual({
      statistic: 0,
      count: 0,
      p: 1,
      method: 'exact',
    })
  })

  test.each(VECTORS.signFlip)('signs flipped as SciPy: $side', ({side, p}) => {
    const found = testSignFlip(sample('few'), {side, seed: 1})
    expect(found).toMatchObject({p, method: 'exact'})
    expectNear(found.estimate, momentsOf(sample('few')).mean)
  })

  test('all patterns up to 20 rows, random ones beyond, which say the same', () => {
    const rows = sample('series')
    expect(testSignFlip(rows.subarray(0, 20), {seed: 1}).method).toBe('exact')
    const drawn = (side: Side, seed: number) => testSignFlip(rows, {side, seed})
    expect(drawn('two-sided', 1).method).toBe('random')
    expect(drawn('two-sided', 1)).toEqual(drawn('two-sided', 1))
    for (const side of ['less', 'greater', 'two-sided'] as const) {
      expect(drawn(side, 3).p).toBeCloseTo(testPairedMean(rows, {side}).p, 1)
    }
    const far = rows.map(one => one + 5)
    expect(testSignFlip(far, {side: 'greater', seed: 1}).p).toBe(1e-4)
  })

  test('equal sums count as beyond, however they round', () => {
    const rows = numbers([0.1, 0.2, 0.3])
    // 0.1 + 0.2 − 0.3 is 0 on paper: of eight patterns six sum to 0 or more … or less.
    expect(testSignFlip(rows, {side: 'greater', seed: 1}).p).toBe(1 / 8)
    expect(testSignFlip(numbers([0.1, 0.2, -0.3]), {side: 'greater', seed: 1}).p).toBe(5 / 8)
    expect(testSignFlip(numbers([0.1, 0.2, -0.3]), {side: 'less', seed: 1}).p).toBe(5 / 8)
    expect(testSignFlip(numbers([0.1, 0.2, -0.3]), {seed: 1}).p).toBe(1)
  })
})

describe('independent samples', () => {
  test.each(VECTORS.welch)('Welch as SciPy, $side', ({side, ...rest}) => {
    expectResult(testWelch(sample('few'), sample('other'), {side}), rest)
  })

  test('two constants differ for certain', () => {
    const found = testWelch(numbers([1, 1]), numbers([2, 2, 2]))
    expect(found).toMatchObject({estimate: -1, error: 0, degrees: 3, p: 0})
  })

  test('two figures with stated errors', () => {
    const found = testStated({value: 0.8, error: 0.03}, {value: 0.9, error: 0.04}, {side: 'less'})
    expectNear(found.error, 0.05)
    expect(found.degrees).toBe(Infinity)
    expectNear(found.p, 0.022750131948179195)
    expectNear(found.interval.high, -0.1 + 0.05 * 1.959963984540054)
  })

  test.each([
    {value: Number.NaN, error: 1},
    {value: 1, error: -1},
    {value: 1, error: Infinity},
    {value: 1, error: Number.NaN},
  ])('$value ± $error is refused', stated => {
    expect(() => testStated(stated, {value: 1, error: 1})).toThrow(RangeError)
    expect(() => testStated({value: 1, error: 1}, stated)).toThrow(RangeError)
  })
})

describe('a run against its history', () => {
  test('as the prediction interval of statsmodels', () => {
    const history = sample('history')
    const {mean} = momentsOf(history)
    const {interval} = testAgainstHistory(history, mean)
    expectNear(mean + interval.low, VECTORS.prediction.low)
    expectNear(mean + interval.high, VECTORS.prediction.high)
    expect(testAgainstHistory(history, VECTORS.prediction.low).p).toBeCloseTo(0.05, 9)
  })

  test('by quartiles', () => {
    const [low, middle, high] = VECTORS.quartiles
    const band = robustBand(sample('history'), 2)
    expectNear(band.low, middle - 2 * (high - low))
    expectNear(band.high, middle + 2 * (high - low))
  })
})

describe('single proportions and sizes', () => {
  test.each(VECTORS.wilson)('Wilson: $count of $of', ({count, of, low, high}) => {
    const found = wilsonInterval({count, of})
    expectNear(found.low, low)
    expectNear(found.high, high)
    const tighter = wilsonInterval({count, of}, 0.5)
    expect(tighter.high - tighter.low).toBeLessThan(found.high - found.low)
  })

  test.each([
    {count: 0, of: 0},
    {count: 3, of: 2},
    {count: -1, of: 2},
  ])('$count of $of is no share', share => {
    expect(() => wilsonInterval(share)).toThrow(RangeError)
  })

  test.each([
    {disagreement: 0.02, effect: 0.005, n: 4947},
    {disagreement: 0.06, effect: 0.01, n: 3710},
    {disagreement: 0.12, effect: 0.05, n: 297},
  ])('$n rows for a margin of $effect', ({disagreement, effect, n}) => {
    const deviation = Math.sqrt(disagreement)
    expect(neededCount({deviation, effect})).toBe(n)
    expect(detectableEffect(deviation / Math.sqrt(n))).toBeLessThanOrEqual(effect)
    expect(detectableEffect(deviation / Math.sqrt(n - 1))).toBeGreaterThan(effect)
  })

  test('ask for more with more certainty', () => {
    expectNear(detectableEffect(1), 2.4864748605243863)
    expectNear(detectableEffect(2, {alpha: 0.025, power: 0.5}), 2 * 1.959963984540054)
    expect(neededCount({deviation: 1, effect: 0})).toBe(Infinity)
  })
})

describe('evidence at any time', () => {
  const look = {count: 500, mean: 0.12, variance: 2}

  test('a mixture of differences', () => {
    const found = lookAtMixture(look, {spread: 0.1})
    expect(Math.exp(found.logRatio)).toBeCloseTo(1.9335018743384906, 12)
    expectNear(found.p, 0.5171962920088351)
    expectNear(found.interval.high - 0.12, 0.2014141854174595)
    expectNear(0.12 - found.interval.low, 0.2014141854174595)
    expect(lookAtMixture({...look, mean: 0}, {spread: 0.1}).p).toBe(1)
  })

  test('the interval leaves out 0 exactly where the evidence is enough', () => {
    const mean = fc.double({min: -1, max: 1, noNaN: true})
    fc.assert(
      fc.property(mean, fc.integer({min: 1, max: 1e5}), (mean, count) => {
        const {p, interval} = lookAtMixture({count, mean, variance: 1}, {spread: 0.2, alpha: 0.1})
        if (Math.abs(p - 0.1) < 1e-9) return
        expect(p < 0.1).toBe(interval.low > 0 || interval.high < 0)
      }),
    )
  })

  test.each([
    {...look, count: 0},
    {...look, variance: 0},
    {...look, mean: Number.NaN},
  ])('$count rows, mean $mean, variance $variance are nothing to look at', wrong => {
    expect(() => lookAtMixture(wrong, {spread: 0.1})).toThrow(RangeError)
    expect(() => lookAtMixture(look, {spread: 0})).toThrow(RangeError)
  })

  test('a rate of events', () => {
    const at = (events: number) => logRateEvidence({events, trials: 1000}, {rate: 0.01})
    expect(Math.exp(at(30)) / 7045.160956606744).toBeCloseTo(1, 11)
    expect(Math.exp(at(12))).toBeCloseTo(0.010497951729257974, 12)
    expect(logRateEvidence({events: 0, trials: 0}, {rate: 0.3, prior: [2, 3]})).toBe(0)
    // E of one event with a prior of mean ½ against ¼: twice as likely.
    expect(logRateEvidence({events: 1, trials: 1}, {rate: 0.25})).toBeCloseTo(Math.LN2, 12)
    expect(logRateEvidence({events: 0, trials: 1}, {rate: 0.25})).toBeCloseTo(Math.log(2 / 3), 12)
  })

  test.each([
    {events: 2, trials: 1, rate: 0.5},
    {events: -1, trials: 1, rate: 0.5},
    {events: 1, trials: 1, rate: 0},
    {events: 1, trials: 1, rate: 1},
    {events: Number.NaN, trials: 1, rate: 0.5},
  ])('$events of $trials against $rate is refused', ({rate, ...events}) => {
    expect(() => logRateEvidence(events, {rate})).toThrow(RangeError)
  })
})
