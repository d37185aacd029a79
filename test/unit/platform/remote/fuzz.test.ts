import {describe, expect, test} from 'vitest'
import {readPointer} from '../../../../shared/domain/remote/lfs-pointer.ts'
import {listedFiles, remotePieces} from '../../../../shared/domain/remote/manifest.ts'
import {ActionError} from '../../../../shared/platform/errors.ts'
import {readAzurePage} from '../../../../shared/platform/remote/azure-blobs.ts'
import {collectObjects, type StoredObject} from '../../../../shared/platform/remote/collect.ts'
import {readGcsPage} from '../../../../shared/platform/remote/gcs.ts'
import {readHubPage} from '../../../../shared/platform/remote/hub.ts'
import {readS3Page} from '../../../../shared/platform/remote/s3.ts'
import {mutate, numbersOf} from '../../../fakes/mutated-bytes.ts'

const ANSWERS = 2000

type Page = {readonly objects: readonly StoredObject[]; readonly next?: string | undefined}
type Reader = {
  readonly name: string
  readonly page: string
  readonly read: (page: Uint8Array) => Promise<Page> | Page
  /** Texts of the page that the listing says, or must not pass over. */
  readonly told: readonly string[]
  readonly pieces: readonly string[]
}

const XML = ['<', '>', '&', '&amp;', '&#0;', '</Key>', '<Key>', '"', ']]>', '<![CDATA[', '\0', 'é']
const JSON_PIECES = [
  '"',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  'null',
  '0',
  '-',
  '1e9',
  '\\',
  '\\u0000',
  'é',
]
const MD5 = 'DMF1ucDxtqgxw5niaXcmYQ=='
const SHA256 = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'
const SHA1 = '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'

const READERS: readonly Reader[] = [
  {
    name: 'S3',
    page: `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>data</Name><Prefix>f/</Prefix><KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><Contents><Key>f/a+b.csv</Key><ETag>&quot;0cc175b9c0f1b6a831c399e269772661&quot;</ETag><Size>1729</Size></Contents><Contents><Key>f/c.csv</Key><ETag>&quot;92eb5ffee6ae2fec3ad71c777531578f-2&quot;</ETag><Size>314159</Size></Contents></ListBucketResult>`,
    read: page => readS3Page(page, 's3://data/f/'),
    told: [
      'f/a+b.csv',
      'f/c.csv',
      '0cc175b9c0f1b6a831c399e269772661',
      '92eb5ffee6ae2fec3ad71c777531578f',
      '1729',
      '314159',
      'KeyCount>2',
      'IsTruncated>false',
    ],
    pieces: XML,
  },
  {
    name: 'Azure',
    page: `<?xml version="1.0" encoding="utf-8"?>
<EnumerationResults ServiceEndpoint="https://a.blob.core.windows.net/" ContainerName="data"><Prefix>f/</Prefix><Blobs><Blob><Name>f/a.csv</Name><Properties><Etag>0x8D1</Etag><Content-Length>1729</Content-Length><Content-MD5>${MD5}</Content-MD5><BlobType>BlockBlob</BlobType></Properties></Blob><Blob><Name>f/c.csv</Name><Properties><Etag>0x8D2F00D</Etag><Content-Length>314159</Content-Length><Content-MD5 /><BlobType>AppendBlob</BlobType></Properties></Blob></Blobs><NextMarker /></EnumerationResults>`,
    read: page => readAzurePage(page, 'az://a/data/f/'),
    told: ['f/a.csv', 'f/c.csv', '0x8D2F00D', '1729', '314159', MD5.slice(0, 20)],
    pieces: [...XML, '<Blob>', '</Blobs>', '<NextMarker>x</NextMarker>'],
  },
  {
    name: 'Google Cloud Storage',
    page: JSON.stringify({
      items: [
        {name: 'f/a.csv', size: '1729', md5Hash: MD5, crc32c: 'mnG7TA==', generation: '1700001'},
        {name: 'f/c.csv', size: '314159', crc32c: 'mnG7TA==', generation: '1700002'},
      ],
    }),
    read: page => readGcsPage(page, 'gs://data/f/'),
    told: ['f/a.csv', 'f/c.csv', '1729', '314159', MD5.slice(0, 20), '1700001', '1700002'],
    pieces: [...JSON_PIECES, '"items":[]', '"name":"x"'],
  },
  {
    name: 'Hugging Face',
    page: JSON.stringify([
      {type: 'file', oid: SHA1, size: 1729, path: 'f/a.csv'},
      {
        type: 'file',
        oid: SHA1,
        size: 314159,
        path: 'f/c.parquet',
        lfs: {oid: SHA256, size: 314159, pointerSize: 131},
      },
    ]),
    read: page => ({objects: readHubPage(page, 'hf://datasets/a/b/f/')}),
    told: ['f/a.csv', 'f/c.parquet', SHA256, '1729'],
    pieces: [...JSON_PIECES, '"lfs":null', '"type":"directory"'],
  },
]

