import type {Repository} from './repository.ts'
import type {Need, Token} from './tokens.ts'
import type {World} from './world.ts'

/** One request that passed all checks. */
export type Call = {
  readonly world: World
  readonly token: Token
  readonly repository: Repository
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  readonly accept: string
  /** Where the request went, for links to other pages. */
  readonly url: URL
}

export type Reply = {
  readonly status?: number
  /** Bytes go as they are, everything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** As GitHub's own description writes it. */
  readonly path: string
  /** One of these is enough. */
  readonly needs: readonly Need[]
  readonly handle: (call: Call) => Reply
}

export type Match = {readonly route: Route; readonly parameters: Readonly<Record<string, string>>}

/** These may hold slashes, escaped or not. */
const GREEDY = ['path', 'ref', 'basehead']

export function makeRouter(routes: readonly Route[]) {
  const compiled = routes.map(route => ({route, pattern: patternOf(route.path)}))
  return (method: string, path: string): Match | undefined => {
    for (const {route, pattern} of compiled) {
      const groups = route.method === method ? pattern.exec(path)?.groups : undefined
      if (!groups) continue
      const decoded = Object.entries(groups).map(([name, value]) => [name, decode(value ?? '')])
      return {route, parameters: Object.fromEntries(decoded)}
    }
    return undefined
  }
}

function patternOf(path: string): RegExp {
  const pattern = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    GREEDY.includes(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  )
  // A folder's listing is asked for with an empty path.
  return new RegExp(`^${pattern.replace('/(?<path>.+)', '(?:/(?<path>.*))?')}$`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What the request brought; its shape was checked against GitHub's description before. */
export function bodyOf<T>({body}: Call): T {
  return body as T
}

/** Who asks for more gets this many. */
export const LARGEST_PAGE = 100

/** One page of a list, with the links to the others. */
export function paginate<T>({query, url}: Call, items: readonly T[]) {
  const size = Math.min(Number(query.get('per_page')) || 30, LARGEST_PAGE)
  const page = Number(query.get('page')) || 1
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (number: number, relation: string) => {
    const target = new URL(url)
    target.searchParams.set('page', String(number))
    return `<${target.href}>; rel="${relation}"`
  }
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ]
  const headers: Readonly<Record<string, string>> =
    links.length === 0 ? {} : {link: links.join(', ')}
  return {page: items.slice((page - 1) * size, page * size), headers}
}
