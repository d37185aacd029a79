import {createHash} from 'node:crypto'
import {afterEach, describe, expect, test} from 'vitest'
import {describeError} from '../../../../shared/platform/errors.ts'
import {listRemote} from '../../../../shared/platform/remote/list.ts'
import type {RemoteReach} from '../../../../shared/platform/remote/reach.ts'
import type {FakeServer, Fault} from '../../../fakes/remote/pages.ts'
import {type FakeObject, startS3} from '../../../fakes/remote/s3.ts'

const SECRET = 'wJalrXUtnFEMI-hunter2'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const open: FakeServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

type Wish = {
  readonly objects?: readonly FakeObject[]
  readonly pageSize?: number
  readonly accessKeyId?: string
  readonly fault?: Fault
  readonly environment?: Readonly<Record<string, string>>
  readonly limits?: RemoteReach['limits']
}

async function serve({objects = OBJECTS, environment = {}, limits, ...wish}: Wish = {}) {
  const server = await startS3({bucket: 'data', objects: () => objects, ...wish})
  open.push(server)
  const reach = {
    environment: {AWS_ENDPOINT_URL_S3: server.url, ...environment},
    pauseMs: 1,
    ...(limits ? {limits} : {}),
  }
  return {server, list: (path: string) => listRemote(path, reach)}
}

const CREDENTIALS = {AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET}
const OBJECTS: readonly FakeObject[] = [
  {key: 'prices/', body: ''},
  {key: 'prices/2024 a+b%.csv', body: 'one'},
  {key: 'prices/deep/2025.csv', body: 'two'},
  {key: 'prices/notes.txt', body: 'three'},
  {key: 'prices-old/2023.csv', body: 'old'},
]

async function failureOf(asking: Promise<unknown>): Promise<{code: string; text: string}> {
  const error = await asking.then(
    () => Promise.reject(new Error('no error came')),
    (reason: unknown) => reason,
  )
  const text = describeError(error)
  expect(text + String((error as Error).stack)).not.toContain('hunter2')
  return {code: String((error as {code?: string}).code), text}
}

describe('a bucket is listed', () => {
  test('a folder with all below it, and nothing beside', async () => {
    const {list} = await serve()
    const {files, root, leftOut} = await list('s3://data/prices')
    expect(root).toBe('s3://data/prices')
    expect(leftOut).toEqual(['prices/'])
    expect(files).toEqual([
      {path: '2024 a+b%.csv', bytes: 3, checksum: {kind: 'etag', value: md5('one')}},
      {path: 'deep/2025.csv', bytes: 3, checksum: {kind: 'etag', value: md5('two')}},
      {path: 'notes.txt', bytes: 5, checksum: {kind: 'etag', value: md5('three')}},
    ])
  })

  test.each([
    ['s3://data/prices/*.csv', ['2024 a+b%.csv']],
    ['s3://data/prices/**/*.csv', ['2024 a+b%.csv', 'deep/2025.csv']],
    ['s3://data/prices/deep/2025.csv', ['2025.csv']],
    ['s3://data/prices-old/', ['2023.csv']],
  ])('%s', async (path, expected) => {
    const {list} = await serve()
    expect((await list(path)).files.map(file => file.path)).toEqual(expected)
  })

  test('page by page', async () => {
    const objects = Array.from({length: 25}, (_, at) => ({key: `f/${at}`, body: String(at)}))
    const {list, server} = await serve({objects, pageSize: 7})
    expect((await list('s3://data/f/')).files).toHaveLength(25)
    const pages = server.asked.filter(line => line.includes('list-type=2'))
    expect(pages.filter(line => line.includes('continuation-token='))).toHaveLength(3)
    expect(pages).toHaveLength(4)
  })

  test('with the checksums that it keeps, and versions', async () => {
    const sha = createHash('sha256').update('x').digest()
    const {list} = await serve({
      objects: [
        {
          key: 'f/a',
          body: 'x',
          version: 'v-1',
          checksums: {
            'x-amz-checksum-sha256': sha.toString('base64'),
            'x-amz-checksum-type': 'FULL_OBJECT',
          },
        },
        {
          key: 'f/b',
          body: 'x',
          etag: `${md5('parts')}-2`,
          checksums: {
            'x-amz-checksum-sha256': `${sha.toString('base64')}-2`,
            'x-amz-checksum-type': 'COMPOSITE',
          },
        },
        {key: 'f/c', body: 'x', etag: `${md5('parts')}-3`, version: 'null'},
      ],
    })
    expect((await list('s3://data/f')).files).toEqual([
      {path: 'a', bytes: 1, checksum: {kind: 'sha256', value: sha.toString('hex')}, version: 'v-1'},
      {
        path: 'b',
        bytes: 1,
        checksum: {kind: 'sha256-composite', value: `${sha.toString('hex')}-2`},
      },
      {path: 'c', bytes: 1, checksum: {kind: 'multipart-etag', value: `${md5('parts')}-3`}},
    ])
  })

  test('signed where there are credentials, with the token of a session', async () => {
    const {list, server} = await serve({
      accessKeyId: 'AKIDEXAMPLE',
      environment: {...CREDENTIALS, AWS_SESSION_TOKEN: 'session', AWS_REGION: 'eu-central-1'},
    })
    await list('s3://data/prices/')
    expect(server.heads[0]).toMatchObject({
      'x-amz-security-token': 'session',
      authorization: expect.stringContaining('/eu-central-1/s3/aws4_request'),
    })
    expect(JSON.stringify(server.heads) + server.asked).not.toContain(SECRET)
  })

  test('and goes on after troubles that pass', async () => {
    const {list, server} = await serve({
      pageSize: 2,
      fault(_asked, response, count) {
        if (count % 2 === 0) return false
        response.writeHead(503, {'retry-after': '0'}).end('<Error><Code>SlowDown</Code></Error>')
        return true
      },
    })
    expect((await list('s3://data/prices/')).files).toHaveLength(3)
    expect(server.asked.length).toBeGreaterThan(6)
  })
})

