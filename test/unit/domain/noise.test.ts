import {describe, expect, test} from 'vitest'
import {judge} from '../../../shared/domain/judgement.ts'
import type {Noise} from '../../../shared/domain/noise.ts'
import {measureNoise, type Pairs, pairScores} from '../../../shared/domain/paired.ts'
import {decodeScores, encodeScores, type Score} from '../../../shared/domain/score.ts'
import {generator} from '../../../shared/domain/statistics/generator.ts'
import {rules} from './judged.ts'

type Place = Partial<Pick<Score, 'id' | 'order' | 'cluster'>>

/** Targets 100, and predictions that miss by what is given. */
function missing(by: readonly number[], place: (row: number) => Place = () => ({})): Score[] {
  return by.map((error, row) => ({
    id: row + 1,
    target: 100,
    prediction: 100 + error,
    ...place(row),
  }))
}

function drawn(count: number, seed: number): readonly number[] {
  const next = generator(seed)
  return Array.from({length: count}, () => next(2001) / 1000 - 1)
}

function paired(candidate: readonly Score[], baseline: readonly Score[]): Pairs {
  const pairs = pairScores(candidate, baseline, {
    task: typeof candidate[0]?.target === 'string' ? 'classification' : 'regression',
  })
  if ('problem' in pairs) throw new Error(pairs.problem)
  return pairs
}

function noiseOf(text: string, pairs: Pairs, seed = 1): Noise | undefined {
  const [rule] = rules(text)
  return rule && measureNoise(rule, pairs, {seed})
}

const rootOf = (errors: readonly number[]) =>
  Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length)

describe('two lists of scores', () => {
  const three = missing([1, 2, 3])

  test.each([
    {name: 'another count', other: missing([1, 2]), says: 'scored on 3 and 2 rows'},
    {
      name: 'another row',
      other: three.map(score => ({...score, id: score.id === 2 ? 'two' : score.id})),
      says: 'different rows (2)',
    },
    {
      name: 'another order of rows',
      other: [...three].reverse(),
      says: 'different rows (1)',
    },
    {
      name: 'another target',
      other: three.map(score => ({...score, target: score.id === 3 ? 7 : score.target})),
      says: 'different rows (3)',
    },
    {
      name: 'a number that is a text',
      other: three.map(score => ({...score, target: '100', prediction: '1'})),
      says: 'different rows (1)',
    },
  ])('are no pairs: $name', ({other, says}) => {
    const found = pairScores(three, other as readonly Score[], {task: 'regression'})
    expect('problem' in found && found.problem).toContain(says)
  })

  test.each([
    {name: 'order', place: (row: number) => ({order: row, cluster: 'a'}), structure: 'ordered'},
    {name: 'cluster', place: () => ({cluster: 'a'}), structure: 'clustered'},
    {name: 'nothing', place: () => ({}), structure: 'independent'},
  ])('hang together by $name', ({place, structure}) => {
    const scores = missing([1, 2, 3], place)
    expect(paired(scores, scores).structure).toBe(structure)
  })

  test('travel as lines, and other lines are none', () => {
    const scores = [
      ...missing([0.1], () => ({order: '2014-01-01', cluster: 'c'})),
      {id: 'b', target: 'yes', prediction: 'no', probability: 0.25},
    ]
    expect(decodeScores(encodeScores(scores))).toEqual(scores)
    const bytes = (text: string) => new TextEncoder().encode(text)
    const line = '{"id":1,"target":1,"prediction":2}\n'
    expect(decodeScores(bytes(line))).toHaveLength(1)
    for (const broken of [
      line.trim(),
      `${line}{`,
      `${line}\n`,
      '{"id":1,"target":1,"prediction":"a"}\n',
      '{"id":1,"target":"a","prediction":"a","probability":2}\n',
      '{"id":1,"target":1,"prediction":1e999}\n',
      '{"id":1,"target":1,"prediction":2,"weight":1}\n',
    ]) {
      expect(decodeScores(bytes(broken)), broken).toBeUndefined()
    }
  })
})

