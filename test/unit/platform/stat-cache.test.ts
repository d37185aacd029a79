import {createHash} from 'node:crypto'
import {
  chmodSync,
  linkSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {mkdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {isFine, isQuiet, isSameFile, quietBefore} from '../../../shared/platform/file-facts.ts'
import {hashFiles} from '../../../shared/platform/hashing.ts'
import {openStatCache} from '../../../shared/platform/stat-cache.ts'
import {
  ENTRY_BYTES,
  entryList,
  FACTS_BYTES,
  tableOf,
  tableReader,
} from '../../../shared/platform/stat-table.ts'
import {wordSum} from '../../../shared/platform/word-sum.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
const data = () => join(temporary(), 'data')
const path = () => join(temporary(), 'cache/file')
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const HOUR = 3_600_000
const HEAD_BYTES = 16
const SEAL_BYTES = 8

beforeEach(async () => {
  await mkdir(data())
  for (const name of ['a', 'b', 'c']) writeFileSync(join(data(), name), name)
  later()
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(data(), {recursive: true})
  await rm(join(temporary(), 'cache'), {recursive: true, force: true})
})

/** What is written now was written an hour ago. */
function later(): void {
  vi.useFakeTimers({toFake: ['Date'], now: Date.now() + HOUR})
}

async function run({isVerifying = false, workers = 0, names = ['a', 'b', 'c']} = {}) {
  const cache = openStatCache(path(), {isVerifying, scratch: temporary()})
  const hashed = await hashFiles(data(), names, {workers, memory: cache})
  const problem = await cache.save()
  return {digests: hashed.map(({digest}) => digest), note: cache.note, problem}
}

const TRUE = ['a', 'b', 'c'].map(digestOf)

/** What somebody could write who may write the file. */
function forge(change: (entries: Buffer) => void): void {
  const bytes = readFileSync(path())
  const sealed = bytes.subarray(0, -SEAL_BYTES)
  change(sealed.subarray(HEAD_BYTES))
  const sum = wordSum()
  sum.add(new Uint8Array(sealed))
  writeFileSync(path(), Buffer.concat([sealed, sum.bytes()]))
}

/** Shows by false digests whether the cache was asked. */
function poison(): void {
  forge(entries => {
    for (let at = FACTS_BYTES; at < entries.length; at += ENTRY_BYTES) entries[at] = 0
  })
}
const isPoisoned = (digests: readonly string[]) =>
  digests.map(digest => digest.startsWith('sha256:00'))

describe('a file that nobody touched', () => {
  test.each([{workers: 0}, {workers: 2}])(
    'is not read again ($workers threads)',
    async ({workers}) => {
      expect((await run({workers})).digests).toEqual(TRUE)
      poison()
      expect(isPoisoned((await run({workers})).digests)).toEqual([true, true, true])
      expect((await run({isVerifying: true})).digests).toEqual(TRUE)
      expect((await run()).digests).toEqual(TRUE)
    },
  )

  test('keeps its place while others are asked for', async () => {
    await run()
    await run({names: ['a']})
    writeFileSync(join(data(), 'new'), 'new')
    vi.setSystemTime(Date.now() + HOUR)
    await run({names: ['new']})
    poison()
    expect(isPoisoned((await run()).digests)).toEqual([true, true, true])
  })

  test('has one entry, however many names lead to it', async () => {
    linkSync(join(data(), 'a'), join(data(), 'other'))
    vi.setSystemTime(Date.now() + HOUR)
    const names = ['a', 'other']
    expect((await run({names})).digests).toEqual([digestOf('a'), digestOf('a')])
    poison()
    expect(isPoisoned((await run({names})).digests)).toEqual([true, true])
    writeFileSync(join(data(), 'new'), 'new')
    vi.setSystemTime(Date.now() + HOUR)
    await run({names: ['a', 'new']})
    expect(statSync(path()).size).toBe(HEAD_BYTES + 2 * ENTRY_BYTES + SEAL_BYTES)
  })

  test('is written for its owner alone', async () => {
    await run()
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(statSync(path()).size).toBe(HEAD_BYTES + 3 * ENTRY_BYTES + SEAL_BYTES)
  })
})

describe('a file that somebody touched', () => {
  test.each([
    {name: 'written with the same size, its time put back', touch: rewrite},
    {
      name: 'replaced by another of the same size and time',
      touch(file: string) {
        const {atime, mtime} = statSync(file)
        writeFileSync(`${file}2`, 'x')
        utimesSync(`${file}2`, atime, mtime)
        renameSync(`${file}2`, file)
      },
    },
    {name: 'of another size', touch: (file: string) => writeFileSync(file, 'x\n')},
  ])('is read again: $name', async ({touch}) => {
    await run()
    poison()
    touch(join(data(), 'b'))
    expect(isPoisoned((await run()).digests)).toEqual([true, false, true])
  })

  test('at the moment it was looked at is never remembered', async () => {
    vi.setSystemTime(Number(statSync(join(data(), 'a')).ctimeMs))
    expect((await run()).digests).toEqual(TRUE)
    expect(() => statSync(path())).toThrow('ENOENT')
  })

  test('with a time in the future is never remembered', async () => {
    const future = Date.now() / 1000 + 10 * HOUR
    utimesSync(join(data(), 'a'), future, future)
    await run()
    poison()
    expect(isPoisoned((await run()).digests)).toEqual([false, true, true])
  })
})

function rewrite(file: string): void {
  const {atime, mtime} = statSync(file)
  writeFileSync(file, 'x')
  utimesSync(file, atime, mtime)
}

describe('a cache that cannot be believed', () => {
  test.each([
    {
      name: 'cut',
      harm: () => writeFileSync(path(), readFileSync(path()).subarray(0, -7)),
      note: 'it is not whole',
    },
    {name: 'empty', harm: () => writeFileSync(path(), ''), note: 'it is not whole'},
    {
      name: 'of another program',
      harm: () => writeFileSync(path(), Buffer.alloc(HEAD_BYTES + ENTRY_BYTES + SEAL_BYTES, 'x')),
      note: 'it is something else',
    },
    {
      name: 'with a bit turned over',
      harm() {
        const bytes = readFileSync(path())
        bytes[HEAD_BYTES + FACTS_BYTES] = (bytes[HEAD_BYTES + FACTS_BYTES] ?? 0) ^ 1
        writeFileSync(path(), bytes)
      },
      note: 'it is damaged',
    },
    {
      name: 'that others may write',
      harm: () => chmodSync(path(), 0o602),
      note: 'others than its owner may write it',
    },
    {
      name: 'that is a link',
      harm() {
        renameSync(path(), `${path()}2`)
        symlinkSync('file2', path())
      },
      note: 'it is a link',
    },
  ])('is noted and written anew: $name', async ({harm, note}) => {
    await run()
    poison()
    harm()
    const first = await run()
    expect(first).toMatchObject({digests: TRUE, note})
    expect(await run()).toMatchObject({digests: TRUE, note: undefined})
  })

  test('is noted: a folder in its place', async () => {
    await mkdir(path(), {recursive: true})
    expect(await run()).toMatchObject({
      digests: TRUE,
      note: 'it is no plain file',
      problem: expect.stringContaining('cannot write'),
    })
  })

  test.runIf(process.getuid?.() === 0)('is noted: of another user', async () => {
    await run()
    poison()
    const {chownSync} = await import('node:fs')
    chownSync(path(), 65534, 65534)
    expect(await run()).toMatchObject({digests: TRUE, note: 'it belongs to another user'})
  })
})

describe('facts', () => {
  const facts = {dev: 1n, ino: 2n, size: 3n, mtimeNs: 4_000_000_001n, ctimeNs: 5_000_000_001n}

  test('are the same only as a whole', () => {
    expect(isSameFile(facts, {...facts})).toBe(true)
    for (const key of ['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const) {
      expect(isSameFile(facts, {...facts, [key]: 9n})).toBe(false)
      expect(lookUp({...facts, [key]: 9n})).toBe(false)
    }
    expect(lookUp(facts)).toBe(true)
  })

  test('are quiet when both times are past the tick before the beginning', () => {
    const before = quietBefore(5_021)
    expect(isQuiet({...facts, mtimeNs: 1n, ctimeNs: 5_000_999_999n}, before)).toBe(true)
    expect(isQuiet({...facts, mtimeNs: 1n, ctimeNs: 5_001_000_000n}, before)).toBe(false)
    expect(isQuiet({...facts, mtimeNs: 5_001_000_000n, ctimeNs: 1n}, before)).toBe(false)
  })

  test('without nanoseconds are not fine', () => {
    expect(isFine(facts)).toBe(true)
    expect(isFine({...facts, ctimeNs: 5_000_000_000n})).toBe(false)
  })

  test('that are not older than the cache count for nothing', () => {
    expect(lookUp(facts, facts.ctimeNs + 1n)).toBe(true)
    expect(lookUp(facts, facts.ctimeNs)).toBe(false)
  })

  function lookUp(wanted: typeof facts, quiet = 2n ** 60n): boolean {
    const list = entryList(3)
    for (const ino of [7n, 2n, 8n]) list.add({...facts, ino}, Number(ino))
    const digests = Buffer.concat(Array.from({length: 9}, (_, index) => Buffer.alloc(32, index)))
    const entries = new SharedArrayBuffer(3 * ENTRY_BYTES)
    new Uint8Array(entries).set(list.entries(digests))
    const found = tableReader(tableOf(entries, quiet))(wanted)
    if (found) expect(found[0]).toBe(2)
    return found !== undefined
  }
})
