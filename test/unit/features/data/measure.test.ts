import {execFile} from 'node:child_process'
import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {promisify} from 'node:util'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {
  combinedDigest,
  manifestJson,
  measureCode,
  measureDataset,
  readParameters,
} from '../../../../shared/features/data/index.ts'
import {githubPlace, type Place, terminalPlace} from '../../../../shared/platform/place.ts'

const execute = promisify(execFile)
let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-data-')))
})
afterEach(() => rm(folder, {recursive: true, force: true}))

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), text)
  }
}

function reach(place: Place = githubPlace({GITHUB_WORKSPACE: folder})) {
  return {place, runner: {progress: () => {}}}
}

const measure = (path: string, place?: Place) =>
  measureDataset({name: 'it', role: 'train', path}, reach(place))

/** What the README tells people to type. */
async function coreutils(inside: string): Promise<string> {
  const command =
    "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum -- | sha256sum"
  const {stdout} = await execute('sh', ['-c', command], {cwd: join(folder, inside)})
  return `sha256:${stdout.slice(0, 64)}`
}

describe('the digest of a folder', () => {
  test('is what coreutils says, also with odd names', async () => {
    await write({
      'data/a.csv': '1\n',
      'data/sub/b.csv': '2\n',
      'data/with space': '3',
      'data/back\\slash': '4',
      'data/new\nline': '5',
      'data/ret\rurn': '6',
      'data/-dash': '7',
      'data/::set-output name=x::y': '8',
      'data/\u00e9': '9',
      'data/e\u0301': '10',
      'data/.hidden': '11',
      'data/empty': '',
    })
    const {record} = await measure('data/')
    expect(record.digest).toBe(await coreutils('data'))
    expect(record).toMatchObject({files: 12, root: 'data', path: 'data/'})
  })

  test('leaves out what belongs to git, and says so', async () => {
    await write({'data/a': '1', 'data/.git/config': '2', 'data/sub/.git': 'gitdir: x'})
    const {record, leftOut} = await measure('data')
    expect(record.files).toBe(1)
    expect([...leftOut].sort()).toEqual(['.git', 'sub/.git'])
  })

  test('is the same from many threads as from one', async () => {
    await write(
      Object.fromEntries(
        Array.from({length: 1200}, (_, index) => [`data/${index % 10}/${index}.txt`, `${index}`]),
      ),
    )
    const {record} = await measure('data')
    expect(record.digest).toBe(await coreutils('data'))
    expect(record.files).toBe(1200)
  })

  test('changes with a name, with content, and with nothing else', async () => {
    await write({'one/a': '1', 'two/a': '1', 'three/b': '1', 'four/a': '2'})
    const digests = await Promise.all(
      ['one', 'two', 'three', 'four'].map(async path => (await measure(path)).record.digest),
    )
    expect(digests[0]).toBe(digests[1])
    expect(new Set(digests).size).toBe(3)
  })
})

describe('what is tracked', () => {
  test('of a glob is relative to the part before its first wildcard', async () => {
    await write({'data/prices/2019.csv': 'a', 'data/prices/notes.txt': 'b', 'data/x.csv': 'c'})
    const {files, record} = await measure('data/prices/*.csv')
    expect(Array.from(files(), ({path}) => path)).toEqual(['2019.csv'])
    expect(record.root).toBe('data/prices')
  })

  test('of a single file is its name', async () => {
    await write({'data/holdout.csv': 'a'})
    const {text} = await measure('data/holdout.csv')
    expect(Buffer.concat([...text()]).toString()).toMatch(/^[0-9a-f]{64} {2}holdout\.csv\n$/)
  })

  test('may have a name that looks like a pattern', async () => {
    await write({'data/a[1].csv': 'a'})
    expect((await measure('data/a[1].csv')).record.files).toBe(1)
  })

  test('follows links to files, and no others', async () => {
    await write({'data/a': '1', 'other/b': '2'})
    await symlink('../other/b', join(folder, 'data/link'))
    expect(Array.from((await measure('data')).files(), ({path}) => path)).toEqual(['a', 'link'])
    await symlink('../other', join(folder, 'data/folder'))
    await symlink('nowhere', join(folder, 'data/broken'))
    await symlink('loop', join(folder, 'data/loop'))
    await symlink('/etc/hostname', join(folder, 'data/outside'))
    await execute('mkfifo', [join(folder, 'data/pipe')])
    const error = await measure('data').catch((reason: Error) => reason.message)
    expect(error).toContain('broken is a link that leads nowhere')
    expect(error).toContain('folder is a link to a folder')
    expect(error).toContain('loop is a link that leads to itself')
    expect(error).toContain('outside is a link that leads out')
    expect(error).toContain('pipe is a socket, pipe or device')
  })

  test('has names in UTF-8', async () => {
    await write({'data/a': '1'})
    await writeFile(
      Buffer.concat([Buffer.from(join(folder, 'data/bad-')), Buffer.from([0xff])]),
      '',
    )
    await expect(measure('data')).rejects.toThrow('is not UTF-8')
  })

  test.each([
    {name: 'nothing there', path: 'dta', message: 'nothing matches dta; did you mean "data"?'},
    {name: 'an empty folder', path: 'empty', message: 'nothing matches empty'},
    {name: 'a glob without a match', path: 'data/*.parquet', message: 'nothing matches'},
  ])('is an error with $name', async ({path, message}) => {
    await write({'data/a.csv': '1'})
    await mkdir(join(folder, 'empty'))
    await expect(measure(path)).rejects.toThrow(message)
  })

  test.each(['../outside', '/etc/hostname', 'data/../../x'])(
    'lies in the workspace on GitHub, not in %s',
    async path => {
      await expect(measure(path)).rejects.toMatchObject({code: 'path-outside'})
    },
  )

  test('may lie anywhere in a terminal', async () => {
    await write({'elsewhere/a': '1', 'here/b': '2'})
    const {record} = await measure('../elsewhere', terminalPlace({}, join(folder, 'here')))
    expect(record.files).toBe(1)
  })
})

