import {describe, expect, test} from 'vitest'
import {createRandom} from '../../../examples/oil-price/src/random.ts'
import {fitRidge, predictRidge, solve} from '../../../examples/oil-price/src/ridge.ts'
import {fitTrees, predictTree, type Tree} from '../../../examples/oil-price/src/trees.ts'

const random = createRandom(11)
const ROWS = Array.from({length: 400}, () => [random.normal() * 3 + 80, random.uniform()])

describe('ridge', () => {
  test('finds the line that made the numbers', () => {
    const targets = ROWS.map(([a = 0, b = 0]) => 0.7 * a - 4 * b + 12)
    const ridge = fitRidge(ROWS, targets, 1e-9)
    expect(predictRidge(ridge, [70, 0.5])).toBeCloseTo(0.7 * 70 - 2 + 12, 6)
  })

  test('makes weights smaller the larger alpha is', () => {
    const targets = ROWS.map(([a = 0]) => a)
    const weight = (alpha: number) => fitRidge(ROWS, targets, alpha).weights[0] ?? 0
    expect(weight(400)).toBeCloseTo(weight(0) / 2, 1)
    expect(weight(1e9)).toBeCloseTo(0, 5)
  })

  test('agrees with a system solved by hand', () => {
    const solution = solve(
      [
        [4, 2],
        [2, 3],
      ],
      [8, 7],
    )
    expect(solution[0]).toBeCloseTo(1.25, 12)
    expect(solution[1]).toBeCloseTo(1.5, 12)
  })

  test('gives a column that never changes no weight', () => {
    const ridge = fitRidge(
      ROWS.map(([a = 0]) => [a, 100]),
      ROWS.map(([a = 0]) => a),
      1,
    )
    expect(ridge.weights[1]).toBe(0)
    expect(Number.isFinite(predictRidge(ridge, [80, 100]))).toBe(true)
  })

  test('refuses the same column twice without a penalty', () => {
    const twice = ROWS.map(([a = 0]) => [a, a])
    expect(() =>
      fitRidge(
        twice,
        ROWS.map(([a = 0]) => a),
        0,
      ),
    ).toThrow('choose alpha above 0')
  })
})

describe('trees', () => {
  const growth = {trees: 60, depth: 2, rate: 0.2, seed: 5}
  const step = ROWS.map(([, b = 0]) => (b > 0.4 ? 10 : -10))
  const answer = (trees: readonly Tree[], row: readonly number[]): number =>
    trees.reduce((sum, tree) => sum + predictTree(tree, row), 0)

  test('learn a step that no line can follow', () => {
    const trees = fitTrees(ROWS, step, growth)
    expect(answer(trees, [80, 0.1])).toBeCloseTo(-10, 1)
    expect(answer(trees, [80, 0.9])).toBeCloseTo(10, 1)
  })

  test('are the same for the same seed, and others for another', () => {
    const noisy = step.map((value, index) => value + Math.sin(index))
    expect(fitTrees(ROWS, noisy, growth)).toEqual(fitTrees(ROWS, noisy, growth))
    expect(fitTrees(ROWS, noisy, {...growth, seed: 6})).not.toEqual(fitTrees(ROWS, noisy, growth))
  })

  test('do not split where nothing can be learnt', () => {
    const trees = fitTrees(
      ROWS,
      ROWS.map(() => 3),
      {...growth, trees: 1, rate: 1},
    )
    expect(trees).toEqual([{kind: 'leaf', value: 3}])
  })

  test('never make a leaf of a few rows', () => {
    const outlier = ROWS.map((_, index) => (index === 7 ? 1000 : 0))
    const [tree] = fitTrees(ROWS, outlier, {trees: 1, depth: 1, rate: 1, seed: 1})
    expect(Math.abs(predictTree(tree ?? {kind: 'leaf', value: 1e9}, ROWS[7] ?? []))).toBeLessThan(
      26,
    )
  })
})

describe('random numbers', () => {
  test('are the same everywhere', () => {
    const {uniform} = createRandom(1)
    expect([uniform(), uniform()]).toMatchInlineSnapshot(`
      [
        0.6270739405881613,
        0.002735721180215478,
      ]
    `)
  })

  test('have the mean and spread they promise', () => {
    const {normal} = createRandom(2)
    const drawn = Array.from({length: 20_000}, normal)
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeCloseTo(1, 1)
  })
})