describe('the noise of a rule', () => {
  const before = drawn(200, 1)
  const after = before.map((error, row) => error * 1.2 + 0.01 * (row % 3))
  const change = rootOf(after) - rootOf(before)

  test.each([
    {name: 'ordered', place: (row: number) => ({order: row}), method: 'batches'},
    {name: 'clustered', place: (row: number) => ({cluster: `c${row % 50}`}), method: 'clusters'},
    {name: 'independent', place: () => ({}), method: 'bootstrap'},
  ])('of $name rows holds what was observed, in both units', ({place, method}) => {
    const noise = noiseOf(
      'rmse <= baseline + 2%',
      paired(missing(after, place), missing(before, place)),
    )
    expect(noise).toMatchObject({rows: 200, method})
    expect(noise?.change?.low).toBeLessThan(change)
    expect(noise?.change?.high).toBeGreaterThan(change)
    expect(noise?.relative?.low).toBeLessThan(change / rootOf(before))
    expect(noise?.relative?.high).toBeGreaterThan(change / rootOf(before))
    const excess = change - 0.02 * rootOf(before)
    expect(noise?.harm?.low).toBeLessThan(excess)
    expect(noise?.harm?.high).toBeGreaterThan(excess)
  })

  test('counts clusters, not their rows', () => {
    const place = (row: number) => ({cluster: `c${row % 7}`})
    const noise = noiseOf('rmse <= baseline', paired(missing(after, place), missing(before, place)))
    expect(noise?.independent).toBe(7)
  })

  test('is not narrower when each row is there three times in a cluster of its own', () => {
    const thrice = (errors: readonly number[]) => errors.flatMap(error => [error, error, error])
    const place = (row: number) => ({cluster: `c${Math.floor(row / 3)}`})
    const once = noiseOf('mae <= baseline', paired(missing(after), missing(before)))
    const often = noiseOf(
      'mae <= baseline',
      paired(missing(thrice(after), place), missing(thrice(before), place)),
    )
    const width = (noise: Noise | undefined) =>
      (noise?.change?.high ?? 0) - (noise?.change?.low ?? 0)
    expect(width(often) / width(once)).toBeCloseTo(1, 1)
  })

  test('goes along the order, however the table is sorted', () => {
    const days = after.map((_, row) => `2014-${String(row + 1000)}`)
    const sorted = (errors: readonly number[]) => missing(errors, row => ({order: days[row] ?? ''}))
    const shuffled = (scores: readonly Score[]) => scores.map((_, row) => scores[(row * 77) % 200])
    const straight = paired(sorted(after), sorted(before))
    const mixed = paired(
      shuffled(straight.candidate) as Score[],
      shuffled(straight.baseline) as Score[],
    )
    const [one, other] = [straight, mixed].map(pairs => noiseOf('mae <= baseline', pairs))
    expect(other?.change?.low).toBeCloseTo(one?.change?.low ?? 0, 12)
    expect(other?.independent).toBe(one?.independent)
  })

  test('orders numbers as numbers, also where they are text', () => {
    const slow = drawn(100, 3).map((error, row) => error + row / 10)
    const asText = missing(slow, row => ({order: String(row)}))
    const asNumber = missing(slow, row => ({order: row}))
    const other = drawn(100, 4)
    const text = paired(
      asText,
      missing(other, row => ({order: String(row)})),
    )
    const number = paired(
      asNumber,
      missing(other, row => ({order: row})),
    )
    expect(noiseOf('mae <= baseline', text)).toEqual(noiseOf('mae <= baseline', number))
  })

  test('is the same for the same seed', () => {
    const pairs = paired(missing(after), missing(before))
    const at = (seed: number) => noiseOf('rmse <= baseline', pairs, seed)
    expect(at(5)).toEqual(at(5))
    expect(at(5)).not.toEqual(at(6))
  })

  test('of two models that say the same is none', () => {
    const pairs = paired(missing(before), missing(before))
    expect(noiseOf('rmse <= baseline', pairs)).toMatchObject({
      harm: {low: 0, high: 0},
      change: {low: 0, high: 0},
    })
  })

  test('is not known for limits, and for metrics of other files', () => {
    const pairs = paired(missing(after), missing(before))
    expect(noiseOf('rmse <= 3', pairs)).toBeUndefined()
    expect(noiseOf('latency <= baseline', pairs)).toBeUndefined()
  })

  test('has no share where the baseline may be 0', () => {
    const pairs = paired(missing(after), missing(before.map(() => 0)))
    const noise = noiseOf('mae <= baseline + 1', pairs)
    expect(noise?.change).toBeDefined()
    expect(noise?.relative).toBeUndefined()
  })

  test('of classes is about the second of those that are known', () => {
    const labels = (hits: (row: number) => boolean): readonly Score[] =>
      before.map((_, row) => {
        const target = row % 2 === 0 ? 'yes' : 'no'
        return {id: row, target, prediction: hits(row) ? target : row % 2 === 0 ? 'no' : 'yes'}
      })
    const pairs = paired(
      labels(row => row % 2 === 0),
      labels(() => true),
    )
    const of = (classes: readonly string[]) =>
      noiseOf('recall >= baseline', {...pairs, classes})?.change
    expect(of(['no', 'yes'])).toEqual({low: 0, high: 0})
    expect(of(['yes', 'no'])).toEqual({low: -1, high: -1})
  })

  test('a metric with terms for too many classes is left alone', () => {
    const many = before.map((_, row): Score => ({id: row, target: `${row}`, prediction: `${row}`}))
    const classes = Array.from({length: 100_000}, (_, at) => String(at))
    expect(noiseOf('f1_macro >= baseline', {...paired(many, many), classes})).toBeUndefined()
  })
})

