import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import type {Finished} from '../harness/run-action.ts'
import {trainOnMain} from './plan-road.ts'
import {processesWith} from './processes.ts'
import {errorsOf, type Files, foundTeam, type RunningJob, type Team} from './team.ts'

const FETCH = `printf 'day,price\\n1,10\\n2,11\\n' > data/prices.csv
printf 'day,rate\\n1,3\\n2,4\\n' > rates/rates.csv
`
const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, role: train, refresh: [sh, fetch.sh] }
  rates: { path: rates/, role: train }
`
const START: Files = {
  'proofmark.yml': CONFIG,
  'data/prices.csv': 'day,price\n1,10\n',
  'data/old.csv': 'day,price\n0,9\n',
  'rates/.keep': '',
  '.gitignore': 'rates/*.csv\n',
  'fetch.sh': FETCH,
}
const PROPOSES = {contents: 'write', 'pull-requests': 'write'} as const
const STARTS = {contents: 'write', actions: 'write'} as const

let team: Team
beforeEach(async () => {
  team = await foundTeam(START)
})
afterEach(() => team.close())

/** A run on a schedule: one job fetches and looks, another one, without the files, may write. */
async function look(
  inputs: Readonly<Record<string, string>> = {},
  options: {made?: Files; permissions?: Readonly<Record<string, 'read' | 'write'>>} = {},
) {
  const {made = {}, permissions = PROPOSES} = options
  const first = await team.job({event: 'schedule', permissions: {contents: 'read'}, made})
  const track = await first.act('track', {refresh: 'true'})
  const second = await team.job({jobOf: first, permissions})
  const tell = () => second.act('trigger', inputs, {workspace: `${second.workspace}/..`})
  return {track, first, second, tell}
}

function said({exitCode, outputs}: Finished) {
  return {exitCode, code: outputs['reason-code'], pull: outputs['pull-request']}
}

function branches(): readonly string[] {
  return [...team.repository.refs.keys()].filter(ref => ref.includes('proofmark/data'))
}

describe('a pull request', () => {
  test('holds the manifests, and the changed files that git keeps', async () => {
    const {track, tell} = await look()
    expect(errorsOf(track)).toBe('')
    const done = await tell()
    expect(errorsOf(done)).toBe('')
    expect(said(done)).toEqual({exitCode: 0, code: 'opened', pull: '1'})
    const [pull] = team.repository.pulls
    expect(pull).toMatchObject({title: 'New data for oil: prices, rates', baseRef: 'main'})
    expect(pull?.headRef).toMatch(/^proofmark\/data\/oil-[0-9a-f]{12}$/)
    expect(pull?.body).toContain('2 datasets')
    const files = team.repository.filesAt(pull?.headRef ?? '')
    expect(files.get('data/prices.csv')).toBe('day,price\n1,10\n2,11\n')
    expect(files.get('manifests/prices.sha256')).toMatch(/^[0-9a-f]{64} {2}old\.csv\n/)
    expect(files.get('manifests/rates.sha256')).toContain('  rates.csv\n')
    expect(files.has('rates/rates.csv')).toBe(false)
    expect(files.get('fetch.sh')).toBe(FETCH)
  })

  test('is opened once for the same data', async () => {
    await (await look()).tell()
    const again = await (await look()).tell()
    expect(said(again)).toEqual({exitCode: 0, code: 'already-open', pull: '1'})
    expect(again.outputs['triggered']).toBe('false')
    team.repository.pulls[0]?.close()
    expect(said(await (await look()).tell())).toEqual({exitCode: 0, code: 'declined', pull: '1'})
    expect(team.repository.pulls).toHaveLength(1)
  })

  test('is not asked for what main holds', async () => {
    await (await look()).tell()
    const branch = team.repository.pulls[0]?.headRef ?? ''
    const merged = Object.fromEntries(team.repository.filesAt(branch))
    await team.pushMain(merged)
    team.repository.pulls[0]?.merged()
    expect(said(await (await look()).tell())).toMatchObject({code: 'unchanged'})
    // The data go back, and come again.
    await team.pushMain(START)
    expect(said(await (await look()).tell())).toEqual({exitCode: 0, code: 'opened', pull: '2'})
    expect(team.repository.pulls[1]?.headRef).toBe(`${branch}-2`)
  })

  test('takes files away that the data lost', async () => {
    await (await look()).tell()
    const branch = team.repository.pulls[0]?.headRef ?? ''
    await team.pushMain(Object.fromEntries(team.repository.filesAt(branch)))
    team.repository.pulls[0]?.merged()
    await team.pushMain({'fetch.sh': `${FETCH}rm data/old.csv\n`})
    // A run dies before its commit, and main moves on.
    const dying = await look()
    team.github.faults.add({match: 'CommitFiles', status: 422})
    expect((await dying.tell()).exitCode).toBe(1)
    await team.pushMain({'note.txt': 'more\n'})
    expect(said(await (await look()).tell())).toMatchObject({code: 'opened'})
    const files = team.repository.filesAt(team.repository.pulls[1]?.headRef ?? '')
    expect(files.has('data/old.csv')).toBe(false)
    expect(files.has('data/prices.csv')).toBe(true)
  })

  test('is not held for that of a fork with the same owner and branch', async () => {
    await (await look()).tell()
    const [own] = team.repository.pulls
    const branch = own?.headRef ?? ''
    own?.merged()
    const fork = team.github.addRepository({
      owner: 'acme',
      name: 'oil-price-fork',
      fork: {of: team.repository},
    })
    fork.commit(`${branch}-2`, {x: '1'})
    team.repository.openPull({head: `${branch}-2`, headRepository: fork}).close()
    expect(said(await (await look()).tell())).toMatchObject({code: 'opened', pull: '3'})
  })

  test('is one pull request when several runs find the same data at once', async () => {
    const runs = [await look(), await look(), await look()]
    const ends = await Promise.all(runs.map(({tell}) => tell()))
    expect(ends.map(errorsOf)).toEqual(['', '', ''])
    expect(team.repository.pulls).toHaveLength(1)
    expect(branches()).toHaveLength(1)
    expect(ends.map(said).filter(({code}) => code === 'opened')).toHaveLength(1)
  })

  test.each([
    {name: 'the branch was made', match: 'POST /repos/acme/oil-price/git/refs'},
    {name: 'the files were committed', match: 'CommitFiles'},
    {name: 'it was opened', match: 'POST /repos/acme/oil-price/pulls'},
  ])('is taken up when an answer was lost after $name', async ({match}) => {
    const {tell} = await look()
    team.github.faults.add({match, drop: 'response-after-commit'})
    const done = await tell()
    expect(errorsOf(done)).toBe('')
    expect(team.github.faults.pending()).toEqual([])
    expect(team.repository.pulls).toHaveLength(1)
    expect(team.repository.filesAt(branches()[0]?.slice('refs/heads/'.length) ?? '').size).toBe(8)
  })

  test('is taken up by the next run when one died half way', async () => {
    const {tell} = await look()
    team.github.faults.add({match: 'CommitFiles', status: 422})
    expect((await tell()).exitCode).toBe(1)
    expect(branches()).toHaveLength(1)
    expect(team.repository.pulls).toHaveLength(0)
    expect(said(await (await look()).tell())).toEqual({exitCode: 0, code: 'opened', pull: '1'})
  })

  test('is opened also where names are long, and there is more to tell than it can hold', async () => {
    const names = Array.from({length: 10}, (_, at) => `d${at}`.padEnd(64, '-'))
    const header = Array.from({length: 60}, (_, at) => `column_${at}_${'|<'.repeat(30)}`)
    const rows = [1, 2, 3].map(row => header.map((_, at) => `${row * at}.5`))
    const table = [header, ...rows].map(row => row.join(',')).join('\n')
    const data = names.map(name => `  ${name}: { path: data/${name}.csv, profile: true }\n`)
    await team.pushMain({'proofmark.yml': `pipeline: ${'p'.repeat(64)}\ndata:\n${data.join('')}`})
    const made = Object.fromEntries(names.map(name => [`data/${name}.csv`, `${table}\n`]))
    const job = await team.job({event: 'schedule', permissions: PROPOSES, made})
    expect(errorsOf(await job.act('track'))).toBe('')
    const done = await job.act('trigger')
    expect(errorsOf(done)).toBe('')
    const [pull] = team.repository.pulls
    expect(pull?.body).toContain('Shortened here')
    expect(pull?.body).toContain(names[9])
  })

  test('says which switch is off, and goes on from there when it is on', async () => {
    const {tell} = await look()
    const message = 'GitHub Actions is not permitted to create or approve pull requests.'
    team.github.faults.add({
      match: 'POST /repos/acme/oil-price/pulls',
      status: 403,
      body: {message},
    })
    const refused = errorsOf(await tell())
    expect(refused).toContain('Allow GitHub Actions to create and approve')
    expect(refused).toContain('same place of the organisation')
    const [branch = ''] = branches()
    expect(refused).toContain(`${branch.slice('refs/heads/'.length)} stays`)
    const commit = team.repository.refs.get(branch)
    expect(team.repository.pulls).toEqual([])
    expect(said(await (await look()).tell())).toEqual({exitCode: 0, code: 'opened', pull: '1'})
    expect(branches()).toEqual([branch])
    expect(team.repository.refs.get(branch)).toEqual(commit)
  })

  test('says which permission is missing', async () => {
    const {tell} = await look({}, {permissions: {contents: 'write'}})
    expect(errorsOf(await tell())).toContain('pull-requests: ')
    const reader = await look({}, {permissions: {contents: 'read', 'pull-requests': 'write'}})
    expect(errorsOf(await reader.tell())).toContain('contents: write')
  })
})

describe('a workflow', () => {
  const inputs = {as: 'dispatch', workflow: 'train.yml'}
  const startable = `on:
  workflow_dispatch:
    inputs:
      data-digest: { type: string }
      data-digests: { type: string }
