import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {encodeReply, parseJson, readBody, send, sendHalf} from './exchange.ts'
import {Failure} from './failure.ts'
import {type Arrival, Dropped, type makeFaults} from './faults.ts'
import {makeValidator} from './openapi.ts'
import type {LoggedRequest, MutableRequest} from './request-log.ts'
import {serveRest} from './rest-door.ts'
import {BLOB_PATH, serveBlob} from './results/blobs.ts'
import {serveTwirp, TWIRP_PATH} from './results/services.ts'
import type {Reply} from './route.ts'
import {authenticate} from './tokens.ts'
import type {World} from './world.ts'

type Setting = {
  readonly world: World
  readonly requests: LoggedRequest[]
  readonly strike: ReturnType<typeof makeFaults>['strike']
}

/** It keeps nothing of a request, and compiling GitHub's description takes longer than most tests. */
const validate = makeValidator()

export function makeServer(setting: Setting): Server {
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', setting.world.url)
    const method = request.method ?? 'GET'
    const logged: MutableRequest = {
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      operation: undefined,
      token: undefined,
      body: undefined,
      status: 0,
      problems: [],
    }
    setting.requests.push(logged)
    let arrival: Arrival = 'all'
    let reply: Reply
    try {
      const bytes = await readBody(request)
      if (!url.pathname.startsWith(BLOB_PATH)) logged.body = parsed(bytes)
      const fields = url.pathname === '/graphql' ? nameOperation(logged) : ''
      arrival = await setting.strike(`${method} ${url.pathname}${fields}`)
      reply = await dispatch(url, request, {logged, bytes})
    } catch (error) {
      if (error instanceof Dropped) {
        request.socket.destroy()
        return
      }
      reply = failed(error, logged)
    }
    if (arrival === 'nothing') {
      request.socket.destroy()
      return
    }
    logged.status = reply.status ?? 200
    const encoded = encodeReply({...reply, headers: {...commonHeaders(), ...reply.headers}})
    if (arrival === 'half') sendHalf(response, encoded)
    else send(response, encoded)
  }

  async function dispatch(
    url: URL,
    {headers, method = 'GET'}: IncomingMessage,
    {logged, bytes}: {readonly logged: MutableRequest; readonly bytes: Buffer},
  ): Promise<Reply> {
    const {world} = setting
    const {pathname} = url
    const {authorization} = headers
    if (pathname.startsWith(BLOB_PATH)) return serveBlob(world, {method, url, headers, body: bytes})
    if (pathname.startsWith(TWIRP_PATH)) {
      return serveTwirp(world, pathname, {authorization, body: logged.body})
    }
    if (!headers['user-agent']) {
      logged.problems.push('there is no user agent')
      throw new Failure(403, 'Request forbidden by administrative rules.')
    }
    if (pathname === '/graphql' && method === 'POST') {
      const token = authenticate(world, authorization)
      logged.token = token.name
      const {serveGraphql} = await import('./graphql/door.ts')
      return serveGraphql(world, token, {body: logged.body, logged})
    }
    return serveRest(world, {url, headers, body: logged.body, logged}, validate)
  }

  return createServer((request, response) => {
    answer(request, response).catch(error => response.destroy(error as Error))
  })
}

function parsed(bytes: Buffer): unknown {
  try {
    return parseJson(bytes)
  } catch {
    throw new Failure(400, 'Problems parsing JSON')
  }
}

/** Keeps the operation's name, and gives it and the first field for faults to match. */
function nameOperation(logged: MutableRequest): string {
  const {query, operationName} = (logged.body ?? {}) as Readonly<Record<string, unknown>>
  const text = String(query ?? '')
  const [, found] = /\b(?:query|mutation)\s+(\w+)/.exec(text) ?? []
  logged.operation = typeof operationName === 'string' ? operationName : found
  const [, first = ''] = /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(text) ?? []
  return ` ${logged.operation ?? ''} ${first}`
}

function failed(error: unknown, logged: MutableRequest): Reply {
  if (error instanceof Failure) {
    const {status, body, headers} = error
    return {status, body, headers}
  }
  logged.problems.push(`the fake failed: ${error instanceof Error ? error.stack : String(error)}`)
  return {status: 500, body: {message: 'Server Error'}}
}

let requestCount = 0

function commonHeaders(): Readonly<Record<string, string>> {
  const id = (++requestCount).toString(16).toUpperCase().padStart(8, '0')
  return {server: 'github.com', 'x-github-request-id': `FAKE:${id}`}
}
