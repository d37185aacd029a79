import {describe, expect, test} from 'vitest'
import {testProportions} from '../../../../shared/domain/statistics/samples/proportions.ts'
import {testTwoShares} from '../../../../shared/domain/statistics/samples/two-shares.ts'

const share = (count: number, of: number) => ({count, of})

/** The binomial law by its recursion from the lower end. */
function law(of: number, p: number): number[] {
  const chances = [(1 - p) ** of]
  for (let k = 0; k < of; k++)
    chances.push(((chances[k] ?? 0) * (of - k) * p) / ((k + 1) * (1 - p)))
  return chances
}

/** How often twice so many units of one share are told apart: exact, by all pairs of counts. */
function level([n, m]: readonly [number, number], p: number, alpha: number): number {
  const [ones, others] = [law(n, p), law(m, p)]
  let alarms = 0
  for (const [x, one] of ones.entries()) {
    for (const [y, other] of others.entries()) {
      if (one * other < 1e-9) continue
      if (testTwoShares(share(x, n), share(y, m)) <= alpha) alarms += one * other
    }
  }
  return 100 * alarms
}

describe('two shares', () => {
  test('of which none is possible are refused', () => {
    expect(() => testTwoShares(share(3, 2), share(1, 2))).toThrow(RangeError)
    expect(() => testTwoShares(share(0, 0), share(1, 2))).toThrow(RangeError)
  })

  test.each([
    {name: 'nothing on either side', first: share(0, 50), second: share(0, 60), p: 1},
    {name: 'all on both', first: share(50, 50), second: share(60, 60), p: 1},
    // By hand: at the pooled half the pairs (0, 2) and (2, 0) are the farthest, 1/16 each, and count half.
    {name: 'none of two and both of two', first: share(0, 2), second: share(2, 2), p: 1 / 16},
    // Beyond (0, 1), (1, 0), (1, 2) and (2, 1), 1/8 each at the pooled quarter, are (0, 2) and (2, 0).
    {
      name: 'none of two and one of two',
      first: share(0, 2),
      second: share(1, 2),
      p: 2 * 0.25 ** 2 * 0.75 ** 2 + 0.5 * (2 * 0.75 ** 2 * 0.375 + 2 * 0.25 ** 2 * 0.375),
    },
  ])('$name', ({first, second, p}) => {
    expect(testTwoShares(first, second)).toBeCloseTo(p, 12)
    expect(testTwoShares(second, first)).toBeCloseTo(p, 12)
  })

  test('of many units are compared by the normal law, without a step where that begins', () => {
    const [first, second] = [share(50_400, 100_000), share(50_000, 100_000)]
    expect(testTwoShares(first, second)).toBe(testProportions(first, second).p)
    const [some, others] = [share(2040, 4000), share(1960, 4000)]
    const exact = testTwoShares(some, others)
    expect(exact).not.toBe(testProportions(some, others).p)
    expect(exact).toBeCloseTo(testProportions(some, others).p, 2)
  })
})

describe('false alarms of twice so many units, nominal 5 %', () => {
  test.each([
    {sizes: [100, 100], p: 0.02, least: 4},
    {sizes: [100, 100], p: 0.05, least: 4},
    {sizes: [50, 60], p: 0.5, least: 4},
    {sizes: [100, 300], p: 0.02, least: 4},
    // So rare that five on one side and none on the other are hardly ever there: what is attainable is less.
    {sizes: [100, 100], p: 0.01, least: 1},
    {sizes: [40, 40], p: 0.03, least: 1},
  ] as const)('$sizes with a share of $p', ({sizes, p, least}) => {
    const alarms = level(sizes, p, 0.05)
    expect(alarms).toBeGreaterThan(least)
    expect(alarms).toBeLessThan(6)
  })
})
