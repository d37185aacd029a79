import {describe, expect, test} from 'vitest'
import {branchHistory} from '../../../../shared/platform/github/branch-history.ts'
import {connect, refusal} from './connection.ts'

const BRANCH = 'proofmark-history'
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (found: Uint8Array | undefined) => new TextDecoder().decode(found)
const file = (path: string, content: string) => new Map([[path, bytes(content)]])

async function begun() {
  const connected = await connect()
  const history = branchHistory(connected.client)
  await history.add(file('records/oil/1.json', '1'), 'First')
  connected.github.forget()
  return {...connected, history}
}

describe('the history branch', () => {
  test('explains itself, and starts at no commit of the code', async () => {
    const {repository, history} = await begun()
    expect(text(await history.file('README.md'))).toContain('sha256sum')
    let at = repository.head(BRANCH) ?? ''
    const line: string[] = []
    for (let parent: string | undefined = at; parent; at = parent) {
      line.push(parent)
      parent = repository.objects.commit(parent)?.parents[0]
      if (!parent) break
    }
    expect(line).toHaveLength(2)
    expect(line).not.toContain(repository.head('main'))
  })

  test('somebody else begins it at the same moment: both records are there', async () => {
    const {client, github, repository} = await connect()
    const other = () => void repository.commit(BRANCH, {'records/other.json': '2'}, {parents: []})
    github.faults.add({match: '/git/refs', meanwhile: other})
    const history = branchHistory(client)
    await history.add(file('records/mine.json', '1'), 'Mine')
    expect(text(await history.file('records/mine.json'))).toBe('1')
    expect(text(await history.file('records/other.json'))).toBe('2')
  })

  test.each(['/git/trees', '/git/commits', '/git/refs'])(
    'begins although the answer of POST %s was lost',
    async path => {
      const {client, github} = await connect()
      github.faults.add({match: `POST /repos/acme/oil${path}`, drop: 'response-after-commit'})
      const history = branchHistory(client)
      await history.add(file('records/a.json', '1'), 'First')
      expect(text(await history.file('records/a.json'))).toBe('1')
    },
  )

  test('a branch that may not be created is an error, not a loop', async () => {
    const {client, github, asked} = await connect()
    const message = 'Repository rule violations found'
    github.faults.add({match: '/git/refs', status: 422, body: {message}, times: 99})
    const error = await refusal(branchHistory(client).add(file('a.json', '1'), 'x'))
    expect(error).toMatchObject({code: 'github-refused'})
    expect(asked(/git\/refs/)).toHaveLength(1)
  })

  test('somebody else writes between reading and writing: read again, then written', async () => {
    const {github, repository, history, asked} = await begun()
    github.faults.add({
      match: 'AppendHistory',
      meanwhile: () => void repository.commit(BRANCH, {'records/other.json': '2'}),
    })
    await history.add(file('records/mine.json', '1'), 'Mine')
    expect(asked(/AppendHistory/)).toHaveLength(2)
    expect(text(await history.file('records/other.json'))).toBe('2')
    expect(text(await history.file('records/mine.json'))).toBe('1')
  })

  test('somebody else takes the very path between reading and writing: theirs stays', async () => {
    const {github, repository, history} = await begun()
    github.faults.add({
      match: 'AppendHistory',
      meanwhile: () => void repository.commit(BRANCH, {'records/mine.json': 'theirs'}),
    })
    const error = await refusal(history.add(file('records/mine.json', 'mine'), 'Mine'))
    expect(error).toMatchObject({code: 'already-recorded'})
    expect(text(await history.file('records/mine.json'))).toBe('theirs')
  })

  test.each([
    {name: 'before', drop: 'connection', writes: 2},
    {name: 'after', drop: 'response-after-commit', writes: 1},
  ] as const)('a connection that breaks $name the commit', async ({drop, writes}) => {
    const {github, repository, history, asked} = await begun()
    const before = repository.head(BRANCH)
    github.faults.add({match: 'AppendHistory', drop})
    await history.add(file('records/mine.json', '1'), 'Mine')
    expect(asked(/AppendHistory/)).toHaveLength(writes)
    const head = repository.objects.commit(repository.head(BRANCH) ?? '')
    expect(head?.parents).toEqual([before])
  })

  test('a long or binary file is read whole', async () => {
    const {history} = await begun()
    const files: [string, Uint8Array][] = [
      ['long.json', bytes('é'.repeat(400_000))],
      ['binary.bin', new Uint8Array([0, 255, 128, 10, 0xc3])],
      ['short.json', bytes('{}')],
    ]
    const paths = files.map(([name, content]) => [`records/big/${name}`, content] as const)
    await history.add(new Map(paths), 'Large')
    const folder = (await history.folders(['records/big', 'records/none'])).get('records/big')
    expect([...(folder?.keys() ?? [])].sort()).toEqual(files.map(([name]) => name).sort())
    for (const [name, content] of files) {
      expect(Buffer.compare(folder?.get(name) ?? new Uint8Array(), content)).toBe(0)
    }
  })

  test('of all or nothing: one path taken, none written', async () => {
    const {history} = await begun()
    const files = new Map([
      ['records/new.json', bytes('1')],
      ['records/oil/1.json', bytes('other')],
    ])
    expect(await refusal(history.add(files, 'x'))).toMatchObject({code: 'already-recorded'})
    expect(await history.file('records/new.json')).toBeUndefined()
  })

  test('nothing to add is no commit', async () => {
    const {history, asked} = await begun()
    await history.add(file('records/oil/1.json', '1'), 'Again')
    expect(asked(/AppendHistory/)).toEqual([])
  })

  test.each(['../x', 'records/../../x', '/x', 'a//b', '.git/config', 'a b', 'a"b', ''])(
    'is not read or written at "%s"',
    async path => {
      const {history, github} = await begun()
      const refused = {code: 'invalid-name'}
      expect(await refusal(history.add(file(path, '1'), 'x'))).toMatchObject(refused)
      expect(await refusal(history.folders([path]))).toMatchObject(refused)
      expect(() => history.file(path)).toThrow(expect.objectContaining(refused))
      expect(github.requests).toEqual([])
    },
  )

  test('a token that sees nothing is told so, and does not pass for an empty history', async () => {
    const {client} = await connect({permissions: {}})
    const error = await refusal(branchHistory(client).folders(['records']))
    expect(error).toMatchObject({code: 'missing-permission'})
  })

  test('without a branch has no folders', async () => {
    const {client, asked} = await connect()
    expect(await branchHistory(client).folders(['records/oil'])).toEqual(new Map())
    expect(await branchHistory(client).folders([])).toEqual(new Map())
    expect(asked(/ReadHistory/)).toHaveLength(1)
  })
})
