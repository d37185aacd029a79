import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {measureDataset} from '../../../../shared/features/data/index.ts'
import {behindPointers} from '../../../../shared/features/data/pointers.ts'
import {sha256} from '../../../../shared/platform/hash.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const pointerTo = (content: string) =>
  `version https://git-lfs.github.com/spec/v1\noid ${sha256(content)}\nsize ${Buffer.byteLength(content)}\n`

function measure(files: Readonly<Record<string, string>>, name: string) {
  const data = join(folder(), name)
  mkdirSync(data, {recursive: true})
  for (const [path, text] of Object.entries(files)) writeFileSync(join(data, path), text)
  const reach = {place: terminalPlace({}, folder()), runner: recordingRunner().runner}
  return measureDataset({name: 'd', role: 'train', path: name}, reach)
}

describe('pointers of Git LFS', () => {
  const CONTENT = {'a.csv': 'id\n1\n', 'b.csv': 'id\n2\n3\n'}

  test('count as what they point to: one digest, whether the content was fetched or not', async () => {
    const fetched = await measure(CONTENT, 'fetched')
    const pointed = await measure(
      {'a.csv': pointerTo(CONTENT['a.csv']), 'b.csv': CONTENT['b.csv']},
      'pointed',
    )
    expect(pointed.record).toMatchObject({
      digest: fetched.record.digest,
      files: 2,
      bytes: fetched.record.bytes,
      pointers: 1,
    })
    expect(fetched.record).not.toHaveProperty('pointers')
    expect([...pointed.files()]).toEqual([...fetched.files()])
    expect(Buffer.concat([...pointed.text()]).toString()).toBe(
      Buffer.concat([...fetched.text()]).toString(),
    )
  })

  test.each([
    {name: 'a table', files: {'b.bin': 'x', 'z.csv': 'id\n'}, isReadable: true},
    {name: 'a pointer to a table', files: {'z.csv': pointerTo('id\n')}, isReadable: true},
    {name: 'no known kind', files: {'b.bin': 'x', csv: 'id\n', 'a.csv.gz': 'y'}, isReadable: false},
  ])('can be looked into or not: $name', async ({name, files, isReadable}) => {
    expect((await measure(files, name)).isReadable()).toBe(isReadable)
  })

  test('another content is another digest', async () => {
    const one = await measure({'a.csv': pointerTo('one')}, 'one')
    const two = await measure({'a.csv': pointerTo('two')}, 'two')
    expect(one.record.digest).not.toBe(two.record.digest)
  })

  test('one that came after the checksum was taken is an error', () => {
    const text = pointerTo('one')
    writeFileSync(join(folder(), 'late'), text)
    const file = {path: 'late', digest: sha256('earlier'), bytes: text.length}
    const {files} = behindPointers(folder(), {
      bytes: text.length,
      files: () => [file],
      hasSize: () => true,
    })
    expect(() => [...files()]).toThrow(expect.objectContaining({code: 'file-changed'}))
  })

  test('what only looks like one is a file like any other', async () => {
    const odd = pointerTo('one').replace('spec/v1', 'spec/v9')
    const {record} = await measure({'a.csv': odd}, 'odd')
    expect(record).toMatchObject({bytes: odd.length})
    expect(record).not.toHaveProperty('pointers')
  })
})

describe('what is not here', () => {
  test.each(['s3://bucket/x', 'https://host/x?hunter2', ''])('%s is not read', async path => {
    const reach = {place: terminalPlace({}, folder()), runner: recordingRunner().runner}
    const error = await measureDataset({name: 'd', role: 'holdout', path}, reach).catch(e => e)
    expect(error).toMatchObject({code: 'remote-data'})
    expect(error.message).not.toContain('hunter2')
  })
})