test('the list for programs is one JSON document, however long', async () => {
  await write({'data/a': '1', 'data/b\nc': '22', 'data/"d"': ''})
  const measured = await measure('data')
  const text = [...manifestJson(measured)].join('')
  const list = [...measured.files()]
  expect(JSON.parse(text)).toEqual({schema: 'proofmark/manifest/v1', ...measured.record, list})
  const whole = {schema: 'proofmark/manifest/v1', ...measured.record, list}
  expect(text).toBe(`${JSON.stringify(whole, null, 1)}\n`)
})

describe('code', () => {
  test('is one list with names from the workspace, each file once', async () => {
    await write({'train.ts': '1', 'src/a.ts': '2', 'src/b/c.ts': '3'})
    const {files} = await measureCode(['train.ts', 'src/', 'src/a.ts'], reach())
    expect(Array.from(files(), ({path}) => path)).toEqual(['src/a.ts', 'src/b/c.ts', 'train.ts'])
  })
})

describe('several datasets', () => {
  test('have one digest together that coreutils can check', async () => {
    await write({'a/x': '1', 'b/y': '2'})
    const a = {...(await measure('a')).record, name: 'a'}
    const b = {...(await measure('b')).record, name: 'b'}
    expect(combinedDigest([a])).toBe(a.digest)
    const lines = [a, b].map(({name, digest}) => `${digest.slice(7)}  ${name}\n`).join('')
    await write({lines})
    const {stdout} = await execute('sha256sum', ['lines'], {cwd: folder})
    expect(combinedDigest([b, a])).toBe(`sha256:${stdout.slice(0, 64)}`)
  })
})

describe('parameters', () => {
  test('are flattened to dotted names, lists whole', async () => {
    await write({'params.yaml': 'alpha: 0.1\nmodel: {depth: 3, kind: trees}\nfeatures: [a, b]\n'})
    const {values} = await readParameters('params.yaml', reach().place)
    expect(values).toEqual({
      alpha: 0.1,
      'model.depth': 3,
      'model.kind': 'trees',
      features: ['a', 'b'],
    })
  })

  test('keep what JSON has no form for, as a word, and empty groups', async () => {
    await write({'params.yaml': 'rate: .nan\nlimits: [.inf, {a: -.inf}]\nextra: {}\nnone:\n'})
    const {values} = await readParameters('params.yaml', reach().place)
    expect(values).toEqual({
      rate: 'NaN',
      limits: ['Infinity', {a: '-Infinity'}],
      extra: {},
      none: null,
    })
  })

  test.each([
    {
      name: 'a key twice',
      path: 'params.yaml',
      text: 'alpha: 1\nalpha: 2\n',
      message: 'params.yaml:2:1',
    },
    {name: 'a key twice in JSON', path: 'p.json', text: '{"a": 1, "a": 2}', message: 'p.json:1:10'},
    {
      name: 'a dot that hides a name',
      path: 'p.yaml',
      text: 'a.b: 1\na: {b: 2}\n',
      message: '"a.b"',
    },
    {name: 'too much text', path: 'p.yaml', text: `a: ${'x'.repeat(2 ** 20)}`, message: 'larger'},
    {name: 'nothing', path: 'p.yaml', text: '', message: 'is empty'},
  ])('with $name are refused', async ({path, text, message}) => {
    await write({[path]: text})
    await expect(readParameters(path, reach().place)).rejects.toThrow(message)
  })

  test('may use aliases, within reason', async () => {
    const bomb = ['a0: &a0 [x, x]']
    for (let level = 1; level < 40; level++) {
      bomb.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`)
    }
    await write({'fine.yaml': 'a: &a [1]\nb: *a\n', 'bomb.yaml': bomb.join('\n')})
    expect((await readParameters('fine.yaml', reach().place)).values).toEqual({a: [1], b: [1]})
    await expect(readParameters('bomb.yaml', reach().place)).rejects.toThrow('bomb.yaml')
  })
})
