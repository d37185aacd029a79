import {describe, expect, test} from 'vitest'
import {decodeExamples, encodeExamples} from '../../../shared/domain/example-file.ts'
import {metricsOf} from '../../../shared/domain/example-metrics.ts'
import {noiseOfExamples} from '../../../shared/domain/example-noise.ts'
import type {ExampleTable} from '../../../shared/domain/example-table.ts'
import {judge} from '../../../shared/domain/judgement.ts'
import {METRIC_NAMES} from '../../../shared/domain/measures.ts'
import {hashOfText} from '../../../shared/domain/metric-files/name-list.ts'
import {predictions} from '../../../shared/domain/metric-files/predictions.ts'
import type {Predictions} from '../../../shared/domain/metric-files/predictions-config.ts'
import {measureNoise, pairScores} from '../../../shared/domain/paired.ts'
import type {Score} from '../../../shared/domain/score.ts'
import {rules} from './judged.ts'
import {listed} from './metric-files/reading.ts'

type Row = Readonly<Record<string, string | number>>

function read(rows: readonly Row[], more: Partial<Predictions> = {}) {
  const value = JSON.stringify({id: 'id', target: 'y', prediction: 'p', ...more})
  const names = Object.keys(rows[0] ?? {})
  const lines = [names, ...rows.map(row => names.map(name => row[name]))].map(row => row.join(','))
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  const reading = predictions.read(bytes, 'p.csv', {option: {name: 'columns', value}})
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  const [table] = listed(reading).examples ?? []
  if (!table) throw new Error('no table')
  return {metrics: reading.metrics, table}
}

/** Amounts that a model misses by up to `by`, in two parts of two kinds of days. */
function amounts(by: number, count = 80): readonly Row[] {
  return Array.from({length: count}, (_, row) => ({
    id: `r${row}`,
    y: 20 + 5 * Math.sin(row),
    p: 20 + 5 * Math.sin(row) + by * Math.cos(row * row) + 0.1,
    day: row,
    user: `u${row % 40}`,
    part: row % 2 === 0 ? 'even' : 'odd',
  }))
}

/** Two classes, of which the part `b` has one alone. */
function classes(wrong: (row: number) => boolean): readonly Row[] {
  return Array.from({length: 80}, (_, row) => {
    const y = row % 4 === 0 ? 'yes' : 'no'
    const isWrong = wrong(row)
    const part = row % 2 === 0 ? 'a' : 'b'
    const p = (y === 'yes') === isWrong ? 'no' : 'yes'
    return {id: `r${row}`, y, p, s: p === 'yes' ? 0.6 + row / 300 : 0.4 - row / 300, part}
  })
}

const TABLES = [
  {name: 'amounts', before: amounts(1), after: amounts(1.2), more: {}},
  {
    name: 'classes',
    before: classes(row => row % 7 === 0),
    after: classes(row => row % 6 === 0),
    more: {score: 's'},
  },
] as const

function noiseOf(text: string, candidate: ExampleTable, baseline: ExampleTable) {
  const [rule] = rules(text)
  return rule && noiseOfExamples([candidate], [baseline]).noise(rule)
}

const seedOf = (scores: readonly Score[]) =>
  hashOfText(scores.map(({prediction}) => prediction).join())

describe.each(TABLES)('of $name', ({before, after, more}) => {
  const [base, own] = [read(before, more), read(after, more)]
  const names = metricsOf(own.table)

  test('every metric that is computed is paired as evaluate pairs it', () => {
    const {task = 'regression', scores = []} = own.table.predicted ?? {}
    const pairs = pairScores(scores, base.table.predicted?.scores ?? [], {task})
    if ('problem' in pairs) throw new Error(pairs.problem)
    expect(new Set(own.metrics.map(({key}) => key[0]))).toEqual(new Set(names))
    for (const [rule] of names.map(name => rules(`${name} <= baseline`))) {
      const expected = rule && measureNoise(rule, pairs, {seed: seedOf(scores)})
      expect(expected).toMatchObject({rows: 80, harm: {low: expect.any(Number)}})
      expect(rule && noiseOf(rule.text, own.table, base.table)).toEqual(expected)
    }
  })

  test('also when the baseline comes out of the history, in whatever order', () => {
    const mixed = read([...before].reverse(), more).table
    const [kept] = decodeExamples(encodeExamples([mixed])) ?? []
    expect(kept).toEqual(mixed)
    for (const name of names.slice(0, 2)) {
      const text = `${name} <= baseline`
      expect(kept && noiseOf(text, own.table, kept)).toMatchObject({rows: 80})
    }
    expect(decodeExamples(encodeExamples([base.table]))).toEqual([base.table])
  })
})

test('both tasks together have every metric that there is', () => {
  const names = TABLES.flatMap(({after, more}) => metricsOf(read(after, more).table))
  expect([...names].sort()).toEqual([...METRIC_NAMES].sort())
})

