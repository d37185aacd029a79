import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  betaCdf,
  betaQuantile,
  betaTail,
} from '../../../../shared/domain/statistics/distributions/beta.ts'
import {
  binomialCdf,
  binomialProbability,
  binomialQuantile,
  binomialTail,
} from '../../../../shared/domain/statistics/distributions/binomial.ts'
import {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareTail,
} from '../../../../shared/domain/statistics/distributions/chi-square.ts'
import {fCdf, fQuantile, fTail} from '../../../../shared/domain/statistics/distributions/f-ratio.ts'
import {
  kolmogorovTail,
  smirnovTail,
} from '../../../../shared/domain/statistics/distributions/kolmogorov.ts'
import {
  normalCdf,
  normalQuantile,
} from '../../../../shared/domain/statistics/distributions/normal.ts'
import {logBeta, logGamma} from '../../../../shared/domain/statistics/distributions/stirling.ts'
import {
  studentCdf,
  studentQuantile,
  studentTail,
} from '../../../../shared/domain/statistics/distributions/student.ts'

type Pair = readonly [number, number]
type Vectors = {
  readonly logGamma: readonly {readonly x: number; readonly value: number}[]
  readonly logBeta: readonly {readonly a: number; readonly b: number; readonly value: number}[]
  readonly normalQuantile: readonly {readonly p: number; readonly x: number}[]
  readonly student: readonly {readonly t: number; readonly degrees: number; readonly cdf: number}[]
  readonly studentQuantile: readonly {
    readonly p: number
    readonly degrees: number
    readonly t: number
  }[]
  readonly chiSquare: readonly (Both & {readonly x: number; readonly degrees: number})[]
  readonly chiSquareQuantile: readonly {
    readonly p: number
    readonly degrees: number
    readonly x: number
  }[]
  readonly f: readonly (Both & {readonly x: number; readonly degrees: Pair})[]
  readonly fQuantile: readonly {readonly p: number; readonly degrees: Pair; readonly x: number}[]
  readonly beta: readonly (Both & {readonly x: number; readonly a: number; readonly b: number})[]
  readonly betaQuantile: readonly {
    readonly p: number
    readonly a: number
    readonly b: number
    readonly x: number
  }[]
  readonly binomial: readonly (Both & {
    readonly k: number
    readonly n: number
    readonly p: number
    readonly mass: number
  })[]
  readonly binomialQuantile: readonly {
    readonly p: number
    readonly n: number
    readonly chance: number
    readonly k: number
  }[]
  readonly kolmogorov: readonly {readonly x: number; readonly tail: number}[]
  readonly smirnov: readonly {readonly sizes: Pair; readonly most: number; readonly tail: number}[]
}
type Both = {readonly cdf: number; readonly tail: number}

/** Written by vectors/distributions.py. */
const VECTORS: Vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/distributions.json'), 'utf8'),
)

/** How far a value is off, as a share of what is expected; far below the smallest normal number digits are lost. */
function off(found: number, expected: number): number {
  if (found === expected) return 0
  return Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-300)
}

const LIMIT = 1e-12

