import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {open, symlink, utimes, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {clockKeeper} from '../../../shared/platform/file-facts.ts'
import {
  type HashAnswer,
  type HashRules,
  hashLarge,
  hashSmall,
} from '../../../shared/platform/hash-file.ts'
import {largeBuffers, readAhead} from '../../../shared/platform/read-ahead.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
const MIB = 2 ** 20
const FUTURE = 2n ** 62n
const rules: HashRules = {algorithm: 'sha256', quietBefore: FUTURE, isKeptHere: () => true}
const digestOf = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('binary')
const small = (path: string, given: Partial<HashRules> = {}) =>
  hashSmall(path, Buffer.alloc(64 * 1024), {...rules, ...given})

/** Something happens to the file as soon as its first bytes were read. */
async function largeWhile(path: string, change: () => void): Promise<HashAnswer> {
  let isFirst = true
  return hashLarge(path, {
    rules,
    buffers: largeBuffers(),
    onRead() {
      if (isFirst) change()
      isFirst = false
    },
  })
}

describe('a large file', () => {
  const path = () => join(temporary(), 'large')

  test.each([
    {name: 'grows', change: () => appendFileSync(path(), 'more')},
    {name: 'shrinks', change: () => truncateSync(path(), 10)},
    {name: 'is touched', change: () => utimesSync(path(), 5, 5)},
    {
      name: 'is written in place, with its old time put back',
      change() {
        writeFileSync(path(), Buffer.alloc(6 * MIB, 'other'))
        utimesSync(path(), 1, 1)
      },
    },
    {
      name: 'is replaced by another',
      change() {
        writeFileSync(`${path()}2`, Buffer.alloc(6 * MIB))
        renameSync(`${path()}2`, path())
      },
    },
    {name: 'vanishes', change: () => rmSync(path())},
  ])('that $name while it is read has no checksum', async ({change}) => {
    await writeFile(path(), Buffer.alloc(6 * MIB))
    await utimes(path(), 1, 1)
    const answer = await largeWhile(path(), change)
    expect(answer).toMatchObject({kind: 'failed', code: 'file-changed'})
    rmSync(path(), {force: true})
  })

  test('whose folder is replaced meanwhile has none either', async () => {
    const folder = join(temporary(), 'swapped')
    for (const name of [folder, `${folder}2`]) {
      mkdirSync(name)
      writeFileSync(join(name, 'large'), Buffer.alloc(6 * MIB, name))
    }
    const answer = await largeWhile(join(folder, 'large'), () => {
      renameSync(folder, `${folder}3`)
      renameSync(`${folder}2`, folder)
    })
    expect(answer).toMatchObject({kind: 'failed', why: 'was replaced while it was read'})
  })

  test('is read ahead where the disk is slow, to the same bytes', async () => {
    const bytes = Buffer.alloc(21 * MIB, 'a disk that is slow ')
    await writeFile(path(), bytes)
    const file = await open(path())
    const hash = createHash('sha256')
    const end = await readAhead(file.fd, {
      at: 0,
      buffers: largeBuffers(),
      take: piece => hash.update(piece),
    })
    await file.close()
    expect(end).toBe(bytes.length)
    expect(hash.digest('binary')).toBe(digestOf(bytes))
  })

  test('takes no memory of its own, sparse as it may be', async () => {
    const file = await open(path(), 'w')
    await file.truncate(300 * MIB)
    await file.close()
    const buffers = largeBuffers()
    const before = process.memoryUsage()
    let most = 0
    const answer = await hashLarge(path(), {
      rules,
      buffers,
      onRead() {
        const {heapUsed, external} = process.memoryUsage()
        most = Math.max(most, heapUsed + external - before.heapUsed - before.external)
      },
    })
    expect(answer).toMatchObject({kind: 'hashed', facts: {size: BigInt(300 * MIB)}})
    expect(most).toBeLessThan(64 * MIB)
  })
})

describe('a small file', () => {
  test('that was written just now is looked at twice', async () => {
    const path = join(temporary(), 'fresh')
    await writeFile(path, 'fresh')
    const answer = small(path, {quietBefore: 0n})
    expect(answer).toMatchObject({kind: 'hashed', digest: digestOf('fresh')})
  })

  test('of another machine’s clock that changes between two looks has no checksum', async () => {
    const path = join(temporary(), 'foreign')
    await writeFile(path, 'foreign')
    const isKeptHere = () => {
      appendFileSync(path, 'more')
      return false
    }
    expect(small(path, {isKeptHere})).toMatchObject({code: 'file-changed'})
  })

  test('whose size is not what was read has no checksum', () => {
    // The kernel says of its own files that they are empty.
    expect(small('/proc/version')).toMatchObject({kind: 'failed', code: 'file-changed'})
  })

  test('as large as the buffer is said to be large', async () => {
    const path = join(temporary(), 'full')
    await writeFile(path, Buffer.alloc(64 * 1024))
    expect(small(path)).toEqual({kind: 'large', bytes: 64 * 1024})
  })

  test.each(['pipe', 'folder', 'socket', 'zero', 'null'])(
    'that became a %s holds nobody up',
    async kind => {
      const isDevice = kind === 'zero' || kind === 'null'
      const path = isDevice ? `/dev/${kind}` : join(temporary(), kind)
      const server = createServer()
      if (kind === 'pipe') execFileSync('mkfifo', [path])
      if (kind === 'folder') execFileSync('mkdir', [path])
      if (kind === 'socket') await new Promise<void>(done => server.listen(path, done))
      const answer = small(path)
      const large = await hashLarge(path, {rules, buffers: largeBuffers(), onRead: () => undefined})
      if (kind === 'socket') await new Promise(done => server.close(done))
      expect([answer, large]).toMatchObject([
        {kind: 'failed', code: 'file-changed'},
        {kind: 'failed', code: 'file-changed'},
      ])
    },
  )

  test('that became a link is followed, but not out of the boundary', async () => {
    await writeFile(join(temporary(), 'inside'), 'inside')
    await symlink('inside', join(temporary(), 'link'))
    await symlink('/etc/hostname', join(temporary(), 'out'))
    const boundary = temporary()
    expect(small(join(temporary(), 'link'), {boundary})).toMatchObject({digest: digestOf('inside')})
    expect(small(join(temporary(), 'out'), {boundary})).toMatchObject({
      kind: 'failed',
      why: 'is now a link that leads out, to /etc/hostname',
    })
  })
})

test('the clock of /proc is nobody’s', () => {
  const isKept = clockKeeper()
  const answer = small('/proc/version', {quietBefore: 0n})
  expect(answer).toMatchObject({kind: 'failed'})
  expect(isKept({dev: 1n, ino: 1n, size: 0n, mtimeNs: 0n, ctimeNs: 0n}, '/proc/version')).toBe(
    false,
  )
})