test.each([
  {more: {order: 'day'}, rule: 'rmse <= baseline', method: 'batches', by: 'day'},
  {more: {order: 'day'}, rule: 'r2 >= baseline', method: 'moving-blocks', by: 'day'},
  {more: {cluster: 'user'}, rule: 'rmse <= baseline', method: 'clusters', by: 'user'},
  {more: {cluster: 'user'}, rule: 'mae <= baseline', method: 'clustered-t', by: 'user'},
])('$method for $rule by $more', ({more, rule, method, by}) => {
  const noise = noiseOf(rule, read(amounts(1.2)).table, read(amounts(1), more).table)
  expect(noise).toMatchObject({method, by})
})

test('who says how rows hang together says what it is called', () => {
  const own = read(amounts(1.2), {order: 'day'}).table
  const other = read(amounts(1), {cluster: 'user'}).table
  expect(noiseOf('rmse <= baseline', own, other)).toMatchObject({method: 'batches', by: 'day'})
  expect(noiseOf('rmse <= baseline', other, own)).toMatchObject({method: 'batches', by: 'day'})
})

test('the rows of an order are put along it', () => {
  const more = {order: 'day'}
  const [base, own] = [read(amounts(1), more).table, read(amounts(1.2), more).table]
  const mixed = amounts(1).toSorted(
    (a, b) => Math.cos(Number(a['day'])) - Math.cos(Number(b['day'])),
  )
  expect(noiseOf('rmse <= baseline', own, read(mixed, more).table)).toEqual(
    noiseOf('rmse <= baseline', own, base),
  )
})

describe('of a slice', () => {
  test('its rows alone are paired', () => {
    const slice: Partial<Predictions> = {slice: ['part']}
    const part = (by: number) => amounts(by).filter(({part}) => part === 'odd')
    const noise = noiseOf(
      'rmse[part=odd] <= baseline',
      read(amounts(1.2), slice).table,
      read(amounts(1), slice).table,
    )
    expect(noise).toMatchObject({method: 'bootstrap', rows: 40})
    const alone = noiseOf('mae <= baseline', read(part(1.2)).table, read(part(1)).table)
    const [own, base] = [read(amounts(1.2), slice).table, read(amounts(1), slice).table]
    expect(noiseOf('mae[part=odd] <= baseline', own, base)).toEqual(alone)
  })

  test('a class that it lacks is still one', () => {
    const more: Partial<Predictions> = {slice: ['part']}
    const [own, base] = [
      read(
        classes(() => false),
        more,
      ),
      read(
        classes(() => false),
        more,
      ),
    ]
    expect(noiseOf('precision[part=b] >= baseline', own.table, base.table)).toMatchObject({
      rows: 40,
    })
  })
})

describe('other rows', () => {
  const base = read(amounts(1))
  test.each([
    {
      name: 'another target',
      rows: amounts(0.1).map((row, at) => (at === 5 ? {...row, y: 1} : row)),
      says: '1 of 80 examples has the name of one of the baseline\'s and another content: "r5"',
    },
    {
      name: 'a row that was hard is gone',
      rows: amounts(0.1).slice(1),
      says: '1 of the baseline\'s 80 examples is missing: "r0"',
    },
  ])('$name: an error, however good', ({rows, says}) => {
    const own = read(rows)
    const {noise, notes} = noiseOfExamples([own.table], [base.table])
    expect(notes).toEqual([`p.csv: not comparable by example: ${says}`])
    const found = judge({
      rules: rules('rmse <= baseline + 50%'),
      candidate: own.metrics,
      baseline: base.metrics,
      noise,
    })
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'different-examples'})
    expect(found.reason).toContain(says)
  })

  test('new ones are left out, and said once', () => {
    const {notes} = noiseOfExamples([read(amounts(1, 90)).table], [base.table])
    expect(notes).toEqual([
      expect.stringMatching(
        /^p\.csv: 80 rows are joined .* \(seed \d+\); 10 that only the candidate has are left out$/,
      ),
    ])
  })
})

test('scores of one side and predictions of the other are paired where there is one number a row', () => {
  const own = read(classes(row => row % 6 === 0)).table
  const values = Float64Array.from(own.ids, (_, row) => Number(row % 7 !== 0))
  const base: ExampleTable = {source: 's', ids: own.ids, scores: [{key: ['accuracy'], values}]}
  expect(noiseOf('accuracy >= baseline', own, base)).toMatchObject({method: 'mcnemar', rows: 80})
  const f1 = {...base, scores: [{key: ['f1'], values}]}
  expect(noiseOf('f1 >= baseline', own, f1)).toBeUndefined()
})

describe('a file of predictions is not believed', () => {
  const line = new TextDecoder().decode(
    encodeExamples([
      read(
        classes(() => false),
        {score: 's'},
      ).table,
    ]),
  )
  test.each([
    {name: 'without a prediction', text: line.replace('"prediction":["yes",', '"prediction":[')},
    {
      name: 'with a target that is no class',
      text: line.replace('"target":["yes",', '"target":[1,'),
    },
    {
      name: 'with a chance above 1',
      text: line.replace('"probability":[0.6,', '"probability":[1.6,'),
    },
    {name: 'of another task', text: line.replace('"classification"', '"regression"')},
    {name: 'of neither', text: line.replace(/,"predicted":.*\}/, '}')},
  ])('$name', ({text}) => {
    expect(text).not.toBe(line)
    expect(decodeExamples(new TextEncoder().encode(text))).toBeUndefined()
  })
})
