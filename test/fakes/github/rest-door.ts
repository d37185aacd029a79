import {createHash} from 'node:crypto'
import {encodeReply} from './exchange.ts'
import {Failure, invalid, notFound} from './failure.ts'
import {count, limitHeaders, uncount} from './limits.ts'
import type {Asked, Findings} from './openapi.ts'
import type {MutableRequest} from './request-log.ts'
import {routes} from './rest/routes.ts'
import {type Call, LARGEST_PAGE, makeRouter, type Reply} from './route.ts'
import {authenticate, authorize, canSee, type Need} from './tokens.ts'
import {findRepository, type World} from './world.ts'

export type RestRequest = {
  readonly url: URL
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
  readonly logged: MutableRequest
}

const route = makeRouter(routes)

/** Everything that GitHub checks before it looks at the matter itself, in its order. */
export async function serveRest(
  world: World,
  request: RestRequest,
  validate: (asked: Asked) => Promise<Findings>,
): Promise<Reply> {
  const {url, headers, body, logged} = request
  const token = authenticate(world, oneOf(headers['authorization']))
  logged.token = token.name
  try {
    count(token)
    const found = route(logged.method, url.pathname)
    if (!found) {
      logged.problems.push('the fake has no such path')
      throw notFound()
    }
    const {
      route: {needs, path, handle},
      parameters,
    } = found
    // What is asked of an organisation is asked with the rights that the token has where it belongs.
    const repository = path.startsWith('/orgs/')
      ? token.repository
      : findRepository(world, parameters['owner'] ?? '', parameters['repo'] ?? '')
    if (!repository || !canSee(token, repository)) throw notFound()
    const accepted = {'x-accepted-github-permissions': needs.map(needText).join('; ')}
    authorizeWith(accepted, () => authorize(token, repository, needs))
    const query = url.searchParams
    const asked = {method: logged.method, path, parameters, query, body}
    const {errors, oddities} = await validate(asked)
    logged.problems.push(...errors, ...oddities)
    if (Number(query.get('per_page')) > LARGEST_PAGE) {
      logged.problems.push(`per_page is more than ${LARGEST_PAGE}`)
    }
    if (errors.length > 0) throw invalid(`Invalid request.\n\n${errors.join('\n')}`)
    const accept = oneOf(headers['accept']) ?? ''
    const call: Call = {world, token, repository, parameters, query, body, accept, url}
    const reply = handle(call)
    const common = {...accepted, 'x-github-media-type': 'github.v3; format=json'}
    const isUnchanged = logged.method === 'GET' && isKnown(reply, oneOf(headers['if-none-match']))
    if (isUnchanged) uncount(token)
    return {
      ...(isUnchanged ? {status: 304} : reply),
      headers: {
        ...etagOf(logged.method, reply),
        ...common,
        ...reply.headers,
        ...limitHeaders(token, 'core'),
      },
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    error.headers = {...error.headers, ...limitHeaders(token, 'core')}
    throw error
  }
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

function needText({permission, access}: Need): string {
  return `${permission.replaceAll('-', '_')}=${access}`
}

function authorizeWith(headers: Readonly<Record<string, string>>, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof Failure) error.headers = {...error.headers, ...headers}
    throw error
  }
}

function etagOf(method: string, reply: Reply): Readonly<Record<string, string>> {
  if (method !== 'GET' || (reply.status ?? 200) !== 200) return {}
  return {etag: `W/"${createHash('sha256').update(encodeReply(reply).body).digest('hex')}"`}
}

function isKnown(reply: Reply, asked: string | undefined): boolean {
  const {etag} = etagOf('GET', reply)
  return etag !== undefined && asked === etag
}