describe('distribution functions agree with SciPy to twelve digits', () => {
  test.each(VECTORS.logGamma)('ln Γ($x)', ({x, value}) => {
    expect(Math.abs(logGamma(x) - value)).toBeLessThan(LIMIT * Math.max(1, Math.abs(value)))
  })

  test.each(VECTORS.logBeta)('ln B($a, $b)', ({a, b, value}) => {
    expect(Math.abs(logBeta(a, b) - value)).toBeLessThan(LIMIT * Math.max(1, Math.abs(value)))
  })

  test.each(VECTORS.student)('t($t; $degrees)', ({t, degrees, cdf}) => {
    expect(off(studentCdf(t, degrees), cdf)).toBeLessThan(LIMIT)
    expect(off(studentTail(-t, degrees), cdf)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.chiSquare)('χ²($x; $degrees)', ({x, degrees, cdf, tail}) => {
    expect(off(chiSquareCdf(x, degrees), cdf)).toBeLessThan(LIMIT)
    expect(off(chiSquareTail(x, degrees), tail)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.f)('F($x; $degrees)', ({x, degrees, cdf, tail}) => {
    expect(off(fCdf(x, degrees), cdf)).toBeLessThan(LIMIT)
    expect(off(fTail(x, degrees), tail)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.beta)('beta($x; $a, $b)', ({x, a, b, cdf, tail}) => {
    expect(off(betaCdf(x, a, b), cdf)).toBeLessThan(LIMIT)
    expect(off(betaTail(x, a, b), tail)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.binomial)('binomial($k; $n, $p)', ({k, n, p, cdf, tail, mass}) => {
    expect(off(binomialCdf(k, {n, p}), cdf)).toBeLessThan(LIMIT)
    expect(off(binomialTail(k, {n, p}), tail)).toBeLessThan(LIMIT)
    expect(off(binomialProbability(k, {n, p}), mass)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.kolmogorov)('Kolmogorov($x)', ({x, tail}) => {
    expect(off(kolmogorovTail(x), tail)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.smirnov)('Smirnov($most; $sizes)', ({sizes, most, tail}) => {
    expect(off(smirnovTail(most, {sizes}), tail)).toBeLessThan(LIMIT)
  })
})

describe('quantiles agree with SciPy to twelve digits', () => {
  test.each(VECTORS.normalQuantile)('Φ⁻¹($p)', ({p, x}) => {
    expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(LIMIT * Math.max(1, Math.abs(x)))
  })

  test.each(VECTORS.studentQuantile)('t⁻¹($p; $degrees)', ({p, degrees, t}) => {
    expect(off(studentQuantile(p, degrees), t)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.chiSquareQuantile)('χ²⁻¹($p; $degrees)', ({p, degrees, x}) => {
    expect(off(chiSquareQuantile(p, degrees), x)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.fQuantile)('F⁻¹($p; $degrees)', ({p, degrees, x}) => {
    expect(off(fQuantile(p, degrees), x)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.betaQuantile)('beta⁻¹($p; $a, $b)', ({p, a, b, x}) => {
    expect(off(betaQuantile(p, a, b), x)).toBeLessThan(LIMIT)
  })

  test.each(VECTORS.binomialQuantile)('binomial⁻¹($p; $n, $chance)', ({p, n, chance, k}) => {
    expect(binomialQuantile(p, {n, p: chance})).toBe(Math.max(0, k))
  })
})

describe('distributions keep their laws', () => {
  const degrees = fc.double({min: 1, max: 1e4, noNaN: true})
  // Steeper ones have more between two neighbouring numbers than is asked for here.
  const shape = fc.double({min: 1, max: 1e3, noNaN: true})
  const probability = fc.double({min: 1e-9, max: 1 - 1e-9, noNaN: true})

  test('a quantile is where the distribution function has that value', () => {
    fc.assert(
      fc.property(probability, degrees, shape, (p, v, b) => {
        const near = (found: number) => Math.abs(found - p) < 1e-10
        return (
          near(normalCdf(normalQuantile(p))) &&
          near(studentCdf(studentQuantile(p, v), v)) &&
          near(chiSquareCdf(chiSquareQuantile(p, v), v)) &&
          near(fCdf(fQuantile(p, [v, b]), [v, b])) &&
          near(betaCdf(betaQuantile(p, v, b), v, b))
        )
      }),
    )
  })

  test('both tails make up one, and the t and beta laws have their mirrors', () => {
    const t = fc.double({min: -50, max: 50, noNaN: true})
    fc.assert(
      fc.property(t, degrees, shape, (x, v, b) => {
        const isOne = (sum: number) => Math.abs(sum - 1) < 1e-12
        const share = 1 / (1 + Math.exp(-x))
        return (
          isOne(studentCdf(x, v) + studentTail(x, v)) &&
          isOne(chiSquareCdf(x * x, v) + chiSquareTail(x * x, v)) &&
          isOne(fCdf(x * x, [v, b]) + fTail(x * x, [v, b])) &&
          isOne(betaCdf(share, v, b) + betaTail(share, v, b)) &&
          Math.abs(betaCdf(share, v, b) - betaTail(1 - share, b, v)) < 1e-9
        )
      }),
    )
  })

  test('distribution functions rise', () => {
    const trials = fc.record({n: fc.integer({min: 1, max: 500}), p: probability})
    fc.assert(
      fc.property(fc.integer({min: 0, max: 500}), trials, probability, (k, given, p) => {
        const at = binomialQuantile(p, given)
        return (
          binomialCdf(k, given) <= binomialCdf(k + 1, given) &&
          Math.abs(
            binomialCdf(k, given) - binomialCdf(k - 1, given) - binomialProbability(k, given),
          ) < 1e-12 &&
          binomialCdf(at, given) >= p &&
          (at === 0 || binomialCdf(at - 1, given) < p)
        )
      }),
    )
  })

  test('the exact law of Smirnov nears the limit', () => {
    const most = Math.round(0.05 * 800 * 1000)
    const limit = kolmogorovTail(Math.sqrt((800 * 1000) / 1800) * 0.05)
    expect(smirnovTail(most, {sizes: [800, 1000]}) / limit).toBeCloseTo(1, 1)
    expect(smirnovTail(7, {sizes: [5, 8]})).toBe(smirnovTail(7, {sizes: [8, 5]}))
    expect(smirnovTail(0, {sizes: [5, 8]})).toBe(1)
  })
})

describe('at the ends', () => {
  const none = Number.NaN
  test.each([
    {name: 't at ∞', found: studentCdf(Infinity, 3), expected: 1},
    {name: 't at −∞', found: studentCdf(-Infinity, 3), expected: 0},
    {name: 't with ∞ degrees', found: studentCdf(-1, Infinity), expected: normalCdf(-1)},
    {name: 't of nothing', found: studentCdf(none, 3), expected: none},
    {name: 't with no degrees', found: studentCdf(1, 0), expected: none},
    {name: 't⁻¹ with no degrees', found: studentQuantile(0.3, 0), expected: none},
    {
      name: 't⁻¹ with ∞ degrees',
      found: studentQuantile(0.3, Infinity),
      expected: normalQuantile(0.3),
    },
    {name: 't⁻¹(½)', found: studentQuantile(0.5, 4), expected: 0},
    {name: 't⁻¹(0)', found: studentQuantile(0, 4), expected: -Infinity},
    {name: 't⁻¹(1)', found: studentQuantile(1, 4), expected: Infinity},
    {name: 't⁻¹(2)', found: studentQuantile(2, 4), expected: none},
    {name: 'χ² below 0', found: chiSquareCdf(-1, 4), expected: 0},
    {name: 'χ² at 0', found: chiSquareTail(0, 4), expected: 1},
    {name: 'χ² at ∞', found: chiSquareCdf(Infinity, 4), expected: 1},
    {name: 'χ² with no degrees', found: chiSquareCdf(1, 0), expected: none},
    {name: 'χ²⁻¹ with no degrees', found: chiSquareQuantile(0.5, -1), expected: none},
    {name: 'χ²⁻¹(0)', found: chiSquareQuantile(0, 4), expected: 0},
    {name: 'χ²⁻¹(1)', found: chiSquareQuantile(1, 4), expected: Infinity},
    {name: 'F at ∞', found: fCdf(Infinity, [2, 3]), expected: 1},
    {name: 'F below 0', found: fCdf(-1, [2, 3]), expected: 0},
    {name: 'F with no degrees', found: fCdf(1, [0, 3]), expected: none},
    {name: 'F⁻¹(1)', found: fQuantile(1, [2, 3]), expected: Infinity},
    {name: 'beta below 0', found: betaCdf(-1, 2, 3), expected: 0},
    {name: 'beta above 1', found: betaCdf(2, 2, 3), expected: 1},
    {name: 'beta without shape', found: betaCdf(0.5, 0, 3), expected: none},
    {name: 'beta⁻¹ without shape', found: betaQuantile(0.5, 2, 0), expected: none},
    {name: 'beta⁻¹(0)', found: betaQuantile(0, 2, 3), expected: 0},
    {name: 'beta⁻¹(1)', found: betaQuantile(1, 2, 3), expected: 1},
    {name: 'binomial below 0', found: binomialCdf(-1, {n: 3, p: 0.5}), expected: 0},
    {name: 'binomial at n', found: binomialTail(3, {n: 3, p: 0.5}), expected: 0},
    {
      name: 'binomial between',
      found: binomialCdf(1.5, {n: 3, p: 0.5}),
      expected: binomialCdf(1, {n: 3, p: 0.5}),
    },
    {name: 'binomial of half a trial', found: binomialCdf(1, {n: 2.5, p: 0.5}), expected: none},
    {name: 'binomial of p above 1', found: binomialProbability(1, {n: 2, p: 1.5}), expected: none},
    {name: 'no such k', found: binomialProbability(4, {n: 3, p: 0.5}), expected: 0},
    {name: 'half a k', found: binomialProbability(1.5, {n: 3, p: 0.5}), expected: 0},
    {name: 'never', found: binomialProbability(0, {n: 3, p: 0}), expected: 1},
    {name: 'always', found: binomialProbability(3, {n: 3, p: 1}), expected: 1},
    {name: 'always, fewer', found: binomialProbability(2, {n: 3, p: 1}), expected: 0},
    {name: 'binomial⁻¹(2)', found: binomialQuantile(2, {n: 3, p: 0.5}), expected: none},
    {name: 'Kolmogorov of nothing', found: kolmogorovTail(none), expected: none},
    {name: 'Kolmogorov below 0', found: kolmogorovTail(-1), expected: 1},
    {name: 'ln Γ(0)', found: logGamma(0), expected: none},
  ])('$name', ({found, expected}) => {
    expect(found).toBe(expected)
  })
})
