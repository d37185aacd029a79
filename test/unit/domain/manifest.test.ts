import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {compareBytes} from '../../../shared/domain/byte-order.ts'
import type {Digest} from '../../../shared/domain/digest.ts'
import {
  combinedText,
  compareManifests,
  formatColumns,
  formatManifest,
  type ManifestFile,
  parseManifest,
  sortFiles,
} from '../../../shared/domain/manifest.ts'

const digest = (digit: string): Digest => `sha256:${digit.repeat(64)}`
const file = (path: string, digit = 'a'): ManifestFile => ({path, digest: digest(digit)})

describe('the order of files', () => {
  test('is that of UTF-8 bytes, not of UTF-16 units', () => {
    // U+FF5E comes after U+1F600 in UTF-16, before it in UTF-8.
    const names = ['\u{1f600}', '\uff5e', 'b', 'B', 'a/b', 'a.b', 'a']
    expect(sortFiles(names.map(path => file(path))).map(({path}) => path)).toEqual([
      'B',
      'a',
      'a.b',
      'a/b',
      'b',
      '\uff5e',
      '\u{1f600}',
    ])
  })

  test('agrees with Buffer.compare', () => {
    void fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.string({unit: 'binary'}), (one, other) => {
        const expected = Buffer.compare(Buffer.from(one), Buffer.from(other))
        expect(Math.sign(compareBytes(one, other))).toBe(expected)
      }),
    )
  })
})

describe('the manifest', () => {
  test('is what sha256sum prints, odd names escaped', () => {
    expect(formatManifest([file('plain name'), file('a\nb\\c\rd')])).toBe(
      `${'a'.repeat(64)}  plain name\n\\${'a'.repeat(64)}  a\\nb\\\\c\\rd\n`,
    )
  })

  test('is the same from columns', () => {
    const files = [file('plain name', '1'), file('a\nb\\c\rd', '2'), file('ü', '3')]
    const hex = ['1', '2', '3'].map(digit => digit.repeat(64)).join('')
    expect(
      formatColumns(
        files.map(({path}) => path),
        hex,
      ),
    ).toBe(formatManifest(files))
  })

  test('is read back as it was written', () => {
    void fc.assert(
      fc.property(fc.uniqueArray(fc.string({minLength: 1, unit: 'binary'})), names => {
        const files = names.map(name => file(name))
        expect(parseManifest(formatManifest(files))).toEqual(files)
      }),
    )
  })

  test.each([
    {name: 'no line end', text: `${'a'.repeat(64)}  x`, message: 'does not end'},
    {name: 'a short digest', text: 'abc  x\n', message: 'line 1'},
    {name: 'an empty line', text: `${'a'.repeat(64)}  x\n\n`, message: 'line 2'},
    {name: 'upper case', text: `${'A'.repeat(64)}  x\n`, message: 'line 1'},
    {name: 'an unknown escape', text: `\\${'a'.repeat(64)}  x\\t\n`, message: 'unknown escape'},
    {name: 'half an escape', text: `\\${'a'.repeat(64)}  x\\\n`, message: 'unknown escape'},
    {name: 'a mark for nothing', text: `\\${'a'.repeat(64)}  x\n`, message: 'no escape'},
    {name: 'an escape without mark', text: `${'a'.repeat(64)}  x\\n\n`, message: 'the reverse'},
    {name: 'the mark of binary mode', text: `${'a'.repeat(64)} *x\n`, message: 'line 1'},
    {name: 'line ends of Windows', text: `${'a'.repeat(64)}  x\r\n`, message: 'line 1'},
    {
      name: 'a file named twice',
      text: `${'a'.repeat(64)}  x\n${'b'.repeat(64)}  x\n`,
      message: 'line 2 of the manifest names a file for the second time',
    },
    {name: 'no name', text: `${'a'.repeat(64)}  \n`, message: 'line 1'},
  ])('with $name is refused', ({text, message}) => {
    expect(() => parseManifest(text)).toThrow(message)
  })

  test('may name files with any line separator of Unicode', () => {
    const files = [file('a\u2028b'), file('a\u0085b')]
    expect(parseManifest(formatManifest(files))).toEqual(files)
  })

  test('may be empty', () => expect(parseManifest('')).toEqual([]))
})

describe('several datasets together', () => {
  test('make one line each, sorted by name', () => {
    const sets = [
      {name: 'prices', digest: digest('1')},
      {name: 'holdout', digest: digest('2')},
    ]
    expect(combinedText(sets)).toBe(`${'2'.repeat(64)}  holdout\n${'1'.repeat(64)}  prices\n`)
  })
})

describe('what happened to files', () => {
  test.each([
    {
      name: 'nothing',
      before: [file('a')],
      after: [file('a')],
      changes: [],
    },
    {
      name: 'added, removed, modified',
      before: [file('gone', '1'), file('kept', '2'), file('new content', '3')],
      after: [file('fresh', '4'), file('kept', '2'), file('new content', '5')],
      changes: [
        {kind: 'added', path: 'fresh'},
        {kind: 'removed', path: 'gone'},
        {kind: 'modified', path: 'new content'},
      ],
    },
    {
      name: 'renamed',
      before: [file('old', '1')],
      after: [file('new', '1')],
      changes: [{kind: 'renamed', from: 'old', to: 'new'}],
    },
    {
      name: 'not renamed when two files had the content',
      before: [file('old', '1'), file('older', '1')],
      after: [file('new', '1')],
      changes: [
        {kind: 'added', path: 'new'},
        {kind: 'removed', path: 'old'},
        {kind: 'removed', path: 'older'},
      ],
    },
    {
      name: 'not renamed when two files got the content',
      before: [file('old', '1')],
      after: [file('new', '1'), file('newer', '1')],
      changes: [
        {kind: 'added', path: 'new'},
        {kind: 'added', path: 'newer'},
        {kind: 'removed', path: 'old'},
      ],
    },
  ])('$name', ({before, after, changes}) => {
    expect(compareManifests(before, after).changes).toEqual(changes)
  })

  test('of lists that are not in order is refused', () => {
    const after = [file('b'), file('a')]
    expect(() => compareManifests([], after)).toThrow('not in order at "a"')
    expect(() => compareManifests([file('a'), file('a')], [])).toThrow('not in order')
  })

  test('of very many files is counted, without a search for renames', () => {
    function* many(prefix: string) {
      for (let index = 0; index < 100_001; index++) yield file(`${prefix}${200_000 + index}`)
    }
    const {counts, changes} = compareManifests(many('a'), many('b'))
    expect(counts).toEqual({added: 100_001, removed: 100_001, modified: 0, renamed: 0})
    expect(changes).toHaveLength(200)
    expect(changes[0]).toEqual({kind: 'removed', path: 'a200000'})
  })

  test('is counted in full and listed up to a limit', () => {
    const after = Array.from({length: 250}, (_, index) => file(`file ${1000 + index}`, 'b'))
    const {counts, changes} = compareManifests([], after)
    expect(counts).toEqual({added: 250, removed: 0, modified: 0, renamed: 0})
    expect(changes).toHaveLength(200)
  })
})
