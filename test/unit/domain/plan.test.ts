import {describe, expect, test} from 'vitest'
import type {DataBody} from '../../../shared/domain/data.ts'
import type {Digest} from '../../../shared/domain/digest.ts'
import type {GateBody} from '../../../shared/domain/gate.ts'
import {keyText, type ModelInputs, modelInputs} from '../../../shared/domain/model-inputs.ts'
import {PLAN_REASONS} from '../../../shared/domain/plan.ts'
import {decidePlan, type PlanQuestion} from '../../../shared/domain/plan-decision.ts'
import type {
  EvaluationSection,
  ModelSection,
  RunRecord,
  TrainingSection,
} from '../../../shared/domain/record.ts'
import type {Rule} from '../../../shared/domain/rules/rule.ts'
import type {TrainingBody} from '../../../shared/domain/training.ts'
import {BASE, digestOf, sampleData, sampleGate} from '../../fakes/sample-report.ts'

const by = {...sampleGate().by, commit: BASE}
const envelope = {by, uses: {}, trust: 'reviewed'} as const

function dataset(name: string, role: string, digest: Digest): DataBody['datasets'][number] {
  return {name, role, path: `data/${name}/`, root: `data/${name}`, digest, files: 1, bytes: 1}
}

const BODY: DataBody = {
  datasets: [
    dataset('prices', 'train', digestOf('1')),
    dataset('base', 'base-model', digestOf('2')),
    dataset('holdout', 'holdout', digestOf('3')),
    dataset('seen', 'production', digestOf('4')),
  ],
  digest: digestOf('5'),
  code: {...dataset('code', 'code', digestOf('6')), path: 'train.py, src/', root: '.'},
  parameters: {path: 'params.yaml', digest: digestOf('7'), values: {lr: 0.1}},
  baseline: {how: 'none', reason: 'none'},
}
const TRAINING: TrainingBody = {
  command: ['python', 'train.py'],
  exit: {reason: 'succeeded', message: 'training ended well'},
  startedAt: '2026-03-02T11:00:00.000Z',
  wallSeconds: 1,
  lockfiles: [{path: 'uv.lock', digest: digestOf('8'), bytes: 1}],
  environment: {os: 'linux', arch: 'x64', passed: ['B', 'A']},
  gpus: [],
  metrics: {path: 'metrics.json', digest: digestOf('9'), bytes: 1},
}
const REST = {
  leg: 'main',
  command: {
    run: TRAINING.command,
    model: 'oil.onnx',
    metrics: 'metrics.json',
    pass: ['A', 'B', 'A'],
  },
  lockfiles: TRAINING.lockfiles,
}

function training(some: Partial<TrainingBody> = {}): TrainingSection {
  return {schema: 'proofmark/training/v1', ...envelope, body: {...TRAINING, ...some}}
}
const MODEL: ModelSection = {
  schema: 'proofmark/model/v1',
  ...envelope,
  body: {path: 'oil.onnx', digest: digestOf('a'), bytes: 1, files: []},
}

function record(some: Partial<RunRecord> = {}, gate: Partial<GateBody> = {}): RunRecord {
  return {
    schema: 'proofmark/record/v1',
    pipeline: 'oil-price',
    leg: 'main',
    commit: BASE,
    run: {id: 1, attempt: 1},
    data: {...sampleData(), body: BODY},
    training: training(),
    model: MODEL,
    gate: {...sampleGate(gate), ...envelope},
    ...some,
  }
}

function evaluationOn(path: string, digest: Digest): EvaluationSection {
  return {
    schema: 'proofmark/evaluation/v1',
    ...envelope,
    body: {
      model: MODEL.body.digest,
      metrics: [{key: ['rmse'], value: 3, source: 'scores.jsonl'}],
      scores: {digest: digestOf('b'), bytes: 1},
      holdout: {name: 'holdout', path, digest, rows: 1},
      task: 'regression',
      target: 'price',
      inputs: {features: ['lag_1']},
      output: 'y',
      rows: {},
      runtime: {onnxruntime: '1.0.0'},
      wallSeconds: 1,
    },
  }
}

function without(name: 'gate' | 'data' | 'training' | 'model'): RunRecord {
  const {[name]: _, ...rest} = record()
  return rest
}

const NOW = modelInputs(BODY, REST)

function ask(some: Partial<PlanQuestion> = {}) {
  return decidePlan({
    now: NOW,
    record: record(),
    isLinked: true,
    evaluation: {before: {}, now: {}},
    rules: [],
    ...some,
  })
}

