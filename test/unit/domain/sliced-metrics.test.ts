import {describe, expect, test} from 'vitest'
import {FAIRNESS_MEASURES} from '../../../shared/domain/fairness/names.ts'
import {judge} from '../../../shared/domain/judgement.ts'
import {predictions} from '../../../shared/domain/metric-files/predictions.ts'
import {measureNoise, type Pairs, pairScores} from '../../../shared/domain/paired.ts'
import {decodeScores, encodeScores, type Score} from '../../../shared/domain/score.ts'
import {summarizeScores} from '../../../shared/features/evaluation/index.ts'
import {codeOf} from '../../../shared/platform/errors.ts'
import {rules} from './judged.ts'
import vectors from './vectors/fairness.json' with {type: 'json'}

/** A table of predictions with a column of groups, read as a metrics file. */
function tableOf(rows: readonly (readonly [target: string, said: string, group: string])[]) {
  const text = `y,p,g\n${rows.map(row => row.join(',')).join('\n')}\n`
  const value = JSON.stringify({
    ...{target: 'y', prediction: 'p', slice: ['g'], task: 'classification'},
  })
  const read = predictions.read(new TextEncoder().encode(text), 'said.csv', {
    option: {name: 'columns', value},
  })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.metrics
}

describe.each(vectors)('a table of predictions, as fairlearn: $name', vector => {
  const {groups, target, prediction, expected} = vector
  const candidate = tableOf(
    target.map((one, row) => [String(one), String(prediction[row]), groups[row] ?? ''] as const),
  )

  test.each(Object.entries(expected))('%s', (measure, value) => {
    const {better} = FAIRNESS_MEASURES[measure as keyof typeof FAIRNESS_MEASURES]
    const rule = `${measure}[g] ${better === 'lower' ? '<=' : '>='} 0.5, at least 0 examples`
    const [judged] = judge({rules: rules(rule), candidate}).rules
    if (Number.isFinite(value)) expect(judged?.candidate).toBeCloseTo(Number(value), 14)
    else expect(judged).toMatchObject({verdict: 'error', reasonCode: 'metric-not-finite'})
  })
})

describe('groups of a table of predictions', () => {
  const rows = (group: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).flatMap(([cell, count]) => {
      const [is = '', said = ''] = cell.split(' ')
      return Array.from({length: count}, () => [is, said, group] as const)
    })
  const fair = {'yes yes': 300, 'yes no': 100, 'no no': 500, 'no yes': 100}
  const hard = {'yes yes': 150, 'yes no': 250, 'no no': 500, 'no yes': 100}
  const rule = 'equal_opportunity_difference[g] <= 0.1'
  const judged = (text: string, table: Parameters<typeof tableOf>[0]) =>
    judge({rules: rules(text), candidate: tableOf(table)})

  test.each([
    {name: 'alike', table: [...rows('f', fair), ...rows('m', fair)], is: 'pass'},
    {name: 'one is missed more often', table: [...rows('f', hard), ...rows('m', fair)], is: 'fail'},
    {
      name: 'one is small',
      table: [...rows('f', {'yes yes': 9, 'yes no': 3, 'no no': 9}), ...rows('m', fair)],
      is: 'inconclusive',
    },
    {
      name: 'three classes, of which none is the one that is chosen',
      table: [...rows('f', {...fair, 'maybe no': 50}), ...rows('m', fair)],
      is: 'error',
    },
    {name: 'no groups at all', table: rows('', fair), is: 'error'},
  ])('$name: $is', ({table, is}) => {
    expect(judged(rule, table).verdict).toBe(is)
  })

  test('the message says where rates come from', () => {
    expect(judged('disparate_impact[age] >= 0.8', rows('f', fair)).reason).toContain(
      'it comes from evaluate.slices, from gate.predictions with slice, or from a metrics file',
    )
  })
})

const PLACES = ['north', 'south', 'south', 'south'] as const

/** Rows that a model misses by up to 1, in the north by so many times that. */
function missing(factor: number, count = 400): readonly Score[] {
  return Array.from({length: count}, (_, row): Score => {
    const region = PLACES[row % 4] ?? ''
    const error = Math.sin(row * row) * (region === 'north' ? factor : 1)
    return {id: row, target: 10, prediction: 10 + error, slice: {region}}
  })
}

