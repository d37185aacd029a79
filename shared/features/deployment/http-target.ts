import * as z from 'zod'
import {type Digest, hexOf} from '../../domain/digest.ts'
import {digestSchema} from '../../domain/digest-schema.ts'
import type {Answer, Delivery, Question, Target} from '../../domain/ports/target.ts'
import {ActionError, codeOf} from '../../platform/errors.ts'
import {jsonObject} from '../../platform/http/json.ts'
import {type HttpAnswer, type HttpRequest, request} from '../../platform/http/request.ts'
import {holdsSecret} from '../../platform/secrets.ts'

/** What opens the target now: long work outlives a short token. */
export type TokenSource = () => Promise<string>

export type HttpDoor = {
  /** Without a slash at the end. */
  readonly address: string
  /** Absent where nothing is needed to open it. */
  readonly token?: TokenSource | undefined
  readonly signal?: AbortSignal
  readonly pauseMs?: number
  /** For one question, instead of the usual; who has little time. */
  readonly askMs?: number
}

const UPLOAD_MS = 5 * 60_000
const ASK_MS = 60_000
const PREDICTIONS_LIMIT = 16 * 2 ** 20
const TRIES = 2

/** A model server that speaks the open contract. */
export function httpTarget(door: HttpDoor): Target {
  const place = door.address
  // Given up half way, nobody would know what is live.
  const {signal: _, ...patient} = door

  async function active(): Promise<Digest | null> {
    const what = 'the question what is live'
    const wish = {method: 'GET', url: `${place}/active`, what, retries: TRIES} as const
    const answer = await ask(patient, wish)
    if (!answer.isOk) throw refused(answer, place, what)
    return read(activeSchema, answer, what).digest
  }

  /** The answer may be lost after the server acted, so what is live is looked at before it is asked again. */
  async function activate(digest: Digest, expected: Digest | null): Promise<void> {
    const what = 'the request to make the model live'
    const body = JSON.stringify({digest, expected})
    const url = `${place}/active`
    for (let left = TRIES; ; left--) {
      try {
        const answer = await ask(patient, {method: 'POST', url, what, body})
        if (answer.isOk) return
        if (answer.status === 409) throw differs(place, await active(), expected)
        throw refused(answer, place, what)
      } catch (error) {
        if (!LOST.includes(codeOf(error))) throw error
        const now = await active()
        if (now === digest) return
        if (now !== expected) throw differs(place, now, expected)
        if (left === 0) throw error
      }
    }
  }

  return {
    place,
    active,
    async put({digest, files}: Delivery) {
      const [only, ...more] = files
      if (!only || more.length > 0) {
        throw new ActionError(
          'unsupported-model',
          `the model has ${files.length} files, and a target of kind http takes one`,
          {hint: 'Use a target of kind command for models of several files.'},
        )
      }
      const what = 'the model'
      const answer = await ask(door, {
        method: 'PUT',
        url: `${place}/models/${hexOf(digest)}`,
        body: only.bytes,
        headers: {'content-type': 'application/octet-stream'},
        what,
        deadlineMs: UPLOAD_MS,
        retries: TRIES,
      })
      if (!answer.isOk) throw refused(answer, place, what)
    },
    activate,
    restore: activate,
    predict: question => predictFrom(door, `${place}/predict`, question),
  }
}

/** Asks whatever is live, so that its answer is the one that users get. */
export async function predictFrom(
  door: Omit<HttpDoor, 'address'>,
  url: string,
  inputs: Question,
): Promise<Answer> {
  const what = 'the smoke test'
  const body = JSON.stringify({inputs})
  const answer = await ask(door, {
    method: 'POST',
    url,
    body,
    what,
    limitBytes: PREDICTIONS_LIMIT,
    retries: TRIES,
  })
  if (!answer.isOk) throw refused(answer, url, what)
  const {digest, outputs} = read(predictionSchema, answer, what)
  return {model: digest, outputs}
}

const activeSchema = z.object({digest: digestSchema.nullable()})
const predictionSchema = z.object({
  digest: digestSchema,
  outputs: z.record(z.string(), z.array(z.unknown())),
})
const refusalSchema = z.object({error: z.object({code: z.string()})})

const LOST = ['http-unreachable', 'http-timeout', 'target-unwell']

/** With the token that opened the door, so that the answer can be told without it. */
type Answered = HttpAnswer & {readonly token: string | undefined}

async function ask(
  {token: source, signal, pauseMs, askMs = ASK_MS}: Omit<HttpDoor, 'address'>,
  wish: HttpRequest,
): Promise<Answered> {
  const token = await source?.()
  const answer = await request({
    deadlineMs: askMs,
    ...wish,
    headers: {
      ...(wish.body === undefined ? {} : {'content-type': 'application/json'}),
      ...wish.headers,
      ...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
    },
    ...(signal ? {signal} : {}),
    ...(pauseMs === undefined ? {} : {pauseMs}),
  })
  return {...answer, token}
}

function read<T>(schema: z.ZodType<T>, answer: HttpAnswer, what: string): T {
  const parsed = schema.safeParse(jsonObject(answer, what))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : ''
  throw new ActionError(
    'target-garbage',
    `the answer to ${what} is not as the contract says${where}`,
    {hint: 'examples/oil-price/server shows a server that speaks the contract.'},
  )
}

/** Only the word for programs is shown: what else the server says may repeat what was sent. */
function refused(answer: Answered, place: string, what: string): ActionError {
  const {status} = answer
  if (status === 401 || status === 403) {
    return new ActionError('target-denied', `${place} does not accept our token (${status})`, {
      hint: 'Compare token: in the configuration with what the target trusts.',
    })
  }
  const code = status >= 500 ? 'target-unwell' : 'target-refused'
  return new ActionError(code, `${place} answered to ${what} with ${status}${wordOf(answer)}`)
}

function wordOf(answer: Answered): string {
  try {
    const word = refusalSchema.safeParse(jsonObject(answer, '')).data?.error.code ?? ''
    const isWord = /^[a-z][a-z0-9-]{0,60}$/.test(word) && !holdsSecret(word, answer.token)
    return isWord ? `, ${word}` : ''
  } catch {
    return ''
  }
}

function differs(place: string, found: Digest | null, expected: Digest | null): ActionError {
  return new ActionError(
    'active-differs',
    `${place} serves ${found ?? 'no model'}, not ${expected ?? 'none'} as expected`,
  )
}
