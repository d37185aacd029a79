import type {IncomingMessage, ServerResponse} from 'node:http'
import {afterEach, describe, expect, test} from 'vitest'
import {type ActionError, describeError} from '../../../../shared/platform/errors.ts'
import {jsonObject} from '../../../../shared/platform/http/json.ts'
import {type HttpRequest, request} from '../../../../shared/platform/http/request.ts'
import {startWebServer, type WebServer} from '../../../fakes/web-server.ts'

const SECRET = 'hunter2-hunter2'
const open: WebServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

type Answer = (response: ServerResponse, asked: IncomingMessage, count: number) => unknown

async function serve(answer: Answer) {
  const seen: IncomingMessage[] = []
  const server = await startWebServer((asked, response) => {
    seen.push(asked)
    answer(response, asked, seen.length)
  })
  open.push(server)
  const ask = (wish: Partial<HttpRequest> = {}) =>
    request({
      method: 'GET',
      url: `${server.url}/path?key=${SECRET}`,
      headers: {authorization: `Bearer ${SECRET}`},
      what: 'the question',
      pauseMs: 1,
      ...wish,
    })
  return {ask, seen, server}
}

/** The error that comes, which never repeats what was sent or answered. */
async function failureOf(asking: Promise<unknown>): Promise<ActionError> {
  const error = await asking.then(
    () => Promise.reject(new Error('no error came')),
    (reason: unknown) => reason,
  )
  expect(describeError(error)).not.toContain(SECRET)
  expect(String((error as Error).stack)).not.toContain(SECRET)
  return error as ActionError
}

describe('an answer', () => {
  test('comes with its status, its head and its bytes', async () => {
    const {ask, seen} = await serve(response =>
      response
        .writeHead(404, {'content-type': 'Application/JSON; charset=utf-8', 'x-odd': 'yes'})
        .end('{"a": 1}'),
    )
    const answer = await ask()
    expect(answer).toMatchObject({status: 404, isOk: false, type: 'application/json'})
    expect(answer.header('X-Odd')).toBe('yes')
    expect(answer.header('x-other')).toBeUndefined()
    expect(jsonObject(answer, 'the question')).toEqual({a: 1})
    expect(seen[0]?.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      accept: 'application/json',
    })
    expect(seen[0]?.headers['user-agent']).toMatch(/^proofmark\/\d/)
  })

  test('may be empty', async () => {
    const {ask} = await serve(response => response.writeHead(204).end())
    expect(await ask({method: 'DELETE'})).toMatchObject({status: 204, isOk: true, type: ''})
  })

  test('to bytes that were sent', async () => {
    const {ask} = await serve((response, asked) => asked.pipe(response))
    const body = new Uint8Array([0, 255, 10])
    expect(Array.from((await ask({method: 'PUT', body})).body)).toEqual([0, 255, 10])
  })
})

describe('an address is refused', () => {
  test.each([
    'http://models.acme.example/',
    'http://169.254.169.254/latest',
    'ftp://127.0.0.1/',
    `https://user:${SECRET}@models.acme.example/`,
    'models.acme.example',
    '',
  ])('%j', async url => {
    const {ask, seen} = await serve(response => response.end())
    const error = await failureOf(ask({url}))
    expect(error.code).toBe('insecure-address')
    expect(seen).toEqual([])
  })
})

