import {readFileSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {processesWith} from './processes.ts'
import {errorsOf, type Files, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv }
train:
  run: [sh, train.sh]
  params: params.yaml
  metrics: out/metrics.json
  timeout: 20s
model: { path: out/model.onnx }
gate:
  rules: [rmse <= 5]
`
const TRAIN = `mkdir -p out
echo "epoch 1"
printf '{"rmse": 3}' > out/metrics.json
printf 'weights' > out/model.onnx
`
const START = {
  'proofmark.yml': CONFIG,
  'data/a.csv': '1\n',
  'train.sh': TRAIN,
  'params.yaml': 'lr: 0.1\n',
  'requirements.txt': 'numpy==2.1\n',
}

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
})
afterAll(() => team.close())

let count = 0
async function trainOn(files: Files, inputs: Readonly<Record<string, string>> = {}) {
  const pull = await team.propose(`train-${++count}`, {...files, 'n.txt': String(count)})
  const job = await team.job({pull, permissions: {contents: 'read'}})
  return {job, pull, finished: await job.act('train', inputs)}
}

/** Another job of the same run: a checkout of its own, without what training made. */
async function later(job: RunningJob): Promise<RunningJob> {
  return team.job({...(job.run.pull ? {pull: job.run.pull} : {}), jobOf: job})
}

describe('training', () => {
  test('leaves its model, its metrics and what made them', async () => {
    const {job, finished} = await trainOn({})
    expect(finished.exitCode).toBe(0)
    expect(finished.outputs).toMatchObject({'reason-code': 'succeeded'})
    expect(finished.outputs['model']).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(finished.log).toContain('epoch 1')
    expect(resultOf(finished)).toMatchObject({
      command: ['sh', 'train.sh'],
      isDirty: false,
      parameters: {path: 'params.yaml'},
      lockfiles: [{path: 'requirements.txt'}],
      metrics: {path: 'out/metrics.json', bytes: 11},
      model: {path: 'out/model.onnx', bytes: 7},
    })
    const names = team.github.artifacts(job.run).map(({name}) => name)
    expect(names.sort()).toEqual(['oil-model-main-1', 'oil-training-main-1'])
  })

  test('travels to the job that judges, which has no such file', async () => {
    const {job} = await trainOn({})
    const judge = await later(job)
    const gate = await judge.act('gate')
    expect(errorsOf(gate)).toBe('')
    expect(gate.outputs['verdict']).toBe('pass')
  })

  test('counts, and not an older file that was committed', async () => {
    const {job} = await trainOn({
      'out/metrics.json': '{"rmse": 1}',
      'train.sh': TRAIN.replace('3}', '9}'),
    })
    const judge = await later(job)
    const gate = await judge.act('gate')
    expect(gate.outputs['verdict']).toBe('fail')
    expect(JSON.stringify(gate.annotations)).toContain('judged is what training wrote')
  })

  test('is remembered on main', async () => {
    const job = await team.job()
    await job.act('track')
    await job.act('train')
    const gate = await job.act('gate')
    expect(gate.exitCode).toBe(0)
    const files = team.repository.filesAt('proofmark-history')
    const record = [...files].find(([path]) => path.startsWith('records/'))?.[1] ?? ''
    expect(JSON.parse(record)).toMatchObject({
      training: {body: {command: ['sh', 'train.sh']}},
      model: {body: {path: 'out/model.onnx'}},
    })
  })
})

const FAILED: readonly {
  name: string
  script: string
  inputs?: Readonly<Record<string, string>>
  reason: string
  says: string
}[] = [
  {
    name: 'an error',
    script: 'echo "ValueError: x"; exit 3',
    reason: 'user-error',
    says: 'exit code 3: ValueError: x',
  },
  {
    name: 'a full GPU',
    script: 'echo "CUDA out of memory"; exit 1',
    reason: 'cuda-oom',
    says: 'the GPU ran out of memory',
  },
  {name: 'a kill', script: 'kill -9 $$', reason: 'killed', says: 'SIGKILL'},
  {
    name: 'no end',
    script: 'sleep 60',
    inputs: {timeout: '1s'},
    reason: 'timed-out',
    says: 'within its time',
  },
  {
    name: 'no model',
    script: "mkdir -p out; echo '{}' > out/metrics.json",
    reason: 'no-model',
    says: 'did not write out/model.onnx',
  },
  {
    name: 'no metrics',
    script: 'true',
    reason: 'no-metrics',
    says: 'did not write out/metrics.json',
  },
]

describe('training that fails', () => {
  test.each(FAILED)('with $name: $reason', async ({script, inputs, reason, says}) => {
    const {job, pull, finished} = await trainOn({'train.sh': `${script}\n`}, inputs)
    expect(finished.exitCode).toBe(1)
    expect(finished.outputs['reason-code']).toBe(reason)
    expect(errorsOf(finished)).toContain(says)
    const judge = await later(job)
    const gate = await judge.act('gate')
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'training-failed'})
    await judge.act('comment')
    const [comment] = team.repository.commentsOf(pull.number)
    expect(comment?.body).toContain('💥 oil: no verdict: ')
    expect(comment?.body).toContain('look at the log of the training step')
  })

  test('because an old model lies there is told so', async () => {
    const {finished} = await trainOn({
      'out/model.onnx': 'old',
      'train.sh': 'mkdir -p out; printf \'{"rmse": 3}\' > out/metrics.json\n',
    })
    expect(finished.outputs['reason-code']).toBe('no-model')
    expect(errorsOf(finished)).toContain('the one there is from before')
  })

  test('because the program is not there', async () => {
    const {finished} = await trainOn({}, {run: 'no-such-program-here'})
    expect(finished.outputs['reason-code']).toBe('not-started')
  })

  test.each([
    {name: 'a pipe', run: 'python a | tee b', code: 'invalid-command', says: 'would need a shell'},
    {name: 'nothing', run: "''", code: 'invalid-command', says: 'names no program'},
  ])('before it begins: $name', async ({run, code, says}) => {
    const {finished} = await trainOn({}, {run})
    expect(finished.outputs['reason-code']).toBe(code)
    expect(errorsOf(finished)).toContain(says)
  })
})

describe('what training leaves and sees', () => {
  test('no process stays behind, also none that left its group', async () => {
    // A number that no other run of this test has.
    const left = `3${process.pid}`
    const runaway = `setsid sh -c 'touch left; exec sleep ${left}1' >/dev/null 2>&1 &`
    const untilItLeft = 'while [ ! -e left ]; do sleep 0.05; done'
    const {finished} = await trainOn({
      'train.sh': `${runaway}\n${untilItLeft}\nsleep ${left}2 &\n${TRAIN}`,
    })
    expect(finished.exitCode).toBe(0)
    expect(JSON.stringify(finished.annotations)).toContain('left 1 process behind')
    await vi.waitFor(() => expect(processesWith(`sleep\0${left}`)).toEqual([]), {timeout: 5000})
  })

  test('cancelled, it is asked to stop, and the record says so', async () => {
    const pull = await team.propose('cancelled', {
      'train.sh': "trap 'echo saving; exit 4' TERM INT\necho ready\nwhile :; do sleep 0.1; done\n",
    })
    const job = await team.job({pull})
    const finished = await job.act('train', {}, {cancel: {onLine: /^ready/, scale: 1}})
    expect(finished.log).toContain('saving')
    expect(finished.outputs['reason-code']).toBe('cancelled')
    expect(team.github.artifacts(job.run).map(({name}) => name)).toEqual(['oil-training-main-1'])
  })

  test('no token and no variable but what is named', async () => {
    const script = `${TRAIN}env | sort > out/env\n`
    const pull = await team.propose('looking', {
      'train.sh': script,
      'proofmark.yml': CONFIG.replace(
        '  timeout: 20s',
        '  timeout: 20s\n  env: { pass: [MLFLOW_TRACKING_URI] }',
      ),
    })
    const job = await team.job({pull})
    const environment = {
      MLFLOW_TRACKING_URI: 'http://mlflow',
      AWS_SECRET_ACCESS_KEY: 'hunter2',
      GITHUB_TOKEN: 'ghs_x',
    }
    await job.act('train', {}, {environment})
    const seen = readFileSync(join(job.workspace, 'out', 'env'), 'utf8')
    const names = seen.split('\n').map(line => line.split('=')[0])
    expect(names).toEqual(
      expect.arrayContaining(['PATH', 'MLFLOW_TRACKING_URI', 'PROOFMARK_METRICS_FILE']),
    )
    expect(seen).not.toMatch(/hunter2|ghs_|ACTIONS_|INPUT_|GITHUB_/)
  })

  test('of a fork not even what its configuration names', async () => {
    const fork = team.github.addRepository({
      owner: 'stranger',
      name: 'oil-price',
      fork: {of: team.repository},
    })
    const pull = await team.propose(
      'from-fork',
      {
        'train.sh': `${TRAIN}env > out/env\n`,
        'proofmark.yml': CONFIG.replace(
          '  timeout: 20s',
          '  env: { pass: [AWS_SECRET_ACCESS_KEY] }',
        ),
      },
      fork,
    )
    const job = await team.job({pull, isFork: true})
    const finished = await job.act('train', {}, {environment: {AWS_SECRET_ACCESS_KEY: 'hunter2'}})
    expect(finished.exitCode).toBe(0)
    expect(JSON.stringify(finished.annotations)).toContain('AWS_SECRET_ACCESS_KEY not passed on')
    expect(readFileSync(join(job.workspace, 'out', 'env'), 'utf8')).not.toContain('hunter2')
  })

  test('a token can never be passed on', async () => {
    const {finished} = await trainOn({}, {pass: 'ACTIONS_RUNTIME_TOKEN'})
    expect(finished.outputs['reason-code']).toBe('environment-withheld')
  })
})

test('metrics that another job replaced are refused', async () => {
  const {job} = await trainOn({})
  const judge = await later(job)
  const store = join(judge.workspace, '..', 'replaced')
  await judge.act('train', {store})
  const file = join(store, 'oil-training-main-1', 'metrics-file')
  await writeFile(file, '{"rmse": 1}')
  const fresh = await later(job)
  await mkdir(join(fresh.workspace, 'x'), {recursive: true})
  const gate = await fresh.act('gate', {store})
  expect(gate.exitCode).toBe(1)
  expect(gate.outputs['reason-code']).toBe('corrupt-section')
})

test('asked GitHub nothing', () => {
  expect(team.github.problems()).toEqual([])
})
