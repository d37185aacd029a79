import {ActionError} from '../errors.ts'
import type {GithubContext} from './context.ts'
import type {Operation} from './operation.ts'
import {OPERATIONS, type OperationName} from './operations.ts'
import {type ActionName, permissionHint} from './permissions.ts'

type Circumstances = {
  readonly operation: OperationName
  readonly action: ActionName
  readonly context: GithubContext
  readonly deadlineMs: number
  /** Takes the token out of whatever GitHub or a proxy sent back. */
  readonly scrub: (text: string) => string
}

type Answered = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number | undefined>>
}

/** One entry of the `errors` list that a GraphQL answer may hold. */
export type GraphqlFault = {readonly type?: string | undefined; readonly message: string}

/** Turns what octokit throws into an error that says what to do. */
export function explainFailure(error: unknown, circumstances: Circumstances): ActionError {
  if (error instanceof ActionError) return error
  const {operation, deadlineMs, scrub} = circumstances
  const {does} = OPERATIONS[operation]
  const cause = new Error(scrub(error instanceof Error ? error.message : String(error)))
  if (error instanceof Error && error.name === 'AbortError') {
    return new ActionError(
      'github-timeout',
      `GitHub did not let us ${does} within ${seconds(deadlineMs)}.`,
      {hint: 'Run the job again; https://www.githubstatus.com says whether GitHub has trouble.'},
    )
  }
  const answer = answerOf(error)
  if (!answer || answer.status >= 500) {
    return isRepeatable(OPERATIONS[operation])
      ? new ActionError('github-unreachable', `No usable answer when we tried to ${does}.`, {
          hint: 'Run the job again; https://www.githubstatus.com says whether GitHub has trouble.',
          cause,
        })
      : new ActionError('answer-lost', `The answer was lost when we tried to ${does}.`, {cause})
  }
  return explainStatus(answer, circumstances, cause)
}

function explainStatus(answer: Answered, about: Circumstances, cause: Error): ActionError {
  const {does} = OPERATIONS[about.operation]
  const {status} = answer
  if (status === 401) {
    return new ActionError('bad-token', 'GitHub does not know the token (401).', {
      hint: `Give the step a valid token. The job's own is \${{ github.token }}; it ends with the job.`,
      cause,
    })
  }
  if (status === 429 || (status === 403 && isLimit(answer, cause.message))) {
    return rateLimited(answer, does, cause)
  }
  if (status === 403) return missingPermission(`GitHub refused to ${does} (403).`, about, cause)
  if (status === 404) return notVisible(about, cause)
  if (status === 413) {
    return new ActionError('too-large', `Too large when we tried to ${does}.`, {cause})
  }
  return new ActionError('github-refused', `GitHub refused to ${does} (${status}).`, {cause})
}

/** The same for a GraphQL answer, whose status is 200 whatever happened. */
export function explainFaults(
  faults: readonly GraphqlFault[],
  about: Circumstances,
  headers: Answered['headers'],
): ActionError {
  const {does} = OPERATIONS[about.operation]
  const types = new Set(faults.map(fault => fault.type))
  const cause = new Error(about.scrub(faults.map(fault => fault.message).join('\n')))
  if (types.has('RATE_LIMITED')) return rateLimited({status: 200, headers}, does, cause)
  if (types.has('STALE_DATA')) {
    return new ActionError('stale-head', 'Somebody else wrote to the branch.', {cause})
  }
  if (/not accessible by/i.test(cause.message) || types.has('FORBIDDEN')) {
    return missingPermission(`GitHub refused to ${does} (403).`, about, cause)
  }
  if (types.has('INSUFFICIENT_SCOPES')) {
    return missingPermission(`The token may not ${does}.`, about, cause)
  }
  if (types.has('NOT_FOUND')) return notVisible(about, cause)
  return new ActionError('github-refused', `GitHub refused to ${does}.`, {cause})
}

function missingPermission(message: string, {operation, action}: Circumstances, cause: Error) {
  return new ActionError('missing-permission', message, {
    hint: `Add to the job:\n${permissionHint(operation, action).replace(/^/gm, '    ')}`,
    cause,
  })
}

function notVisible(about: Circumstances, cause: Error): ActionError {
  const {owner, name, isPrivate} = about.context.repository
  const where = `${isPrivate ? 'the private repository ' : ''}${owner}/${name}`
  return missingPermission(
    `GitHub could not ${OPERATIONS[about.operation].does}: it is not in ${where}, or the token cannot see it (404).`,
    about,
    cause,
  )
}

function rateLimited(answer: Answered, does: string, cause: Error): ActionError {
  const wait = Number(answer.headers['retry-after'])
  const reset = Number(answer.headers['x-ratelimit-reset'])
  const until =
    wait > 0
      ? `GitHub asks to wait ${wait} s.`
      : reset > 0
        ? `The limit ends at ${new Date(reset * 1000).toISOString()}.`
        : 'GitHub does not say for how long.'
  return new ActionError('rate-limited', `GitHub's rate limit does not let us ${does}. ${until}`, {
    hint: 'Run the job again later. Jobs of one repository share 1,000 requests an hour.',
    cause,
  })
}

function isLimit(answer: Answered, message: string): boolean {
  return (
    String(answer.headers['x-ratelimit-remaining']) === '0' ||
    answer.headers['retry-after'] !== undefined ||
    /\b(secondary rate|rate limit|abuse)\b/i.test(message)
  )
}

/** The answer that octokit hung on its error; none when the connection broke. */
function answerOf(error: unknown): Answered | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined
  return (error.response as Answered | undefined) ?? undefined
}

/** What GitHub itself said when it refused; nothing for any other error. */
export function saidBy(error: unknown): string {
  return error instanceof ActionError && error.cause instanceof Error ? error.cause.message : ''
}

/** Doing it twice is the same as doing it once. */
export function isRepeatable(operation: Operation): boolean {
  return 'graphql' in operation ? operation.kind === 'query' : operation.method !== 'POST'
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`
}
