import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {profileDataset} from '../../../../shared/features/profile/index.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const FIXTURES = join(import.meta.dirname, '../../../fixtures/tables')
const profile = (paths: readonly string[], settings = {}) =>
  profileDataset({
    name: 'd',
    root: folder(),
    files: paths.map(path => ({path, bytes: 10})),
    settings,
  })

/** The first bytes of a PNG of this size; nothing behind them is ever looked at. */
function pngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(24)
  head.writeUInt32BE(0x89504e47, 0)
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

describe('what is no table', () => {
  it('arrays have type and shape', async () => {
    for (const name of ['a.npy', 'a.npz', 'c.npz'])
      copyFileSync(join(FIXTURES, name), join(folder(), name))
    const {profile: found, findings} = await profile(['a.npy', 'a.npz', 'c.npz'])
    expect(findings).toEqual([])
    expect(found?.arrays).toEqual([
      {name: 'a.npy', type: '<f4', shape: [3, 4]},
      {name: 'a.npz: x', type: '<f8', shape: [2, 2]},
      {name: 'a.npz: y', type: '<i8', shape: [5]},
      {name: 'c.npz: x', type: '<f8', shape: [2, 2]},
    ])
  })

  it('images are counted by folder, and broken ones told', async () => {
    for (const name of ['cat', 'dog']) mkdirSync(join(folder(), name), {recursive: true})
    for (const name of ['cat/1.png', 'cat/2.png', 'dog/1.png'])
      writeFileSync(join(folder(), name), pngHead(32, 16))
    writeFileSync(join(folder(), 'dog/2.png'), 'not an image')
    const {profile: found, findings} = await profile(
      ['cat/1.png', 'cat/2.png', 'dog/1.png', 'dog/2.png', 'README'],
      {
        format: undefined,
      },
    )
    expect(found).toEqual({
      images: {
        files: 4,
        classes: [
          {name: 'cat', count: 2},
          {name: 'dog', count: 2},
        ],
        sizes: [{size: '32x16', count: 3}],
      },
      others: 1,
    })
    expect(findings).toMatchObject([
      {code: 'damaged-file', level: 'warn', rows: [{file: 'dog/2.png'}]},
    ])
  })

  it('texts are counted', async () => {
    expect((await profile(['1.txt', '2.md'])).profile).toEqual({texts: {documents: 2, bytes: 20}})
  })

  it('has no columns to check', async () => {
    expect((await profile(['1.txt'], {schema: 'full'})).findings).toMatchObject([
      {code: 'no-table', level: 'fail'},
    ])
  })
})
