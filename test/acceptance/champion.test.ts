import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson} from '../../shared/domain/json.ts'
import {sha256} from '../../shared/platform/hash.ts'
import {PLANS} from './deployment.ts'
import {makeLive} from './made-live.ts'
import {CONFIG, holdout, model, START} from './oil.ts'
import {errorsOf, type Files, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const place = 'target: { command: [sh, deploy.sh] }\n    approvals: none'
const DEPLOYING = CONFIG.replace(
  'gate:',
  `deploy:\n  production:\n    ${place}\n  staging:\n    ${place}\ngate:`,
)
const FIRST: Files = {...START, 'proofmark.yml': DEPLOYING}
const READS = {contents: 'read', actions: 'read', deployments: 'read'} as const
const digestOf = (first: number) => sha256(model(first)['models/oil.onnx'])

type Permissions = Readonly<Record<string, 'read' | 'write'>>
type Notices = {readonly annotations: readonly {readonly message: string}[]}
const told = ({annotations}: Notices) => annotations.map(({message}) => message).join('\n')

function prepare(team: Team): Team {
  for (const environment of ['production', 'staging']) {
    team.github.setEnvironment(team.repository, {name: environment, reviewers: []})
  }
  return team
}

/** Main's job up to the verdict, with what training would have left. */
async function judged(team: Team, made: Files = {}): Promise<RunningJob> {
  const job = await team.job({made})
  expect(errorsOf(await job.act('evaluate'))).toBe('')
  expect(errorsOf(await job.act('gate'))).toBe('')
  return job
}

/** A later commit of main: evaluated with these permissions, judged, and planned. */
async function later(
  team: Team,
  files: Files,
  {permissions = READS, made = {}, history}: Later = {},
) {
  await team.pushMain({...files, [`push-${Math.random()}.txt`]: ''})
  const job = await team.job({permissions, made})
  const inputs: Readonly<Record<string, string>> = history === undefined ? {} : {history}
  const evaluate = await job.act('evaluate', inputs)
  expect(errorsOf(evaluate)).toBe('')
  const judge = await team.job({jobOf: job, permissions: {...PLANS, contents: 'write'}})
  expect(errorsOf(await judge.act('gate'))).toBe('')
  const plan = await judge.act('deploy', {environment: 'production', plan: 'true'})
  expect(errorsOf(plan)).toBe('')
  expect(plan.outputs['reason-code']).toBe('ready')
  return {job, evaluate, summary: plan.summary}
}

type Later = {
  readonly permissions?: Permissions
  readonly made?: Files
  /** Of evaluate alone: what it knows of earlier commits. */
  readonly history?: string
}

describe('what is live', {timeout: 120_000}, () => {
  const NEWER = holdout(150)
  let team: Team
  beforeAll(async () => {
    team = prepare(await foundTeam(FIRST))
    const first = await judged(team)
    for (const environment of ['production', 'staging']) {
      const sha = team.repository.head('main') ?? ''
      makeLive(team, {sha, digest: digestOf(0.605), run: first, environment})
    }
    await team.pushMain(model(0.603))
    await judged(team)
  })
  afterAll(() => team.close())

  test('is compared by the scores that its record keeps, while the rows are the same', async () => {
    const {evaluate, summary} = await later(team, model(0.601))
    expect(resultOf(evaluate)).not.toHaveProperty('champions')
    expect(evaluate.log.join('\n')).toContain(
      'the model that is live in production, staging was judged on the same rows',
    )
    expect(summary).toMatch(
      /Against .*, which is live: rmse [\d.]+ → [\d.]+ \(−[\d.]+ %, 95 %: −[\d.]+ … −[\d.]+\)\. Both scored on the same 200 rows\./,
    )
  })

  test('is scored once on other rows, for all environments, and the approver sees it', async () => {
    const {evaluate, summary} = await later(team, {...model(0.6), 'data/holdout.csv': NEWER})
    expect(resultOf(evaluate)).toMatchObject({
      champions: [{model: digestOf(0.605), environments: ['production', 'staging']}],
      baseline: {model: digestOf(0.601)},
    })
    expect(summary).toMatch(
      /Against .*, which is live: rmse [\d.]+ → [\d.]+ \(.*95 %: .*\)\. Both scored on the same 150 rows\./,
    )
  })

  test('that the token may not see is one sentence for the approver, with the line to add', async () => {
    const permissions = {contents: 'read', actions: 'read'} as const
    const {evaluate, summary} = await later(team, model(0.599), {permissions})
    expect(evaluate.exitCode).toBe(0)
    expect(told(evaluate)).toContain('deployments: read')
    expect(resultOf(evaluate)).toMatchObject({
      unscored: [{code: 'deployments-unread', environments: ['production']}, {}],
    })
    expect(summary).toMatch(/Not compared with .*, which is live: .*To have it the next time, add:/)
    expect(summary).toContain('deployments: read')
  })

  test('is asked on no pull request: nothing is deployed from there', async () => {
    const pull = await team.propose('change', model(0.6))
    team.github.forget()
    const job = await team.job({pull, permissions: READS})
    expect(resultOf(await job.act('evaluate'))).not.toHaveProperty('champions')
    expect(team.github.requests.map(({path}) => path).join('\n')).not.toContain('deployments')
  })

  test('is not scored twice when it is the candidate', async () => {
    await team.pushMain({...model(0.605), 'again.txt': ''})
    const job = await team.job({permissions: READS})
    expect(resultOf(await job.act('evaluate'))).not.toHaveProperty('champions')
  })

  test('with figures that do not follow from its scores is no comparison', async () => {
    await team.pushMain({...model(0.6), 'data/holdout.csv': holdout(160)})
    const job = await team.job({permissions: READS})
    const store = join(job.workspace, '..', 'champion-store')
    await job.act('evaluate', {store})
    const file = join(store, 'oil-evaluation-main-1', 'evaluation.json')
    const section = JSON.parse(await readFile(file, 'utf8'))
    for (const metric of section.body.champions[0].metrics) metric.value = 9
    await writeFile(file, canonicalJson(section))
    const judge = await team.job({jobOf: job, permissions: {...PLANS, contents: 'write'}})
    await judge.act('gate', {store})
    const plan = await judge.act('deploy', {environment: 'production', plan: 'true', store})
    expect(plan.outputs['reason-code']).toBe('ready')
    expect(plan.summary).toContain('the scores by row are not as evaluate writes them')
    expect(plan.summary).not.toContain('Against')
    const scores = join(store, 'oil-evaluation-main-1', 'champion-scores-0.jsonl')
    const text = await readFile(scores, 'utf8')
    await writeFile(scores, text.replace(/"prediction":\d/, '"prediction":9'))
    expect(errorsOf(await judge.act('gate', {store}))).toContain(
      'does not hold the scores that it names (champion-scores-0.jsonl)',
    )
  })

  test('asked GitHub nothing that GitHub would refuse, but what it may do without', () => {
    expect(team.github.problems()).toEqual([])
  })
})

describe('what is live and no file of the repository', {timeout: 120_000}, () => {
  const {'models/oil.onnx': _, ...bare} = FIRST
  const other = {'data/holdout.csv': holdout(150)}

  let team: Team
  let first: RunningJob
  beforeAll(async () => {
    team = prepare(await foundTeam(bare))
    first = await judged(team, model(0.605))
    const sha = team.repository.head('main') ?? ''
    makeLive(team, {sha, digest: digestOf(0.605), run: first})
    await team.pushMain({'second.txt': ''})
    await judged(team, model(0.603))
  })
  afterAll(() => team.close())
  const find = ({run}: RunningJob) =>
    team.github.artifacts(run).find(artifact => artifact.name === 'oil-model-main-1')

  /** Evaluates a later commit, where whoever made it live may be forgotten. */
  async function evaluated(files: Files, history?: string) {
    await team.pushMain({...files, [`push-${Math.random()}.txt`]: ''})
    const job = await team.job({made: model(0.6), permissions: READS})
    const evaluate = await job.act('evaluate', history === undefined ? {} : {history})
    expect(errorsOf(evaluate)).toBe('')
    return resultOf(evaluate)
  }

  test('is found among the artifacts of the run that trained it', async () => {
    const {evaluate} = await later(team, other, {made: model(0.6)})
    expect(resultOf(evaluate)).toMatchObject({champions: [{model: digestOf(0.605)}]})
  })

  test('is found without a history, by the run that deployed it', async () => {
    const {evaluate, summary} = await later(team, {}, {made: model(0.6), history: 'none'})
    expect(resultOf(evaluate)).toMatchObject({champions: [{model: digestOf(0.605)}]})
    expect(summary).toContain('Both scored on the same 150 rows.')
  })

  test.each([
    {name: 'replaced', history: undefined},
    {name: 'replaced and forgotten', history: 'none'},
  ])('$name there by another, it is not believed', async ({history}) => {
    const another = await team.job({made: model(0.9)})
    await another.act('evaluate')
    const [own, forged] = [find(first), find(another)]
    const before = {...own?.blob}
    Object.assign(own?.blob ?? {}, {content: forged?.blob.content})
    const result = await evaluated({}, history)
    Object.assign(own?.blob ?? {}, before)
    expect(result).not.toHaveProperty('champions')
    expect(result).toMatchObject({unscored: [{model: digestOf(0.605), code: 'model-differs'}]})
  })

  test('and kept nowhere any more is said, with how to keep the next one', async () => {
    const own = find(first)
    Object.assign(own ?? {}, {name: 'gone'})
    const {evaluate, summary} = await later(team, {}, {made: model(0.6)})
    Object.assign(own ?? {}, {name: 'oil-model-main-1'})
    expect(resultOf(evaluate)).toMatchObject({unscored: [{code: 'model-missing'}]})
    expect(summary).toContain('Not compared with')
    expect(summary).not.toContain('Against')
    expect(summary).toContain('retention-days: 400')
  })

  test('and predicts something else is no comparison', async () => {
    const level = DEPLOYING.replace('target: price', 'target: level')
    const result = await evaluated({'proofmark.yml': level})
    expect(result).not.toHaveProperty('champions')
    expect(result).toMatchObject({
      unscored: [{code: 'other-question', reason: 'it does a regression of "price"'}],
    })
  })

  test('is not what the run that deployed it made, when its deployment names other bytes', async () => {
    const {sha} = first.run
    makeLive(team, {sha, digest: digestOf(0.9), run: first, environment: 'staging'})
    expect(await evaluated({'proofmark.yml': DEPLOYING}, 'none')).toMatchObject({
      champions: [{model: digestOf(0.605), environments: ['production']}],
      unscored: [{model: digestOf(0.9), environments: ['staging'], code: 'model-differs'}],
    })
  })
})
