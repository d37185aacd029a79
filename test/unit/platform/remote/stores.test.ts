import {createHash} from 'node:crypto'
import {afterEach, describe, expect, test} from 'vitest'
import {describeError} from '../../../../shared/platform/errors.ts'
import {listRemote} from '../../../../shared/platform/remote/list.ts'
import {type FakeBlob, startAzure} from '../../../fakes/remote/azure.ts'
import {startGcs} from '../../../fakes/remote/gcs.ts'
import {startHub} from '../../../fakes/remote/hub.ts'
import type {FakeServer, Fault} from '../../../fakes/remote/pages.ts'

const SECRET = 'hunter2-hunter2'
const open: FakeServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

function opened<S extends FakeServer>(server: S): S {
  open.push(server)
  return server
}

function list(path: string, environment: Readonly<Record<string, string>>) {
  return listRemote(path, {environment, pauseMs: 1})
}

async function failureOf(asking: Promise<unknown>): Promise<{code: string; text: string}> {
  const error = await asking.then(
    () => Promise.reject(new Error('no error came')),
    (reason: unknown) => reason,
  )
  const text = describeError(error)
  expect(text + String((error as Error).stack)).not.toContain('hunter2')
  return {code: String((error as {code?: string}).code), text}
}

const md5 = (text: string) => createHash('md5').update(text).digest()
const answering =
  (status: number, body: string, when: (url: string) => boolean = () => true): Fault =>
  (asked, response) => {
    if (!when(asked.url ?? '')) return false
    response.writeHead(status).end(body)
    return true
  }

describe('Google Cloud Storage', () => {
  const OBJECTS = [
    {
      key: 'f/a.csv',
      size: 1,
      md5Hash: md5('a').toString('base64'),
      crc32c: 'mnG7TA==',
      generation: '170',
    },
    {key: 'f/put together', size: 9_000_000_000, crc32c: 'mnG7TA==', generation: '171'},
    {key: 'g', size: 2, crc32c: 'mnG7TA==', generation: '172'},
  ]
  const serve = async (wish: {token?: string; fault?: Fault; pageSize?: number} = {}) =>
    opened(await startGcs({bucket: 'data', objects: OBJECTS, ...wish}))

  test('knows by MD5, and by CRC32C what was put together; generations are versions', async () => {
    const server = await serve({token: SECRET, pageSize: 1})
    const environment = {STORAGE_EMULATOR_HOST: server.url, CLOUDSDK_AUTH_ACCESS_TOKEN: SECRET}
    expect(await list('gs://data/f', environment)).toMatchObject({
      root: 'gs://data/f',
      files: [
        {
          path: 'a.csv',
          bytes: 1,
          checksum: {kind: 'md5', value: md5('a').toString('hex')},
          version: '170',
        },
        {
          path: 'put together',
          bytes: 9e9,
          checksum: {kind: 'crc32c', value: '9a71bb4c'},
          version: '171',
        },
      ],
    })
    expect(server.asked.filter(line => line.includes('pageToken='))).toHaveLength(1)
  })

  test('one object is a dataset too', async () => {
    const server = await serve()
    const {files, root} = await list('gs://data/g', {STORAGE_EMULATOR_HOST: server.url})
    expect(files.map(({path}) => path)).toEqual(['g'])
    expect(root).toBe('gs://data')
  })

  test('nothing there is an error', async () => {
    const server = await serve()
    const {code} = await failureOf(list('gs://data/h/', {STORAGE_EMULATOR_HOST: server.url}))
    expect(code).toBe('nothing-matched')
  })

  test.each([
    {environment: {}, hint: 'CLOUDSDK_AUTH_ACCESS_TOKEN'},
    {environment: {GOOGLE_OAUTH_ACCESS_TOKEN: 'old'}, hint: 'storage.objects.list'},
  ])('without permission it says $hint', async ({environment, hint}) => {
    const server = await serve({token: SECRET})
    const {code, text} = await failureOf(
      list('gs://data/f', {STORAGE_EMULATOR_HOST: server.url, ...environment}),
    )
    expect(code).toBe('remote-forbidden')
    expect(text).toContain(hint)
  })

  test.each([
    ['{"items": [{"name": "f/a", "size": "1", "crc32c": "mnG7'],
    ['[]'],
    ['{"items": {}}'],
    ['{"items": [{"name": "f/a", "crc32c": "mnG7TA=="}]}'],
    ['{"items": [{"name": "f/a", "size": "1"}]}'],
    ['{"items": [{"name": "f/a", "size": "1", "md5Hash": "AAAA"}]}'],
    ['{"items": [{"size": "1", "crc32c": "mnG7TA=="}]}'],
    ['{"items": [], "nextPageToken": 7}'],
    ['{"items": [], "nextPageToken": "t"}'],
  ])('an answer that cannot be used: %s', async body => {
    const server = await serve({fault: answering(200, body)})
    const {code} = await failureOf(list('gs://data/f/', {STORAGE_EMULATOR_HOST: server.url}))
    expect(code).toBe('remote-malformed')
  })

  test('a redirect is not followed, for the token would travel on', async () => {
    const other = await serve()
    const server = await serve({
      fault(_asked, response) {
        response.writeHead(302, {location: `${other.url}/storage/v1/b/data/o`}).end()
        return true
      },
    })
    const environment = {STORAGE_EMULATOR_HOST: server.url, CLOUDSDK_AUTH_ACCESS_TOKEN: SECRET}
    expect((await failureOf(list('gs://data/f/', environment))).code).toBe('remote-elsewhere')
    expect(other.asked).toEqual([])
  })
})

