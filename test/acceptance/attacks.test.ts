import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson} from '../../shared/domain/json.ts'
import {errorsOf, foundTeam, resultOf, type Team} from './team.ts'

const RULES = {metrics: 'metrics.json', rules: 'rmse <= 5\nrmse <= baseline + 2%'}
const metrics = (rmse: number) => ({'metrics.json': `{"rmse": ${rmse}}`})
const ALL = {contents: 'write', 'pull-requests': 'write'} as const

let team: Team
beforeAll(async () => {
  team = await foundTeam({'README.md': 'A model.\n', 'data/a.csv': '1\n'}, 'guarded')
  await (await team.job({made: metrics(3)})).act('gate', RULES)
})
afterAll(() => team.close())

function forkOf(owner: string) {
  return team.github.addRepository({owner, name: 'guarded', fork: {of: team.repository}})
}

describe('events with the rights of the default branch', () => {
  test.each(['pull_request_target', 'workflow_run', 'issue_comment'])(
    '%s with the code of a fork is refused by the root action',
    async event => {
      const pull = await team.propose(
        `by-${event}`,
        {'train.py': event},
        forkOf(`m-${event.replaceAll('_', '-')}`),
      )
      const job = await team.job({
        pull,
        event,
        checkout: pull.headSha,
        made: metrics(3),
        permissions: ALL,
      })
      team.github.forget()
      const root = await job.act('root', RULES)
      expect(root.exitCode).toBe(1)
      expect(root.outputs['reason-code']).toBe('untrusted-head')
      expect(errorsOf(root)).toContain('on: pull_request')
      expect(
        team.github.requests.filter(({method, path}) => method !== 'GET' && path !== '/graphql'),
      ).toEqual([])
      expect(team.repository.commentsOf(pull.number)).toEqual([])
    },
  )

  test('without a checkout of the fork works on its own code', async () => {
    const pull = await team.propose('harmless', {'train.py': 'h'}, forkOf('harmless'))
    const job = await team.job({pull, event: 'workflow_run', made: metrics(3), permissions: ALL})
    expect((await job.act('root', RULES)).outputs['verdict']).toBe('pass')
  })

  test('never write the history', async () => {
    const before = team.repository.head('proofmark-history')
    for (const event of ['pull_request_target', 'workflow_run', 'issue_comment']) {
      const pull = await team.propose(`history-${event}`, {'train.py': event})
      const job = await team.job({pull, event, made: metrics(1), permissions: ALL})
      const gate = await job.act('gate', {...RULES, leg: event})
      expect(resultOf(gate)['remembered']).toContain('only runs on the default branch')
    }
    expect(team.repository.head('proofmark-history')).toBe(before)
  })

  test('a fork whose branch is called main is no main', async () => {
    const fork = forkOf('mainly')
    expect(fork.head('main')).toBe(team.repository.head('main'))
    const pull = team.repository.openPull({head: 'main', base: 'main', headRepository: fork})
    const job = await team.job({pull, made: metrics(1), permissions: ALL})
    const gate = await job.act('gate', RULES)
    expect(resultOf(gate)['remembered']).toContain('only runs on the default branch')
  })
})

describe('comments of others', () => {
  test('that hold our marker are neither believed, nor changed, nor removed', async () => {
    const good = await team.propose('good', {'train.py': 'good'})
    const job = await team.job({pull: good, made: metrics(2)})
    await job.act('gate', RULES)
    await job.act('comment')
    const [ours] = team.repository.commentsOf(good.number)
    if (!ours) throw new Error('no comment')

    const bad = await team.propose('bad', {'train.py': 'bad'})
    const forged = team.github.comment(team.repository, {
      number: bad.number,
      login: 'mallory',
      body: ours.body,
    })
    const next = await team.job({pull: bad, made: metrics(4)})
    await next.act('gate', RULES)
    expect((await next.act('comment')).outputs['reason-code']).toBe('created')
    const comments = team.repository.commentsOf(bad.number)
    expect(comments).toHaveLength(2)
    expect(comments.find(({id}) => id === forged.id)?.body).toBe(ours.body)
    const written = comments.find(({id}) => id !== forged.id)
    expect(written?.body).toContain('❌ guarded is worse')
    expect(written?.body).not.toContain('✅ guarded')
  })

  test('by the hundred do not hide ours', async () => {
    const pull = await team.propose('busy', {'train.py': 'busy'})
    for (let i = 0; i < 120; i++) {
      team.github.comment(team.repository, {number: pull.number, login: 'bo', body: `Comment ${i}`})
    }
    const job = await team.job({pull, made: metrics(3)})
    await job.act('gate', RULES)
    await job.act('comment')
    for (let i = 0; i < 120; i++) {
      team.github.comment(team.repository, {number: pull.number, login: 'bo', body: `More ${i}`})
    }
    expect((await job.act('comment')).outputs['reason-code']).toBe('unchanged')
    const ours = team.repository
      .commentsOf(pull.number)
      .filter(({body}) => body.includes('proofmark'))
    expect(ours).toHaveLength(1)
  })
})

describe('a verdict that another job replaced', () => {
  test.each([
    {
      name: 'turned green',
      forge: (text: string) => {
        const section = JSON.parse(text)
        return canonicalJson({...section, body: {...section.body, verdict: 'pass'}})
      },
      says: 'does not follow from its rules',
    },
    {
      name: 'of another run',
      forge: (text: string) => text.replace(/"id":\d+/, '"id":1'),
      says: 'says that it is of run 1',
    },
    {name: 'cut off', forge: (text: string) => text.slice(0, -1), says: 'of this run'},
    {name: 'with spaces', forge: (text: string) => `${text} `, says: 'not in canonical form'},
    {name: 'of many brackets', forge: () => '['.repeat(100_000), says: 'of this run'},
  ])('$name is refused by the comment', async ({name, forge, says}) => {
    const pull = await team.propose(`replaced-${name.replaceAll(' ', '-')}`, {'train.py': name})
    const job = await team.job({pull, made: metrics(4)})
    const store = join(job.workspace, '..', `store-${pull.number}`)
    await job.act('gate', {...RULES, store})
    const file = join(store, 'guarded-gate-main-1', 'gate.json')
    await writeFile(file, forge(await readFile(file, 'utf8')))
    const comment = await job.act('comment', {store})
    expect(comment.exitCode).toBe(1)
    expect(comment.outputs['reason-code']).toBe('corrupt-section')
    expect(errorsOf(comment)).toContain(says)
    expect(team.repository.commentsOf(pull.number)).toEqual([])
  })
})

describe('a job that is cancelled', () => {
  test('while its record is written leaves the whole record or none, and runs again', async () => {
    const job = await team.job({made: metrics(3)})
    team.github.faults.add({match: /AppendHistory/, delayMs: 2500})
    const inputs = {...RULES, leg: 'cancelled'}
    const gate = await job.act('gate', inputs, {cancel: {onLine: /verdict|Verdict/, scale: 0.02}})
    expect(gate.exitCode).not.toBe(0)
    team.github.faults.clear()
    const again = await team.job({made: metrics(3), attemptOf: job})
    const second = await again.act('gate', inputs)
    expect(second.exitCode).toBe(0)
    expect(resultOf(second)['remembered']).toContain('remembered in')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
