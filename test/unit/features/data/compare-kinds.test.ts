import {describe, expect, test} from 'vitest'
import type {DatasetRecord} from '../../../../shared/domain/data.ts'
import type {Digest} from '../../../../shared/domain/digest.ts'
import type {ListedContent} from '../../../../shared/domain/manifest.ts'
import {compareData} from '../../../../shared/features/data/index.ts'

const digest = (digit: string): Digest => `sha256:${digit.repeat(64)}`
const dataset = (rest: Partial<DatasetRecord> = {}): DatasetRecord => ({
  name: 'prices',
  role: 'train',
  path: 's3://bucket/prices',
  root: 's3://bucket/prices',
  digest: digest('a'),
  files: 2,
  bytes: 2,
  ...rest,
})

async function compare(
  [before, after]: readonly [DatasetRecord, DatasetRecord],
  lists: readonly [readonly ListedContent[], readonly ListedContent[]] = [[], []],
) {
  const change = await compareData(
    {datasets: [before]},
    {datasets: [after]},
    {
      before: async () => lists[0],
      after: () => lists[1],
    },
  )
  return change.datasets[0]
}

describe('datasets of different kinds', () => {
  test('are changed, also where their digests are the same, and no file is compared', async () => {
    const change = await compare([dataset(), dataset({kind: 'remote'})])
    expect(change).toMatchObject({
      status: 'changed',
      redefined: {kind: {before: 'bytes', after: 'remote'}},
      counts: {added: 0, removed: 0, modified: 0, renamed: 0},
    })
    expect(change).not.toHaveProperty('changes')
  })

  test('records of old say no kind, and mean bytes', async () => {
    expect(await compare([dataset(), dataset({kind: 'bytes'})])).toMatchObject({
      status: 'unchanged',
    })
  })
})

describe('two listings', () => {
  const remote = (digit: string) => dataset({kind: 'remote', digest: digest(digit)})
  const file = (path: string, sum: string) => ({path, digest: sum})

  test('are compared file by file where their checksums are of one kind', async () => {
    const change = await compare(
      [remote('a'), remote('b')],
      [
        [file('a', 'etag:1'), file('b', 'etag:2'), file('c', 'etag:3')],
        [file('b', 'etag:2'), file('c', 'multipart-etag:3-2'), file('d', 'etag:1')],
      ],
    )
    expect(change).toMatchObject({
      status: 'changed',
      counts: {added: 0, removed: 0, modified: 1, renamed: 1},
      changes: [
        {kind: 'modified', path: 'c'},
        {kind: 'renamed', from: 'a', to: 'd'},
      ],
    })
  })

  test('say so where they are of two kinds, and compare nothing', async () => {
    const change = await compare(
      [remote('a'), remote('b')],
      [[file('a', 'etag:1')], [file('a', 'crc64nvme:1')]],
    )
    expect(change).toMatchObject({
      status: 'changed',
      checksums: {before: 'etag', after: 'crc64nvme'},
      counts: {modified: 0},
    })
    expect(change).not.toHaveProperty('changes')
  })

  test('are unchanged where their digests are the same', async () => {
    expect(await compare([remote('a'), remote('a')])).toMatchObject({status: 'unchanged'})
  })
})

test('two claimed versions are told, and no file is', async () => {
  const claimed = (digit: string) =>
    dataset({kind: 'claimed', digest: digest(digit), version: `snapshot ${digit}`, files: 0})
  expect(await compare([claimed('a'), claimed('b')])).toMatchObject({
    status: 'changed',
    version: {before: 'snapshot a', after: 'snapshot b'},
  })
})
