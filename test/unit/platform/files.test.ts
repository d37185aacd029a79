import {execFileSync} from 'node:child_process'
import {chmod, mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {
  isFile,
  isInside,
  readCapped,
  resolveInside,
  writeAtomically,
} from '../../../shared/platform/files.ts'
import {pathText} from '../../../shared/platform/path-text.ts'
import {asNobody} from '../../fakes/as-nobody.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
let folder = ''
let count = 0

beforeEach(async () => {
  folder = join(temporary(), String(count++))
  await mkdir(folder)
})

describe('readCapped', () => {
  test.each([
    {name: 'an empty file', size: 0, limit: 0},
    {name: 'a file of exactly the limit', size: 300_000, limit: 300_000},
    {name: 'a small file under a large limit', size: 5, limit: 2 ** 40},
  ])('reads $name', async ({size, limit}) => {
    const content = Buffer.alloc(size, 'abc')
    await writeFile(join(folder, 'a'), content)
    expect(Buffer.compare(await readCapped(join(folder, 'a'), limit), content)).toBe(0)
  })

  test('refuses one byte more than the limit', async () => {
    await writeFile(join(folder, 'a'), 'abcd')
    const reading = readCapped(join(folder, 'a'), 3)
    await expect(reading).rejects.toMatchObject({code: 'file-too-large'})
  })

  test('counts what arrives, whatever size the system reports', async () => {
    expect((await stat('/proc/self/status')).size).toBe(0)
    expect((await readCapped('/proc/self/status', 100_000)).length).toBeGreaterThan(100)
    await expect(readCapped('/proc/self/status', 10)).rejects.toMatchObject({
      code: 'file-too-large',
    })
    await expect(readCapped('/dev/zero', 10)).rejects.toMatchObject({code: 'not-a-file'})
  })

  test.each([
    {name: 'nothing there', path: 'none', code: 'file-missing'},
    {name: 'a file as a folder', path: 'a/b', code: 'file-missing'},
    {name: 'a folder', path: '.', code: 'not-a-file'},
    {name: 'a FIFO that nobody writes to', path: 'pipe', code: 'not-a-file'},
    {name: 'a link to itself', path: 'loop', code: 'file-unreadable'},
  ])('says $code for $name', async ({path, code}) => {
    await writeFile(join(folder, 'a'), '')
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await symlink('loop', join(folder, 'loop'))
    await expect(readCapped(join(folder, path), 10)).rejects.toMatchObject({code})
  })

  test('says that a file may not be read', async () => {
    await writeFile(join(folder, 'secret'), 'x', {mode: 0o000})
    await chmod(temporary(), 0o755)
    const reading = asNobody(() => readCapped(join(folder, 'secret'), 10))
    await expect(reading).rejects.toMatchObject({code: 'file-unreadable'})
  })
})

describe('writeAtomically', () => {
  test('makes folders, replaces a file, and leaves nothing beside it', async () => {
    const path = join(folder, 'a/b/c.txt')
    await writeAtomically(path, 'one')
    await writeAtomically(path, new TextEncoder().encode('two'))
    expect(await readFile(path, 'utf8')).toBe('two')
    expect(await readdir(join(folder, 'a/b'))).toEqual(['c.txt'])
  })

  test('replaces a link and does not write through it', async () => {
    await writeFile(join(folder, 'target'), 'old')
    await symlink('target', join(folder, 'link'))
    await writeAtomically(join(folder, 'link'), 'new')
    expect(await readFile(join(folder, 'target'), 'utf8')).toBe('old')
    expect(await readFile(join(folder, 'link'), 'utf8')).toBe('new')
  })

  test('removes its temporary file when it fails', async () => {
    await mkdir(join(folder, 'taken'))
    await writeFile(join(folder, 'taken/inside'), '')
    const writing = writeAtomically(join(folder, 'taken'), 'x')
    await expect(writing).rejects.toMatchObject({code: 'file-unwritable'})
    expect(await readdir(folder)).toEqual(['taken'])
  })

  test('never shows a part, also with many writers', async () => {
    const path = join(folder, 'shared')
    const texts = Array.from({length: 8}, (_, index) => String(index).repeat(100_000))
    await writeAtomically(path, texts[0] ?? '')
    const seen: string[] = []
    await Promise.all(
      texts.flatMap(text => [
        writeAtomically(path, text),
        readFile(path, 'utf8').then(found => seen.push(found)),
      ]),
    )
    for (const text of seen) expect(texts.includes(text)).toBe(true)
    expect(await readdir(folder)).toEqual(['shared'])
  })
})

describe('resolveInside', () => {
  beforeEach(async () => {
    await mkdir(join(folder, 'root/sub'), {recursive: true})
    await mkdir(join(folder, 'root-too'))
    await mkdir(join(folder, 'outside'))
    await writeFile(join(folder, 'outside/file'), '')
    await symlink('../outside', join(folder, 'root/out'))
    await symlink('sub', join(folder, 'root/in'))
    await symlink('../outside/new', join(folder, 'root/broken'))
    await symlink('root', join(folder, 'alias'))
  })

  test.each([
    {path: 'sub/file', expected: 'root/sub/file'},
    {path: '.', expected: 'root'},
    {path: 'sub/../new/deep/file', expected: 'root/new/deep/file'},
    {path: 'in/file', expected: 'root/in/file'},
    {path: '..sub', expected: 'root/..sub'},
  ])('accepts $path', async ({path, expected}) => {
    expect(await resolveInside(join(folder, 'root'), path)).toBe(join(folder, expected))
  })

  test('accepts an absolute path inside, and a root that is itself a link', async () => {
    const inside = join(folder, 'root/sub')
    expect(await resolveInside(join(folder, 'root'), inside)).toBe(inside)
    const alias = join(folder, 'alias')
    expect(await resolveInside(alias, 'sub')).toBe(join(alias, 'sub'))
  })

  test.each([
    '..',
    '../outside/file',
    '../root-too',
    'sub/../../x',
    '/etc/passwd',
    'out',
    'out/file',
    'out/not/yet',
    'broken',
  ])('refuses %s', async path => {
    const resolving = resolveInside(join(folder, 'root'), path)
    await expect(resolving).rejects.toMatchObject({code: 'path-outside'})
  })

  test('refuses a NUL character', async () => {
    await expect(resolveInside(folder, 'a\0b')).rejects.toMatchObject({code: 'invalid-path'})
  })
})

test.each([
  {path: '/a', expected: true},
  {path: '/a/b', expected: true},
  {path: '/a/..b', expected: true},
  {path: '/ab', expected: false},
  {path: '/', expected: false},
])('$path lies in /a: $expected', ({path, expected}) => expect(isInside('/a', path)).toBe(expected))

test('isFile says no to folders and to nothing', async () => {
  expect(await isFile(folder)).toBe(false)
  expect(await isFile(join(folder, 'none'))).toBe(false)
  await writeFile(join(folder, 'a'), '')
  expect(await isFile(join(folder, 'a'))).toBe(true)
})

test.each([
  {name: 'plain', path: 'data/prices été.csv', expected: 'data/prices été.csv'},
  {name: 'a line end', path: 'a\n::error::b', expected: '"a\\n::error::b"'},
  {name: 'a terminal escape', path: 'a\u001b[2Jb', expected: '"a\\u001b[2Jb"'},
  {name: 'a turn of direction', path: 'a\u202eb', expected: '"a\\u202eb"'},
  {name: 'a blank at the end', path: 'a ', expected: '"a "'},
  {name: 'nothing', path: '', expected: '""'},
])('pathText shows $name', ({path, expected}) => expect(pathText(path)).toBe(expected))
