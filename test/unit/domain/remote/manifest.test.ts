import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {formatManifest} from '../../../../shared/domain/manifest.ts'
import {readPointer} from '../../../../shared/domain/remote/lfs-pointer.ts'
import {
  claimedText,
  countKinds,
  listedFiles,
  otherFamilies,
  parseAnyManifest,
  remotePieces,
} from '../../../../shared/domain/remote/manifest.ts'

const HEX = 'a'.repeat(64)
const file = (path: string, kind: 'sha256' | 'etag' | 'multipart-etag' = 'etag', value = 'x') => ({
  path,
  bytes: 3,
  checksum: {kind, value},
})

describe('the text of a listing', () => {
  test('is a line for each file, in the order of the bytes of their names', () => {
    const files = listedFiles([file('b\nc'), file('\u{1f600}'), file('a', 'sha256', HEX)])
    expect([...remotePieces(files)].join('')).toBe(
      `proofmark/remote/v1\nsha256:${HEX}  3  a\n\\etag:x  3  b\\nc\netag:x  3  \u{1f600}\n`,
    )
  })

  test('is never that of files that were hashed', () => {
    const listed = [...remotePieces(listedFiles([file('a', 'sha256', HEX)]))].join('')
    expect(listed).not.toBe(formatManifest([{path: 'a', digest: `sha256:${HEX}`}]))
    expect(formatManifest([{path: 'a', digest: `sha256:${HEX}`}])).not.toMatch(/^proofmark/)
  })

  test('can be read again, whatever names it holds', () => {
    void fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({unit: 'binary', minLength: 1}), {minLength: 1}),
        names => {
          const files = listedFiles(names.map(name => file(name)))
          const text = [...remotePieces(files)].join('')
          expect(parseAnyManifest(text)).toEqual(files.map(({path, digest}) => ({path, digest})))
        },
      ),
    )
  })

  test('of bytes is read by the same function', () => {
    const files = [{path: 'a', digest: `sha256:${HEX}`}] as const
    expect(parseAnyManifest(formatManifest(files))).toEqual(files)
  })

  test('of a claimed version is no list', () => {
    expect(parseAnyManifest(claimedText('snapshot 7'))).toBeUndefined()
  })

  test.each([
    'etag:x  3  a',
    'etag:x  3  a\nnonsense\n',
    'odd:x  3  a\n',
    'etag:x  03  a\n',
    'etag:x  3  a\\b\n',
    '\\etag:x  3  a\n',
    '\\etag:x  3  a\\q\n',
    'etag:x y  3  a\n',
  ])('is refused: %j', text => {
    expect(() => parseAnyManifest(`proofmark/remote/v1\n${text}`)).toThrow(SyntaxError)
  })
})

describe('checksums of two listings', () => {
  const list = (...files: readonly ReturnType<typeof file>[]) => listedFiles(files)

  test('are compared where they are of one family', () => {
    expect(otherFamilies(list(file('a')), list(file('a', 'multipart-etag', 'y-2')))).toBeUndefined()
    expect(otherFamilies(list(file('a')), list(file('b', 'sha256', HEX)))).toBeUndefined()
  })

  test('are not where one file has two', () => {
    expect(otherFamilies(list(file('a')), list(file('a', 'sha256', HEX)))).toEqual({
      before: 'etag',
      after: 'sha256',
    })
  })

  test('are counted, the most frequent first', () => {
    const files = list(file('a', 'sha256', HEX), file('b'), file('c'))
    expect(Object.entries(countKinds(files))).toEqual([
      ['etag', 2],
      ['sha256', 1],
    ])
  })
})

describe('a pointer of Git LFS', () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${HEX}\nsize 12345\n`

  test('stands for its content', () => {
    expect(readPointer(pointer)).toEqual({digest: `sha256:${HEX}`, bytes: 12345})
  })

  test.each([
    pointer.slice(0, -1),
    `${pointer}\n`,
    pointer.replace('12345', '012345'),
    pointer.replace('12345', '99999999999999999'),
    pointer.replace('sha256', 'sha1'),
    pointer.replace('v1', 'v2'),
    pointer.toUpperCase(),
    pointer.replaceAll('\n', '\r\n'),
    `${pointer}x`,
    '',
  ])('has one form, and is otherwise a file like any other: %j', text => {
    expect(readPointer(text)).toBeUndefined()
  })
})