describe('what is no whole listing is an error', () => {
  test('nothing there', async () => {
    const {list} = await serve()
    const {code, text} = await failureOf(list('s3://data/price'))
    expect(code).toBe('nothing-matched')
    expect(text).toContain('s3:ListBucket')
    expect((await failureOf(list('s3://data/prices/*.parquet'))).code).toBe('nothing-matched')
  })

  test('a name that is a file and a folder', async () => {
    const {list} = await serve({objects: [...OBJECTS, {key: 'prices', body: 'x'}]})
    expect((await failureOf(list('s3://data/prices'))).code).toBe('ambiguous-path')
    expect((await list('s3://data/prices/')).files).toHaveLength(3)
  })

  test('no permission, with or without credentials', async () => {
    const {list} = await serve({accessKeyId: 'other'})
    const anonymous = await failureOf(list('s3://data/prices'))
    expect(anonymous.code).toBe('remote-forbidden')
    expect(anonymous.text).toMatch(/403 AccessDenied.*AWS_ACCESS_KEY_ID/s)
    const second = await serve({accessKeyId: 'other', environment: CREDENTIALS})
    const wrong = await failureOf(second.list('s3://data/prices'))
    expect(wrong.text).toMatch(/s3:ListBucket/)
    expect(wrong.text).not.toContain('about other')
  })

  test('half of a pair of credentials', async () => {
    const {list, server} = await serve({environment: {AWS_SECRET_ACCESS_KEY: SECRET}})
    const {code, text} = await failureOf(list('s3://data/prices'))
    expect(code).toBe('incomplete-credentials')
    expect(text).toContain('AWS_ACCESS_KEY_ID')
    expect(server.asked).toEqual([])
  })

  test('no such bucket', async () => {
    const {list} = await serve()
    const {code, text} = await failureOf(list('s3://other/prices'))
    expect(code).toBe('remote-missing')
    expect(text).toContain('NoSuchBucket')
  })

  test('a bucket of another region', async () => {
    const {list} = await serve({
      fault(_asked, response) {
        response.writeHead(301, {location: 'http://127.0.0.1:1/'}).end()
        return true
      },
    })
    const {code, text} = await failureOf(list('s3://data/prices'))
    expect(code).toBe('remote-elsewhere')
    expect(text).toContain('AWS_REGION')
  })

  test('a server that is never well', async () => {
    const {list, server} = await serve({
      fault(_asked, response) {
        response.writeHead(500).end()
        return true
      },
    })
    expect((await failureOf(list('s3://data/prices'))).code).toBe('remote-unwell')
    expect(server.asked).toHaveLength(5)
  })

  test('a page in the middle that fails', async () => {
    const {list} = await serve({
      pageSize: 1,
      fault(asked, response) {
        if (!asked.url?.includes('continuation-token')) return false
        response.writeHead(403).end('<Error><Code>ExpiredToken</Code></Error>')
        return true
      },
    })
    const {code, text} = await failureOf(list('s3://data/prices/'))
    expect(code).toBe('remote-forbidden')
    expect(text).toContain('ExpiredToken')
  })

  const LISTS = {
    'an end in the middle': '<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>f/a',
    'no list': '<html><body>Log in</body></html>',
    'no end':
      '<ListBucketResult><Contents><Key>f/a</Key><ETag>"a"</ETag><Size>1</Size></Contents></ListBucketResult>',
    'more and no token': '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>',
    'a wrong count':
      '<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>2</KeyCount></ListBucketResult>',
    'a page that leads to itself':
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken></ListBucketResult>',
    'no size': page('<Contents><Key>f/a</Key><ETag>"a"</ETag></Contents>'),
    'no ETag': page('<Contents><Key>f/a</Key><Size>1</Size></Contents>'),
    'no key': page('<Contents><ETag>"a"</ETag><Size>1</Size></Contents>'),
    'a key of another folder': page(
      '<Contents><Key>g/a</Key><ETag>"a"</ETag><Size>1</Size></Contents>',
    ),
    'a key twice': page(
      '<Contents><Key>f/a</Key><ETag>"a"</ETag><Size>1</Size></Contents>'.repeat(2),
    ),
    'entities of its own': `<!DOCTYPE x [<!ENTITY a "f/a">]>${page('<Contents><Key>&a;</Key><ETag>"a"</ETag><Size>1</Size></Contents>')}`,
    'no UTF-8': Buffer.from(page('<Contents><Key>f/\xff</Key></Contents>'), 'latin1'),
  }

  test.each(Object.entries(LISTS))('an answer with %s', async (_name, body) => {
    const {list} = await serve({
      fault(_asked, response) {
        response.writeHead(200).end(body)
        return true
      },
    })
    expect((await failureOf(list('s3://data/f/'))).code).toBe('remote-malformed')
  })

  test.each(['f/../a', 'f/./a'])('a key that can be no file: %s', async key => {
    const {list} = await serve({objects: [{key, body: 'x'}]})
    expect((await failureOf(list('s3://data/f/'))).code).toBe('bad-files')
  })

  test('an object that changes, or goes, while it is listed', async () => {
    for (const etag of ['"other"', undefined]) {
      const {list} = await serve({
        fault(asked, response) {
          if (asked.method !== 'HEAD') return false
          response.writeHead(etag ? 200 : 404, etag ? {etag} : {}).end()
          return true
        },
      })
      expect((await failureOf(list('s3://data/prices/'))).code).toBe('changed-while-listed')
    }
  })

  test('an object that may not be read', async () => {
    const {list} = await serve({
      fault(asked, response) {
        if (asked.method !== 'HEAD') return false
        response.writeHead(403).end()
        return true
      },
    })
    const {code, text} = await failureOf(list('s3://data/prices/'))
    expect(code).toBe('remote-forbidden')
    expect(text).toContain('AWS_ACCESS_KEY_ID')
  })

  test('a checksum that is none', async () => {
    const checksums = {'x-amz-checksum-sha256': 'AAAA', 'x-amz-checksum-type': 'FULL_OBJECT'}
    const {list} = await serve({objects: [{key: 'f/a', body: 'x', checksums}]})
    expect((await failureOf(list('s3://data/f/'))).code).toBe('remote-malformed')
  })

  test.each([
    ['AWS_ENDPOINT_URL_S3', 'not an address', 'invalid-endpoint'],
    ['AWS_ENDPOINT_URL_S3', 'http://198.51.100.1', 'insecure-address'],
    ['AWS_REGION', 'evil.example/', 'invalid-region'],
  ])('%s: %s', async (name, value, expected) => {
    const {list} = await serve({environment: {[name]: value}})
    expect((await failureOf(list('s3://data/prices/'))).code).toBe(expected)
  })
})