describe('Azure', () => {
  const KEY = Buffer.from('key-hunter2').toString('base64')
  const BLOBS: readonly FakeBlob[] = [
    {key: 'f', size: 0, etag: '0x8D0', isFolder: true},
    {key: 'f/a & <b>.csv', size: 1, etag: '0x8D1', md5: md5('a').toString('base64')},
    {
      key: 'f/appended',
      size: 2,
      etag: '0x8D2',
      md5: md5('a').toString('base64'),
      type: 'AppendBlob',
    },
    {key: 'f/line\nfeed', size: 3, etag: '0x8D3'},
  ]
  const serve = async (wish: Partial<Parameters<typeof startAzure>[0]> = {}) =>
    opened(await startAzure({container: 'data', blobs: BLOBS, ...wish}))

  test('knows block blobs by their MD5 and all others by their ETag; names and pages come whole', async () => {
    const server = await serve({pageSize: 1})
    const {files, root} = await list('az://acme01/data/f/', {
      AZURE_STORAGE_SERVICE_ENDPOINT: server.url,
    })
    expect(root).toBe('az://acme01/data/f')
    expect(files).toEqual([
      {
        path: 'a & <b>.csv',
        bytes: 1,
        checksum: {kind: 'md5', value: md5('a').toString('hex')},
        version: '0x8D1',
      },
      {path: 'appended', bytes: 2, checksum: {kind: 'etag', value: '0x8D2'}, version: '0x8D2'},
      {path: 'line\nfeed', bytes: 3, checksum: {kind: 'etag', value: '0x8D3'}, version: '0x8D3'},
    ])
    expect(server.asked.filter(line => line.includes('marker='))).toHaveLength(2)
  })

  test.each([
    {
      name: 'AZURE_STORAGE_TOKEN',
      value: SECRET,
      allows: (_: URL, sent = '') => sent === `Bearer ${SECRET}`,
    },
    {
      name: 'AZURE_STORAGE_SAS_TOKEN',
      value: `?sv=2024-01-01&sig=${SECRET}%2B`,
      allows: (url: URL) => url.searchParams.get('sig') === `${SECRET}+`,
    },
    {
      name: 'AZURE_STORAGE_KEY',
      value: KEY,
      allows: (_: URL, sent = '') => /^SharedKey acme01:[A-Za-z0-9+/]{43}=$/.test(sent),
    },
  ])('is asked with $name, of the account that is named alone', async ({name, value, allows}) => {
    const server = await serve({allows})
    const environment = {AZURE_STORAGE_SERVICE_ENDPOINT: server.url, [name]: value}
    const ours = {...environment, AZURE_STORAGE_ACCOUNT: 'acme01'}
    expect((await list('az://acme01/data/f/', ours)).files).toHaveLength(3)
    const other = {...environment, AZURE_STORAGE_ACCOUNT: 'other'}
    const before = server.asked.length
    const {code, text} = await failureOf(list('az://acme01/data/f/', other))
    expect(code).toBe('remote-forbidden')
    expect(text).toContain('AZURE_STORAGE_ACCOUNT: acme01')
    expect(JSON.stringify([server.asked.slice(before), server.heads.slice(before)])).not.toContain(
      'hunter2',
    )
  })

  test('no such container, and an account that shows nothing to strangers', async () => {
    const server = await serve({allows: () => false})
    const environment = {AZURE_STORAGE_SERVICE_ENDPOINT: server.url}
    const missing = await failureOf(list('az://acme01/none/f', environment))
    expect(missing.code).toBe('remote-missing')
    expect(missing.text).toContain('ContainerNotFound')
    expect((await failureOf(list('az://acme01/data/f', environment))).text).toContain(
      'PublicAccessNotPermitted',
    )
  })

  test.each([
    '<EnumerationResults><Blobs/></EnumerationResults>',
    '<EnumerationResults><NextMarker/></EnumerationResults>',
    '<EnumerationResults><Blobs><Blob>',
    blob('<Name>f/a</Name><Properties><Content-Length>1</Content-Length></Properties>'),
    blob('<Name>f/a</Name><Properties><Etag>0x8</Etag></Properties>'),
    blob('<Properties><Etag>0x8</Etag><Content-Length>1</Content-Length></Properties>'),
    blob('<Name>f/a</Name>'),
  ])('an answer that cannot be used: %s', async body => {
    const server = await serve({fault: answering(200, body)})
    const environment = {AZURE_STORAGE_SERVICE_ENDPOINT: server.url}
    const {code} = await failureOf(list('az://acme01/data/f/', environment))
    expect(code).toBe('remote-malformed')
  })

  function blob(inner: string): string {
    return `<EnumerationResults><Blobs><Blob>${inner}</Blob></Blobs><NextMarker/></EnumerationResults>`
  }
})

