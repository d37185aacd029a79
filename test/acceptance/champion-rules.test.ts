import {expect, onTestFinished, test} from 'vitest'
import type {Digest} from '../../shared/domain/digest.ts'
import type {GateResult} from '../../shared/domain/results.ts'
import {sha256} from '../../shared/platform/hash.ts'
import {makeLive} from './made-live.ts'
import {CONFIG, model, START} from './oil.ts'
import {errorsOf, type Files, foundTeam, ON_MAIN, type RunningJob, type Team} from './team.ts'

const READS = {contents: 'read', actions: 'read', deployments: 'read'} as const
const DEPLOY = 'deploy:\n  production: { target: { command: [sh, deploy.sh] }, approvals: none }\n'

async function openTeam(files: Files): Promise<Team> {
  const team = await foundTeam(files)
  onTestFinished(team.close)
  team.github.setEnvironment(team.repository, {name: 'production', reviewers: []})
  return team
}

/** What the gate says of the rule that names the champion. */
async function judged(job: RunningJob) {
  const gate = await job.act('gate')
  const result = JSON.parse(gate.outputs['result'] ?? '{}') as GateResult
  const [rule] = result.rules.filter(one => one.rule.includes('champion'))
  return {gate, result, rule}
}

test('a rule against what is live judges by its rows, and says that nothing is live', async () => {
  const rule = '    - rmse <= champion + 2%\n'
  const team = await openTeam({...START, 'proofmark.yml': `${CONFIG}${rule}${DEPLOY}`})
  const propose = async (first: number) => {
    const pull = await team.propose(`weight-${first}`, model(first))
    const job = await team.job({pull, permissions: READS})
    expect(errorsOf(await job.act('evaluate'))).toBe('')
    return judged(job)
  }
  const main = await team.job({permissions: {...READS, ...ON_MAIN}})
  expect(errorsOf(await main.act('evaluate'))).toBe('')
  expect((await judged(main)).rule).toMatchObject({
    verdict: 'no-baseline',
    reasonCode: 'no-champion',
  })

  const sha = team.repository.head('main') ?? ''
  const digest = sha256(model(0.605)['models/oil.onnx'])
  makeLive(team, {sha, digest, run: main})
  // Main has moved on to a worse model, which its own rule would let pass as the baseline.
  await team.pushMain(model(0.63))
  const worse = await team.job({permissions: {...READS, ...ON_MAIN}})
  expect(errorsOf(await worse.act('evaluate'))).toBe('')
  await judged(worse)

  const better = await propose(0.601)
  expect(better.rule).toMatchObject({verdict: 'pass', noise: {rows: 200}})
  const between = await propose(0.629)
  expect(between.rule).toMatchObject({
    verdict: 'fail',
    reason: expect.stringContaining("than the champion's 0.66"),
  })
  expect(between.result.rules.find(one => one.rule === 'rmse <= baseline + 2%')).toMatchObject({
    verdict: 'pass',
  })
  expect(between.gate.exitCode).toBe(1)
  expect(team.github.problems()).toEqual([])
}, 120_000)

const LM = (acc: number) =>
  JSON.stringify({
    results: {quiz: {alias: 'quiz', 'acc,none': acc, 'acc_stderr,none': 0.01}},
    'n-samples': {quiz: {original: 2000, effective: 2000}},
    versions: {quiz: 1},
  })
const TRAINED = `pipeline: quiz
train: { run: [sh, train.sh], metrics: results.json }
model: { path: model.bin }
gate:
  rules: [quiz.acc >= champion - 3 pp]
`
const training = (acc: number): Files => ({
  'train.sh': `printf '%s' '${LM(acc)}' > results.json\nprintf 'weights of ${acc}' > model.bin\n`,
})

test('without evaluate stated errors are compared with what the record of the live model says', async () => {
  const team = await openTeam({'proofmark.yml': `${TRAINED}${DEPLOY}`, ...training(0.6)})
  const train = async (job: RunningJob): Promise<Digest> => {
    const done = await job.act('train')
    expect(errorsOf(done)).toBe('')
    return done.outputs['model'] as Digest
  }
  const main = await team.job({permissions: {...READS, ...ON_MAIN}})
  const digest = await train(main)
  await judged(main)
  makeLive(team, {sha: team.repository.head('main') ?? '', digest, run: main, pipeline: 'quiz'})
  const propose = async (acc: number) => {
    const pull = await team.propose(`acc-${acc}`, training(acc))
    const job = await team.job({pull, permissions: READS})
    await train(job)
    return judged(job)
  }
  expect((await propose(0.64)).rule).toMatchObject({
    verdict: 'pass',
    noise: {method: 'stated', rows: 2000},
  })
  // Three points less might be chance where each side is known to one point.
  expect((await propose(0.565)).rule).toMatchObject({verdict: 'inconclusive'})
  expect((await propose(0.5)).rule).toMatchObject({verdict: 'fail'})
  expect(team.github.problems()).toEqual([])
}, 120_000)
