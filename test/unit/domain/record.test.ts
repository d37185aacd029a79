import {describe, expect, test} from 'vitest'
import {baselineSchema} from '../../../shared/domain/baseline-choice.ts'
import {configSchema, NAME} from '../../../shared/domain/config.ts'
import type {Digest} from '../../../shared/domain/digest.ts'
import {
  dataSectionSchema,
  encodeSection,
  gateSectionSchema,
  mismatches,
  recordKey,
  runRecordSchema,
} from '../../../shared/domain/record.ts'
import {gateResultSchema, trackResultSchema} from '../../../shared/domain/results.ts'
import {sampleData, sampleGate} from '../../fakes/sample-report.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const commit = 'a'.repeat(40)

test('a section is one line of canonical JSON', () => {
  const text = new TextDecoder().decode(encodeSection(sampleGate()))
  expect(text.startsWith('{"body":{')).toBe(true)
  expect(text).not.toContain('\n')
  expect(JSON.parse(text)).toEqual(sampleGate())
})

test('a record is found by pipeline, commit, run and attempt', () => {
  expect(recordKey({pipeline: 'oil', commit, run: {id: 812, attempt: 2}})).toBe(
    `oil/${commit}/812-2`,
  )
})

describe('what does not match', () => {
  const section = {uses: {data: digest('1'), model: digest('2')}}

  test.each([
    {name: 'nothing is at hand', atHand: [], wrong: []},
    {name: 'the same is at hand', atHand: [['data', digest('1')]], wrong: []},
    {name: 'another is at hand', atHand: [['data', digest('9')]], wrong: ['data']},
    {
      name: 'all are others',
      atHand: [
        ['data', digest('9')],
        ['model', digest('9')],
      ],
      wrong: ['data', 'model'],
    },
    {name: 'something unused is at hand', atHand: [['gate', digest('9')]], wrong: []},
  ] as const)('$name', ({atHand, wrong}) => {
    expect(mismatches(section, new Map(atHand))).toEqual(wrong)
  })
})

describe('sections as they are written', () => {
  test('are read again', () => {
    expect(gateSectionSchema.parse(sampleGate())).toEqual(sampleGate())
    expect(dataSectionSchema.parse(sampleData())).toEqual(sampleData())
  })

  const gate = sampleGate()
  test.each([
    {name: 'another schema', section: {...gate, schema: 'proofmark/gate/v2'}},
    {name: 'one more key', section: {...gate, extra: 1}},
    {name: 'a verdict of its own', section: {...gate, body: {...gate.body, verdict: 'fine'}}},
    {name: 'a short commit', section: {...gate, by: {...gate.by, commit: 'abc1234'}}},
    {name: 'a date without a zone', section: {...gate, by: {...gate.by, at: '2026-03-04 12:00'}}},
    {name: 'trust of its own', section: {...gate, trust: 'believed'}},
    {name: 'a digest that is none', section: {...gate, uses: {data: 'latest'}}},
    {name: 'attempt 0', section: {...gate, body: {...gate.body, attempt: 0}}},
    {
      name: 'a metric without a name',
      section: {...gate, body: {...gate.body, metrics: [{key: [], value: 1, source: 'm'}]}},
    },
    {
      name: 'NaN as a number',
      section: {
        ...gate,
        body: {...gate.body, metrics: [{key: ['a'], value: Number.NaN, source: 'm'}]},
      },
    },
  ])('with $name are refused', ({section}) => {
    expect(gateSectionSchema.safeParse(section).success).toBe(false)
  })

  test('make a record', () => {
    const record = {
      schema: 'proofmark/record/v1',
      pipeline: 'oil',
      leg: 'main',
      commit,
      run: {id: 1, attempt: 1},
      gate,
    }
    expect(runRecordSchema.parse(record)).toEqual(record)
    expect(runRecordSchema.safeParse({...record, commit: 'main'}).success).toBe(false)
  })
})

test.each([
  {how: 'none', reason: 'nothing there'},
  {how: 'file', path: 'old.json'},
  {how: 'revision', commit, path: 'm.json'},
  {how: 'first-parent', commit, key: 'k', at: '2026-03-04T12:00:00Z', behind: 0, wanted: commit},
])('a baseline chosen by $how', choice => {
  expect(baselineSchema.parse(choice)).toEqual(choice)
  expect(baselineSchema.safeParse({...choice, more: 1}).success).toBe(false)
})

test('answers hold what the record holds', () => {
  const {schema: _, ...gate} = gateResultSchema.shape
  expect(Object.keys(gate)).toEqual(
    expect.arrayContaining(['verdict', 'rules', 'policy', 'remembered']),
  )
  expect(Object.keys(trackResultSchema.shape)).toEqual(
    expect.arrayContaining(['digest', 'files', 'bytes']),
  )
})

describe('the configuration', () => {
  test('with everything in it', () => {
    const config = {
      pipeline: 'oil-price',
      data: {prices: {path: 'data/*.csv', role: 'train'}},
      train: {code: ['train.py'], params: 'params.yaml', metrics: 'metrics.json'},
      gate: {rules: ['rmse <= 3', {metric: 'mae', 'at-most': 3, 'report-only': true}]},
    }
    expect(configSchema.parse(config)).toEqual(config)
  })

  test('gives a dataset the role of training data', () => {
    expect(configSchema.parse({pipeline: 'a', data: {x: {path: 'x'}}}).data?.['x']?.role).toBe(
      'train',
    )
  })

  test.each([
    {name: 'a pipeline without a name', config: {pipeline: ''}},
    {name: 'an unknown key', config: {pipeline: 'a', gates: {}}},
    {name: 'an unknown role', config: {pipeline: 'a', data: {x: {path: 'x', role: 'test'}}}},
    {name: 'an empty path', config: {pipeline: 'a', data: {x: {path: ''}}}},
    {name: 'a dataset whose name climbs', config: {pipeline: 'a', data: {'../x': {path: 'x'}}}},
    {name: 'an empty list of rules', config: {pipeline: 'a', gate: {rules: []}}},
    {
      name: 'a rule with two bounds',
      config: {pipeline: 'a', gate: {rules: [{metric: 'm', 'at-most': 1, 'at-least': 0}]}},
    },
    {name: 'a rule without a bound', config: {pipeline: 'a', gate: {rules: [{metric: 'm'}]}}},
    {name: 'a rule without a metric', config: {pipeline: 'a', gate: {rules: [{'at-most': 1}]}}},
  ])('with $name is refused', ({config}) => {
    expect(configSchema.safeParse(config).success).toBe(false)
  })

  test.each(['a', 'A.b_c-1', '0', 'x'.repeat(64)])('takes the name %s', name =>
    expect(NAME.test(name)).toBe(true),
  )
  test.each(['', '.a', '-a', 'a b', 'a/b', 'ä', 'x'.repeat(65), 'a\n'])(
    'refuses the name %j',
    name => expect(NAME.test(name)).toBe(false),
  )
})
