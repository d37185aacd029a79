import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson, type Json} from '../../shared/domain/json.ts'
import type {DataSection} from '../../shared/domain/record.ts'
import {errorsOf, type Files, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, role: train }
  holdout: { path: holdout.csv, role: holdout }
train:
  run: [sh, src/train.sh]
  code: [src/*.sh]
  params: params.yaml
  metrics: out/metrics.json
model: { path: out/model.onnx }
gate:
  rules:
    - rmse <= 5
    - rmse <= baseline + 2%
    - rmse < baseline - 0.1
`
const TRAIN = `mkdir -p out
printf '{"rmse": 3}' > out/metrics.json
printf 'weights' > out/model.onnx
`
const START = {
  'proofmark.yml': CONFIG,
  'data/a.csv': '1\n',
  'holdout.csv': '9\n',
  'src/train.sh': TRAIN,
  'params.yaml': 'lr: 0.1\n',
  'requirements.txt': 'numpy==2.1\n',
}
const BAD_LEGS = [
  {leg: 'failed', says: 'its verdict is fail'},
  {leg: 'modelless', says: 'it holds no training'},
  {leg: 'unlinked', says: 'does not say that it used the data'},
]

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  await train(await team.job())
  const failed = await team.job()
  await train(failed, {leg: 'failed'}, {rules: 'rmse <= 1'})
  const modelless = await team.job({made: {'out/metrics.json': '{"rmse": 3}'}})
  await modelless.act('track', {leg: 'modelless'})
  await modelless.act('gate', {leg: 'modelless'})
  const unlinked = await team.job()
  await unlinked.act('train', {leg: 'unlinked'})
  await unlinked.act('track', {leg: 'unlinked'})
  await unlinked.act('gate', {leg: 'unlinked'})
})
afterAll(() => team.close())

async function train(job: RunningJob, leg: Files = {}, rules: Files = {}) {
  await job.act('track', leg)
  await job.act('train', leg)
  await job.act('gate', {...leg, ...rules})
}

/** A pull request, the plan made for it, and another job of the same run that judges. */
async function planFor(branch: string, files: Files, inputs: Files = {}) {
  const pull = await team.propose(branch, files)
  const job = await team.job({pull})
  const track = await job.act('track', {plan: 'true', ...inputs})
  return {pull, job, track, judge: await team.job({pull, jobOf: job})}
}

describe('a change that the model does not depend on', () => {
  test('needs no training, gets a verdict on the model of main, and no comment', async () => {
    const {pull, track, judge} = await planFor('words', {'README.md': 'Oil.\n'})
    expect(errorsOf(track)).toBe('')
    expect(track.outputs).toMatchObject({train: 'false', reason: 'unchanged'})
    expect(track.outputs['key']).toMatch(/^[0-9a-f]{64}$/)
    expect(track.summary).toContain('➖ oil: no training is needed')
    expect(track.log.join('\n')).toContain('nothing that the model depends on changed since')

    const gate = await judge.act('gate')
    expect(errorsOf(gate)).toBe('')
    expect(gate.exitCode).toBe(0)
    expect(gate.outputs).toMatchObject({verdict: 'pass', 'reason-code': 'model-unchanged'})
    expect(gate.summary.split('\n')[0]).toContain('➖ model unchanged: nothing of oil changed')
    expect(resultOf(gate)).toMatchObject({
      unchanged: {commit: team.repository.head('main'), claimed: []},
      metrics: [{key: ['rmse'], value: 3}],
      rules: [
        {verdict: 'pass', reasonCode: 'within-limits'},
        {verdict: 'pass', reasonCode: 'model-unchanged'},
        {verdict: 'pass', reasonCode: 'model-unchanged'},
      ],
    })
    const comment = await judge.act('comment')
    expect(comment.outputs).toMatchObject({'reason-code': 'summary-only', verdict: 'pass'})
    expect(comment.summary).toContain('➖ model unchanged')
    expect(team.repository.commentsOf(pull.number)).toEqual([])

    const asked = await judge.act('comment', {unchanged: 'true'})
    expect(asked.outputs['reason-code']).toBe('created')
    expect(team.repository.commentsOf(pull.number)[0]?.body).toContain('➖ model unchanged')
  })

  test('brings a comment up to date that stands there already', async () => {
    const pull = await team.propose('back-again', {'NOTES.md': 'x\n'})
    const worse = await team.job({pull, made: {'out/metrics.json': '{"rmse": 4}'}})
    await worse.act('gate', {metrics: 'out/metrics.json'})
    await worse.act('comment')
    expect(team.repository.commentsOf(pull.number)[0]?.body).toContain('❌ oil is worse')
    const job = await team.job({pull})
    await job.act('track', {plan: 'true'})
    await job.act('gate')
    const comment = await job.act('comment')
    expect(comment.outputs['reason-code']).toBe('updated')
    const [written, ...more] = team.repository.commentsOf(pull.number)
    expect(more).toEqual([])
    expect(written?.body).toContain('➖ model unchanged: nothing of oil changed')
    expect(written?.body).not.toContain('❌')
  })

  test('fails where today’s limits are not kept', async () => {
    const {judge, pull} = await planFor('stricter', {'README.md': 'Strict.\n'})
    const gate = await judge.act('gate', {rules: 'rmse <= 2\nrmse <= baseline'})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'over-limit'})
    await judge.act('comment')
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('❌ oil is not good enough')
    expect(written?.body).toContain('Nothing was trained')
  })

  test('is an error where a rule names what nobody measured', async () => {
    const {judge} = await planFor('unmeasured', {'README.md': 'Unmeasured.\n'})
    const gate = await judge.act('gate', {rules: 'rmse <= 5\nmae <= baseline'})
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'missing-metric'})
  })

  test('from a fork is planned alike', async () => {
    const fork = team.github.addRepository({
      owner: 'stranger',
      name: 'oil-price',
      fork: {of: team.repository},
    })
    const pull = await team.propose('from-fork', {'README.md': 'Forked.\n'}, fork)
    const job = await team.job({pull, isFork: true})
    const track = await job.act('track', {plan: 'true'})
    expect(track.outputs).toMatchObject({train: 'false', reason: 'unchanged'})
    const gate = await job.act('gate')
    expect(gate.outputs['reason-code']).toBe('model-unchanged')
    const comment = await job.act('comment')
    expect(comment.exitCode).toBe(0)
  })

  test('a file that lies there is not judged, but one that the step names is', async () => {
    const old = {'out/metrics.json': '{"rmse": 1}'}
    const spared = await planFor('old-figures', old)
    const gate = await spared.judge.act('gate')
    expect(gate.outputs['reason-code']).toBe('model-unchanged')
    expect(resultOf(gate)['metrics']).toMatchObject([{value: 3}])
    const {judge} = await planFor('named-figures', old)
    const named = await judge.act('gate', {metrics: 'out/metrics.json'})
    expect(resultOf(named)['metrics']).toMatchObject([{value: 1}])
    expect(resultOf(named)).not.toHaveProperty('unchanged')
  })
})

