import {describe, expect, test} from 'vitest'
import {decodeExamples, encodeExamples} from '../../../shared/domain/example-file.ts'
import {joinExamples} from '../../../shared/domain/example-join.ts'
import {noiseOfExamples} from '../../../shared/domain/example-noise.ts'
import type {ExampleTable} from '../../../shared/domain/example-table.ts'
import {judge} from '../../../shared/domain/judgement.ts'
import {meansOf} from '../../../shared/domain/metric-files/example-means.ts'
import type {Noise, NotComparable} from '../../../shared/domain/noise.ts'
import {generator} from '../../../shared/domain/statistics/generator.ts'
import {rules} from './judged.ts'

/** 100 questions of which every seventh is answered wrongly, and those that are named besides. */
function answers(more: Partial<ExampleTable> = {}, wrong: readonly number[] = []): ExampleTable {
  const ids = more.ids ?? Array.from({length: 100}, (_, row) => `q${row}`)
  const values = Float64Array.from(ids, id => {
    const row = Number(id.slice(1))
    return Number(row % 7 !== 0 && !wrong.includes(row))
  })
  return {source: 'scores.jsonl', scores: [{key: ['accuracy'], values}], ...more, ids}
}

function noiseOf(
  text: string,
  candidate: readonly ExampleTable[],
  baseline: readonly ExampleTable[],
): Noise | NotComparable | undefined {
  const [rule] = rules(text)
  return rule && noiseOfExamples(candidate, baseline).noise(rule)
}

const known = (noise: Noise | NotComparable | undefined): Noise => {
  if (!noise || 'problem' in noise) throw new Error(noise?.problem ?? 'no noise')
  return noise
}

const shuffled = (table: ExampleTable): ExampleTable => {
  const next = generator(5)
  const rows = Array.from(table.ids, (_, row) => ({row, at: next(1e9)}))
    .sort((a, b) => a.at - b.at)
    .map(({row}) => row)
  const of = <T>(values: readonly T[] | undefined) =>
    values && rows.flatMap(row => values[row] ?? [])
  return {
    ...table,
    ids: of([...table.ids]) ?? [],
    hashes: of(table.hashes),
    clusters: of(table.clusters),
    order: of(table.order),
    scores: table.scores.map(score => ({
      ...score,
      values: Float64Array.from(rows, row => score.values[row] ?? Number.NaN),
    })),
  }
}

describe('examples are joined by their names', () => {
  const base = answers()
  const ids = [...base.ids]

  test('in whatever order they come', () => {
    const mixed = shuffled(answers({}, [1, 2, 3]))
    expect(noiseOf('accuracy >= baseline', [mixed], [base])).toEqual(
      noiseOf('accuracy >= baseline', [answers({}, [1, 2, 3])], [base]),
    )
    expect(joinExamples(mixed, base)).toMatchObject({count: 100, added: 0})
  })

  test('new ones are counted and left out', () => {
    const more = answers({ids: Array.from({length: 110}, (_, row) => `q${109 - row}`)}, [1])
    expect(joinExamples(more, base)).toMatchObject({count: 100, added: 10})
    const {noise, notes} = noiseOfExamples([more], [base])
    const [rule] = rules('accuracy >= baseline')
    expect(rule && noise(rule)).toMatchObject({method: 'mcnemar', rows: 100})
    expect(notes.join()).toContain('100 examples of scores.jsonl are joined')
    expect(notes.join()).toContain('10 that only the candidate has are left out')
  })

  const hashes = ids.map(id => `h-${id}`)
  test.each([
    {
      name: 'examples are missing',
      candidate: answers({ids: ids.slice(4)}),
      says: '4 of the baseline\'s 100 examples are missing: "q0", "q1", "q2" and 1 more',
    },
    {
      name: 'one example is missing and another is there for it',
      candidate: answers({ids: ids.map(id => (id === 'q9' ? 'q900' : id))}),
      says: '1 of the baseline\'s 100 examples is missing: "q9"',
    },
    {
      name: 'an example has another content',
      candidate: answers({hashes: hashes.map((hash, row) => (row === 8 ? 'easier' : hash))}),
      baseline: answers({hashes}),
      says: '1 of 100 examples has the name of one of the baseline\'s and another content: "q8"',
    },
    {
      name: 'an example is there twice',
      candidate: answers({ids: [...ids.slice(0, 99), 'q0']}),
      says: 'the example "q0" is there twice',
    },
    {
      name: "the baseline's example is there twice",
      baseline: answers({ids: [...ids.slice(0, 99), 'q0']}),
      says: 'the baseline\'s example "q0" is there twice',
    },
  ])('$name: not comparable, and an error', ({candidate = base, baseline = base, says}) => {
    const noise = noiseOf('accuracy >= baseline', [candidate], [baseline])
    expect(noise).toEqual({problem: says})
    const found = judge({
      rules: rules('accuracy >= baseline - 50 pp'),
      candidate: meansOf(candidate),
      baseline: meansOf(baseline),
      noise: noiseOfExamples([candidate], [baseline]).noise,
    })
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'different-examples'})
    expect(found.reason).toContain(says)
  })

  test('scores that are too large for any test are no chance', () => {
    const values = Float64Array.from(base.ids, (_, row) => (row % 2) * 1e308)
    const huge = answers({scores: [{key: ['accuracy'], values}]})
    const metric = {key: ['accuracy'], value: 1, source: 'scores.jsonl'}
    const {verdict, reasonCode, reason} = judge({
      rules: rules('accuracy >= baseline'),
      candidate: [metric],
      baseline: [metric],
      noise: noiseOfExamples([huge], [base]).noise,
    })
    expect({verdict, reasonCode}).toEqual({verdict: 'error', reasonCode: 'values-too-large'})
    expect(reason).toContain('too large, or too far apart')
  })

  test('hashes that the baseline has are asked for', () => {
    expect(noiseOf('accuracy >= baseline', [base], [answers({hashes})])).toEqual({
      problem: "the baseline's examples have hashes of their contents, and these have none",
    })
  })

  test('an example that was moved to another slice makes the slice another one', () => {
    const slices = {month: ids.map((_, row) => String(row % 2))}
    const moved = {month: slices.month.map((name, row) => (row === 7 ? '0' : name))}
    const of = (text: string) => noiseOf(text, [answers({slices: moved})], [answers({slices})])
    expect(of('accuracy[month=1] >= baseline')).toEqual({
      problem: 'the example "q7" was in another slice of month with the baseline',
    })
    expect(known(of('accuracy >= baseline')).rows).toBe(100)
  })

  test('hashes that only the candidate has are not asked for', () => {
    expect(known(noiseOf('accuracy >= baseline', [answers({hashes})], [base])).rows).toBe(100)
  })
})

