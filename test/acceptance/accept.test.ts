import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {GateResult} from '../../shared/domain/results.ts'
import type {Pull} from '../fakes/github/index.ts'
import {foundTeam, ON_PULL, type RunningJob, type Team} from './team.ts'

const config = (accept: string) => `pipeline: oil
train: {metrics: metrics.json}
gate:
  rules: [rmse <= baseline + 2%]
  accept: ${accept}
`
const TEAM = '{label: accept-regression, by: acme/ml-leads}'
const metrics = (rmse: number) => ({'metrics.json': `{"rmse": ${rmse}}`})
/** The token of an app; no job's own may ask for members. */
const APP = {...ON_PULL, members: 'read'} as const

let team: Team
beforeAll(async () => {
  team = await foundTeam({'proofmark.yml': config(TEAM), 'README.md': 'A model.\n'})
  team.github.addMember('acme/ml-leads', 'bo')
  team.github.addMember('acme/ml-leads', 'cy', 'pending')
  await (await team.job({made: metrics(3)})).act('gate')
})
afterAll(() => team.close())

type Deed = {readonly by: string; readonly said?: string | undefined; readonly says?: string}

/** Sets the label, and writes the reason with the words that the gate asked for. */
function accept(pull: Pull, result: GateResult, {by, said, says = by}: Deed): void {
  const digest = result.acceptable?.digest ?? result.accepted?.digest ?? ''
  const {number} = pull
  team.github.setLabel(team.repository, {number, label: 'accept-regression', login: by})
  const body = said ?? `accept ${digest.slice(7, 23)}: smaller model`
  team.github.comment(team.repository, {number, login: says, body})
}

async function judge(job: RunningJob) {
  const gate = await job.act('gate')
  const result = JSON.parse(gate.outputs['result'] ?? '{}') as GateResult
  return {gate, result}
}

/** Judges, lets somebody act, and judges in a second attempt. */
async function judgeAgain(
  pull: Pull,
  permissions: Readonly<Record<string, 'read' | 'write'>>,
  {
    deed,
    made = metrics(9),
  }: {readonly deed: Deed; readonly made?: Readonly<Record<string, string>>},
) {
  const job = await team.job({pull, made, permissions})
  accept(pull, (await judge(job)).result, deed)
  return judge(await team.job({attemptOf: job, pull, made, permissions}))
}

