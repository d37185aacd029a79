import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {resolve} from 'node:path'
import {openActiveModel} from './active-model.ts'
import {type Issuer, makeBearerCheck} from './bearer.ts'
import {defer} from './deferred.ts'
import {makeDoor} from './door.ts'
import {makeMetrics} from './metrics.ts'
import {openModelFiles} from './model-files.ts'
import type {ModelLimits} from './model-process.ts'
import {makeOpenModels} from './open-models.ts'
import {makeRoutes} from './routes.ts'

export type ModelServerOptions = Issuer & {
  /** Where models and the active one are kept; one folder for one server. */
  readonly folder: string
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly host?: string
  readonly limits?: Partial<Limits>
  /** One line for each activation and each failure of the server's own. */
  readonly log?: (line: string) => void
  readonly now?: () => Date
}

export type Limits = ModelLimits & {
  readonly modelBytes: number
  /** Of a JSON body. */
  readonly bodyBytes: number
  /** At least two: one that is active, and one that is to be. */
  readonly openModels: number
  /** For a whole request with its body. */
  readonly requestMs: number
  /** For what is being answered when the server is closed. */
  readonly closeMs: number
}

export type ModelServer = {
  readonly url: string
  /** Takes nothing new, answers what it was asked, ends the models' processes. */
  readonly close: () => Promise<void>
}

const LIMITS: Limits = {
  modelBytes: 2 ** 30,
  bodyBytes: 4 * 2 ** 20,
  openModels: 3,
  loadMs: 60_000,
  predictMs: 10_000,
  memoryBytes: 4 * 2 ** 30,
  requestMs: 600_000,
  closeMs: 10_000,
}

const HEADERS_MS = 60_000
const CHECK_MS = 10_000

/** Starts a server that keeps models by their digest and answers with the active one; see README.md. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const {port = 0, host = '127.0.0.1', log = () => {}, now = () => new Date()} = options
  const limits = {...LIMITS, ...options.limits}
  if (limits.openModels < 2) throw new Error(`openModels must be 2 or more: ${limits.openModels}`)
  const folder = resolve(options.folder)
  const check = makeBearerCheck(options)
  const files = await openModelFiles(folder, limits.modelBytes)
  const active = await openActiveModel(folder, now)
  const models = makeOpenModels({
    files,
    limits,
    most: limits.openModels,
    isPinned: digest => digest === active.read().digest,
  })
  const metrics = makeMetrics()
  const routes = makeRoutes({files, models, active, metrics, bodyBytes: limits.bodyBytes, log})
  const door = makeDoor({routes, check, metrics, log})

  const {digest} = active.read()
  // A model that cannot be opened any more is told to those who ask for it.
  if (digest) await models.use(digest, async () => {}).catch(error => log(String(error)))

  const server = createServer({
    requestTimeout: limits.requestMs,
    headersTimeout: Math.min(limits.requestMs, HEADERS_MS),
    connectionsCheckingInterval: Math.min(limits.requestMs, CHECK_MS),
  })
  server.on('request', door.answer)
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    door.answer(request, response),
  )
  const listening = defer<void>()
  server.once('error', listening.reject)
  server.listen(port, host, listening.resolve)
  try {
    await listening.promise
  } catch (error) {
    await models.close()
    throw error
  }

  async function close(): Promise<void> {
    const closed = defer<void>()
    server.close(() => closed.resolve())
    door.close()
    const timer = setTimeout(() => {
      server.closeAllConnections()
      void models.close()
    }, limits.closeMs)
    await door.idle()
    clearTimeout(timer)
    server.closeAllConnections()
    await Promise.all([closed.promise, models.close()])
  }

  return {url: urlOf(server.address() as AddressInfo), close}
}

function urlOf({address, family, port}: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