const CHANGES: readonly {name: string; files: Files; reason: string; says: string}[] = [
  {name: 'a new file of data', files: {'data/b.csv': '2\n'}, reason: 'data-changed', says: 'b.csv'},
  {
    name: 'a new file that a glob of code matches',
    files: {'src/more.sh': 'true\n'},
    reason: 'code-changed',
    says: 'src/more.sh added',
  },
  {
    name: 'a definition of code that leaves files out',
    files: {'proofmark.yml': CONFIG.replace('src/*.sh', 'src/train.sh'), 'src/more.sh': ':\n'},
    reason: 'code-changed',
    says: 'read from src/train.sh',
  },
  {
    name: 'parameters',
    files: {'params.yaml': 'lr: 0.2\n'},
    reason: 'parameters-changed',
    says: 'parameters changed: lr',
  },
  {
    name: 'the command',
    files: {'proofmark.yml': CONFIG.replace('train.sh]', 'train.sh, fast]')},
    reason: 'command-changed',
    says: 'the command changed',
  },
  {
    name: 'a lock file that was not there',
    files: {'uv.lock': 'x\n'},
    reason: 'packages-changed',
    says: 'uv.lock',
  },
  {name: 'the holdout', files: {'holdout.csv': '8\n'}, reason: 'holdout-changed', says: 'judges'},
  {
    name: 'a command that is not named any more',
    files: {'proofmark.yml': CONFIG.replace('  run: [sh, src/train.sh]\n', '')},
    reason: 'not-tracked',
    says: 'name train.run',
  },
]