describe('a known loss', () => {
  let pull: Pull
  let job: RunningJob
  let refused: GateResult

  test('is refused, and it is said how it could be accepted', async () => {
    pull = await team.propose('smaller', {'train.py': 'small\n'})
    job = await team.job({pull, made: metrics(4), permissions: APP})
    const {gate, result} = await judge(job)
    refused = result
    expect(gate.exitCode).toBe(1)
    expect(result.acceptable).toMatchObject({label: 'accept-regression', by: ['acme/ml-leads']})
    const comment = await job.act('comment')
    expect(comment.summary).toContain('❌ oil is worse')
    expect(comment.summary).toMatch(/acme\/ml-leads sets the label .*accept-regression/)
    expect(comment.summary).toMatch(/accept [0-9a-f]{16}: why/)
  })

  test('is accepted by a member of the team, with a reason, in a second attempt', async () => {
    accept(pull, refused, {by: 'bo'})
    const again = await team.job({attemptOf: job, pull, made: metrics(4), permissions: APP})
    const {gate, result: accepted} = await judge(again)
    expect(gate.exitCode).toBe(0)
    expect(gate.outputs['verdict']).toBe('fail')
    expect(accepted.accepted).toMatchObject({
      by: 'bo',
      as: 'acme/ml-leads',
      reason: 'smaller model',
      of: 'metrics',
      digest: refused.acceptable?.digest,
      pullRequest: pull.number,
    })
    await again.act('comment')
    const [body = ''] = team.repository
      .commentsOf(pull.number)
      .filter(({login}) => login.endsWith('[bot]'))
      .map(comment => comment.body)
    const first = body.split('\n').find(line => line.startsWith('### ')) ?? ''
    expect(first).toContain('🤝 oil is worse: rmse 3 → 4 (+33 %')
    expect(first).toMatch(
      /accepted by .*bo: “smaller model”, for figures [0-9a-f]+(?:&#8203;)?[0-9a-f]+… only/,
    )
    // Nobody is called by what a report quotes.
    expect(first).not.toContain('@bo')
    expect(team.github.problems()).toEqual([])
  })

  test('is not accepted for what is pushed later', async () => {
    await team.amend(pull, {'train.py': 'smaller still\n'})
    const later = await team.job({pull, made: metrics(5), permissions: APP})
    const {gate, result} = await judge(later)
    expect(gate.exitCode).toBe(1)
    expect(result).not.toHaveProperty('accepted')
    expect(result.acceptable?.problem).toContain('@bo accepted another model')
    // And the same figures again are what was accepted.
    const back = await team.job({pull, made: metrics(4), permissions: APP})
    expect((await judge(back)).gate.exitCode).toBe(0)
  })

  test('stays accepted on main, by the pull request that was merged, and is remembered so', async () => {
    const sha = await team.pushMain({'train.py': 'small\n'})
    pull.merged(sha)
    const main = await team.job({
      made: metrics(4),
      permissions: {contents: 'write', 'pull-requests': 'read', members: 'read'},
    })
    const {gate, result} = await judge(main)
    expect(gate.exitCode).toBe(0)
    expect(result.accepted).toMatchObject({by: 'bo', pullRequest: pull.number})
  })
})

describe('nobody else accepts', () => {
  const refusals: readonly (Deed & {name: string; why: string; token?: object})[] = [
    {name: 'the author', by: 'ana', why: 'on a pull request of their own'},
    {name: 'a stranger', by: 'eve', why: 'does not say that this is one of acme/ml-leads'},
    {name: 'somebody only invited', by: 'cy', why: 'does not say that this is one of'},
    {name: 'a program', by: 'ml-leads[bot]', why: 'which is a program'},
    {name: 'a member for whom another speaks', by: 'bo', says: 'ana', why: 'gave no reason'},
    {name: 'a member without a digest', by: 'bo', said: 'accept: go on', why: 'gave no reason'},
    {
      name: "a member, where the token is the job's",
      by: 'bo',
      why: 'could not be asked',
      token: ON_PULL,
    },
  ]
  test.each(refusals)('not $name', async ({name, why, token = APP, ...deed}) => {
    const pull = await team.propose(name.replaceAll(/\W/g, '-'), {'train.py': `${name}\n`})
    const {gate, result} = await judgeAgain(pull, {...token}, {deed})
    expect(gate.exitCode).toBe(1)
    expect(result).not.toHaveProperty('accepted')
    expect(result.acceptable?.problem).toContain(why)
  })

  test('not by a policy that the pull request brings itself', async () => {
    const own = config('{label: accept-regression, by: "@ana", author: true}')
    const pull = await team.propose('own-policy', {'proofmark.yml': own})
    const {gate, result} = await judgeAgain(pull, APP, {deed: {by: 'ana'}})
    expect(gate.exitCode).toBe(1)
    expect(result.acceptable).toMatchObject({by: ['acme/ml-leads']})
  })

  test('not a broken run, whoever says so', async () => {
    const pull = await team.propose('broken-run', {'train.py': 'nan\n'})
    const made = {'metrics.json': '{"rmse": NaN}'}
    const said = `accept ${'0'.repeat(16)}: never mind`
    const {gate, result} = await judgeAgain(pull, APP, {deed: {by: 'bo', said}, made})
    expect(gate.exitCode).toBe(1)
    expect(result).not.toHaveProperty('acceptable')
  })

  test('people that are named need no token of an app', async () => {
    await team.pushMain({'proofmark.yml': config('{label: accept-regression, by: ["@bo"]}')})
    await (await team.job({made: metrics(3)})).act('gate')
    const pull = await team.propose('named', {'train.py': 'named\n'})
    const {gate, result} = await judgeAgain(pull, ON_PULL, {deed: {by: 'Bo'}})
    expect(gate.exitCode).toBe(0)
    expect(result.accepted).toMatchObject({as: '@bo'})
  })
})
