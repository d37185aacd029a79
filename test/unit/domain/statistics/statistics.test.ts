import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {effectiveRows, intervalsByBatches} from '../../../../shared/domain/statistics/batches.ts'
import {
  intervalsByBootstrap,
  intervalsOfResamples,
  resamplesFor,
} from '../../../../shared/domain/statistics/bootstrap.ts'
import {
  normalCdf,
  normalQuantile,
} from '../../../../shared/domain/statistics/distributions/normal.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'
import {blocksOf, drawBlock} from '../../../../shared/domain/statistics/resample.ts'
import {
  gather,
  type Interval,
  leaveOneOut,
  type Statistic,
  totalOf,
  type Units,
} from '../../../../shared/domain/statistics/units.ts'

type Figure = 'mean' | 'root' | 'ratio'
type Vectors = {
  readonly bootstrap: readonly {
    readonly name: string
    readonly figure: Figure
    readonly rows: readonly (readonly number[])[]
    readonly interval: Interval
  }[]
  readonly batches: {
    readonly rows: readonly number[]
    readonly mean: Interval
    readonly effective: number
  }
  readonly normal: {
    readonly cdf: readonly {readonly x: number; readonly value: number}[]
    readonly quantile: readonly {readonly p: number; readonly value: number}[]
  }
}

/** Written by vectors/reference.py with SciPy and NumPy. */
const VECTORS: Vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/statistics.json'), 'utf8'),
)

/** Thousands of rounds say how often a method is wrong; for thousands of mutants the other tests must do. */
const simulation = test.skipIf(process.env['PROOFMARK_MUTANTS'] !== undefined)

const MEAN: Statistic = ([n = 0, sum = 0]) => [sum / n]
const FIGURES: Readonly<Record<Figure, Statistic>> = {
  mean: MEAN,
  root: ([n = 0, sum = 0]) => [Math.sqrt(sum / n)],
  ratio: ([, above = 0, below = 0]) => [above / below],
}

/** Each row counts itself before its terms. */
function unitsOf(rows: readonly (readonly number[])[]): Units {
  const width = 1 + (rows[0]?.length ?? 0)
  return {count: rows.length, width, sums: Float64Array.from(rows.flatMap(row => [1, ...row]))}
}

const listOf = (values: readonly number[]) => unitsOf(values.map(value => [value]))

/** Standard normal numbers, the same each time. */
function noise(seed: number): () => number {
  const next = generator(seed)
  const uniform = () => (next(2 ** 31) + 0.5) / 2 ** 31
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

describe('the normal distribution', () => {
  test.each(VECTORS.normal.cdf)('Φ($x)', ({x, value}) => {
    expect(Math.abs(normalCdf(x) / value - 1)).toBeLessThan(1e-12)
  })

  test.each(VECTORS.normal.quantile)('Φ⁻¹($p)', ({p, value}) => {
    expect(Math.abs(normalQuantile(p) - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)))
  })

  test('ends', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(Number.NaN)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(Number.NaN)]).toEqual([
      0,
      1,
      Number.NaN,
    ])
  })
})

describe('the generator', () => {
  test('gives the same numbers for the same seed, others for another', () => {
    const take = (seed: number) => Array.from({length: 20}, generatorOf(seed))
    expect(take(7)).toEqual(take(7))
    expect(take(7)).not.toEqual(take(8))
    // Whatever machine: these are the numbers of seed 7.
    expect(take(7).slice(0, 5)).toMatchInlineSnapshot(`
      [
        49,
        165,
        929,
        952,
        397,
      ]
    `)
  })

  test('is even', () => {
    const next = generator(1)
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 100_000; i++) {
      const at = next(10)
      counts[at] = (counts[at] ?? 0) + 1
    }
    const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chi).toBeLessThan(27.9) // 99.9 % point of χ² with nine degrees of freedom
  })

  function generatorOf(seed: number) {
    const next = generator(seed)
    return () => next(1000)
  }
})