describe('a listing that is too much ends, and never with a part', () => {
  const objects = Array.from({length: 9}, (_, at) => ({key: `f/${at}`, body: 'x'}))

  test.each([
    {limits: {files: 8}, expected: 'remote-too-large'},
    {limits: {pages: 2}, expected: 'remote-too-large'},
    {limits: {pageBytes: 300}, expected: 'http-too-large'},
  ])('$limits', async ({limits, expected}) => {
    const {list} = await serve({objects, pageSize: 3, limits})
    expect((await failureOf(list('s3://data/f/'))).code).toBe(expected)
  })

  test('and one at the limit is listed', async () => {
    const {list} = await serve({objects, pageSize: 3, limits: {files: 9, pages: 3}})
    expect((await list('s3://data/f/')).files).toHaveLength(9)
  })

  test('so does one that takes too long', async () => {
    const {list, server} = await serve({limits: {requestMs: 40, tries: 2}, fault: () => true})
    expect((await failureOf(list('s3://data/f/'))).code).toBe('http-timeout')
    expect(server.asked).toHaveLength(2)
    const second = await serve({
      limits: {totalMs: 300},
      fault(_asked, response) {
        response.writeHead(503, {'retry-after': '3600'}).end()
        return true
      },
    })
    expect((await failureOf(second.list('s3://data/f/'))).code).toBe('remote-unwell')
    expect(second.server.asked).toHaveLength(1)
  })
})

