import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {GateResult} from '../../shared/domain/results.ts'
import {errorsOf, foundTeam, type RunningJob, type Team} from './team.ts'

const PATH = 'proofmark.floors.yml'
const FLOORS = '# Raised by people alone.\ngsm8k.exact_match: 0.8\n'
const RULES = {metrics: 'results.json', config: 'proofmark.yml'}
const PULLS = {...RULES, 'raise-floors': 'pull-request'}
const PROPOSES = {contents: 'write', 'pull-requests': 'write'} as const
const results = (value: number) => ({
  'results.json': JSON.stringify({
    results: {
      gsm8k: {alias: 'gsm8k', 'exact_match,none': value, 'exact_match_stderr,none': 0.01},
    },
    configs: {},
    versions: {gsm8k: 3},
    'n-shot': {gsm8k: 5},
    higher_is_better: {gsm8k: {exact_match: true}},
  }),
})

let team: Team
beforeEach(async () => {
  team = await foundTeam({
    'proofmark.yml': 'pipeline: llm\ngate:\n  rules: [gsm8k.exact_match >= floor]\n',
    [PATH]: FLOORS,
  })
})
afterEach(() => team.close())

async function trained(value: number, more: Parameters<Team['job']>[0] = {}): Promise<RunningJob> {
  await team.pushMain({'train.py': `${value}\n`})
  return team.job({made: results(value), permissions: PROPOSES, ...more})
}

async function judge(job: RunningJob, inputs: Readonly<Record<string, string>> = PULLS) {
  const gate = await job.act('gate', inputs)
  expect(errorsOf(gate)).toBe('')
  return {gate, result: JSON.parse(gate.outputs['result'] ?? '{}') as GateResult}
}

/** What the gate of another commit of main says of its model. */
const next = async (value: number) => judge(await trained(value))
const proposed = () => team.repository.pulls.map(({headRef, state}) => ({headRef, state}))
const fileAt = (branch = '') => team.repository.filesAt(branch).get(PATH)

test('after two wins a floor may be raised, by a patch that people apply', async () => {
  const first = await judge(await trained(0.95), RULES)
  expect(first.result).toMatchObject({verdict: 'pass'})
  expect(first.result).not.toHaveProperty('raise')
  const job = await trained(0.9)
  const {gate, result} = await judge(job, RULES)
  expect(result.raise).toMatchObject({path: PATH, floors: [{floor: 0.8, to: 0.8835}]})
  expect(gate.summary).toContain('1 floor could be raised, by two models in a row')
  writeFileSync(join(job.workspace, 'floors.patch'), result.raise?.patch ?? '')
  execFileSync('git', ['apply', 'floors.patch'], {cwd: job.workspace})
  const raised = readFileSync(join(job.workspace, PATH), 'utf8')
  expect(raised).toBe(FLOORS.replace('0.8', '0.8835'))
  expect(proposed()).toEqual([])
})

test('rows say the noise where the file states none: predictions, judged again by row', async () => {
  await team.pushMain({
    'proofmark.yml':
      'pipeline: oil\ntrain: {metrics: out.csv}\ngate:\n  rules: [rmse <= floor]\n  predictions: {id: id, target: oil, prediction: said}\n',
    [PATH]: 'rmse: 2\n',
  })
  const predictions = (by: number) => {
    const rows = Array.from({length: 90}, (_, at) => `${at},${at},${at + by * Math.cos(at * at)}`)
    return {'out.csv': `id,oil,said\n${rows.join('\n')}\n`}
  }
  const first = await judge(await team.job({made: predictions(1)}), {})
  expect(first.result.rules[0]?.worseEnd).toBeGreaterThan(first.result.rules[0]?.candidate ?? 9)
  await team.pushMain({'train.py': 'two\n'})
  const {result} = await judge(await team.job({made: predictions(0.5)}), {})
  const [raised] = result.raise?.floors ?? []
  expect(raised).toMatchObject({metric: 'rmse', floor: 2})
  // The worse of the two models may be this bad, and not better than it is.
  expect(raised?.to).toBeGreaterThan(first.result.rules[0]?.candidate ?? 9)
  expect(raised?.to).toBeLessThan(1)
})

