import {describe, expect, test} from 'vitest'
import {alikeRuns} from '../../../../shared/domain/earlier-runs.ts'
import {judge} from '../../../../shared/domain/judgement.ts'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import type {RunRecord} from '../../../../shared/domain/record.ts'
import {MOST_COMMITS, remember} from '../../../../shared/features/history/index.ts'
import {sha256} from '../../../../shared/platform/hash.ts'
import {directoryHistory} from '../../../../shared/platform/stores/directory.ts'
import {noiseFromHistory} from '../../../../shared/stages/gate/earlier-runs.ts'
import type {Setting} from '../../../../shared/stages/setting.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'
import {sampleGate} from '../../../fakes/sample-report.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'
import {rules} from '../../domain/judged.ts'

const RULE = 'rmse <= baseline + 2%, noise from history'
const folder = temporaryFolder()
const shaOf = (index: number) => index.toString(16).padStart(40, 'a')
const rmse = (value: number): readonly MetricRecord[] => [
  {key: ['rmse'], value, source: 'metrics.json'},
]
/** What twelve models came to; their standard deviation is 0.1. */
const VALUES = [3.4, 3.5, 3.3, 3.45, 3.35, 3.5, 3.3, 3.4, 3.55, 3.25, 3.45, 3.35]

function recordOf(value: number, index: number, more: Partial<RunRecord> = {}): RunRecord {
  const gate = sampleGate({verdict: 'pass'})
  return {
    schema: 'proofmark/record/v1',
    pipeline: 'oil',
    leg: 'main',
    commit: shaOf(index),
    run: {id: 1, attempt: 1},
    gate: {...gate, body: {...gate.body, metrics: [...rmse(value)]}},
    ...more,
  }
}

let count = 0
async function judged(records: readonly RunRecord[], {rule = RULE, value = 3.42} = {}) {
  const history = directoryHistory(`${folder()}/${++count}`)
  for (const record of records) await remember(history, record, {manifests: new Map()})
  const asked: string[] = []
  const {runner, log} = recordingRunner()
  const [record] = records
  const setting = {
    runner,
    history,
    baseline: async () => ({choice: {how: 'none', reason: ''}, record}),
    github: {
      client: {
        ancestors: async (sha: string, limit: number) => {
          asked.push(`${sha} ${limit}`)
          return records.map(({commit}) => ({sha: commit, at: ''}))
        },
      },
    },
  } as unknown as Setting
  const wanted = rules(rule)
  const noise = await noiseFromHistory(setting, {
    rules: wanted,
    metrics: rmse(value),
    evaluation: undefined,
    data: undefined,
  })
  const baseline = record?.gate?.body.metrics
  return {asked, log, judgement: judge({rules: wanted, candidate: rmse(value), baseline, noise})}
}

const twelve = VALUES.map((value, index) => recordOf(value, index))

describe('the noise of earlier runs', () => {
  test.each([
    {value: 3.42, is: 'inconclusive', code: 'within-noise'},
    {value: 3.9, is: 'fail', code: 'worse-than-baseline'},
    {value: 2.9, is: 'pass', code: 'within-limits'},
  ])('$value: $is', async ({value, is, code}) => {
    const {judgement} = await judged(twelve, {value})
    expect(judgement).toMatchObject({
      verdict: is,
      reasonCode: code,
      noise: 'known',
      rules: [{noise: {method: 'history', rows: 12}}],
    })
    expect(judgement.reason).toContain('from the mean of 12 earlier runs); allowed is 2 %')
  })

  test('is looked for only where a rule asks, with one question for the commits', async () => {
    const plain = await judged(twelve, {rule: 'rmse <= baseline + 2%'})
    expect(plain.asked).toEqual([])
    expect(plain.judgement.noise).toBe('unknown')
    const {asked} = await judged(twelve)
    expect(asked).toEqual([`${shaOf(0)} ${MOST_COMMITS}`])
  })

  test('of nine is nothing: points, and the log says so', async () => {
    const {judgement, log} = await judged(twelve.slice(0, 9))
    expect(judgement).toMatchObject({verdict: 'pass', noise: 'unknown'})
    expect(log.join('\n')).toContain(
      'the history has 9 earlier models that were judged on these rows, and 10 are needed',
    )
  })
})

describe('alike are runs', () => {
  const of = (more: object, index = 0) => recordOf(3.4, index, more as Partial<RunRecord>)
  const model = (name: string) => ({model: {body: {digest: sha256(name)}}})
  const holdout = (name: string) => ({
    data: {body: {datasets: [{name: 'rows', role: 'holdout', digest: sha256(name)}]}},
  })
  const evaluated = (name: string) => ({
    evaluation: {
      body: {task: 'regression', target: 'oil', holdout: {digest: sha256(name)}},
    },
  })
  const unchanged = () => {
    const record = of({})
    return {gate: record.gate && {...record.gate, body: {...record.gate.body, unchanged: {}}}}
  }
  const rows = (more: object) => {
    const {data, evaluation} = of(more)
    return {data, evaluation: evaluation?.body}
  }

  test.each([
    {name: 'of models of their own', records: [model('a'), model('b')], own: {}, count: 2},
    {name: 'not of one model twice', records: [model('a'), model('a')], own: {}, count: 1},
    {name: 'not of a model that was spared', records: [unchanged(), {}], own: {}, count: 1},
    {
      name: 'on the same tracked rows',
      records: [holdout('a'), holdout('b'), {}],
      own: holdout('a'),
      count: 1,
    },
    {
      name: 'on the same rows that were evaluated',
      records: [evaluated('a'), evaluated('b'), {}],
      own: evaluated('a'),
      count: 1,
    },
    {name: 'evaluated or not, as the candidate', records: [evaluated('a'), {}], own: {}, count: 1},
  ])('$name', ({records, own, count: expected}) => {
    const all = records.map((more, index) => of(more, index))
    expect(alikeRuns(all, rows(own))).toHaveLength(expected)
  })
})
