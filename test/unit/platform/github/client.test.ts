import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {branchHistory} from '../../../../shared/platform/github/branch-history.ts'
import {openGithub} from '../../../../shared/platform/github/client.ts'
import type {GithubContext} from '../../../../shared/platform/github/context.ts'
import type {ActionName} from '../../../../shared/platform/github/permissions.ts'
import {
  type FakeGithub,
  type Permissions,
  type Repository,
  startGithub,
} from '../../../fakes/github/index.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'

let github: FakeGithub
let repository: Repository
beforeAll(async () => {
  github = await startGithub()
})
afterAll(() => github.close())

let count = 0
beforeEach(() => {
  github.forget()
  github.faults.clear()
  repository = github.addRepository({owner: 'acme', name: `model-${++count}`})
  repository.commit('main', {'proofmark.yml': 'pipeline: oil\n', 'a b/ü#?.txt': 'odd'})
})

function open(
  permissions: Permissions = {contents: 'write', 'pull-requests': 'write'},
  {
    action = 'root',
    deadlineMs,
    token,
  }: {action?: ActionName; deadlineMs?: number; token?: string} = {},
) {
  const context: GithubContext = {
    server: 'https://github.com',
    api: github.api,
    graphql: github.graphql,
    repository: {owner: 'acme', name: repository.name, defaultBranch: 'main'},
    run: {id: 1, attempt: 1, event: 'push'},
    sha: repository.head('main') ?? '',
    ref: 'refs/heads/main',
    actor: 'ana',
    actors: ['ana'],
    isDefaultBranch: true,
  }
  const recording = recordingRunner()
  const client = openGithub({
    context,
    token: token ?? github.issueToken({repository, permissions}).secret,
    action,
    runner: recording.runner,
    secondMs: 1,
    ...(deadlineMs === undefined ? {} : {deadlineMs}),
  })
  return {client, ...recording}
}

const asked = (name: RegExp) =>
  github.requests.filter(({method, path, operation}) => name.test(`${method} ${path} ${operation}`))

describe('a file at a commit', () => {
  test('comes as its bytes, whatever its name', async () => {
    const {client} = open()
    const head = repository.head('main') ?? ''
    expect(new TextDecoder().decode(await client.fileAt('proofmark.yml', head))).toBe(
      'pipeline: oil\n',
    )
    expect(new TextDecoder().decode(await client.fileAt('a b/ü#?.txt', head))).toBe('odd')
    expect(await client.fileAt('nothing.yml', head)).toBeUndefined()
  })

  test('is no empty tree to a token that sees nothing', async () => {
    const {client} = open({})
    await expect(
      client.fileAt('proofmark.yml', repository.head('main') ?? ''),
    ).rejects.toMatchObject({
      code: 'missing-permission',
      hint: expect.stringContaining('contents: read'),
    })
  })
})

describe('what goes wrong', () => {
  test('a bad token is not tried again for long, and never shown', async () => {
    const {client, log} = open({}, {token: 'ghs_secret'})
    const error: Error = await client.commit(repository.head('main') ?? '').then(
      () => new Error('accepted'),
      reason => reason,
    )
    expect(error).toMatchObject({code: 'bad-token'})
    expect(asked(/GET .*commits/)).toHaveLength(1)
    expect(JSON.stringify([error.message, error.cause, log])).not.toContain('ghs_secret')
  })

  test('a secondary limit is waited for as long as GitHub says', async () => {
    const {client} = open()
    github.faults.add({match: /GET .*commits/, secondaryLimit: {retryAfterS: 3}})
    await client.commit(repository.head('main') ?? '')
    expect(asked(/GET .*commits/)).toHaveLength(2)
  })

  test('a wait beyond the deadline is not begun', async () => {
    const {client} = open(undefined, {deadlineMs: 300})
    github.faults.add({match: /GET .*commits/, secondaryLimit: {retryAfterS: 4000}})
    await expect(client.commit(repository.head('main') ?? '')).rejects.toMatchObject({
      code: 'rate-limited',
    })
  })

  test('a dropped connection is tried again when nothing can have happened twice', async () => {
    const {client} = open()
    github.faults.add({match: /GET .*commits/, drop: 'connection'})
    await client.commit(repository.head('main') ?? '')
    expect(asked(/GET .*commits/)).toHaveLength(2)
  })

  test('a call that is not registered for the action is refused before it is made', async () => {
    const {client} = open(undefined, {action: 'track'})
    await expect(client.createComment(1, 'x')).rejects.toMatchObject({code: 'internal-error'})
    expect(github.requests).toEqual([])
  })
})