function ruleOn(metric: string): Rule {
  const bound = {kind: 'absolute', limit: 1} as const
  return {
    text: `${metric} <= 1`,
    metric,
    direction: 'lower',
    strict: false,
    bound,
    reportOnly: false,
  }
}

test('a model whose inputs are those of a good record need not be trained', () => {
  expect(ask({rules: [ruleOn('rmse')]})).toEqual({
    train: false,
    reason: 'unchanged',
    message: 'nothing that the model depends on changed since a1b2c3d',
  })
})

const other = digestOf('f')
const DIFFERENT: readonly {
  name: string
  now: Partial<ModelInputs>
  reason: string
  says: string
}[] = [
  {
    name: 'bytes of data',
    now: modelInputs({...BODY, datasets: [dataset('prices', 'train', other)]}, REST),
    reason: 'data-changed',
    says: 'data changed: base, prices; the data that judges changed: holdout',
  },
  {
    name: 'a role',
    now: {data: [{...dataset('prices', 'base-model', digestOf('1'))}]},
    reason: 'data-changed',
    says: 'prices',
  },
  {
    name: 'where data is read from',
    now: {data: NOW.data.map(one => ({...one, path: `./${one.path}`}))},
    reason: 'data-changed',
    says: 'prices',
  },
  {
    name: 'bytes of code',
    now: {code: {path: 'train.py, src/', digest: other}},
    reason: 'code-changed',
    says: 'code changed',
  },
  {
    name: 'what counts as code',
    now: {code: {path: 'train.py', digest: digestOf('6')}},
    reason: 'code-changed',
    says: 'code changed',
  },
  {
    name: 'parameters',
    now: {parameters: {path: 'params.yaml', digest: other}},
    reason: 'parameters-changed',
    says: 'parameters changed',
  },
  {
    name: 'no parameters any more',
    now: {parameters: undefined},
    reason: 'parameters-changed',
    says: 'parameters changed',
  },
  {
    name: 'a lock file',
    now: {lockfiles: [{path: 'uv.lock', digest: other}]},
    reason: 'packages-changed',
    says: 'packages changed: uv.lock',
  },
  {
    name: 'a lock file more',
    now: {lockfiles: [...NOW.lockfiles, {path: 'yarn.lock', digest: other}]},
    reason: 'packages-changed',
    says: 'packages changed: yarn.lock',
  },
  {
    name: 'the command',
    now: {command: {...REST.command, run: ['python', 'train.py', '--fast']}},
    reason: 'command-changed',
    says: 'the command changed',
  },
  {
    name: 'the places of its work',
    now: {command: {...REST.command, model: 'other.onnx', metrics: undefined}},
    reason: 'command-changed',
    says: 'the path of the model, the path of the metrics changed',
  },
  {
    name: 'a variable that is passed on',
    now: {command: {...REST.command, pass: ['A', 'B', 'C']}},
    reason: 'command-changed',
    says: 'the variables passed on changed',
  },
  {name: 'the leg', now: {leg: 'gpu'}, reason: 'command-changed', says: 'the leg changed'},
  {
    name: 'the holdout alone',
    now: {holdout: [{...dataset('holdout', 'holdout', other)}]},
    reason: 'holdout-changed',
    says: 'the data that judges changed: holdout',
  },
  {name: 'no holdout', now: {holdout: []}, reason: 'holdout-changed', says: 'holdout'},
  {name: 'no code named', now: {code: undefined}, reason: 'not-tracked', says: 'train.code'},
  {name: 'no command named', now: {command: undefined}, reason: 'not-tracked', says: 'train.run'},
  {name: 'no data named', now: {data: []}, reason: 'not-tracked', says: 'the role train'},
]

