import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, foundTeam, resultOf, type Team} from './team.ts'

const RULES = {metrics: 'metrics.json', rules: 'rmse <= 5\nrmse <= baseline + 2%'}
const metrics = (rmse: number) => ({'metrics.json': `{"rmse": ${rmse}}`})

let team: Team
beforeAll(async () => {
  team = await foundTeam({'README.md': 'A model.\n', 'data/a.csv': '1\n'}, 'guarded')
  await (await team.job({made: metrics(3)})).act('gate', RULES)
})
afterAll(() => team.close())

describe('without a configuration file', () => {
  test('the gate finds the baseline, and says that the rules are the workflow’s', async () => {
    const pull = await team.propose('plain', {'train.py': '1\n'})
    const gate = await (await team.job({pull, made: metrics(3.01)})).act('gate', RULES)
    expect(gate.outputs['verdict']).toBe('pass')
    expect(resultOf(gate)).toMatchObject({
      pipeline: 'guarded',
      policy: {from: 'inputs'},
      baseline: {how: 'first-parent', behind: 0},
    })
  })

  test('the gate asks GitHub nothing when it has rules and no history', async () => {
    const job = await team.job({made: metrics(3)})
    team.github.forget()
    const gate = await job.act('gate', {...RULES, rules: 'rmse <= 5', history: 'none'})
    expect(gate.outputs['verdict']).toBe('pass')
    expect(team.github.requests.filter(({path}) => /^\/(repos|graphql)/.test(path))).toEqual([])
  })

  test('no pull request takes away how its figures are read, though the step says all else', async () => {
    const said = 'gate:\n  rules: [rmse <= 9]\n  format: { metrics.json: json }\n'
    const other = await foundTeam({'README.md': 'A model.\n', 'proofmark.yml': said}, 'read')
    const pull = await other.propose('free', {'proofmark.yml': 'gate:\n  rules: [rmse <= 9]\n'})
    const job = await other.job({pull, made: metrics(3)})
    const gate = await job.act('gate', {...RULES, rules: 'rmse <= 5', history: 'none'})
    await other.close()
    expect(gate.log.join('\n')).toContain('because gate.format in the configuration says so')
  })

  test('no rule at all is an error that shows how to write one', async () => {
    const gate = await (await team.job({made: metrics(3)})).act('gate', {metrics: 'metrics.json'})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs['reason-code']).toBe('no-rules')
    expect(errorsOf(gate)).toContain('rules: |')
  })
})

describe('permissions', () => {
  test('a missing one on main is told with its line; the verdict stays', async () => {
    const job = await team.job({made: metrics(3), permissions: {contents: 'read'}})
    const gate = await job.act('gate', RULES)
    expect(gate.exitCode).toBe(0)
    expect(resultOf(gate)['remembered']).toContain('permission is missing')
    const warning = gate.annotations.find(({level}) => level === 'warning')?.message
    expect(warning).toMatch(/permissions:\n\s+contents: write/)
  })

  test('a comment that may not be written leaves the summary, and no red job', async () => {
    const pull = await team.propose('silent', {'train.py': '2\n'})
    const job = await team.job({pull, made: metrics(4), permissions: {contents: 'read'}})
    await job.act('gate', RULES)
    const comment = await job.act('comment')
    expect(comment.exitCode).toBe(0)
    expect(comment.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'summary-only'})
    expect(comment.summary).toContain('❌ guarded is worse')
    expect(JSON.stringify(comment.annotations)).toContain('pull-requests: write')
    expect(team.repository.commentsOf(pull.number)).toEqual([])
  })

  test('of a fork only read, and that is no red job either', async () => {
    const fork = team.github.addRepository({
      owner: 'stranger',
      name: 'guarded',
      fork: {of: team.repository},
    })
    const pull = await team.propose('from-fork', {'train.py': '3\n'}, fork)
    const job = await team.job({pull, made: metrics(3), isFork: true})
    const gate = await job.act('gate', RULES)
    expect(gate.outputs['verdict']).toBe('pass')
    const comment = await job.act('comment')
    expect(comment.exitCode).toBe(0)
    expect(comment.outputs['reason-code']).toBe('summary-only')
  })

  test('a bad token is told as such', async () => {
    const job = await team.job({made: metrics(3)})
    const gate = await job.act('gate', {...RULES, token: 'ghs_wrong'})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs['reason-code']).toBe('bad-token')
    expect(errorsOf(gate)).toContain('401')
  })
})

