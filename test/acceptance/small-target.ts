import type {IncomingMessage, ServerResponse} from 'node:http'
import {sha256} from '../../shared/platform/hash.ts'
import {readBody} from '../fakes/github/exchange.ts'
import {startWebServer} from '../fakes/web-server.ts'

/** What the target does wrong of its own accord. */
export type Trouble = {
  /** Added to every prediction of this model. */
  lie?: {readonly model: string; readonly by: number}
  /** Paths that answer with something that is no answer. */
  garbage?: RegExp
  /** Paths that answer 500. */
  unwell?: RegExp
  /** Makes this model live no more, although it was once. */
  refusesBack?: string
  /** Acts, and closes the connection without an answer; so often. */
  lost?: {path: RegExp; times: number}
  /** Answers to this path in its own way, without acting; false: as usual. */
  odd?: (path: string, response: ServerResponse, asked: IncomingMessage) => boolean
  /** Says that it made this model live, and does not. */
  ignores?: string
  /** Answers to this path come so late. */
  slow?: {readonly path: RegExp; readonly ms: number}
}

/** A model server that speaks the open contract; a model is `{"weight": 2}`, and it multiplies the sum of a row. */
export type SmallTarget = {
  readonly url: string
  readonly trouble: Trouble
  readonly active: () => string | null
  readonly stored: () => readonly string[]
  /** Somebody else puts a model there and makes it live. */
  readonly meddle: (model: string) => string
  /** `POST /active`, in order. */
  readonly asked: readonly string[]
  /** What came, in order, before anything became of it. */
  readonly arrived: readonly string[]
  /** What came as bearer, each once. */
  readonly tokens: ReadonlySet<string>
  readonly close: () => Promise<void>
}

export async function startSmallTarget(): Promise<SmallTarget> {
  const models = new Map<string, Buffer>()
  const trouble: Trouble = {}
  const asked: string[] = []
  const arrived: string[] = []
  const tokens = new Set<string>()
  let active: string | null = null

  function answer(request: IncomingMessage, body: Buffer): readonly [number, unknown] {
    const path = `${request.method} ${request.url}`
    if (path.startsWith('PUT /models/')) {
      const digest = sha256(body)
      if (!path.endsWith(digest.slice('sha256:'.length))) return [422, {error: {code: 'bytes'}}]
      models.set(digest, body)
      return [201, {digest}]
    }
    if (path === 'GET /active') return [200, {digest: active, previous: null, since: null}]
    const json = JSON.parse(body.toString()) as Record<string, unknown>
    if (path === 'POST /active') {
      const digest = String(json['digest'])
      asked.push(digest)
      if (json['expected'] !== active) return [409, {error: {code: 'active-differs'}, active}]
      if (!models.has(digest)) return [404, {error: {code: 'unknown-model'}}]
      if (digest === trouble.refusesBack) return [422, {error: {code: 'model-failed'}}]
      if (digest !== trouble.ignores) active = digest
      return [200, {digest}]
    }
    if (path === 'POST /predict' && active !== null) return predict(json, active)
    return [404, {error: {code: 'not-found'}}]
  }

  function predict(json: Record<string, unknown>, digest: string): readonly [number, unknown] {
    const {weight} = JSON.parse(models.get(digest)?.toString() ?? '{}') as {weight: number}
    const {features} = json['inputs'] as {features: readonly (readonly number[])[]}
    const lie = trouble.lie?.model === digest ? trouble.lie.by : 0
    const prediction = features.map(
      row => row.reduce((sum, value) => sum + value, 0) * weight + lie,
    )
    return [200, {digest, outputs: {prediction}}]
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = `${request.method} ${request.url}`
    const body = await readBody(request)
    arrived.push(path)
    const {authorization} = request.headers
    if (authorization) tokens.add(authorization)
    if (trouble.slow?.path.test(path)) {
      await new Promise(resolve => setTimeout(resolve, trouble.slow?.ms))
    }
    if (trouble.garbage?.test(path)) {
      response.writeHead(200, {'content-type': 'text/html'}).end('<h1>Welcome</h1>')
      return
    }
    if (trouble.unwell?.test(path)) {
      response.writeHead(500).end()
      return
    }
    if (trouble.odd?.(path, response, request)) return
    const [status, json] = answer(request, body)
    if (trouble.lost?.path.test(path) && trouble.lost.times-- > 0) {
      response.destroy()
      return
    }
    response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(json))
  }

  const server = await startWebServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  return {
    url: server.url,
    trouble,
    active: () => active,
    stored: () => [...models.keys()],
    meddle(model) {
      const digest = sha256(model)
      models.set(digest, Buffer.from(model))
      active = digest
      return digest
    },
    asked,
    arrived,
    tokens,
    close: server.close,
  }
}
