import {createHash} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {afterEach, describe, expect, test} from 'vitest'
import {describeError} from '../../../../shared/platform/errors.ts'
import {listRemote} from '../../../../shared/platform/remote/list.ts'
import {isPrivateAddress} from '../../../../shared/platform/remote/private-address.ts'
import {startWebServer, type WebServer} from '../../../fakes/web-server.ts'

const open: WebServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

type Answer = (asked: IncomingMessage, response: ServerResponse) => unknown

async function serve(answer: Answer) {
  const asked: string[] = []
  const server = await startWebServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  open.push(server)
  const hosts = (...more: readonly string[]) => ({
    PROOFMARK_REMOTE_HOSTS: [new URL(server.url).host, ...more].join(' '),
  })
  const list = (path: string, environment: Readonly<Record<string, string>> = hosts()) =>
    listRemote(path.replaceAll('@', server.url), {environment, pauseMs: 1})
  return {asked, server, list, hosts}
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

const sha = createHash('sha256').update('x').digest()

describe('an address is known by what is best of', () => {
  test.each([
    {
      name: 'a digest of its bytes',
      head: {'repr-digest': `sha-256=:${sha.toString('base64')}:`, etag: '"a"'},
      expected: {kind: 'sha256', value: sha.toString('hex')},
    },
    {
      name: 'a digest of the content',
      head: {'content-digest': `sha-256=:${sha.toString('base64')}:`},
      expected: {kind: 'sha256', value: sha.toString('hex')},
    },
    {
      name: 'an old digest',
      head: {digest: `SHA-256=${sha.toString('base64')}`},
      expected: {kind: 'sha256', value: sha.toString('hex')},
    },
    {
      name: 'an MD5',
      head: {'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==', etag: '"a"'},
      expected: {kind: 'md5', value: '5d41402abc4b2a76b9719d911017c592'},
    },
    {name: 'a strong ETag', head: {etag: '"a-1"'}, expected: {kind: 'etag', value: 'a-1'}},
    {
      name: 'a strong ETag, where the digest is of what was packed',
      head: {
        'repr-digest': `sha-256=:${sha.toString('base64')}:`,
        'content-encoding': 'gzip',
        etag: '"a"',
      },
      expected: {kind: 'etag', value: 'a'},
    },
    {
      name: 'a weak ETag and a date',
      head: {etag: 'W/"a"', 'last-modified': 'Wed, 21 Oct 2026 07:28:00 GMT'},
      expected: {kind: 'weak', value: 'W%2F%22a%22+Wed%2C%2021%20Oct%202026%2007%3A28%3A00%20GMT'},
    },
    {
      name: 'a date alone',
      head: {'last-modified': 'Wed, 21 Oct 2026 07:28:00 GMT'},
      expected: {kind: 'weak', value: 'Wed%2C%2021%20Oct%202026%2007%3A28%3A00%20GMT'},
    },
  ])('$name', async ({head, expected}) => {
    const {list, asked} = await serve((_, response) =>
      response.writeHead(200, {'content-length': 7, ...head}).end(),
    )
    const {files, shown, root} = await list('@/d/a.csv?sig=hunter2')
    expect(files).toEqual([{path: 'a.csv', bytes: 7, checksum: expected}])
    expect(shown + root).not.toContain('hunter2')
    expect(asked).toEqual(['HEAD /d/a.csv?sig=hunter2'])
  })

  test('the first byte, where nobody answers to HEAD; a digest of that byte is none', async () => {
    const {list} = await serve((asked, response) => {
      if (asked.method === 'HEAD') return response.writeHead(403).end()
      expect(asked.headers.range).toBe('bytes=0-0')
      return response
        .writeHead(206, {
          'content-range': 'bytes 0-0/99',
          'content-length': 1,
          'content-digest': `sha-256=:${sha.toString('base64')}:`,
          'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==',
          etag: '"a"',
        })
        .end('x')
    })
    expect((await list('@/a.csv')).files).toEqual([
      {path: 'a.csv', bytes: 99, checksum: {kind: 'etag', value: 'a'}},
    ])
  })

  test('a server that sends on and on is left when its head is there', async () => {
    const {list} = await serve((asked, response) => {
      if (asked.method === 'HEAD') return response.writeHead(405).end()
      response.writeHead(200, {'content-length': 1e12, etag: '"a"'})
      return response.write('x'.repeat(100_000))
    })
    expect((await list('@/a.csv')).files[0]?.bytes).toBe(1e12)
  })
})

describe('several addresses', () => {
  const answer: Answer = (asked, response) =>
    response.writeHead(200, {'content-length': 1, etag: `"${asked.url?.length}"`}).end()

  test('are files of their common folder', async () => {
    const {list, server} = await serve(answer)
    const {files, root} = await list('@/d/a.csv @/d/e/b.csv\n@/d/f/c.csv')
    expect(root).toBe(`${server.url}/d`)
    expect(files.map(({path}) => path)).toEqual(['a.csv', 'e/b.csv', 'f/c.csv'])
  })

  test('must differ in more than their queries', async () => {
    const {list} = await serve(answer)
    const {code} = await failureOf(list('@/a?hunter2=1 @/a?hunter2=2'))
    expect(code).toBe('ambiguous-path')
  })

  test('are all there, or none is', async () => {
    const {list} = await serve((asked, response) =>
      asked.url === '/d/2' ? response.writeHead(404).end() : answer(asked, response),
    )
    expect((await failureOf(list('@/d/1 @/d/2 @/d/3'))).code).toBe('remote-missing')
  })
})

describe('redirects', () => {
  const leading =
    (to: (at: number) => string): Answer =>
    (asked, response) => {
      const at = Number(asked.url?.slice(1))
      const location = to(at)
      return location === ''
        ? response.writeHead(200, {'content-length': 1, etag: '"end"'}).end()
        : response.writeHead(302, {location}).end()
    }

  test('are followed to the end', async () => {
    const {list} = await serve(leading(at => (at < 4 ? `/${at + 1}` : '')))
    expect((await list('@/0')).files).toMatchObject([{path: '0', checksum: {value: 'end'}}])
  })

  test('are not followed for ever', async () => {
    const {list} = await serve(leading(at => `/${at + 1}`))
    expect((await failureOf(list('@/0?hunter2'))).code).toBe('remote-elsewhere')
  })

  test.each([
    ['http://198.51.100.7/', 'insecure-address'],
    ['https://169.254.169.254/latest', 'private-address'],
    ['https://u:hunter2@example.com/', 'insecure-address'],
    ['file:///etc/passwd', 'insecure-address'],
  ])('lead nowhere where nobody may ask: %s', async (location, expected) => {
    const {list} = await serve(leading(() => location))
    expect((await failureOf(list('@/0'))).code).toBe(expected)
  })
})

describe('no answer that tells anything is an error', () => {
  test.each([
    {
      name: 'no sign of a version',
      status: 200,
      head: {'content-length': 1},
      expected: 'no-checksum',
    },
    {
      name: 'no size',
      status: 200,
      head: {etag: '"a"', 'transfer-encoding': 'chunked'},
      expected: 'remote-malformed',
    },
    {name: 'gone', status: 410, head: {}, expected: 'remote-failed'},
    {name: 'not there', status: 404, head: {}, expected: 'remote-missing'},
    {name: 'no permission', status: 401, head: {}, expected: 'remote-forbidden'},
    {name: 'nothing', status: 204, head: {etag: '"a"'}, expected: 'remote-failed'},
  ])('$name', async ({status, head, expected}) => {
    const {list} = await serve((_, response) => response.writeHead(status, head).end())
    expect((await failureOf(list('@/a?hunter2'))).code).toBe(expected)
  })

  test('a server that is not well is asked again, and then given up', async () => {
    const {list, asked} = await serve((_, response) => response.writeHead(503).end())
    expect((await failureOf(list('@/a'))).code).toBe('remote-unwell')
    expect(asked).toHaveLength(5)
  })

  test('nobody who listens', async () => {
    const {list, server, hosts} = await serve(() => undefined)
    const environment = hosts()
    await server.close()
    expect((await failureOf(list('@/a?hunter2', environment))).code).toBe('http-unreachable')
  })
})

describe('who may be asked', () => {
  test('no open line, not even on this machine', async () => {
    const {list, asked} = await serve(() => undefined)
    const {code, text} = await failureOf(list('@/a', {}))
    expect(code).toBe('insecure-address')
    expect(text).toContain('PROOFMARK_REMOTE_HOSTS: 127.0.0.1')
    expect(asked).toEqual([])
  })

  test.each(['https://127.0.0.1/', 'https://[::1]/', 'https://10.0.0.1/', 'https://localhost/'])(
    'no address of a private network: %s',
    async path => {
      const {list} = await serve(() => undefined)
      expect((await failureOf(list(path, {}))).code).toBe('private-address')
    },
  )

  test.each([
    ['127.1.2.3', true],
    ['10.255.0.1', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['224.0.0.1', true],
    ['8.8.8.8', false],
    ['::1', true],
    ['::', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['::ffff:a00:1', true],
    ['64:ff9b::a00:1', true],
    ['2606:4700::1111', false],
    ['no address', true],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected)
  })
})