describe('training is needed', () => {
  test.each(CHANGES)('after a change of $name', async ({name, files, reason, says}) => {
    const {track} = await planFor(name.replaceAll(/\W+/g, '-'), files)
    expect(errorsOf(track)).toBe('')
    expect(track.outputs).toMatchObject({train: 'true', reason})
    expect(track.log.join('\n')).toContain(says)
    expect(track.summary).toContain('oil: training is needed')
  })

  test('where nothing is remembered', async () => {
    const {track} = await planFor('forgetful', {'README.md': '1\n'}, {history: 'none'})
    expect(track.outputs).toMatchObject({train: 'true', reason: 'no-baseline'})
  })

  test.each(BAD_LEGS)('where $says of the baseline', async ({leg, says}) => {
    const {track} = await planFor(`leg-${leg}`, {'README.md': `${leg}\n`}, {leg})
    expect(track.outputs).toMatchObject({train: 'true', reason: 'baseline-not-good'})
    expect(track.log.join('\n')).toContain(says)
  })

  test('is not even asked without the input', async () => {
    const {track} = await planFor('unasked', {'README.md': 'Unasked.\n'}, {plan: 'false'})
    expect(track.outputs).toMatchObject({train: '', reason: '', key: ''})
    expect(resultOf(track)).not.toHaveProperty('plan')
  })
})

/** Rewrites the data section in a folder, as another job of the run could. */
async function forge(store: string, change: (section: DataSection) => void): Promise<void> {
  const file = join(store, 'oil-data-main-1', 'data.json')
  const section = JSON.parse(await readFile(file, 'utf8')) as DataSection
  change(section)
  await writeFile(file, canonicalJson(section as Json))
}

async function trueBody(): Promise<DataSection['body']> {
  const records = [...team.repository.filesAt('proofmark-history')]
  const [, text = '{}'] = records.find(([path]) => path.endsWith('-main.json')) ?? []
  return (JSON.parse(text) as {data: DataSection}).data.body
}