describe('a pull request', {timeout: 120_000}, () => {
  test('is opened with the reason, left alone while nothing is new, and follows a higher bound', async () => {
    expect((await next(0.9)).result).not.toHaveProperty('raise')
    expect(proposed()).toEqual([])
    const job = await trained(0.91)
    const opened = await judge(job)
    expect(opened.result.raise?.pullRequest).toMatchObject({number: 1, end: 'opened'})
    expect(opened.result.raise).not.toHaveProperty('patch')
    expect(opened.gate.summary).toContain('Proposed for review in')
    const [pull] = team.repository.pulls
    expect(pull).toMatchObject({title: 'Raise floors of llm', baseRef: 'main'})
    expect(pull?.headRef).toMatch(/^proofmark\/floors\/llm\/main-[0-9a-f]{12}$/)
    expect(fileAt(pull?.headRef)).toBe(FLOORS.replace('0.8', '0.8835'))
    expect(pull?.body).toContain('`gsm8k.exact_match` | 0.8 | 0.8835 | 0.8936 | 0.8836')
    expect([...team.repository.filesAt(pull?.headRef ?? '').keys()]).toContain('train.py')

    team.github.forget()
    const beside = {made: results(0.91), permissions: PROPOSES}
    const again = await judge(await team.job({...beside, attemptOf: job}))
    expect(again.result.raise?.pullRequest).toMatchObject({number: 1, end: 'already-open'})
    const written = team.github.requests.filter(({method}) => method !== 'GET')
    expect(written.map(({path}) => path).filter(path => /pulls|refs/.test(path))).toEqual([])
    expect(pull?.edits).toBe(0)

    const higher = await next(0.95)
    expect(higher.result.raise?.pullRequest).toMatchObject({number: 1, end: 'updated'})
    expect(fileAt(pull?.headRef)).toBe(FLOORS.replace('0.8', '0.8935'))
    expect(pull?.body).toContain('| 0.8935 |')
    expect(pull?.edits).toBe(1)
    expect(proposed()).toHaveLength(1)
    expect(team.github.problems()).toEqual([])
  })

  test('is one, and says what it does, when two runs race and an answer is lost', async () => {
    await next(0.9)
    const jobs = [await trained(0.91), await trained(0.92)]
    team.github.faults.add({match: 'CommitFiles', drop: 'response-after-commit'})
    const ends = await Promise.all(jobs.map(job => judge(job)))
    expect(proposed()).toHaveLength(1)
    const [pull] = team.repository.pulls
    expect(fileAt(pull?.headRef)).toBe(FLOORS.replace('0.8', '0.8835'))
    expect(ends.map(({result}) => result.raise?.pullRequest?.number)).toEqual([1, 1])
  })

  test('holds nothing that somebody laid on its branch beforehand', async () => {
    await next(0.9)
    const name = createHash('sha256').update(FLOORS).digest('hex').slice(0, 12)
    const branch = `proofmark/floors/llm/main-${name}`
    const lay = (files: Readonly<Record<string, string>>) =>
      team.repository.commit(branch, files, {
        message: 'Raise floors of llm',
        parents: [team.repository.head('main') ?? ''],
      })
    const laid = lay({[PATH]: FLOORS, 'ci.yml': 'on: push\n'})
    const {gate} = await next(0.91)
    const told = gate.annotations.map(({message}) => message).join('\n')
    expect(told).toContain(`no pull request raises the floors: ${branch} changes ci.yml, too`)
    expect([proposed(), team.repository.head(branch)]).toEqual([[], laid])

    lay({[PATH]: 'gsm8k.exact_match: 0.1 # of mine\nother: 1\n'})
    await next(0.92)
    expect(proposed()).toHaveLength(1)
    expect(fileAt(branch)).toMatch(/^# Raised by people alone\.\ngsm8k\.exact_match: 0\.8\d+\n$/)
  })

  test('that people closed, or work on, is theirs; a newer file of floors gets a newer one', async () => {
    await next(0.9)
    await next(0.91)
    const [first] = team.repository.pulls
    const branch = first?.headRef ?? ''
    team.repository.commit(
      branch,
      {[PATH]: FLOORS.replace('0.8', '0.87')},
      {message: 'Not so much'},
    )
    expect((await next(0.96)).result.raise?.pullRequest).toMatchObject({end: 'already-open'})
    expect(fileAt(branch)).toContain('0.87')

    await team.pushMain({[PATH]: FLOORS.replace('0.8', '0.81')})
    expect((await next(0.96)).result.raise?.pullRequest).toMatchObject({number: 2, end: 'opened'})
    expect(proposed().map(({state}) => state)).toEqual(['closed', 'open'])
    team.repository.pulls[1]?.close()
    const declined = await next(0.99)
    expect(declined.result.raise?.pullRequest).toMatchObject({number: 2, end: 'declined'})
    expect(declined.gate.summary).toContain('nobody is asked again')
  })

  test('that the token may not open is a patch, with the lines to add', async () => {
    await next(0.9)
    const {gate, result} = await judge(await trained(0.91, {permissions: {contents: 'write'}}))
    expect(result).toMatchObject({verdict: 'pass'})
    expect(result.raise?.patch).toContain('+gsm8k.exact_match: 0.8835')
    const told = gate.annotations.map(({level, message}) => `${level}: ${message}`).join('\n')
    expect(told).toContain('warning: no pull request raises the floors: GitHub refused to')
    expect(told).toMatch(/permissions:\s+contents: write\s+pull-requests: write/)
    expect(proposed()).toEqual([])
  })

  test('is nothing that the run of a pull request writes, whatever its token may do', async () => {
    await next(0.9)
    await team.pushMain({'main.txt': ''})
    const pull = await team.propose('change', {'train.py': 'better\n'})
    const branches = [...team.repository.refs.keys()]
    const job = await team.job({pull, made: results(0.95), permissions: PROPOSES})
    const {result} = await judge(job)
    expect(result).toMatchObject({verdict: 'pass'})
    expect(result).not.toHaveProperty('raise')
    expect(team.repository.pulls).toHaveLength(1)
    expect([...team.repository.refs.keys()]).toEqual(branches)
  })
})