describe('comments', () => {
  test('are read on all pages, each with whether it is ours', async () => {
    const {client} = open()
    repository.commit('change', {x: '1'}, {parents: [repository.head('main') ?? '']})
    const pull = repository.openPull({head: 'change', base: 'main'})
    for (let index = 0; index < 230; index++) {
      const login = index === 200 ? 'github-actions[bot]' : 'bo'
      github.comment(repository, {number: pull.number, login, body: `No ${index}`})
    }
    const {comments, headSha} = await client.pullComments(pull.number)
    expect(comments).toHaveLength(230)
    expect(comments.filter(({isMine}) => isMine).map(({body}) => body)).toEqual(['No 200'])
    expect(headSha).toBe(pull.headSha)
    expect(asked(/ReadComments/)).toHaveLength(3)
  })
})

describe('the history branch', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)

  test('begins by itself, without a commit in common with the code', async () => {
    const history = branchHistory(open().client)
    await history.add(new Map([['records/oil/ab/1.json', bytes('{}')]]), 'First')
    const [first] = await Promise.all([history.file('records/oil/ab/1.json')])
    expect(new TextDecoder().decode(first)).toBe('{}')
    const head = repository.head('proofmark-history') ?? ''
    const parents = repository.objects.commit(head)?.parents ?? []
    expect(repository.objects.commit(parents[0] ?? head)?.parents).toEqual([])
  })

  test('takes at most 5 calls to write and 1 to read 50 folders', async () => {
    const history = branchHistory(open().client)
    await history.add(new Map([['records/a/1.json', bytes('1')]]), 'First')
    expect(github.requests.length).toBeLessThanOrEqual(5)
    github.forget()
    await history.add(new Map([['records/b/1.json', bytes('2')]]), 'Second')
    expect(github.requests.length).toBeLessThanOrEqual(2)
    github.forget()
    const paths = Array.from(
      {length: 50},
      (_, index) => `records/${String.fromCharCode(97 + (index % 26))}`,
    )
    const folders = await history.folders([...new Set(paths)])
    expect([...folders.keys()].sort()).toEqual(['records/a', 'records/b'])
    expect(github.requests).toHaveLength(1)
  })

  test('loses nothing of 32 writers at once', async () => {
    const {client} = open()
    const history = branchHistory(client)
    await Promise.all(
      Array.from({length: 32}, (_, index) =>
        branchHistory(open().client).add(
          new Map([[`records/x/${index}.json`, bytes(`${index}`)]]),
          `No ${index}`,
        ),
      ),
    )
    const folder = (await history.folders(['records/x'])).get('records/x')
    expect(folder?.size).toBe(32)
    for (let index = 0; index < 32; index++) {
      expect(new TextDecoder().decode(folder?.get(`${index}.json`))).toBe(`${index}`)
    }
  }, 60_000)

  test('a lost answer is no second write', async () => {
    const history = branchHistory(open().client)
    await history.add(new Map([['records/a', bytes('1')]]), 'First')
    github.faults.add({match: 'AppendHistory', drop: 'response-after-commit'})
    await history.add(new Map([['records/b', bytes('2')]]), 'Second')
    expect(new TextDecoder().decode(await history.file('records/b'))).toBe('2')
  })

  test('never changes what is recorded', async () => {
    const history = branchHistory(open().client)
    const files = new Map([['records/a', bytes('1')]])
    await history.add(files, 'First')
    await history.add(files, 'Again')
    await expect(history.add(new Map([['records/a', bytes('2')]]), 'Other')).rejects.toMatchObject({
      code: 'already-recorded',
    })
  })

  test('cannot be written with a token that only reads', async () => {
    const history = branchHistory(open({contents: 'read'}).client)
    await expect(history.add(new Map([['a', bytes('1')]]), 'x')).rejects.toMatchObject({
      code: 'missing-permission',
      hint: expect.stringContaining('contents: write'),
    })
  })

  test.each(['../x', '-x', 'a..b', 'a b', 'x.lock', ''])('is not a branch called "%s"', branch => {
    expect(() => branchHistory(open().client, {branch})).toThrow('cannot be the name of a branch')
  })
})