describe('the Hugging Face Hub', () => {
  const COMMIT = '1'.repeat(40)
  const ENTRIES = [
    {path: '.gitattributes', size: 10, oid: 'a'.repeat(40)},
    {path: 'data/train 1.parquet', size: 5000, oid: 'b'.repeat(40), lfs: 'c'.repeat(64)},
    {path: 'data/deep/test.parquet', size: 600, oid: 'd'.repeat(40), lfs: 'e'.repeat(64)},
  ]
  const serve = async (wish: {token?: string; fault?: Fault; pageSize?: number} = {}) =>
    opened(
      await startHub({
        dataset: 'org/name',
        commits: {main: COMMIT, 'refs/convert/parquet': COMMIT},
        entries: ENTRIES,
        ...wish,
      }),
    )

  test('knows by SHA-256 what lies in Git LFS, and all the rest by its name in git', async () => {
    const server = await serve({token: SECRET, pageSize: 2})
    const environment = {HF_ENDPOINT: server.url, HF_TOKEN: SECRET}
    expect(await list('hf://datasets/org/name', environment)).toEqual({
      shown: 'hf://datasets/org/name',
      root: 'hf://datasets/org/name',
      version: COMMIT,
      leftOut: [],
      notes: [],
      files: [
        {path: '.gitattributes', bytes: 10, checksum: {kind: 'git', value: 'a'.repeat(40)}},
        {
          path: 'data/train 1.parquet',
          bytes: 5000,
          checksum: {kind: 'sha256', value: 'c'.repeat(64)},
        },
        {
          path: 'data/deep/test.parquet',
          bytes: 600,
          checksum: {kind: 'sha256', value: 'e'.repeat(64)},
        },
      ],
    })
    // All is asked of the commit, so that no push in between can mix two states.
    const trees = server.asked.filter(line => line.includes('/tree/'))
    expect(trees.every(line => line.includes(`/tree/${COMMIT}`))).toBe(true)
    expect(trees.length).toBeGreaterThan(1)
  })

  test.each([
    ['hf://datasets/org/name/data', ['train 1.parquet', 'deep/test.parquet']],
    ['hf://datasets/org/name@refs%2Fconvert%2Fparquet/data/*.parquet', ['train 1.parquet']],
    ['hf://datasets/org/name/data/train 1.parquet', ['train 1.parquet']],
  ])('%s', async (path, expected) => {
    const server = await serve({pageSize: 1})
    const {files} = await list(path, {HF_ENDPOINT: server.url})
    expect(files.map(file => file.path)).toEqual(expected)
  })

  test.each([
    ['hf://datasets/org/none', 'remote-missing', 'HF_TOKEN'],
    ['hf://datasets/org/name@none', 'remote-missing', 'RevisionNotFound'],
    ['hf://datasets/org/name/nowhere', 'nothing-matched', 'path in the dataset'],
  ])('%s is %s', async (path, expected, hint) => {
    const server = await serve()
    const {code, text} = await failureOf(list(path, {HF_ENDPOINT: server.url}))
    expect(code).toBe(expected)
    expect(text).toContain(hint)
  })

  test('a private one asks for a token', async () => {
    const server = await serve({token: SECRET})
    const {code, text} = await failureOf(list('hf://datasets/org/name', {HF_ENDPOINT: server.url}))
    expect(code).toBe('remote-forbidden')
    expect(text).toContain('set HF_TOKEN')
  })

  test('the token goes to no other host, whatever a page says of the next', async () => {
    const other = await serve()
    const server = await serve({
      fault(asked, response) {
        if (!asked.url?.includes('/tree/')) return false
        response.writeHead(200, {link: `<${other.url}${asked.url}>; rel="next"`}).end('[]')
        return true
      },
    })
    const environment = {HF_ENDPOINT: server.url, HF_TOKEN: SECRET}
    const {code} = await failureOf(list('hf://datasets/org/name', environment))
    expect(code).toBe('remote-malformed')
    expect(other.asked).toEqual([])
  })

  test.each([
    ['[{"type": "file", "path": "a", "size": 1, "oid": "x"}]'],
    ['[{"type": "file", "path": "a", "oid": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]'],
    [`[{"type": "file", "path": "a", "size": 1, "oid": "${'a'.repeat(40)}", "lfs": {"oid": "x"}}]`],
    ['[{"type": "symlink", "path": "a"}]'],
    ['{"error": "no"}'],
    ['[{"type": "file", "pa'],
  ])('a page that cannot be used: %s', async body => {
    const server = await serve({fault: answering(200, body, url => url.includes('/tree/'))})
    const {code} = await failureOf(list('hf://datasets/org/name', {HF_ENDPOINT: server.url}))
    expect(code).toBe('remote-malformed')
  })

  test('a page that fails in the middle', async () => {
    const server = await serve({
      pageSize: 1,
      fault: answering(404, '', url => url.includes('cursor=')),
    })
    const {code} = await failureOf(list('hf://datasets/org/name', {HF_ENDPOINT: server.url}))
    expect(code).toBe('remote-missing')
  })

  test('a revision without a commit', async () => {
    const server = await serve({fault: answering(200, '{"sha": "main"}')})
    const {code} = await failureOf(list('hf://datasets/org/name', {HF_ENDPOINT: server.url}))
    expect(code).toBe('remote-malformed')
  })
})

describe('other places', () => {
  test.each(['ftp://host/x', 's3://', 'hf://models/org/name'])('%s is not known', async path => {
    expect((await failureOf(list(path, {}))).code).toBe('invalid-location')
  })
})