/** The list that a page means, all of it, as it would be recorded; nothing where it is refused. */
async function listingOf({read}: Reader, page: Uint8Array): Promise<string | undefined> {
  try {
    const {objects, next} = await read(page)
    const store = {
      shown: 'the store',
      emptyHint: '',
      async *pages() {
        yield objects
      },
    }
    const found = await collectObjects(store, 'f/', {environment: {}})
    const files = found.objects.map(({key, ...rest}) => ({path: key, ...rest}))
    for (const {bytes, checksum} of files) {
      expect(Number.isSafeInteger(bytes) && bytes >= 0).toBe(true)
      expect(checksum.value).toMatch(/^[\w.~%+/=-]+$/)
    }
    const versions = files.map(({version}) => version)
    return [
      ...remotePieces(listedFiles(files)),
      JSON.stringify([versions, found.leftOut, next]),
    ].join('')
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    return undefined
  }
}

describe.each(READERS)('listings of $name', reader => {
  const {page, told} = reader
  const buffers = reader.pieces.map(piece => Buffer.from(piece))
  const original = Buffer.from(page)

  test(`that were damaged in ${ANSWERS} ways are refused, or are listings`, async () => {
    expect(await listingOf(reader, original)).toContain('f/a')
    let refused = 0
    for (let seed = 0; seed < ANSWERS; seed++) {
      if ((await listingOf(reader, mutate(original, seed, buffers))) === undefined) refused++
    }
    // Most damage leaves no document at all; what is left must be among them.
    expect(refused).toBeGreaterThan(ANSWERS / 2)
  })

  test('that end early are refused, wherever they end', async () => {
    const whole: number[] = []
    for (let end = 0; end < original.length; end++) {
      if ((await listingOf(reader, original.subarray(0, end))) !== undefined) whole.push(end)
    }
    expect(whole).toEqual([])
  })

  test('that say anything else of an object are other listings', async () => {
    const before = await listingOf(reader, original)
    const silent: string[] = []
    for (let seed = 0; seed < 300; seed++) {
      const below = numbersOf(seed * 104_729 + 7)
      const word = told[below(told.length)] ?? ''
      const at = page.indexOf(word) + below(word.length)
      const digits = '0123456789abcdefxyz'
      const put = digits[below(digits.length)] ?? ''
      if (page[at]?.toLowerCase() === put) continue
      const other = `${page.slice(0, at)}${put}${page.slice(at + 1)}`
      if ((await listingOf(reader, Buffer.from(other))) === before) silent.push(`${at}: ${put}`)
    }
    expect(silent).toEqual([])
  })
})

describe('pointers of Git LFS', () => {
  const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA256}\nsize 314159\n`

  test(`that were damaged in ${ANSWERS} ways stand for nothing, or for what is written there`, () => {
    const pieces = ['\n', '\r\n', ' ', 'oid ', 'sha256:', 'size ', '0', '-', 'a', '\0', 'é', '1e3']
    for (let seed = 0; seed < ANSWERS; seed++) {
      const text = mutate(
        Buffer.from(POINTER),
        seed,
        pieces.map(piece => Buffer.from(piece)),
      ).toString('latin1')
      const pointer = readPointer(text)
      if (pointer === undefined) continue
      const {digest, bytes} = pointer
      expect(text).toBe(
        `version https://git-lfs.github.com/spec/v1\noid ${digest}\nsize ${bytes}\n`,
      )
    }
    expect(readPointer(POINTER)).toEqual({digest: `sha256:${SHA256}`, bytes: 314159})
  })
})
