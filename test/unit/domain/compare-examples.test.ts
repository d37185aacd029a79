import {describe, expect, test} from 'vitest'
import {type CompareQuestion, compareExamples} from '../../../shared/domain/compare-examples.ts'
import type {ExampleTable} from '../../../shared/domain/example-table.ts'

/** The first `lost` of 100 rows are wrong, the next `won` are right, all else is right on both sides. */
function tableOf(wrong: Readonly<Record<string, readonly [number, number]>>): ExampleTable {
  return {
    source: 's.jsonl',
    ids: Array.from({length: 100}, (_, row) => `q${row}`),
    scores: Object.entries(wrong).map(([name, [from, to]]) => ({
      key: [name],
      values: Float64Array.from({length: 100}, (_, row) => Number(row < from || row >= to)),
    })),
  }
}

function ask(names: readonly string[], more: Partial<CompareQuestion> = {}) {
  const spans = (span: readonly [number, number]) =>
    Object.fromEntries(names.map(name => [name, span] as const))
  const found = compareExamples({
    baseline: tableOf(spans([0, 2])),
    candidate: tableOf(spans([2, 13])),
    metrics: names.map(name => ({name, direction: 'higher'})),
    margin: 0,
    alpha: 0.05,
    ...more,
  })
  if ('problem' in found) throw new Error(found.problem)
  return found.comparisons
}

describe('several metrics', () => {
  test('each fails by itself, and together where Holm says so', () => {
    const alone = ask(['a'])
    expect(alone[0]).toMatchObject({verdict: 'fail', difference: expect.closeTo(-0.09, 9)})
    expect(alone[0]).not.toHaveProperty('pHolm')
    const many = ask(['a', 'b', 'c', 'd', 'e'])
    expect(many.map(({verdict}) => verdict)).toEqual(new Array(5).fill('inconclusive'))
    expect(many[0]?.pHolm).toBeCloseTo(5 * (alone[0]?.p ?? 0), 12)
    expect(many[0]?.interval).toEqual(alone[0]?.interval)
  })

  test('what passes passes together as well', () => {
    const many = ask(['a', 'b', 'c'], {margin: 0.3})
    expect(many.map(({verdict}) => verdict)).toEqual(['pass', 'pass', 'pass'])
  })
})

test('where less is better the signs turn, and the interval is still of the difference', () => {
  const metrics = [{name: 'a', direction: 'lower'}] as const
  const [found] = ask(['a'], {metrics})
  expect(found).toMatchObject({verdict: 'pass', difference: expect.closeTo(-0.09, 9)})
  expect(found?.interval?.[0]).toBeLessThan(-0.09)
  expect(found?.interval?.[1]).toBeLessThan(0)
})

test('the sentence says what a person asks', () => {
  const [found] = ask(['a'], {margin: 0.1})
  expect(found?.sentence).toMatch(
    /^a 0\.980 → 0\.890: -0\.0\d+ \(95 %: -0\.\d+ … -0\.\d+\), paired, by the rows on which only one model is right \(Tango\), 100 rows; about [\d,]+ rows would settle whether it exceeds a loss of 0\.1: inconclusive$/,
  )
})

test('a score that is nowhere is no answer', () => {
  expect(
    compareExamples({
      baseline: tableOf({a: [0, 2]}),
      candidate: tableOf({b: [0, 2]}),
      metrics: [{name: 'a', direction: 'higher'}],
      margin: 0,
      alpha: 0.05,
    }),
  ).toEqual({problem: 'there is nothing to compare of a'})
})