describe('a verdict with noise', () => {
  function verdictOn(
    text: string,
    errors: readonly number[],
    before: readonly number[],
    place = (_: number): Place => ({}),
  ) {
    const [candidate, baseline] = [missing(errors, place), missing(before, place)]
    const pairs = paired(candidate, baseline)
    const record = (value: number) => [{key: ['rmse'], value, source: 'evaluation'}]
    return judge({
      rules: rules(text),
      candidate: record(rootOf(errors)),
      baseline: record(rootOf(before)),
      noise: rule => measureNoise(rule, pairs, {seed: 1}),
    })
  }
  const before = drawn(400, 1)
  const times = (factor: number) => before.map(error => factor * error)
  /** As good on the whole, but another one on each row. */
  const other = drawn(400, 8)

  test.each([
    {
      name: 'clearly worse',
      rule: 'rmse <= baseline + 2%',
      errors: times(1.1),
      expected: {verdict: 'fail', reasonCode: 'worse-than-baseline'},
      says: '10 % worse',
    },
    {
      name: 'clearly better',
      rule: 'rmse <= baseline + 2%',
      errors: times(0.9),
      expected: {verdict: 'pass', reasonCode: 'within-limits'},
      says: '10 % better',
    },
    {
      name: 'worse within what is allowed, surely',
      rule: 'rmse <= baseline + 2%',
      errors: times(1.01),
      expected: {verdict: 'pass'},
      says: '1 % worse',
    },
    {
      name: 'unclear',
      rule: 'rmse <= baseline',
      errors: other,
      expected: {verdict: 'inconclusive', reasonCode: 'within-noise'},
      says: 'more than that cannot be excluded',
    },
    {
      name: 'an improvement that is asked for and not shown',
      rule: 'rmse < baseline',
      errors: other,
      expected: {verdict: 'inconclusive', reasonCode: 'within-noise'},
      says: 'it must be better',
    },
    {
      name: 'an improvement that is shown',
      rule: 'rmse < baseline',
      errors: times(0.9),
      expected: {verdict: 'pass'},
      says: '10 % better',
    },
  ])('$name', ({rule, errors, expected, says}) => {
    const found = verdictOn(rule, errors, before)
    expect(found).toMatchObject({...expected, noise: 'known'})
    expect(found.reason).toContain(says)
    expect(found.reason).toContain('95 %')
    expect(found.reason).not.toContain('noise unknown')
  })

  test.each([1, 2, 5, 29])('%i rows are too few, however bad the model', count => {
    const found = verdictOn('rmse <= baseline', times(9).slice(0, count), before.slice(0, count))
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'too-few-rows'})
    expect(found.reason).toContain('too few')
  })

  test.each([1, 9, 25])('%i rows in order are too few as well', count => {
    const found = verdictOn(
      'rmse <= baseline',
      times(9).slice(0, count),
      before.slice(0, count),
      row => ({order: row}),
    )
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'too-few-rows'})
  })

  test('many rows that say the same as their neighbours are few', () => {
    const slow = (scale: number) => before.map((_, row) => scale * Math.sin(row / 60))
    const found = verdictOn('rmse <= baseline', slow(3), slow(1), row => ({order: row}))
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'too-few-rows'})
    expect(found.reason).toMatch(/; \d+ independent rows? (is|are) too few/)
  })

  test('where chance has no bounds nothing is decided', () => {
    const [rule] = rules('r2 >= baseline')
    if (!rule) throw new Error('no rule')
    // One target differs: most resamples hold it, some do not.
    const scores = missing(before.slice(0, 40)).map((score, row) => ({
      ...score,
      target: row === 0 ? 7 : 100,
    })) as readonly Score[]
    const noise = measureNoise(rule, paired(scores, scores), {seed: 1})
    expect(noise).toMatchObject({method: 'bootstrap', independent: 40})
    expect(noise).not.toHaveProperty('harm')
    const record = [{key: ['r2'], value: 0.5, source: 'evaluation'}]
    const found = judge({rules: [rule], candidate: record, baseline: record, noise: () => noise})
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'within-noise'})
    expect(found.reason).toContain('nothing is decided')
  })
})