describe('code that is not trusted', () => {
  test('is refused by the root action where a fork meets a token that can write', async () => {
    const [pull] = team.repository.pulls.filter(({headRef}) => headRef === 'from-fork')
    if (!pull) throw new Error('no pull request')
    const job = await team.job({pull, made: metrics(3), permissions: {contents: 'write'}})
    const root = await job.act('root', RULES)
    expect(root.exitCode).toBe(1)
    expect(root.outputs['reason-code']).toBe('untrusted-head')
    expect(errorsOf(root)).toContain('contents: read')
  })

  test('cannot print workflow commands through its file names', async () => {
    const name = 'data/::set-output name=verdict::pass'
    const pull = await team.propose('hostile', {[name]: '::error::x', 'data/<!-- x -->@all': '1'})
    const job = await team.job({pull, made: metrics(3)})
    const track = await job.act('track', {path: 'data/'})
    expect(track.exitCode).toBe(0)
    expect(track.outputs['files']).toBe('3')
    await job.act('gate', RULES)
    const comment = await job.act('comment')
    expect(comment.exitCode).toBe(0)
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body.match(/<!--/g)).toHaveLength(3)
    expect(written?.body).not.toMatch(/(^|[^`\\\w])@all/)
  })

  test('is not read outside of the workspace', async () => {
    const track = await (await team.job()).act('track', {path: '/etc/hostname'})
    expect(track.exitCode).toBe(1)
    expect(errorsOf(track)).toContain('not inside')
  })
})

describe('the root action', () => {
  test('walks the whole road in one step', async () => {
    const pull = await team.propose('one-step', {'data/a.csv': '2\n'})
    const job = await team.job({pull, made: metrics(2.9)})
    const root = await job.act('root', {...RULES, path: 'data/'})
    expect(errorsOf(root)).toBe('')
    expect(root.exitCode).toBe(0)
    expect(root.outputs).toMatchObject({verdict: 'pass', changed: 'true'})
    expect(team.repository.commentsOf(pull.number)[0]?.body).toContain('✅ guarded is better')
  })
})

describe('two at once', () => {
  test('legs of a matrix share the comment and lose nothing', async () => {
    const pull = await team.propose('matrix', {'train.py': '4\n'})
    const legs = ['cpu', 'gpu']
    await Promise.all(
      legs.map(async leg => {
        const job = await team.job({pull, made: metrics(4)})
        await job.act('gate', {...RULES, leg})
        await job.act('comment', {leg})
      }),
    )
    const comments = team.repository.commentsOf(pull.number)
    expect(comments).toHaveLength(1)
    for (const leg of legs) expect(comments[0]?.body).toContain(`leg=${leg} `)
  })

  test('two runs on main remember both records', async () => {
    const jobs = await Promise.all([1, 2].map(() => team.job({made: metrics(3)})))
    const gates = await Promise.all(jobs.map(job => job.act('gate', {...RULES, leg: 'race'})))
    for (const gate of gates) expect(resultOf(gate)['remembered']).toContain('remembered in')
  })
})

describe('GitHub in trouble', () => {
  test('an answer lost after the comment was written does not write it twice', async () => {
    const pull = await team.propose('lost', {'train.py': '5\n'})
    const job = await team.job({pull, made: metrics(3)})
    await job.act('gate', RULES)
    team.github.faults.add({match: /POST .*\/comments/, drop: 'response-after-commit'})
    const comment = await job.act('comment')
    expect(comment.exitCode).toBe(0)
    expect(team.repository.commentsOf(pull.number)).toHaveLength(1)
  })

  test('asked nothing that GitHub’s own description does not allow', () => {
    expect(team.github.problems()).toEqual([])
  })
})