`
  const start = (more: Readonly<Record<string, string>> = {}) =>
    look({...inputs, ...more}, {permissions: STARTS})
  beforeEach(() => team.pushMain({'.github/workflows/train.yml': startable}))

  test('is started with the digests, once for the same data', async () => {
    const {track, tell} = await start()
    const done = await tell()
    expect(errorsOf(done)).toBe('')
    expect(said(done)).toMatchObject({exitCode: 0, code: 'dispatched'})
    const [sent] = team.repository.dispatches
    expect(sent).toMatchObject({workflow: 'train.yml', ref: 'main'})
    expect(sent?.inputs['data-digest']).toBe(track.outputs['digest'])
    expect(Object.keys(JSON.parse(sent?.inputs['data-digests'] ?? ''))).toEqual(['prices', 'rates'])
    expect(said(await (await start()).tell())).toMatchObject({code: 'already-dispatched'})
    expect(team.repository.dispatches).toHaveLength(1)

    const digest = sent?.inputs['data-digest'] ?? ''
    const training = await team.job({event: 'workflow_dispatch'})
    const other = await training.act('track', {'expected-digest': digest})
    expect(errorsOf(other)).toContain(`"${digest}" was expected`)
    const fetched = {'expected-digest': digest, refresh: 'true', leg: 'fetched'}
    expect(errorsOf(await training.act('track', fetched))).toBe('')
  })

  test('is started once when several runs find the same data at once', async () => {
    const runs = [await start(), await start(), await start()]
    const ends = await Promise.all(runs.map(({tell}) => tell()))
    expect(ends.map(errorsOf)).toEqual(['', '', ''])
    expect(team.repository.dispatches).toHaveLength(1)
    expect(
      ends
        .map(said)
        .map(({code}) => code)
        .sort(),
    ).toEqual(['already-dispatched', 'already-dispatched', 'dispatched'])
  })

  test('is started again for other data', async () => {
    await (await start()).tell()
    await team.pushMain({'fetch.sh': FETCH.replace('2,11', '2,12')})
    expect(said(await (await start()).tell())).toMatchObject({code: 'dispatched'})
    expect(team.repository.dispatches).toHaveLength(2)
  })

  test('that died between claim and start is told, and started again on request', async () => {
    team.github.faults.add({match: 'train.yml/dispatches', drop: 'response-after-commit'})
    expect(errorsOf(await (await start()).tell())).toContain('answer was lost')
    const next = errorsOf(await (await start()).tell())
    expect(next).toContain('never said that it did')
    expect(next).toContain('again: true')
    expect(said(await (await start({again: 'true'})).tell())).toMatchObject({code: 'dispatched'})
    expect(said(await (await start()).tell())).toMatchObject({code: 'already-dispatched'})
  })

  test('that cannot be started is not held for started', async () => {
    await team.pushMain({'.github/workflows/train.yml': 'on:\n  workflow_dispatch:\n'})
    const refused = errorsOf(await (await start()).tell())
    expect(refused).toContain('train.yml cannot be started with the digests')
    expect(refused).toContain('data-digest: { type: string }')
    await team.pushMain({'.github/workflows/train.yml': startable})
    expect(said(await (await start()).tell())).toMatchObject({code: 'dispatched'})
  })

  test('is not started with data that fail', async () => {
    await team.pushMain({
      'proofmark.yml': CONFIG.replace('role: train, refresh', 'role: train, schema: full, refresh'),
      'fetch.sh': `${FETCH}printf 'day,price\\n1\\n' > data/prices.csv\n`,
    })
    const first = await team.job({event: 'schedule', permissions: {contents: 'read'}})
    await first.act('track', {refresh: 'true', 'fail-on': 'none'})
    const second = await team.job({jobOf: first, permissions: STARTS})
    expect(said(await second.act('trigger', inputs))).toMatchObject({code: 'data-failed'})
    expect(team.repository.dispatches).toEqual([])
  })

  test.each([
    {name: 'no name', given: {as: 'dispatch'}},
    {name: 'a path', given: {as: 'dispatch', workflow: '../train.yml'}},
  ])('needs a file: $name', async ({given}) => {
    const {tell} = await look(given, {permissions: STARTS})
    expect(errorsOf(await tell())).toContain('workflow: model-main.yml')
    expect(branches()).toEqual([])
  })

  test('needs the permission', async () => {
    const {tell} = await look(inputs, {permissions: {contents: 'write'}})
    expect(errorsOf(await tell())).toContain('actions: write')
  })
})

describe('data that lie elsewhere', () => {
  test('are proposed by the list of their checksums', async () => {
    const config = (version: string) =>
      `pipeline: oil\ndata:\n  table: { version: [echo, ${version}] }\n`
    await team.pushMain({'proofmark.yml': config('v1')})
    const tell = async () => {
      const job = await team.job({event: 'schedule', permissions: PROPOSES})
      expect(errorsOf(await job.act('track'))).toBe('')
      return said(await job.act('trigger'))
    }
    expect(await tell()).toEqual({exitCode: 0, code: 'opened', pull: '1'})
    expect(await tell()).toMatchObject({code: 'already-open'})
    await team.pushMain({'proofmark.yml': config('v2')})
    expect(await tell()).toEqual({exitCode: 0, code: 'opened', pull: '2'})
  })
})

test('a configuration that the default branch does not hold is told as that', async () => {
  const config = 'models/new/proofmark.yml'
  const job = await team.job({event: 'schedule', permissions: PROPOSES, made: {[config]: CONFIG}})
  expect(errorsOf(await job.act('track', {config, refresh: 'true'}))).toBe('')
  const said = errorsOf(await job.act('trigger', {config}))
  expect(said).toMatch(
    /data\/\S+ would be committed, and [0-9a-f]{7} of the default branch holds no/,
  )
  expect(said).toContain(`Merge ${config} first`)
  expect(team.repository.pulls).toEqual([])
  expect(branches()).toEqual([])
})

describe('who may', () => {
  async function tracked(options: Parameters<Team['job']>[0]): Promise<RunningJob> {
    const job = await team.job(options)
    await job.act('track')
    return job
  }

  test('not a pull request', async () => {
    const pull = await team.propose('mine', {'data/prices.csv': 'day,price\n1,99\n'})
    const job = await tracked({pull, permissions: PROPOSES})
    expect(errorsOf(await job.act('trigger'))).toContain('only runs of the default branch')
    expect(errorsOf(await job.act('track', {refresh: 'true'}))).toContain('default branch')
    expect(branches()).toEqual([])
  })

  test('only with what track saw', async () => {
    const job = await team.job({event: 'schedule', permissions: PROPOSES})
    expect(errorsOf(await job.act('trigger'))).toContain('actions/track@v1')
  })

  test('nobody is asked about what main itself holds', async () => {
    const job = await team.job({event: 'schedule', permissions: PROPOSES})
    await job.act('track', {path: 'data/'})
    expect(said(await job.act('trigger'))).toMatchObject({exitCode: 0, code: 'unchanged'})
  })
})

describe('fetching', () => {
  const fetching = async (config: string, files: Files = {}) => {
    await team.pushMain({'proofmark.yml': config, ...files})
    const job = await team.job({event: 'schedule', permissions: {contents: 'read'}})
    return job.act(
      'track',
      {refresh: 'true'},
      {environment: {RATES_KEY: 'k-1', OTHER_KEY: 'k-2', INPUT_TOKEN: job.token}},
    )
  }
  const one = (refresh: string) =>
    `pipeline: oil\ndata:\n  prices: { path: data/, refresh: ${refresh} }\n`

  test('sees what is passed on, and nothing else', async () => {
    const finished = await fetching(one('{ run: [sh, env.sh], pass: [RATES_KEY] }'), {
      'env.sh': 'env | sed s/=.*// | sort | tr "\\n" " "',
    })
    expect(errorsOf(finished)).toBe('')
    const seen = finished.log.find(line => line.includes('RATES_KEY')) ?? ''
    expect(seen).not.toMatch(/OTHER_KEY|TOKEN|GITHUB_|ACTIONS_|INPUT_/)
  })

  test.each([
    {name: 'a code', refresh: '[sh, -c, "echo broken; exit 3"]', says: 'it ended with exit code 3'},
    {name: 'no program', refresh: '[no-such-program]', says: 'could not be started'},
    {
      name: 'its time',
      refresh: '{ run: [sleep, "30"], timeout: 1s }',
      says: 'it did not end within 1 s',
    },
  ])('that fails by $name measures nothing', async ({refresh, says}) => {
    const finished = await fetching(one(refresh))
    expect(finished.exitCode).toBe(1)
    expect(errorsOf(finished)).toContain(says)
    expect(finished.outputs['digest']).toBeUndefined()
  })

  test('leaves no process behind, also none that left its group', async () => {
    // A number that no other run of this test has.
    const seconds = `3${process.pid}`
    const finished = await fetching(one('[sh, stay.sh]'), {
      'stay.sh': `setsid sh -c 'touch left; exec sleep ${seconds}' >/dev/null 2>&1 &