describe('training is needed for', () => {
  test.each(DIFFERENT)('$name', ({now, reason, says}) => {
    const plan = ask({now: {...NOW, ...now}})
    expect(plan).toMatchObject({train: true, reason})
    expect(plan.message).toContain(says)
    expect(Object.keys(PLAN_REASONS)).toContain(plan.reason)
  })

  test('a record that is not there', () => {
    expect(ask({record: undefined})).toMatchObject({train: true, reason: 'no-baseline'})
  })

  const bad: readonly {name: string; some: Partial<PlanQuestion>; says: string}[] = [
    {name: 'failed', some: {record: record({}, {verdict: 'fail'})}, says: 'verdict is fail'},
    {
      name: 'unclear',
      some: {record: record({}, {verdict: 'inconclusive'})},
      says: 'is inconclusive',
    },
    {name: 'an error', some: {record: record({}, {verdict: 'error'})}, says: 'verdict is error'},
    {name: 'not judged', some: {record: without('gate')}, says: 'it was not judged'},
    {name: 'without training', some: {record: without('training')}, says: 'no training'},
    {name: 'without a model', some: {record: without('model')}, says: 'no model'},
    {name: 'without data', some: {record: without('data')}, says: 'no data section'},
    {name: 'of other data', some: {isLinked: false}, says: 'used the data of the record'},
    {
      name: 'of a training that ended badly',
      some: {
        record: record({training: training({exit: {reason: 'killed', message: 'it was killed'}})}),
      },
      says: 'it was killed',
    },
  ]
  test.each(bad)('a record that is $name', ({some, says}) => {
    const plan = ask(some)
    expect(plan).toMatchObject({train: true, reason: 'baseline-not-good'})
    expect(plan.message).toContain(says)
  })

  const evaluation = {
    target: 'price',
    inputs: {features: ['lag_1', 'lag_7']},
    rows: {holdout: {order: 'date'}},
  }
  test.each([
    {name: 'another target', now: {...evaluation, target: 'volume'}, says: 'changed: target'},
    {name: 'other columns', now: {...evaluation, inputs: {features: ['lag_1']}}, says: 'inputs'},
    {name: 'another order', now: {...evaluation, rows: {holdout: {}}}, says: 'rows'},
    {name: 'more metrics', now: {...evaluation, metrics: ['mae']}, says: 'metrics'},
    {name: 'none any more', now: {}, says: 'inputs, rows, target'},
  ])('an evaluation with $name', ({now, says}) => {
    const plan = ask({evaluation: {before: evaluation, now}})
    expect(plan).toMatchObject({train: true, reason: 'evaluation-changed'})
    expect(plan.message).toContain(says)
    expect(ask({evaluation: {before: evaluation, now: {...evaluation}}}).train).toBe(false)
  })

  test('a record that was judged on rows which are not tracked', () => {
    const evaluated = (path: string, digest: Digest) =>
      ask({record: record({evaluation: evaluationOn(path, digest)})})
    expect(evaluated('data/holdout/', digestOf('3'))).toMatchObject({train: false})
    const untracked = {train: true, reason: 'holdout-changed'}
    expect(evaluated('data/holdout/', other)).toMatchObject(untracked)
    expect(evaluated('elsewhere.csv', digestOf('3'))).toMatchObject(untracked)
  })

  test('a rule on a metric that the record does not hold', () => {
    const plan = ask({rules: [ruleOn('rmse'), ruleOn('mae'), ruleOn('mae')]})
    expect(plan).toMatchObject({train: true, reason: 'metrics-missing'})
    expect(plan.message).toBe('rules name mae, which the record of a1b2c3d does not hold')
  })
})

test('a first record is good enough, and datasets that do not make the model may differ', () => {
  const first = record({}, {verdict: 'no-baseline'})
  const datasets = BODY.datasets.map(one => (one.name === 'seen' ? {...one, digest: other} : one))
  expect(ask({record: first, now: modelInputs({...BODY, datasets}, REST)}).train).toBe(false)
})

test('says which files and parameters differ, a few by name, and no values', () => {
  const files = ['a', 'b', 'c', 'd', 'e'].map(path => ({kind: 'added', path}) as const)
  const counts = {added: 5, removed: 0, modified: 0, renamed: 0}
  const plan = ask({
    now: {
      ...NOW,
      code: {path: 'train.py, src/', digest: other},
      parameters: {path: 'params.yaml', digest: other},
    },
    change: {
      datasets: [],
      code: {name: 'code', status: 'changed', counts, changes: files},
      parameters: [{name: 'api_key', before: 'hunter1', after: 'hunter2'}],
    },
  })
  expect(plan.message).toBe(
    'code changed: a added, b added, c added and 2 more; parameters changed: api_key',
  )
})

describe('the key', () => {
  test('is the same whatever the order of names', () => {
    const turned = modelInputs(
      {...BODY, datasets: [...BODY.datasets].reverse()},
      {...REST, command: {...REST.command, pass: ['B', 'A']}},
    )
    expect(keyText(turned)).toBe(keyText(NOW))
  })

  test.each(DIFFERENT.filter(({reason}) => !['holdout-changed', 'not-tracked'].includes(reason)))(
    'is another with another $name',
    ({now}) => {
      expect(keyText({...NOW, ...now})).not.toBe(keyText(NOW))
    },
  )

  test('does not depend on what only judges', () => {
    expect(keyText({...NOW, holdout: []})).toBe(keyText(NOW))
  })

  test.each([{data: []}, {code: undefined}, {command: undefined}])(
    'is not there where nobody said all of it: %o',
    some => {
      expect(keyText({...NOW, ...some})).toBeUndefined()
    },
  )
})
