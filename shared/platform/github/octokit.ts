import {randomUUID} from 'node:crypto'
import type {Octokit} from '@octokit/rest'
import {boundedFetch, type Exchange} from './bounded-fetch.ts'

export type OctokitSettings = {
  readonly api: string
  readonly token: string
  /** How long a second of waiting takes; tests make it shorter. */
  readonly secondMs: number
  readonly report: (exchange: Exchange) => void
  readonly debug: (message: string) => void
}

/** GitHub says: without retry-after, a minute at least. */
const SECONDARY_WAIT_S = 60
/** Answers that the same request will get again, and 429, which is a limit and not a fault. */
const NOT_RETRIED = [400, 401, 403, 404, 409, 410, 413, 422, 429, 451]

/** The only octokit of the suite, with its own plugins for limits and retries. */
export async function makeOctokit(settings: OctokitSettings): Promise<Octokit> {
  const {api, token, secondMs, report, debug} = settings
  const [{Octokit: Base}, {retry}, {throttling}] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ])
  const Client = Base.plugin(nameLimits, retry, throttling)
  /** The plugin asks whether to wait; a wait beyond the call's deadline would only delay the bad news. */
  const isWorthWaiting = (waitS: number, options: {readonly request?: unknown}) => {
    const isInTime = Date.now() + waitS * secondMs < deadlineOf(options.request)
    debug(`GitHub asks to wait ${waitS} s${isInTime ? '' : ', longer than we can'}`)
    return isInTime
  }
  return new Client({
    auth: token,
    baseUrl: api,
    userAgent: 'proofmark',
    request: {fetch: boundedFetch(report)},
    log: {debug: () => {}, info: () => {}, warn: debug, error: debug},
    retry: {doNotRetry: NOT_RETRIED, retryAfterBaseValue: secondMs},
    throttle: {
      // Without a name of its own the plugin would share its queues with every other client of this process.
      id: randomUUID(),
      // Pauses between writes are kept in transport.ts, which can tell a query from a mutation; the plugin cannot.
      ...unpaced,
      retryAfterBaseValue: secondMs,
      fallbackSecondaryRateRetryAfter: SECONDARY_WAIT_S,
      onRateLimit: isWorthWaiting,
      onSecondaryRateLimit: isWorthWaiting,
    },
  })
}

const queue = {schedule: async (_options: unknown, job: () => Promise<unknown>) => job()}
const unpaced: object = {write: {key: () => queue}, notifications: {key: () => queue}}

type Hooked = {
  readonly hook: {readonly error: (name: 'request', handler: (error: unknown) => never) => void}
}

/** The throttling plugin knows a secondary limit by its text only; GHES and proxies word it otherwise. */
function nameLimits(octokit: Hooked): object {
  octokit.hook.error('request', error => {
    if (error instanceof Error && isUnnamedLimit(error)) error.message += ' (secondary rate limit)'
    forgetRetries(error)
    throw error
  })
  return {}
}

/**
 * The retry plugin repeats whatever failed as often as the request allows, without a pause, unless it decided itself;
 * so the allowance is taken out here, and the plugin puts it back for failures that are worth another try.
 */
function forgetRetries(error: unknown): void {
  if (!(error instanceof Error) || !('request' in error)) return
  const {request} = error as {request?: {request?: {retries?: number}}}
  if (request?.request) request.request = {...request.request, retries: 0}
}

function isUnnamedLimit(error: Error & {status?: unknown; response?: unknown}): boolean {
  const {status, response} = error
  if (status !== 429 && status !== 403) return false
  const headers = (response as {headers?: Record<string, unknown>} | undefined)?.headers ?? {}
  if (headers['retry-after'] === undefined) return false
  return !/\bsecondary rate\b/i.test(error.message)
}

function deadlineOf(request: unknown): number {
  const deadline = (request as {deadline?: unknown} | undefined)?.deadline
  return typeof deadline === 'number' ? deadline : Number.POSITIVE_INFINITY
}
