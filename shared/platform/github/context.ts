import {stat} from 'node:fs/promises'
import * as z from 'zod'
import {ActionError} from '../errors.ts'
import type {Environment} from '../place.ts'
import {type EventPayload, eventPayload} from './event-payload.ts'

export type PullRequest = {
  readonly number: number
  readonly head: {
    readonly sha: string
    readonly ref: string
    /** `owner/name`; absent when the fork is deleted. */
    readonly repository?: string
  }
  readonly base: {readonly sha: string; readonly ref: string}
  readonly isFork: boolean
}

/** What GitHub Actions says about the run that this process belongs to. */
export type GithubContext = {
  readonly server: string
  readonly api: string
  readonly graphql: string
  readonly repository: {
    readonly owner: string
    readonly name: string
    readonly defaultBranch?: string
    readonly isPrivate?: boolean
  }
  readonly run: {readonly id: number; readonly attempt: number; readonly event: string}
  readonly sha: string
  readonly ref: string
  readonly actor: string
  /** Who set it off and who ran it again, each once. */
  readonly actors: readonly string[]
  readonly pullRequest?: PullRequest
  /** Whose change set off a run that itself belongs to the default branch; both unknown for a comment. */
  readonly foreignHead?: {readonly sha?: string; readonly repository?: string}
  /** This run executes the reviewed code of the default branch. */
  readonly isDefaultBranch: boolean
}

/** GitHub itself sends no event above 25 MB. */
const EVENT_LIMIT = 32 * 2 ** 20

/** Events that run the code of the branch they name; of those, only these can be the default branch's own. */
const BRANCH_EVENTS = ['push', 'workflow_dispatch']
/** Events that GitHub runs on the default branch and nowhere else. */
const DEFAULT_BRANCH_EVENTS = ['schedule', 'repository_dispatch']

/** The run's context, or nothing outside of GitHub Actions. */
export async function readGithubContext(
  environment: Environment,
): Promise<GithubContext | undefined> {
  if (!environment['GITHUB_REPOSITORY'] || !environment['GITHUB_EVENT_NAME']) return undefined
  await checkEventFile(environment['GITHUB_EVENT_PATH'])
  const given = await readEnvironment(environment)
  const actor = given.actor ?? ''
  const payload = parsePayload(given.payload)
  const [owner = '', name = ''] = environment['GITHUB_REPOSITORY'].split('/')
  const defaultBranch = payload.repository?.default_branch
  return {
    server: given.serverUrl,
    api: given.apiUrl,
    graphql: given.graphqlUrl,
    repository: {
      owner,
      name,
      ...defined('defaultBranch', defaultBranch),
      ...defined('isPrivate', payload.repository?.private),
    },
    run: {
      id: Number.isSafeInteger(given.runId) ? given.runId : 0,
      attempt: Number.isSafeInteger(given.runAttempt) ? given.runAttempt : 1,
      event: given.eventName,
    },
    sha: given.sha ?? '',
    ref: given.ref ?? '',
    actor,
    actors: [...new Set([actor, environment['GITHUB_TRIGGERING_ACTOR'] || actor])],
    ...defined('pullRequest', pullRequestOf(payload, `${owner}/${name}`)),
    ...defined('foreignHead', foreignHeadOf(payload, given.eventName)),
    isDefaultBranch: isOnDefaultBranch(given.eventName, given.ref ?? '', defaultBranch),
  }
}

/** `{[key]: value}`, or nothing to spread when there is no value. */
function defined<K extends string, V>(key: K, value: V | undefined): {readonly [P in K]?: V} {
  return value === undefined ? {} : ({[key]: value} as {readonly [P in K]: V})
}

async function checkEventFile(path: string | undefined): Promise<void> {
  if (!path) return
  const found = await stat(path).catch(() => undefined)
  if (found && found.size > EVENT_LIMIT) {
    throw new ActionError('invalid-event', `The event file has ${found.size} bytes.`, {
      hint: 'GitHub sends no event of that size; check GITHUB_EVENT_PATH.',
    })
  }
}

/**
 * @actions/github reads process.env when its context is made; ours is an argument. The exchange is synchronous, so
 * nothing else sees it.
 */
async function readEnvironment(environment: Environment) {
  const {context} = await import('@actions/github')
  const Context = context.constructor as new () => typeof context
  const own = process.env
  process.env = {...environment}
  try {
    return new Context()
  } catch (error) {
    throw new ActionError('invalid-event', 'The event file of this run is not JSON.', {
      hint: 'GitHub writes it; check what changed GITHUB_EVENT_PATH or the file.',
      cause: error,
    })
  } finally {
    process.env = own
  }
}

function parsePayload(payload: unknown): EventPayload {
  const parsed = eventPayload.safeParse(payload)
  if (parsed.success) return parsed.data
  throw new ActionError(
    'invalid-event',
    `The event of this run is not as GitHub sends it:\n${z.prettifyError(parsed.error)}`,
  )
}

function pullRequestOf(payload: EventPayload, repository: string): PullRequest | undefined {
  const pull = payload.pull_request
  if (!pull) return undefined
  return {
    number: pull.number,
    head: {
      sha: pull.head.sha,
      ref: pull.head.ref,
      ...defined('repository', pull.head.repo?.full_name),
    },
    base: {sha: pull.base.sha, ref: pull.base.ref},
    isFork: !isSameRepository(pull.head.repo?.full_name, repository),
  }
}

/** GitHub's names do not differ by case. */
export function isSameRepository(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}

function foreignHeadOf(payload: EventPayload, event: string): GithubContext['foreignHead'] {
  if (event === 'pull_request_target' && payload.pull_request) {
    const {head} = payload.pull_request
    return {sha: head.sha, ...defined('repository', head.repo?.full_name)}
  }
  if (event === 'workflow_run' && payload.workflow_run) {
    const run = payload.workflow_run
    return {sha: run.head_sha, ...defined('repository', run.head_repository?.full_name)}
  }
  return event === 'issue_comment' && payload.issue?.pull_request ? {} : undefined
}

function isOnDefaultBranch(event: string, ref: string, defaultBranch: string | undefined): boolean {
  const isNamed = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`
  if (BRANCH_EVENTS.includes(event)) return isNamed
  return DEFAULT_BRANCH_EVENTS.includes(event) && (isNamed || defaultBranch === undefined)
}