describe('no answer is used', () => {
  test.each([301, 302, 303, 307, 308])('that leads elsewhere: %i', async status => {
    const {ask, seen} = await serve(response =>
      response.writeHead(status, {location: `https://evil.example/?${SECRET}`}).end(SECRET),
    )
    const error = await failureOf(ask({retries: 2}))
    expect(error.code).toBe('http-redirected')
    expect(error.message).toContain('https://evil.example')
    expect(seen).toHaveLength(1)
  })

  test.each([
    {name: 'that is too large', encoding: undefined},
    {name: 'that says another length than it has', encoding: 'chunked'},
  ])('$name', async ({encoding}) => {
    const {ask} = await serve(response => {
      if (encoding) response.setHeader('transfer-encoding', encoding)
      response.end('x'.repeat(5001))
    })
    expect((await failureOf(ask({limitBytes: 5000}))).code).toBe('http-too-large')
  })

  test('that never ends, however fast it comes', async () => {
    const {ask} = await serve(response => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    })
    expect((await failureOf(ask())).code).toBe('http-too-large')
  })

  test('that comes too late', async () => {
    const {ask, seen} = await serve(() => {})
    const error = await failureOf(ask({deadlineMs: 40, retries: 3}))
    expect(error.code).toBe('http-timeout')
    expect(error.message).toContain('within 0.04 s')
    expect(seen.length, 'there is no time for a second try').toBeLessThanOrEqual(1)
  })

  test('whose end comes too late', async () => {
    const {ask} = await serve(response => response.write('{'))
    expect((await failureOf(ask({deadlineMs: 60}))).code).toBe('http-timeout')
  })

  test.each([
    {name: 'HTML', body: `<html>${SECRET}</html>`},
    {name: 'a list', body: '[1]'},
    {name: 'null', body: 'null'},
    {name: 'nothing', body: ''},
    {name: 'half of it', body: `{"token": "${SECRET}`},
    {name: 'no UTF-8', body: Buffer.from([0x7b, 0xff, 0x7d])},
  ])('as JSON when it is $name', async ({body}) => {
    const {ask} = await serve(response =>
      response.writeHead(200, {'content-type': `text/html; ${SECRET}`}).end(body),
    )
    const answer = await ask()
    const error = await failureOf((async () => jsonObject(answer, 'the question'))())
    expect(error).toMatchObject({code: 'http-not-json'})
    expect(error.message).toContain('text/html')
  })
})

describe('a request is sent again', () => {
  const passing = (good: number): Answer => {
    return (response, _, count) => response.writeHead(count < good ? 503 : 200).end()
  }

  test('only by those who say how often', async () => {
    const {ask, seen} = await serve(passing(2))
    expect((await ask({method: 'POST'})).status).toBe(503)
    expect(seen).toHaveLength(1)
  })

  test('until it is answered', async () => {
    const {ask, seen} = await serve(passing(3))
    expect((await ask({retries: 2})).status).toBe(200)
    expect(seen).toHaveLength(3)
  })

  test('no more often than that', async () => {
    const {ask, seen} = await serve(passing(9))
    expect((await ask({retries: 2})).status).toBe(503)
    expect(seen).toHaveLength(3)
  })

  test('after a connection broke', async () => {
    const {ask, seen} = await serve((response, asked, count) =>
      count === 1 ? asked.socket.destroy() : response.end(),
    )
    expect((await ask({retries: 1})).status).toBe(200)
    expect(seen).toHaveLength(2)
  })

  test('not after a clear no', async () => {
    const {ask, seen} = await serve(response => response.writeHead(400).end())
    expect((await ask({retries: 2})).status).toBe(400)
    expect(seen).toHaveLength(1)
  })

  test('not when the pause would reach beyond the deadline', async () => {
    const {ask, seen} = await serve(passing(9))
    expect((await ask({retries: 5, pauseMs: 60_000, deadlineMs: 5000})).status).toBe(503)
    expect(seen).toHaveLength(1)
  })
})

describe('what goes wrong is told in our words', () => {
  test('nobody listens', async () => {
    const {ask, server} = await serve(() => {})
    await server.close()
    const error = await failureOf(ask())
    expect(error.code).toBe('http-unreachable')
    expect(error.message).toBe(
      `${server.url}/path gave no answer to the question: nobody listens there (ECONNREFUSED)`,
    )
  })

  test('the connection breaks', async () => {
    const {ask} = await serve((_, asked) => asked.socket.destroy())
    expect((await failureOf(ask())).message).toContain('the connection broke')
  })

  test('what answers speaks another language', async () => {
    const {ask} = await serve((_, asked) => asked.socket.end(`${SECRET}\r\n\r\n`))
    expect((await failureOf(ask())).code).toBe('http-unreachable')
  })

  test.each(['\n', '\r', '\u0000', '\u2028', 'é'])('a header holds %j', async odd => {
    const {ask, seen} = await serve(response => response.end())
    const error = await failureOf(ask({headers: {authorization: `Bearer ${SECRET}${odd}x: y`}}))
    expect(error.code).toBe('invalid-header')
    expect(error.message).toContain('"authorization"')
    expect(seen).toEqual([])
  })
})
