import {createHash} from 'node:crypto'
import {statSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {batchHasher} from '../../../shared/platform/hash-batch.ts'
import type {Algorithm} from '../../../shared/platform/hash-file.ts'
import {ENTRY_BYTES, tableOf} from '../../../shared/platform/stat-table.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const temporary = temporaryFolder()
const LARGE = 600 * 1024
const FUTURE = 2n ** 62n

test.each<{algorithm: Algorithm}>([{algorithm: 'sha256'}, {algorithm: 'md5'}])(
  'digests ($algorithm) stand where their files do, whatever lies between',
  async ({algorithm}) => {
    const root = temporary()
    const names = ['gone', 'a', 'b', 'large', 'c', 'gone too', 'also large', 'd', 'e']
    for (const name of names) {
      if (name.includes('gone')) continue
      writeFileSync(join(root, name), `content of ${name}`)
      if (name.includes('large')) truncateSync(join(root, name), LARGE)
    }
    const setup = {root, algorithm, quietBefore: FUTURE, isKeeping: algorithm === 'sha256'}
    const hash = batchHasher(setup)
    const paths = names.join('\0')
    const answers = await hash({paths, isLarge: false}, () => undefined)
    expect(answers.large.map(({index}) => index)).toEqual([3, 6])
    expect(answers.failed.map(({index}) => index)).toEqual([0, 5])
    expect([...answers.sizes]).toEqual([-1, 12, 12, -1, 12, -1, -1, 12, 12])
    const length = answers.digests.length / names.length
    const digestAt = (digests: Uint8Array, index: number) =>
      Buffer.from(digests.subarray(index * length, (index + 1) * length)).toString('hex')
    for (const [index, name] of names.entries()) {
      const isSmall = name.length === 1
      const expected = createHash(algorithm).update(`content of ${name}`).digest('hex')
      const found = digestAt(answers.digests, index)
      expect(found).toBe(isSmall ? expected : '0'.repeat(2 * length))
    }
    if (algorithm === 'md5') return

    // Who knows some of them already answers the same.
    const known = answers.entries.slice(0, 3 * ENTRY_BYTES)
    const entries = new SharedArrayBuffer(known.length)
    new Uint8Array(entries).set(known)
    const table = tableOf(entries, FUTURE)
    const again = await batchHasher({...setup, table})({paths, isLarge: false}, () => undefined)
    expect(again.digests).toEqual(answers.digests)
    expect([...again.sizes]).toEqual([...answers.sizes])
    expect(Buffer.concat([known, again.entries])).toEqual(Buffer.from(answers.entries))
    const inodes = new BigInt64Array(answers.entries.slice().buffer)
    expect(inodes[1]).toBe(statSync(join(root, 'a'), {bigint: true}).ino)
    const last = answers.entries.length - 32
    expect(Buffer.from(answers.entries.subarray(last)).toString('hex')).toBe(
      digestAt(answers.digests, 8),
    )
  },
)
