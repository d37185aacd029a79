import {execFileSync} from 'node:child_process'
import {mkdir, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {sortedKeys} from '../../../shared/platform/folder-keys.ts'
import {openColumns} from '../../../shared/platform/hash-columns.ts'
import {hashQueue} from '../../../shared/platform/hash-queue.ts'
import {hashTree} from '../../../shared/platform/hashing.ts'
import {terminalPlace} from '../../../shared/platform/place.ts'
import {openSpool} from '../../../shared/platform/spool.ts'
import {findTree} from '../../../shared/platform/walk.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()

describe('a spool', () => {
  test.each([{memory: 1 << 20}, {memory: 100}, {memory: 0}])(
    'gives back what was written anywhere, $memory bytes of it from memory',
    async ({memory}) => {
      const spool = openSpool(temporary(), memory)
      spool.write(Buffer.from('tail'), 60_000)
      spool.write(Buffer.alloc(60_000, 'x'), 0)
      spool.write(Buffer.from('head'), 0)
      expect(spool.length()).toBe(60_004)
      expect(spool.read(0, 5).toString()).toBe('headx')
      expect(spool.read(59_999, 100).toString()).toBe('xtail')
      expect(spool.read(60_004, 5)).toHaveLength(0)
      const lent = Buffer.alloc(5)
      for (const length of [5, 6]) {
        expect(spool.read(0, length, lent).toString()).toBe('headxx'.slice(0, length))
      }
      expect(lent.equals(Buffer.alloc(5))).toBe(memory > 60_004)
      expect(await readdir(temporary())).not.toContainEqual(expect.stringMatching(/^\.proofmark/))
      spool.close()
    },
  )

  test('says where it cannot be kept', () => {
    const spool = openSpool(join(temporary(), 'nowhere'), 1)
    expect(() => spool.write(Buffer.from('much'), 0)).toThrow('cannot write a temporary file')
  })
})

describe('a folder', () => {
  test.each([{most: 50_000}, {most: 7}, {most: 1}])(
    'is listed in the order of bytes, $most names at a time',
    async ({most}) => {
      const folder = join(temporary(), `folder-${most}`)
      await mkdir(folder)
      const files = ['a', 'a-b', 'a.b', 'b\nc', '\uff5e', '\u{1f600}', 'é', 'e\u0301', '\u0001']
      const folders = ['a+', 'd', 'sub']
      for (const name of files) await writeFile(join(folder, name), '')
      for (const name of folders) await mkdir(join(folder, name))
      for (let index = 0; index < 40; index++) await writeFile(join(folder, `n${index}`), '')
      execFileSync('mkfifo', [join(folder, 'pipe')])
      execFileSync('ln', ['-s', 'nowhere', join(folder, 'link')])
      const keys = [...sortedKeys(folder, {scratch: temporary(), most})]
      expect(keys).toHaveLength(files.length + folders.length + 42)
      const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(keys).toEqual(sorted)
      expect(keys).toContain('sub/')
      expect(keys).toContain('link\0l')
      expect(keys).toContain('pipe\0o')
    },
  )
})

test('a tree comes in the order of the bytes of its paths', async () => {
  const root = join(temporary(), 'tree')
  const paths = ['a/x', 'a-b', 'a.b/c', 'a/b/c', 'a/b.c', 'a!', 'b/\u{1f600}/x', 'b/\uff5e/x']
  for (const path of paths) {
    await mkdir(join(root, path, '..'), {recursive: true})
    await writeFile(join(root, path), path)
  }
  const {runs} = await findTree('tree', terminalPlace({}, temporary()))
  const found = [...runs].flat()
  const sorted = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  expect(found).toEqual(sorted)
})

test('a tree with a mistake in it is not read to the end first', async () => {
  const root = join(temporary(), 'unsound')
  await mkdir(root)
  execFileSync('mkfifo', [join(root, 'a-pipe')])
  for (let index = 0; index < 900; index++) await writeFile(join(root, `f${index}`), 'x')
  for (const workers of [0, 2]) {
    const tree = await findTree('unsound', terminalPlace({}, temporary()))
    let files = 0
    const onProgress = (step: {files: number}) => {
      files += step.files
    }
    await expect(hashTree(tree, {workers, onProgress})).rejects.toThrow(
      'a-pipe is a socket, pipe or device',
    )
    expect(files).toBe(0)
  }
})

test('names of a tree with a mistake in it are walked, and not kept', () => {
  const columns = openColumns(temporary(), 'sha256')
  const runs = [['a', 'b'], ['c']]
  const queue = hashQueue({root: temporary(), runs, isSound: () => false}, columns)
  while (queue.walkAhead());
  expect(columns.count()).toBe(0)
  expect(queue.takeSmall(10)).toBeUndefined()
})

test.each([
  {where: 'in memory', memory: undefined},
  {where: 'on the disk', memory: 0},
])('columns $where give names back whole, wherever a window ends', ({memory}) => {
  const columns = openColumns(temporary(), 'sha256', memory)
  const names = Array.from(
    {length: 20_000},
    (_, index) => `${'é'.repeat(index % 30)}\u{1f600}${index}`,
  )
  for (let from = 0; from < names.length; from += 1000) {
    const some = names.slice(from, from + 1000)
    columns.add(some)
    const sizes = Float64Array.from(some, (_, at) => from + at)
    const digests = Buffer.alloc(32 * some.length, from / 1000)
    columns.put(from, {digests, sizes, bytes: 1000 * from + 499_500})
  }
  const list = columns.list()
  // A second reader, which is somewhere else, must not get in the way.
  const others = list.files()[Symbol.iterator]()
  for (let ahead = 0; ahead < 600; ahead++) others.next()
  const files = Array.from(list.files(), file => {
    others.next()
    return file
  })
  expect(files.map(({bytes}) => bytes)).toEqual(names.map((_, at) => at))
  expect(files.map(({path}) => path)).toEqual(names)
  expect(files[19_999]).toEqual({
    path: names[19_999],
    digest: `sha256:${'13'.repeat(32)}`,
    bytes: 19_999,
  })
  expect(list).toMatchObject({count: 20_000, bytes: 199_990_000})
  expect(list.hasSize(19_999, 30_000)).toBe(true)
  expect(list.hasSize(20_000, 30_000)).toBe(false)
})