describe('a plan that somebody forged', () => {
  let key = ''
  beforeAll(async () => {
    const {track} = await planFor('honest', {'README.md': 'Honest.\n'})
    key = track.outputs['key'] ?? ''
  })

  async function judgeForged(
    branch: string,
    files: Files,
    change: (section: DataSection) => void,
    inputs: Files = {},
  ) {
    const pull = await team.propose(branch, files)
    const job = await team.job({pull})
    const store = join(job.workspace, '..', `store-${branch}`)
    await job.act('track', {plan: 'true', store})
    await forge(store, change)
    const gate = await job.act('gate', {store, ...inputs})
    return {gate, job, pull, store}
  }
  const claim = (section: DataSection) => {
    section.body.plan = {train: false, reason: 'unchanged', message: 'nothing changed', key}
  }

  test('is refused by what the same section says', async () => {
    const code = {'src/train.sh': 'exit 1\n'}
    const {gate, job, pull, store} = await judgeForged('forged-plan', code, claim)
    await job.act('comment', {store})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'plan-refused'})
    expect(JSON.stringify(resultOf(gate)['reason'])).toContain('code changed')
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('⛔ oil: no verdict: the plan of this run says')
    expect(written?.body).toContain('run all jobs again')
  })

  test.each([
    {name: 'code', files: {'src/train.sh': 'exit 2\n'}, says: 'code changed'},
    {name: 'new-code', files: {'src/new.sh': 'exit 2\n'}, says: 'code changed'},
    {name: 'parameters', files: {'params.yaml': 'lr: 9\n'}, says: 'parameters changed'},
    {name: 'data', files: {'data/a.csv': '7\n'}, says: 'data changed: prices'},
    {name: 'holdout', files: {'holdout.csv': '7\n'}, says: 'the data that judges changed'},
  ])('is refused by the files at hand: $name', async ({name, files, says}) => {
    const {datasets, code, parameters} = await trueBody()
    const {gate} = await judgeForged(`forged-${name}`, files, section => {
      claim(section)
      Object.assign(section.body, {datasets, code, parameters})
    })
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'plan-refused'})
    expect(String(resultOf(gate)['reason'])).toContain(says)
  })

  test('is refused for a key that is not its own', async () => {
    const {gate} = await judgeForged('forged-key', {'README.md': 'Forged.\n'}, section => {
      claim(section)
      if (section.body.plan) section.body.plan.key = '0'.repeat(64)
    })
    expect(gate.outputs['reason-code']).toBe('plan-refused')
    expect(String(resultOf(gate)['reason'])).toContain('its key')
  })

  test('is refused where there is no record to look at', async () => {
    const files = {'README.md': 'Alone.\n'}
    const {gate} = await judgeForged('forged-alone', files, claim, {history: 'none'})
    expect(gate.outputs['reason-code']).toBe('plan-refused')
  })
})

describe('files that the job that judges does not have', () => {
  test('data is believed, and said to be', async () => {
    const {judge} = await planFor('elsewhere', {'README.md': 'Elsewhere.\n'})
    await rm(join(judge.workspace, 'data'), {recursive: true})
    const gate = await judge.act('gate')
    expect(gate.outputs['reason-code']).toBe('model-unchanged')
    expect(resultOf(gate)).toMatchObject({unchanged: {claimed: ['prices']}})
    expect(gate.summary).toContain('believed to be the same: `prices`')
  })

  test('code is not', async () => {
    const {judge} = await planFor('no-code', {'README.md': 'No code.\n'})
    await rm(join(judge.workspace, 'src'), {recursive: true})
    const gate = await judge.act('gate')
    expect(gate.outputs['reason-code']).toBe('plan-refused')
    expect(String(resultOf(gate)['reason'])).toContain('no src/*.sh here')
  })
})

describe('an unchanged model on main', () => {
  test('is remembered whole, so that later changes are planned by it', async () => {
    const sha = await team.pushMain({'README.md': 'On main.\n'})
    const job = await team.job()
    await job.act('track', {plan: 'true'})
    const gate = await job.act('gate')
    expect(gate.outputs['reason-code']).toBe('model-unchanged')
    expect(resultOf(gate)['remembered']).toContain('remembered')
    const {track} = await planFor('after', {'NEWS.md': 'After.\n'})
    expect(track.outputs).toMatchObject({train: 'false', reason: 'unchanged'})
    expect(resultOf(track)['baseline']).toMatchObject({commit: sha, behind: 0})
  })

  test('is trained again for a rule on what it was not measured by', async () => {
    await team.pushMain({'proofmark.yml': CONFIG.replace('rmse <= 5', 'mae <= 5')})
    const {track} = await planFor('mae', {'NEWS.md': 'Mae.\n'})
    expect(track.outputs).toMatchObject({train: 'true', reason: 'metrics-missing'})
    expect(track.log.join('\n')).toContain('rules name mae')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