test('a damaged page is a listing or an error, and never anything else', async () => {
  const whole = page('<Contents><Key>f/a</Key><ETag>&quot;a&quot;</ETag><Size>1</Size></Contents>')
  let body = Buffer.from(whole)
  const {list} = await serve({
    fault(asked, response) {
      if (asked.method === 'HEAD') response.writeHead(200, {etag: '"a"'}).end()
      else response.writeHead(200).end(body)
      return true
    },
  })
  for (let at = 0; at < whole.length; at++) {
    for (const byte of [0x00, 0x3c, 0xff]) {
      body = Buffer.from(whole)
      body[at] = byte
      const end = await list('s3://data/f/').then(
        found => `${found.files.length} file`,
        (error: {code?: unknown}) => `error ${error.code}`,
      )
      expect(end).toMatch(/^(1 file|error (remote|nothing|changed|bad)-[a-z-]+)$/)
    }
    body = Buffer.from(whole.slice(0, at))
    expect((await failureOf(list('s3://data/f/'))).code).toBe('remote-malformed')
  }
})

function page(contents: string): string {
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`
}

describe('a version that was asked for', () => {
  const VERSIONS: readonly FakeObject[] = [
    {key: 'a/b.csv', body: 'newest', version: 'v3-three'},
    {key: 'a/b.csv', body: '', version: 'v2-gone', isDeleted: true},
    {
      key: 'a/b.csv',
      body: 'old',
      version: 'v1/o+n=e',
      checksums: {'x-amz-checksum-crc32c': 'mnG7TA=='},
    },
  ]

  test('is the one that is listed, with one request', async () => {
    const {list, server} = await serve({objects: VERSIONS})
    const {files, root} = await list('s3://data/a/b.csv?versionId=v1/o+n=e')
    expect(root).toBe('s3://data/a')
    expect(files).toEqual([
      {
        path: 'b.csv',
        bytes: 3,
        checksum: {kind: 'crc32c', value: '9a71bb4c'},
        version: 'v1/o+n=e',
      },
    ])
    expect(server.asked).toEqual(['HEAD /data/a/b.csv?versionId=v1%2Fo%2Bn%3De'])
    const {files: now} = await list('s3://data/a/b.csv')
    expect(now).toMatchObject([{bytes: 6, version: 'v3-three'}])
  })

  test.each([
    {name: 'that does not exist', path: 'a/b.csv?versionId=v4-none', code: 'remote-missing'},
    {name: 'that can be none', path: 'a/b.csv?versionId=x', code: 'remote-missing'},
    {name: 'that was deleted', path: 'a/b.csv?versionId=v2-gone', code: 'remote-missing'},
    {name: 'of another object', path: 'a/c.csv?versionId=v1-one', code: 'remote-missing'},
    {name: 'of a folder', path: 'a/?versionId=v1-one', code: 'invalid-location'},
    {name: 'of a pattern', path: 'a/*.csv?versionId=v1-one', code: 'invalid-location'},
    {name: 'without a name', path: 'a/b.csv?versionId=', code: 'invalid-location'},
    {name: 'with a blank', path: 'a/b.csv?versionId=v1 one', code: 'invalid-location'},
  ])('is an error: $name', async ({path, code}) => {
    const {list} = await serve({objects: VERSIONS})
    expect(await failureOf(list(`s3://data/${path}`))).toMatchObject({code})
  })

  test('is an error where the server answers with another one, or knows none', async () => {
    const fault: Fault = (_, response) => {
      response.writeHead(200, {etag: '"x"', 'content-length': 3, 'x-amz-version-id': 'other'}).end()
      return true
    }
    for (const wish of [{fault}, {objects: [{key: 'a/b.csv', body: 'x'}]}]) {
      const {list} = await serve({objects: VERSIONS, ...wish})
      const {code} = await failureOf(list('s3://data/a/b.csv?versionId=v1-one'))
      expect(['remote-malformed', 'remote-missing']).toContain(code)
    }
  })
})