describe('how examples hang together', () => {
  const order = Array.from({length: 100}, (_, row) => row)
  const clusters = order.map(row => `doc ${row % 40}`)

  test.each([
    {name: 'the order of both', own: {order}, other: {order}, method: 'batches'},
    {name: "the baseline's order alone", own: {}, other: {order}, method: 'batches'},
    {name: "the candidate's clusters alone", own: {clusters}, other: {}, method: 'clustered-t'},
    {name: 'nothing', own: {}, other: {}, method: 'mcnemar'},
  ])('$name', ({own, other, method}) => {
    const noise = noiseOf(
      'accuracy >= baseline',
      [shuffled(answers(own, [5, 6]))],
      [answers(other)],
    )
    expect(known(noise).method).toBe(method)
  })

  test('the baseline says it, where a change would take it away', () => {
    const other = {clusters: order.map(row => `own ${row}`)}
    const noise = known(noiseOf('accuracy >= baseline', [answers(other)], [answers({clusters})]))
    expect(noise.independent).toBe(40)
  })
})

describe('which scores are meant', () => {
  test('those of the rule, by their whole path', () => {
    const two = answers({
      scores: [
        {key: ['a', 'loss'], values: Float64Array.from({length: 100}, (_, row) => row / 9)},
        {key: ['b'], values: Float64Array.from({length: 100}, (_, row) => row % 2)},
      ],
    })
    expect(known(noiseOf('a.loss <= baseline', [two], [two])).method).toBe('paired-t')
    expect(known(noiseOf('b >= baseline', [two], [two])).method).toBe('mcnemar')
    expect(noiseOf('loss <= baseline', [two], [two])).toBeUndefined()
    expect(noiseOf('b >= 0.5', [two], [two])).toBeUndefined()
  })

  test('none that several tables have', () => {
    const other = {...answers(), source: 'other.jsonl'}
    expect(noiseOf('accuracy >= baseline', [answers(), other], [answers()])).toBeUndefined()
    expect(noiseOf('accuracy >= baseline', [answers()], [answers(), other])).toBeUndefined()
  })

  test('of a slice its examples alone; of a slice that nobody knows none', () => {
    const slices = {month: Array.from({length: 100}, (_, row) => String(row % 2))}
    const [rule] = rules('accuracy >= baseline')
    if (!rule) throw new Error('no rule')
    const {noise} = noiseOfExamples([answers({slices}, [3, 5])], [answers({slices})])
    const at = (dimension: string, value: string) =>
      noise({...rule, slice: {pick: 'each', where: [{dimension, value}]}})
    expect(at('month', '1')).toMatchObject({rows: 50, change: {high: expect.any(Number)}})
    expect(at('month', '0')).toMatchObject({rows: 50, change: {low: 0, high: 0}})
    expect(at('month', '7')).toBeUndefined()
    expect(at('year', '1')).toBeUndefined()
    expect(at('constructor', '1')).toBeUndefined()
  })
})

describe('scores by example are kept', () => {
  test('as they are', () => {
    const ids = [...answers().ids]
    const table = answers({
      hashes: ids.map(id => `#${id}`),
      order: ids.map((_, row) => row),
      slices: {part: ids.map(() => 'a')},
    })
    expect(decodeExamples(encodeExamples([table, answers()]))).toEqual([table, answers()])
  })

  const line = new TextDecoder().decode(encodeExamples([answers()]))
  test.each([
    {name: 'nothing', text: ''},
    {name: 'half a line', text: line.slice(0, -20)},
    {name: 'no end', text: line.trimEnd()},
    {name: 'another number of scores', text: line.replace('"values":[0,', '"values":[')},
    {name: 'a score that is none', text: line.replace('"values":[0,', '"values":[null,')},
    {name: 'something else', text: '{"schema":"proofmark/examples/v2"}\n'},
  ])('but are not believed: $name', ({text}) => {
    expect(decodeExamples(new TextEncoder().encode(text))).toBeUndefined()
  })
})