describe('the bootstrap', () => {
  test.each(VECTORS.bootstrap)('agrees with SciPy on $name', ({figure, rows, interval}) => {
    const [found] = intervalsByBootstrap(unitsOf(rows), FIGURES[figure], {seed: 11})
    const tolerance = 0.04 * (interval.high - interval.low)
    expect(Math.abs((found?.low ?? 0) - interval.low)).toBeLessThanOrEqual(tolerance)
    expect(Math.abs((found?.high ?? 0) - interval.high)).toBeLessThanOrEqual(tolerance)
  })

  test('is the same for the same seed', () => {
    const units = listOf([1, 5, 2, 8, 3, 9, 4])
    const at = (seed: number) => intervalsByBootstrap(units, MEAN, {seed, resamples: 500})
    expect(at(3)).toEqual(at(3))
    expect(at(3)).not.toEqual(at(4))
  })

  test('of values that are all the same has no width', () => {
    const [found] = intervalsByBootstrap(listOf(new Array(40).fill(2)), MEAN, {
      seed: 1,
      resamples: 200,
    })
    expect(found).toEqual({low: 2, high: 2})
  })

  test('is drawn in blocks, each of which is the same whoever draws it', () => {
    const units = listOf([1, 5, 2, 8, 3, 9, 4])
    const blocks = blocksOf(3, 1200)
    expect(blocks.map(({resamples}) => resamples)).toEqual([500, 500, 200])
    expect(new Set(blocks.map(({seed}) => seed)).size).toBe(3)
    const drawn = blocks.toReversed().map(block => drawBlock(units, block))
    const found = intervalsOfResamples(units, MEAN, {drawn: drawn.reverse()})
    expect(found).toEqual(intervalsByBootstrap(units, MEAN, {seed: 3, resamples: 1200}))
    const [first, second] = drawn
    expect(first).not.toEqual(second)
    // Each resample holds as many units as there are, and only such.
    expect(first?.length).toBe(1000)
    for (let at = 0; at < 1000; at += 2) expect(first?.[at]).toBe(7)
    const sums = first?.filter((_, at) => at % 2 === 1) ?? []
    expect(Math.min(...sums)).toBeGreaterThanOrEqual(7)
    expect(Math.max(...sums)).toBeLessThanOrEqual(63)
  })

  test('below 20 units, and where all resamples lie on one side, gives percentiles', () => {
    const values = [1, 5, 2, 8, 3, 9, 4]
    const drawn = [Float64Array.from(Array.from({length: 101}, (_, at) => [1, at]).flat())]
    expect(intervalsOfResamples(listOf(values), MEAN, {drawn, alpha: 0.1})).toEqual([
      {low: expect.closeTo(5, 9), high: expect.closeTo(95, 9)},
    ])
    const many = listOf(Array.from({length: 20}, (_, at) => 1000 + at ** 2))
    expect(intervalsOfResamples(many, MEAN, {drawn, alpha: 0.1})).toEqual([
      {low: expect.closeTo(5, 9), high: expect.closeTo(95, 9)},
    ])
    const inside = listOf(Array.from({length: 20}, (_, at) => 2 * at ** 1.1))
    const [corrected] = intervalsOfResamples(inside, MEAN, {drawn, alpha: 0.1})
    expect(corrected?.low).not.toBeCloseTo(5, 1)
  })

  test('has no bounds where a resample leaves the figure undefined', () => {
    const found = intervalsByBootstrap(
      unitsOf([
        [1, 0],
        [1, 0],
        [1, 1],
      ]),
      FIGURES.ratio,
      {seed: 1, resamples: 200},
    )
    expect(found).toEqual([{low: -Infinity, high: Infinity}])
  })

  test('spends less on each of many rows', () => {
    expect(resamplesFor({count: 100, width: 4})).toBe(9999)
    expect(resamplesFor({count: 10_000, width: 4})).toBe(5000)
    expect(resamplesFor({count: 5_000_000, width: 4})).toBe(999)
  })

  test('of more rows than it resamples puts them together by chance, whatever their order', () => {
    const count = 30_000
    // Ascending: neighbours put together would be too unlike, every third row too alike.
    const units = listOf(Array.from({length: count}, (_, row) => row))
    const [found] = intervalsByBootstrap(units, MEAN, {seed: 5, resamples: 999})
    const error = Math.sqrt((count ** 2 - 1) / 12 / count)
    expect((found?.high ?? 0) - (found?.low ?? 0)).toBeGreaterThan(0.93 * 3.92 * error)
    expect((found?.high ?? 0) - (found?.low ?? 0)).toBeLessThan(1.07 * 3.92 * error)
  })

  simulation('is wrong about 5 times of 100 where rows are independent', () => {
    const draw = noise(2)
    let alarms = 0
    for (let round = 0; round < 400; round++) {
      const units = listOf(Array.from({length: 100}, draw))
      const [found] = intervalsByBootstrap(units, MEAN, {seed: round, resamples: 399})
      if (found && (found.low > 0 || found.high < 0)) alarms++
    }
    expect(alarms / 400).toBeGreaterThan(0.025)
    expect(alarms / 400).toBeLessThan(0.085)
  })
})

