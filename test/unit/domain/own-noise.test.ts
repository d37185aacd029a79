import {describe, expect, test} from 'vitest'
import type {ExampleTable} from '../../../shared/domain/example-table.ts'
import {worseEndOfScores, worseEndOfTable} from '../../../shared/domain/own-noise.ts'
import type {Score} from '../../../shared/domain/score.ts'

const range = (count: number) => Array.from({length: count}, (_, at) => at)
/** Every tenth is wrong. */
const answers = (count: number): Score[] =>
  range(count).map(id => ({id, target: id % 2 ? 'yes' : 'no', prediction: said(id)}))
const said = (id: number) => ((id % 2 === 1) === (id % 10 !== 3) ? 'yes' : 'no')
const numbers = (count: number): Score[] =>
  range(count).map(id => ({id, target: id, prediction: id + Math.sin(7 * id)}))
const table = (count: number, more: Partial<ExampleTable> = {}): ExampleTable => ({
  source: 't.jsonl',
  ids: range(count).map(String),
  scores: [{key: ['loss'], values: Float64Array.from(range(count), at => Math.sin(at / 20))}],
  ...more,
})
const higher = {metric: 'accuracy', direction: 'higher', seed: 1} as const
const loss = {metric: 'loss', direction: 'lower', seed: 1} as const

describe('how bad a metric may be', () => {
  test('of a share: the lower end of the interval of Wilson', () => {
    const rows = {task: 'classification', scores: answers(200)} as const
    // 180 of 200, z = 1.644854: statsmodels proportion_confint(180, 200, 0.1, "wilson")[0]
    expect(worseEndOfScores(rows, higher)).toBeCloseTo(0.859_593, 6)
    expect(worseEndOfScores(rows, {...higher, direction: 'lower'})).toBeGreaterThan(0.9)
  })

  test('of what is no mean: by resampling, the same for the same seed', () => {
    const rows = {task: 'classification', scores: answers(200)} as const
    const end = worseEndOfScores(rows, {...higher, metric: 'f1'}) ?? 0
    expect(end).toBeGreaterThan(0.8)
    expect(end).toBeLessThan(0.9)
    expect(worseEndOfScores(rows, {...higher, metric: 'f1'})).toBe(end)
    const errors = {task: 'regression', scores: numbers(120)} as const
    const rmse = Math.sqrt(range(120).reduce((sum, id) => sum + Math.sin(7 * id) ** 2, 0) / 120)
    const worse = worseEndOfScores(errors, {...loss, metric: 'rmse'}) ?? 0
    expect(worse).toBeGreaterThan(rmse)
    expect(worse).toBeLessThan(1.2 * rmse)
  })

  test('is further off where neighbours or members of a cluster are alike', () => {
    const plain = worseEndOfTable(table(400), loss) ?? Number.NaN
    const ordered = worseEndOfTable(table(400, {order: range(400)}), loss) ?? Number.NaN
    const clusters = range(400).map(at => String(Math.floor(at / 10)))
    const clustered = worseEndOfTable(table(400, {clusters}), loss) ?? Number.NaN
    expect(clustered).toBeGreaterThan(plain)
    // The rows of such a slow wave are worth fewer than thirty.
    expect(ordered).toBeNaN()
  })

  test.each([
    {name: 'few rows', rows: answers(29), metric: 'accuracy'},
    {name: 'a metric that these rows do not have', rows: answers(200), metric: 'rmse'},
    {name: 'no probabilities', rows: answers(200), metric: 'log_loss'},
  ])('is not known of $name', ({rows, metric}) => {
    expect(
      worseEndOfScores({task: 'classification', scores: rows}, {...higher, metric}),
    ).toBeUndefined()
    expect(worseEndOfTable(table(29), loss)).toBeUndefined()
  })
})
