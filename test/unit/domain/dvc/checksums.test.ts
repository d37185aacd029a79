import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {
  compareListings,
  formatListing,
  parseListing,
} from '../../../../shared/domain/dvc/dir-listing.ts'
import {ownText} from '../../../../shared/domain/dvc/dvc-file.ts'
import {withCarriageReturns} from '../../../../shared/domain/dvc/legacy-text.ts'
import {parseLock, runCacheTexts} from '../../../../shared/domain/dvc/lock-file.ts'
import {pythonJson, pythonNumber} from '../../../../shared/domain/dvc/python-json.ts'
import {legacyMd5} from '../../../../shared/features/dvc/legacy-md5.ts'
import {md5Hex} from '../../../../shared/platform/hash.ts'
import {hashFiles} from '../../../../shared/platform/hashing.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'
import {treeOf} from './tree-of.ts'

type Part = {
  readonly utf8?: string
  readonly hex?: string
  readonly repeat?: readonly [string, number]
  readonly repeat_hex?: readonly [string, number]
}
type Vectors = {
  readonly files: readonly {
    readonly name: string
    readonly content: readonly Part[]
    readonly md5: string
    readonly md5_dos2unix_per_chunk: string
    readonly md5_dos2unix_per_file: string
  }[]
  readonly directories: readonly {
    readonly name: string
    readonly files?: Readonly<Record<string, string>>
    readonly json?: string
    readonly hash: string
  }[]
  readonly derived: {
    readonly stage_md5: {readonly document: object; readonly json: string; readonly md5: string}
    readonly run_cache: {
      readonly entry: object
      readonly key_json: string
      readonly key: string
      readonly value: string
    }
  }
}

const vectors: Vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/dvc-hashes.json'), 'utf8'),
)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const folder = temporaryFolder()

function bytesOf(parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.map(({utf8, hex, repeat, repeat_hex: many}) => {
      if (utf8 !== undefined) return Buffer.from(utf8)
      if (hex !== undefined) return Buffer.from(hex, 'hex')
      if (repeat) return Buffer.from(repeat[0].repeat(repeat[1]))
      return Buffer.from((many?.[0] ?? '').repeat(many?.[1] ?? 0), 'hex')
    }),
  )
}

describe('checksums of a file', () => {
  test.each(vectors.files)('$name', async ({name, content, ...expected}) => {
    const path = join(folder(), name)
    await writeFile(path, bytesOf(content))
    const [raw] = await hashFiles(folder(), [name], {algorithm: 'md5', workers: 0})
    expect(raw?.digest).toBe(`md5:${expected.md5}`)
    expect(await legacyMd5(path)).toEqual({
      perFile: expected.md5_dos2unix_per_file,
      perChunk: expected.md5_dos2unix_per_chunk,
    })
  })

  test('line ends go both ways', () => {
    const given = new TextEncoder().encode('a\nb\r\nc\r')
    expect(new TextDecoder().decode(withCarriageReturns(given))).toBe('a\r\nb\r\nc\r')
  })
})

describe('checksums of a folder', () => {
  test.each(vectors.directories.filter(({files}) => files))(
    '$name',
    async ({name, files = {}, json, hash}) => {
      const root = join(folder(), 'folders', name)
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), {recursive: true})
        await writeFile(join(root, path), content)
      }
      const paths = Object.keys(files)
      const hashed = await hashFiles(root, paths, {algorithm: 'md5', workers: 0})
      const listing = hashed.map(({digest}, index) => ({
        path: paths[index] ?? '',
        md5: digest.slice(4),
      }))
      if (json !== undefined) expect(formatListing(listing)).toBe(json)
      expect(`${md5Hex(formatListing(listing))}.dir`).toBe(hash)
      expect(parseListing(formatListing(listing))).toHaveLength(paths.length)
    },
  )

  test.each(['', '{}', '[1]', '[{"md5": "x", "relpath": "a"}]', '[{"md5": 1}]', '[null]'])(
    'a listing is not %s',
    text => {
      expect(parseListing(text)).toBeUndefined()
    },
  )

  test('names what differs', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(letter => letter.repeat(32)) as [string, string, string]
    expect(
      compareListings(
        [
          {path: '1', md5: a},
          {path: '2', md5: b},
          {path: '3', md5: c},
        ],
        [
          {path: '1', md5: a},
          {path: '2', md5: c},
          {path: '4', md5: c},
        ],
      ),
    ).toEqual({modified: ['2'], missing: ['3'], extra: ['4']})
  })
})

describe('checksums of documents', () => {
  test('an import carries its own', async () => {
    const {document, json, md5} = vectors.derived.stage_md5
    const text = ownText(await treeOf(JSON.stringify({...document, wdir: '.'})))
    expect(text).toBe(json)
    expect(md5Hex(text)).toBe(md5)
  })

  test('a run is kept under that of its inputs and that of all of it', async () => {
    const {entry, key_json: json, key, value} = vectors.derived.run_cache
    const texts = runCacheTexts({tree: await treeOf(JSON.stringify(entry))})
    expect(texts.key).toBe(json)
    expect([sha256(texts.key), sha256(texts.value)]).toEqual([key, value])
  })

  test('numbers of a run are written as Python writes them', async () => {
    // Both names were given by DVC 3.67.1.
    const lock = parseLock(
      await treeOf(`schema: '2.0'
stages:
  train:
    cmd: python3 train.py --lr 0.1
    deps:
    - path: data
      hash: md5
      md5: f3275301b372aadf21df87fe46321910.dir
      size: 14
      nfiles: 4
    - path: train.py
      hash: md5
      md5: b6df46cc874a7db825cddb81b293fe08
      size: 80
    params:
      params.yaml:
        train.epochs: 3
        train.lr: 0.1
        train.one: 1.0
        train.small: 1e-05
    outs:
    - path: metrics.json
      hash: md5
      md5: 6e72e7cec8ef46d87b7e3d2c47dd7314
      size: 11
    - path: model.bin
      hash: md5
      md5: 6f8f57715090da2632453988d9a1501b
      size: 1
`),
    )
    const [stage] = 'value' in lock ? lock.value : []
    if (!stage) throw new Error('the lock was not read')
    const {key, value} = runCacheTexts(stage)
    expect(sha256(key)).toBe('11a5cbfd59f5b6e19ffe9ec723be9104e9488e73c4b1db4e01f4968ae0865167')
    expect(sha256(value)).toBe('be2eaf9423bae2fafbd4ea68cb5676d56d763d2f1ff9692bf6a43174cdc4936a')
  })
})

describe('values as Python writes them', () => {
  test.each([
    ['1', '1'],
    ['+7', '7'],
    ['-0', '0'],
    ['1.0', '1.0'],
    ['-0.0', '-0.0'],
    ['0.1', '0.1'],
    ['1e-05', '1e-05'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['1e15', '1000000000000000.0'],
    ['1e16', '1e+16'],
    ['1.5e300', '1.5e+300'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['0x10', '16'],
  ])('the number %s', (source, expected) => {
    expect(pythonNumber(Number(source), source)).toBe(expected)
  })

  test.each([
    ['.nan', 'NaN'],
    ['-.inf', '-Infinity'],
    [
      '{b: 1, a: [x, null, true], "\\U0001F600": é}',
      '{"a": ["x", null, true], "b": 1, "\\ud83d\\ude00": "\\u00e9"}',
    ],
    ['"a\\x7f/\\x08\\x0c\\t"', '"a\\u007f/\\b\\f\\t"'],
  ])('the document %s', async (yaml, expected) => {
    expect(pythonJson(await treeOf(yaml))).toBe(expected)
  })
})
