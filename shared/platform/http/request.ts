import {isSecure} from '../../domain/endpoint.ts'
import {ActionError, codeOf} from '../errors.ts'
import {VERSION} from '../version.ts'
import {noAnswer} from './failures.ts'
import {type Outcome, tryAgain} from './retry.ts'

export type HttpRequest = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  /** Completes "… gave no answer to …": `the token exchange`. */
  readonly what: string
  /** For everything together: connection, answer, and all tries. */
  readonly deadlineMs?: number
  /** The largest answer that is read. */
  readonly limitBytes?: number
  /** How often it is sent again when no answer or a passing trouble comes. Only for what may be done twice. */
  readonly retries?: number
  readonly pauseMs?: number
  /** Gives up when aborted. */
  readonly signal?: AbortSignal
  /** A redirect comes back as the answer that it is; it is not followed either. */
  readonly isRedirectAnswer?: boolean
  /** Whoever runs this machine said that this host may be asked over an open line. */
  readonly isOpenLineMeant?: boolean
}

export type HttpAnswer = {
  readonly status: number
  readonly isOk: boolean
  /** The media type alone, in lower case; empty when there is none. */
  readonly type: string
  readonly header: (name: string) => string | undefined
  readonly body: Uint8Array
}

const DEADLINE_MS = 30_000
const ANSWER_LIMIT = 2 ** 20
const REDIRECTS = [301, 302, 303, 307, 308]

/**
 * Sends one request and reads the whole answer, whatever its status. Nothing goes over an open line, no redirect is
 * followed, and no error holds a header or a body.
 */
export async function request(wish: HttpRequest): Promise<HttpAnswer> {
  const url = checkedUrl(wish)
  checkHeaders(wish)
  const {deadlineMs = DEADLINE_MS, retries: times = 0, pauseMs} = wish
  const deadline = AbortSignal.timeout(deadlineMs)
  const signal = wish.signal ? AbortSignal.any([deadline, wish.signal]) : deadline
  return tryAgain(() => send(url, wish, signal), isSettled, {
    times,
    until: Date.now() + deadlineMs,
    pauseAfter: askedPause,
    ...(pauseMs === undefined ? {} : {pauseMs}),
  })
}

/** Whether asking again would give the same: neither a broken connection nor a passing trouble of the server. */
export function isSettled(outcome: Outcome<Pick<HttpAnswer, 'status'>>): boolean {
  return 'error' in outcome
    ? codeOf(outcome.error) !== 'http-unreachable'
    : !isPassing(outcome.value.status)
}

/** Too many requests, or a server that is not well. */
export function isPassing(status: number): boolean {
  return status === 429 || status >= 500
}

/** How long a server asks to be left alone, in milliseconds. */
export function askedPause(outcome: Outcome<Pick<HttpAnswer, 'header'>>): number | undefined {
  const text = 'value' in outcome ? outcome.value.header('retry-after')?.trim() : undefined
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}

async function send(url: URL, wish: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const {method, headers = {}, body, what, deadlineMs = DEADLINE_MS} = wish
  const place = placeOf(url)
  try {
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      signal,
      headers: {'user-agent': `proofmark/${VERSION}`, accept: 'application/json', ...headers},
      ...(body === undefined ? {} : {body}),
    })
    if (REDIRECTS.includes(answer.status) && wish.isRedirectAnswer !== true) {
      await answer.body?.cancel()
      throw redirected(answer, place)
    }
    const bytes = await readBody(answer, wish, place)
    return {
      status: answer.status,
      isOk: answer.ok,
      type: mediaType(answer),
      header: name => answer.headers.get(name) ?? undefined,
      body: bytes,
    }
  } catch (error) {
    if (error instanceof ActionError) throw error
    if (wish.signal?.aborted) {
      throw new ActionError('cancelled', `${what} was given up, because the job was cancelled`)
    }
    if (signal.aborted) {
      const within = `within ${deadlineMs / 1000} s`
      throw new ActionError('http-timeout', `${place} gave no whole answer to ${what} ${within}`)
    }
    throw noAnswer(error, place, what)
  }
}

/** Where a request goes, without what a query may hold. */
function placeOf({origin, pathname}: URL): string {
  return origin + pathname
}

function checkedUrl({url: text, what, isOpenLineMeant = false}: HttpRequest): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isAllowed = url && (isSecure(url) || (isOpenLineMeant && url.protocol === 'http:'))
  if (isAllowed && !url.username && !url.password) return url
  const where = url ? ` ${placeOf(url)}` : ''
  throw new ActionError('insecure-address', `${what} cannot go to the address${where}`, {
    hint: 'Use an https:// address without a user name and password. http:// is for 127.0.0.1, [::1] and localhost.',
  })
}

/** A line end in a header would be a header of its own; the network library's message would repeat the value. */
function checkHeaders({headers = {}, what}: HttpRequest): void {
  const name = Object.keys(headers).find(key => !/^[\x20-\x7e]*$/.test(headers[key] ?? ''))
  if (name === undefined) return
  throw new ActionError(
    'invalid-header',
    `the header "${name}" for ${what} holds a line end or another character that no header can`,
    {hint: 'A secret that was copied from a file often ends in a line end.'},
  )
}

function redirected(answer: Response, place: string): ActionError {
  const target = answer.headers.get('location') ?? ''
  const to = URL.canParse(target, place) ? ` to ${new URL(target, place).origin}` : ''
  return new ActionError(
    'http-redirected',
    `${place} answers with a redirect${to} (${answer.status}), and none is followed`,
    {hint: 'Name the address that answers itself: a token must not travel on.'},
  )
}

async function readBody(answer: Response, wish: HttpRequest, place: string): Promise<Uint8Array> {
  const {what, limitBytes = ANSWER_LIMIT} = wish
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > limitBytes) {
      throw new ActionError(
        'http-too-large',
        `${place} answers to ${what} with more than ${limitBytes} bytes, the most that is read`,
      )
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function mediaType({headers}: Response): string {
  const [type = ''] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  return /^[\w.+-]+\/[\w.+-]+$/.test(type.trim()) ? type.trim() : ''
}
