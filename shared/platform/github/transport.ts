import {setTimeout as sleep} from 'node:timers/promises'
import type {Octokit} from '@octokit/rest'
import * as z from 'zod'
import type {Runner} from '../../domain/ports/runner.ts'
import {ActionError} from '../errors.ts'
import {etagCache} from './answer-cache.ts'
import type {GithubContext} from './context.ts'
import {beforeDeadline, late} from './deadline.ts'
import {explainFailure, explainFaults, isRepeatable} from './failures.ts'
import {makeOctokit} from './octokit.ts'
import type {Operation} from './operation.ts'
import {type GraphqlName, OPERATIONS, type OperationName, type RestName} from './operations.ts'
import {type ActionName, isRegistered} from './permissions.ts'

export type Connection = {
  readonly context: GithubContext
  readonly token: string
  /** Whose registered calls may be made. */
  readonly action: ActionName
  readonly runner: Pick<Runner, 'debug' | 'info' | 'mask'>
  /** How long one task may take with all its waits and retries. */
  readonly deadlineMs?: number
  /** How long a second of waiting takes; only tests shorten it. */
  readonly secondMs?: number
}

export type Parameters = Readonly<Record<string, unknown>>

/** A moment in milliseconds, from `until()`; the calls of one task share it. */
type Within = {readonly deadline?: number | undefined}

/** Sends one registered call at a time within a deadline, and explains what goes wrong. */
export type Transport = {
  readonly context: GithubContext
  readonly until: (ms?: number) => number
  /** Waits so many seconds; refuses when the deadline comes first. */
  readonly pause: (seconds: number, operation: OperationName, deadline: number) => Promise<void>
  readonly rest: <T>(
    operation: RestName,
    parameters: Parameters,
    options: Within & {readonly schema: z.ZodType<T>},
  ) => Promise<T>
  /** The same, and nothing when GitHub answers 404. */
  readonly find: <T>(
    operation: RestName,
    parameters: Parameters,
    options: Within & {readonly schema: z.ZodType<T>},
  ) => Promise<T | undefined>
  /** A file as it is; nothing when GitHub answers 404. */
  readonly raw: (
    operation: RestName,
    parameters: Parameters,
    options?: Within,
  ) => Promise<Uint8Array | undefined>
  readonly graphql: <T>(
    operation: GraphqlName,
    query: string,
    options: Within & {readonly variables: Parameters; readonly schema: z.ZodType<T>},
  ) => Promise<T>
  readonly spent: () => {readonly requests: number; readonly remaining: string | undefined}
}

const DEADLINE_MS = 90_000
/** GitHub asks for a second between writes; two keep clear of its 80 a minute with other jobs at work. */
export const WRITE_SPACING_S = 2
const RETRIES = 3

const graphqlAnswer = z.object({
  data: z.unknown(),
  errors: z.array(z.object({type: z.string().optional(), message: z.string()})).optional(),
})

export function openTransport(connection: Connection): Transport {
  const {context, token, action, runner, deadlineMs = DEADLINE_MS, secondMs = 1000} = connection
  const cache = etagCache()
  let octokit: Promise<Octokit> | undefined
  let requests = 0
  let remaining: string | undefined
  let lastWrite = Number.NEGATIVE_INFINITY
  if (token !== '') runner.mask(token)

  const about = (operation: OperationName) => ({
    operation,
    action,
    context,
    deadlineMs,
    scrub: (text: string) => (token === '' ? text : text.replaceAll(token, '***')),
  })
  const until = (ms = deadlineMs) => Date.now() + ms
  const client = () =>
    makeOctokit({
      api: context.api,
      token,
      secondMs,
      debug: message => runner.debug(message),
      report({method, path, status, ms, remaining: left}) {
        requests++
        remaining = left ?? remaining
        runner.debug(`${method} ${path}: ${status === 0 ? 'no answer' : status}, ${ms} ms`)
      },
    })

  async function pause(seconds: number, operation: OperationName, deadline: number) {
    const ms = seconds * secondMs
    if (Date.now() + ms >= deadline) throw explainFailure(late(), about(operation))
    await sleep(ms)
  }

  /** Only the second of several writes waits. */
  async function keepSpacing(name: OperationName, deadline: number) {
    const {createsContent}: Operation = OPERATIONS[name]
    if (!createsContent) return
    const dueMs = lastWrite + WRITE_SPACING_S * secondMs - Date.now()
    if (dueMs > 0) await pause(dueMs / secondMs, name, deadline)
    lastWrite = Date.now()
  }

  async function send(name: OperationName, parameters: Parameters, deadline = until()) {
    if (!isRegistered(action, name)) {
      throw new ActionError('internal-error', `"${name}" is not registered for ${action}.`)
    }
    await keepSpacing(name, deadline)
    octokit ??= client()
    const {request} = await octokit
    const operation: Operation = OPERATIONS[name]
    const route =
      'graphql' in operation
        ? {method: 'POST' as const, url: context.graphql}
        : {method: operation.method, url: operation.url, ...placeOf(operation.url, context)}
    const retries = isRepeatable(operation) ? RETRIES : 0
    return beforeDeadline(deadline, signal =>
      request({...route, ...parameters, request: {signal, deadline, retries}}),
    )
  }

  return {
    context,
    until,
    pause,
    async rest(name, parameters, {schema, deadline}) {
      try {
        const known = cache.find(name, parameters)
        const conditional = known ? {headers: {'if-none-match': known.etag}} : {}
        const answer = await send(name, {...parameters, ...conditional}, deadline).catch(
          cache.answerUnchanged(known),
        )
        cache.keep(name, parameters, answer)
        return read(schema, answer.data, name)
      } catch (error) {
        throw explainFailure(error, about(name))
      }
    },
    async find(name, parameters, {schema, deadline}) {
      try {
        return read(schema, (await send(name, parameters, deadline)).data, name)
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw explainFailure(error, about(name))
      }
    },
    async raw(name, parameters, {deadline} = {}) {
      try {
        const accept = 'application/vnd.github.raw+json'
        const {data} = await send(name, {...parameters, headers: {accept}}, deadline)
        // 204, the answer to a deletion, has no body.
        return data === ''
          ? new Uint8Array()
          : new Uint8Array(read(z.instanceof(ArrayBuffer), data, name))
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw explainFailure(error, about(name))
      }
    },
    async graphql(name, query, {variables, schema, deadline}) {
      try {
        const answer = await send(name, {query, variables}, deadline)
        const {data, errors} = read(graphqlAnswer, answer.data, name)
        if (errors && errors.length > 0) throw explainFaults(errors, about(name), answer.headers)
        return read(schema, data, name)
      } catch (error) {
        throw explainFailure(error, about(name))
      }
    },
    spent: () => ({requests, remaining}),
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404
}

/** What is asked of an organisation names no repository. */
function placeOf(url: string, context: GithubContext): Parameters {
  return url.includes('{owner}') ? repositoryOf(context) : {}
}

function repositoryOf({repository}: GithubContext) {
  return {owner: repository.owner, repo: repository.name}
}

function read<T>(schema: z.ZodType<T>, data: unknown, name: OperationName): T {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw new ActionError(
    'unexpected-answer',
    `GitHub's answer when we tried to ${OPERATIONS[name].does} is not what its documentation says.`,
    {cause: new Error(z.prettifyError(parsed.error))},
  )
}