function pairsOf(candidate: readonly Score[], baseline: readonly Score[]): Pairs {
  const pairs = pairScores(candidate, baseline, {task: 'regression'})
  if ('problem' in pairs) throw new Error(pairs.problem)
  return pairs
}

describe('slices of scores by row', () => {
  const ground = {task: 'regression', classes: undefined} as const

  test('have their metrics, each with its rows, and travel with the scores', () => {
    const kept = decodeScores(encodeScores(missing(2)))
    const metrics = summarizeScores(kept ?? [], ground, ['mae', 'rmse'])
    expect(metrics.map(({key, slice, n}) => [key[0], slice?.['region'], n])).toEqual([
      ['rmse', undefined, undefined],
      ['mae', undefined, undefined],
      ['rmse', 'north', 100],
      ['mae', 'north', 100],
      ['rmse', 'south', 300],
      ['mae', 'south', 300],
    ])
    const [, , north, , south] = metrics.map(({value}) => Number(value))
    expect(north).toBeGreaterThan(1.5 * (south ?? 0))
  })

  test('of two classes also say how often the second is chosen', () => {
    const scores = ['yes', 'no', 'yes', 'yes'].map(
      (prediction, row): Score => ({
        id: row,
        target: 'yes',
        prediction,
        slice: {sex: row < 2 ? 'f' : 'm'},
      }),
    )
    const metrics = summarizeScores(scores, {task: 'classification', classes: ['no', 'yes']}, [
      'accuracy',
    ])
    const rate = metrics.filter(({key}) => key[0] === 'selection_rate')
    expect(rate.map(({slice, value, n}) => [slice?.['sex'], value, n])).toEqual([
      ['f', 0.5, 2],
      ['m', 1, 2],
    ])
  })

  test('a row without a value belongs to none', () => {
    const scores = missing(1).map((score, row) => ({...score, slice: row > 0 ? {a: 'b'} : {}}))
    const found = summarizeScores(scores, ground, ['mae']).find(({slice}) => slice)
    expect(found).toMatchObject({n: 399, slice: {a: 'b'}})
  })

  test('more values than people read are refused', () => {
    const scores = missing(1).map((score, row) => ({...score, slice: {day: `d${row}`}}))
    const summarize = () => summarizeScores(scores, ground, ['mae'])
    expect(summarize).toThrow('the column "day" has 400 values')
    try {
      summarize()
    } catch (error) {
      expect(codeOf(error)).toBe('too-many-slices')
    }
  })

  test.each(['mae', 'rmse'])('the noise of %s in one is that of its rows alone', name => {
    const [candidate, baseline] = [missing(2), missing(1)]
    const [part, whole] = rules(`${name}[region=north] <= baseline`, `${name} <= baseline`)
    const isNorth = ({slice}: Score) => slice?.['region'] === 'north'
    const alone = pairsOf(candidate.filter(isNorth), baseline.filter(isNorth))
    const ask = {seed: 1}
    const noise = part && measureNoise(part, pairsOf(candidate, baseline), ask)
    expect(noise).toEqual(whole && measureNoise(whole, alone, ask))
    expect(noise).toMatchObject({rows: 100})
    expect(noise?.harm?.low).toBeGreaterThan(0)
  })

  test('of a slice that no row is in nothing is known, nor of several at once', () => {
    const pairs = pairsOf(missing(2), missing(1))
    for (const text of ['mae[region=east] <= baseline', 'mae[region=*] <= baseline']) {
      const [rule] = rules(text)
      expect(rule && measureNoise(rule, pairs, {seed: 1})).toBeUndefined()
    }
  })

  test('a row that was in another slice with the baseline is no pair', () => {
    const moved = missing(1).map((score, row) =>
      row === 4 ? {...score, slice: {region: 'south'}} : score,
    )
    expect(pairScores(moved, missing(1), ground)).toEqual({
      problem: 'the models were scored on different rows (4)',
    })
    const unknown = missing(1).map(({slice: _, ...score}) => score)
    expect(pairScores(missing(1), unknown, ground)).not.toHaveProperty('problem')
  })
})