/** Rows that resemble the one before them. */
function neighbours(count: number, correlation: number, draw: () => number): Units {
  let last = draw() / Math.sqrt(1 - correlation ** 2)
  return listOf(
    Array.from({length: count}, () => {
      last = correlation * last + draw()
      return last
    }),
  )
}

describe('ten batches of neighbours', () => {
  const {rows, mean, effective} = VECTORS.batches

  test('of a mean are batch means with Student’s t', () => {
    const [found] = intervalsByBatches(listOf(rows), MEAN)
    expect(found?.low).toBeCloseTo(mean.low, 9)
    expect(found?.high).toBeCloseTo(mean.high, 9)
  })

  test('tell how many independent rows theirs are worth', () => {
    expect(effectiveRows(listOf(rows), MEAN)).toBeCloseTo(effective, 6)
    const independent = listOf(Array.from({length: 1000}, noise(5)))
    expect(effectiveRows(independent, MEAN)).toBeGreaterThan(850)
    expect(effectiveRows(listOf(new Array(50).fill(1)), MEAN)).toBe(50)
  })

  test('alternating rows are worth no more than there are', () => {
    const units = listOf(Array.from({length: 60}, (_, row) => (row % 2 === 0 ? 1 : -1)))
    expect(effectiveRows(units, MEAN)).toBe(60)
  })

  simulation.each([
    {count: 365, correlation: 0.7, most: 0.08},
    {count: 365, correlation: 0, most: 0.08},
    {count: 1461, correlation: 0.7, most: 0.08},
  ])('are wrong at most 8 times of 100 with $count rows, correlation $correlation', given => {
    const draw = noise(9)
    let alarms = 0
    for (let round = 0; round < 500; round++) {
      const [found] = intervalsByBatches(neighbours(given.count, given.correlation, draw), MEAN)
      if (found && (found.low > 0 || found.high < 0)) alarms++
    }
    expect(alarms / 500).toBeGreaterThan(0.02)
    expect(alarms / 500).toBeLessThan(given.most)
  })

  simulation('the bootstrap of rows would cry wolf on the same data', () => {
    const draw = noise(9)
    let alarms = 0
    for (let round = 0; round < 100; round++) {
      const units = neighbours(365, 0.7, draw)
      const [found] = intervalsByBootstrap(units, MEAN, {seed: round, resamples: 199})
      if (found && (found.low > 0 || found.high < 0)) alarms++
    }
    expect(alarms).toBeGreaterThan(25)
  })
})

describe('sums by unit', () => {
  test('gather adds up, leaving out subtracts', () => {
    const units = unitsOf([[1], [2], [4], [8]])
    const gathered = gather(units, [0, 1, 0, 1], 2)
    expect([...gathered.sums]).toEqual([2, 5, 2, 10])
    expect(totalOf(gathered)).toEqual([4, 15])
    expect(leaveOneOut(gathered, MEAN)).toEqual([[5], [2.5]])
  })
})
