import {describe, expect, test} from 'vitest'
import {readZip} from '../../../../shared/platform/stores/zip.ts'
import {zipFile} from './zip-file.ts'

const MIB = 2 ** 20
const text = (content: string) => new TextEncoder().encode(content)
const good = zipFile([
  {name: 'gate.json', bytes: text('{"verdict":"pass"}')},
  {name: 'empty', bytes: new Uint8Array()},
  {name: 'stored.txt', bytes: text('as it is'), method: 0},
])

describe('a zip', () => {
  test('gives its files', () => {
    const files = [...readZip(good, MIB)].map(([name, bytes]) => [
      name,
      Buffer.from(bytes).toString(),
    ])
    expect(files).toEqual([
      ['gate.json', '{"verdict":"pass"}'],
      ['empty', ''],
      ['stored.txt', 'as it is'],
    ])
  })

  test.each(['../../etc/passwd', '/etc/passwd', 'a/b', 'C:\\x', '.npmrc', 'a\nb', ''])(
    'is refused with a file "%s"',
    name => {
      expect(() => readZip(zipFile([{name, bytes: text('x')}]), MIB)).toThrow(
        expect.objectContaining({code: 'invalid-name'}),
      )
    },
  )

  test.each([
    {name: 'one file', entries: [{name: 'a', bytes: new Uint8Array(MIB + 1)}]},
    {
      name: 'all files together',
      entries: ['a', 'b'].map(name => ({name, bytes: new Uint8Array(0.6 * MIB)})),
    },
  ])('is refused when $name unpack above the limit', ({entries}) => {
    expect(() => readZip(zipFile(entries), MIB)).toThrow(
      expect.objectContaining({code: 'too-large'}),
    )
  })

  test.each([
    {
      name: 'grows beyond what its directory says',
      zip: zipFile([{name: 'bomb', bytes: new Uint8Array(50 * MIB), claimedSize: 10}]),
    },
    {
      name: 'is shorter than it says',
      zip: zipFile([{name: 'a', bytes: text('x'), claimedSize: 9}]),
    },
    {name: 'is cut off', zip: good.subarray(0, good.length - 30)},
    {name: 'lost its beginning', zip: good.subarray(40)},
    {name: 'is empty', zip: Buffer.alloc(0)},
    {name: 'is something else', zip: Buffer.from('not a zip '.repeat(100))},
    {
      name: 'holds a name twice',
      zip: zipFile(['a', 'a'].map(name => ({name, bytes: text('x')}))),
    },
    {
      name: 'is packed in an unknown way',
      zip: zipFile([{name: 'a', bytes: text('x'), method: 12}]),
    },
    {
      name: 'has thousands of entries',
      zip: zipFile(Array.from({length: 1001}, (_, i) => ({name: `f${i}`, bytes: text('')}))),
    },
  ])('that $name is refused', ({zip}) => {
    expect(() => readZip(zip, MIB)).toThrow(expect.objectContaining({code: 'corrupt-archive'}))
  })

  test('that grows is stopped while it grows', () => {
    const bomb = zipFile([{name: 'bomb', bytes: new Uint8Array(50 * MIB), claimedSize: 10}])
    const tooMuch = expect.objectContaining({code: 'ERR_BUFFER_TOO_LARGE'})
    expect(() => readZip(bomb, MIB)).toThrow(expect.objectContaining({cause: tooMuch}))
  })

  test('may be damaged anywhere without harm', () => {
    for (let at = 0; at < good.length; at++) {
      const damaged = Buffer.from(good)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      try {
        readZip(damaged, MIB)
      } catch (error) {
        expect(error).toMatchObject({name: 'ActionError'})
      }
    }
  })
})
