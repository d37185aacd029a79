import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {CONFIG, planFor, START, trainOnMain} from './plan-road.ts'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

const BAD_LEGS = [
  {leg: 'failed', says: 'its verdict is fail'},
  {leg: 'modelless', says: 'it holds no training'},
  {leg: 'unlinked', says: 'does not say that it used the data'},
]

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  await trainOnMain(await team.job())
  const failed = await team.job()
  await trainOnMain(failed, {leg: 'failed'}, {rules: 'rmse <= 1'})
  const modelless = await team.job({made: {'out/metrics.json': '{"rmse": 3}'}})
  await modelless.act('track', {leg: 'modelless'})
  await modelless.act('gate', {leg: 'modelless'})
  const unlinked = await team.job()
  await unlinked.act('train', {leg: 'unlinked'})
  await unlinked.act('track', {leg: 'unlinked'})
  await unlinked.act('gate', {leg: 'unlinked'})
})
afterAll(() => team.close())

describe('a change that the model does not depend on', () => {
  test('needs no training, gets a verdict on the model of main, and no comment', async () => {
    const {pull, track, judge} = await planFor(team, 'words', {'README.md': 'Oil.\n'})
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
    const {judge, pull} = await planFor(team, 'stricter', {'README.md': 'Strict.\n'})
    const gate = await judge.act('gate', {rules: 'rmse <= 2\nrmse <= baseline'})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'over-limit'})
    await judge.act('comment')
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('❌ oil is not good enough')
    expect(written?.body).toContain('Nothing was trained')
  })

  test('is an error where a rule names what nobody measured', async () => {
    const {judge} = await planFor(team, 'unmeasured', {'README.md': 'Unmeasured.\n'})
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
    const spared = await planFor(team, 'old-figures', old)
    const gate = await spared.judge.act('gate')
    expect(gate.outputs['reason-code']).toBe('model-unchanged')
    expect(resultOf(gate)['metrics']).toMatchObject([{value: 3}])
    const {judge} = await planFor(team, 'named-figures', old)
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
    name: 'how models are evaluated',
    files: {'proofmark.yml': `${CONFIG}evaluate: { target: price, inputs: { x: [lag] } }\n`},
    reason: 'evaluation-changed',
    says: 'how models are evaluated changed: inputs, rows, target',
  },
  {
    name: 'a command that is not named any more',
    files: {'proofmark.yml': CONFIG.replace('  run: [sh, src/train.sh]\n', '')},
    reason: 'not-tracked',
    says: 'name train.run',
  },
]

describe('training is needed', () => {
  test.each(CHANGES)('after a change of $name', async ({name, files, reason, says}) => {
    const {track} = await planFor(team, name.replaceAll(/\W+/g, '-'), files)
    expect(errorsOf(track)).toBe('')
    expect(track.outputs).toMatchObject({train: 'true', reason})
    expect(track.log.join('\n')).toContain(says)
    expect(track.summary).toContain('oil: training is needed')
  })

  test('where nothing is remembered', async () => {
    const {track} = await planFor(team, 'forgetful', {'README.md': '1\n'}, {history: 'none'})
    expect(track.outputs).toMatchObject({train: 'true', reason: 'no-baseline'})
  })

  test.each(BAD_LEGS)('where $says of the baseline', async ({leg, says}) => {
    const {track} = await planFor(team, `leg-${leg}`, {'README.md': `${leg}\n`}, {leg})
    expect(track.outputs).toMatchObject({train: 'true', reason: 'baseline-not-good'})
    expect(track.log.join('\n')).toContain(says)
  })

  test('is not even asked without the input', async () => {
    const {track} = await planFor(team, 'unasked', {'README.md': 'Unasked.\n'}, {plan: 'false'})
    expect(track.outputs).toMatchObject({train: '', reason: '', key: ''})
    expect(resultOf(track)).not.toHaveProperty('plan')
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
    const {track} = await planFor(team, 'after', {'NEWS.md': 'After.\n'})
    expect(track.outputs).toMatchObject({train: 'false', reason: 'unchanged'})
    expect(resultOf(track)['baseline']).toMatchObject({commit: sha, behind: 0})
  })

  test('is trained again for a rule on what it was not measured by', async () => {
    await team.pushMain({'proofmark.yml': CONFIG.replace('rmse <= 5', 'mae <= 5')})
    const {track} = await planFor(team, 'mae', {'NEWS.md': 'Mae.\n'})
    expect(track.outputs).toMatchObject({train: 'true', reason: 'metrics-missing'})
    expect(track.log.join('\n')).toContain('rules name mae')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