while [ ! -e left ]; do sleep 0.05; done\n`,
    })
    expect(JSON.stringify(finished.annotations)).toContain('left 1 process behind')
    await vi.waitFor(() => expect(processesWith(`sleep\0${seconds}`)).toEqual([]))
  })

  test('that nobody described is an error', async () => {
    const finished = await fetching('pipeline: oil\ndata:\n  prices: { path: data/ }\n')
    expect(errorsOf(finished)).toContain('refresh: [python, fetch.py]')
  })
})

describe('a record of main', () => {
  let own: Team
  beforeAll(async () => {
    own = await foundTeam({
      'proofmark.yml': `pipeline: oil
data: { prices: { path: data/prices.csv } }
train: { run: [sh, train.sh], metrics: out/metrics.json }
model: { path: out/model.onnx }
gate: { rules: ["rmse <= 5"] }
`,
      'data/prices.csv': '1\n',
      'train.sh': `mkdir -p out; printf '{"rmse": 3}' > out/metrics.json; printf w > out/model.onnx`,
    })
  })
  afterAll(() => own.close())

  test('that knows the data starts nothing', async () => {
    await trainOnMain(await own.job())
    const job = await own.job({event: 'schedule', permissions: STARTS})
    await job.act('track')
    const done = await job.act('trigger', {as: 'dispatch', workflow: 'train.yml'})
    expect(said(done)).toMatchObject({exitCode: 0, code: 'unchanged'})
  })
})
