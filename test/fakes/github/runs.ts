import {randomBytes, randomUUID} from 'node:crypto'
import {addCheckRun, type Conclusion} from './checks.ts'
import {eventPayload} from './event.ts'
import {type GateState, gateState, type JobEnvironment, makeGate, report} from './gates.ts'
import type {Pull} from './pulls.ts'
import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

export type RunOptions = {
  /** What set it off; `pull_request` when there is a pull request, else `push`. */
  readonly event?: string
  readonly pull?: Pull
  /** What was pushed; for a pull request its head, for a push the end of the branch. */
  readonly headSha?: string
  readonly headBranch?: string
  readonly workflow?: string
  readonly job?: string
  /** The environment that the job names; an unknown one is made, without protection. */
  readonly environment?: JobEnvironment
  readonly actor?: string
}

export type Run = {
  readonly id: number
  readonly number: number
  readonly attempt: number
  readonly repository: Repository
  readonly event: string
  readonly pull: Pull | undefined
  readonly headSha: string
  readonly headBranch: string
  readonly workflow: string
  readonly job: string
  readonly actor: string
  readonly createdAt: string
  /** What `GITHUB_SHA` and `GITHUB_REF` say: for a pull request its merge commit, where one was pushed. */
  readonly sha: string
  readonly ref: string
  /** How the artifact and cache services call it. */
  readonly backendId: string
  readonly jobBackendId: string
  /** Opens the artifact and cache services; the job's `github.token` does not. */
  readonly runtimeToken: string
  /** The variables that the runner sets for this run, without a token for the API. */
  readonly environment: () => Readonly<Record<string, string>>
  /** What lies behind `GITHUB_EVENT_PATH`. */
  readonly payload: () => Readonly<Record<string, unknown>>
  /** Another job of the same run: same artifacts, another runtime token. */
  readonly otherJob: (job: string, options?: Pick<RunOptions, 'environment'>) => Run
  /** The run as it starts again with "Re-run all jobs". */
  readonly rerun: () => Run
  /** The name of the environment that the job says. */
  readonly environmentName: string | undefined
  /** Whether the job may start. */
  readonly gate: () => GateState
  /** Whether all jobs of this attempt have ended. */
  readonly isOver: () => boolean
  readonly isEnded: () => boolean
  /** Ends the job: its check and GitHub's own deployment say so. */
  readonly finish: (conclusion?: Conclusion) => void
}

type Details = Pick<
  Run,
  | 'id'
  | 'number'
  | 'attempt'
  | 'repository'
  | 'event'
  | 'pull'
  | 'headSha'
  | 'headBranch'
  | 'workflow'
  | 'job'
  | 'actor'
  | 'createdAt'
  | 'backendId'
> & {readonly wish: JobEnvironment | undefined}

export function startRun(world: World, repository: Repository, options: RunOptions = {}): Run {
  const {pull, workflow = 'model', job = 'model'} = options
  const {event = pull ? 'pull_request' : 'push', actor = pull?.author ?? 'ana'} = options
  const headBranch = options.headBranch ?? pull?.headRef ?? repository.defaultBranch
  const headSha = options.headSha ?? pull?.headSha ?? repository.head(headBranch)
  if (headSha === undefined) throw new Error(`${repository.fullName} has no branch "${headBranch}"`)
  return makeRun(world, {
    id: world.nextId(),
    number: world.runs.size + 1,
    attempt: 1,
    repository,
    event,
    pull,
    headSha,
    headBranch,
    workflow,
    job,
    actor,
    createdAt: timestamp(world.now()),
    backendId: randomUUID(),
    wish: options.environment,
  })
}

const FOREIGN_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment']

function makeRun(world: World, {wish, ...details}: Details): Run {
  const {repository, pull, event, headSha, headBranch, id, backendId} = details
  const jobBackendId = randomUUID()
  const isPull = pull !== undefined && event === 'pull_request'
  const merge = pull && `refs/pull/${pull.number}/merge`
  // What is set off by strangers with the rights of the default branch runs that branch's code.
  const isForeign = pull !== undefined && FOREIGN_EVENTS.includes(event)
  const trusted = isForeign ? repository.head(repository.defaultBranch) : undefined
  const run: Run = {
    ...details,
    jobBackendId,
    sha: trusted ?? (isPull ? (repository.refs.get(merge ?? '') ?? headSha) : headSha),
    ref: isPull
      ? (merge ?? '')
      : `refs/heads/${trusted === undefined ? headBranch : repository.defaultBranch}`,
    runtimeToken: webToken(`Actions.Results:${backendId}:${jobBackendId}`),
    environment: () => environmentOf(world, run),
    payload: () => eventPayload(world, run),
    otherJob: (name, {environment} = {}) =>
      makeRun(world, {...details, job: name, wish: environment}),
    rerun: () =>
      makeRun(world, {...details, wish, attempt: details.attempt + 1, backendId: randomUUID()}),
    environmentName: typeof wish === 'string' ? wish : wish?.name,
    gate() {
      if (!gate) return 'none'
      report(world, gate)
      return gateState(world, gate)
    },
    isOver: () => jobsOf(world, run).every(job => job.isEnded()),
    isEnded: () => check.conclusion !== undefined,
    finish(conclusion = 'success') {
      check.conclusion = conclusion
      if (gate) report(world, gate, conclusion === 'success' ? 'success' : 'failure')
    },
  }
  const check = addCheckRun(world, repository, {sha: headSha, name: details.job})
  const {runs} = world
  if ((runs.get(id)?.attempt ?? 0) < run.attempt) runs.set(id, run)
  world.runtimes.set(run.runtimeToken, run)
  const gate = wish === undefined ? undefined : makeGate(world, run, wish)
  return run
}

function jobsOf({runtimes}: World, {id, attempt}: Run): readonly Run[] {
  return [...runtimes.values()].filter(job => job.id === id && job.attempt === attempt)
}

function environmentOf({url}: World, run: Run): Readonly<Record<string, string>> {
  const {repository, pull, event} = run
  const isPull = pull !== undefined && event.startsWith('pull_request')
  return {
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_EVENT_NAME: event,
    GITHUB_SHA: run.sha,
    GITHUB_REF: run.ref,
    GITHUB_REF_NAME: run.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: 'branch',
    GITHUB_HEAD_REF: isPull ? pull.headRef : '',
    GITHUB_BASE_REF: isPull ? pull.baseRef : '',
    GITHUB_WORKFLOW: run.workflow,
    GITHUB_WORKFLOW_REF: `${repository.fullName}/.github/workflows/${run.workflow}.yml@${run.ref}`,
    GITHUB_JOB: run.job,
    GITHUB_ACTOR: run.actor,
    GITHUB_TRIGGERING_ACTOR: run.actor,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_RETENTION_DAYS: '90',
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: run.runtimeToken,
    ACTIONS_CACHE_URL: `${url}/`,
    ACTIONS_CACHE_SERVICE_V2: 'True',
  }
}

/** Only its claims are read; nobody checks the signature. */
function webToken(scp: string): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signature = randomBytes(24).toString('base64url')
  return [encode({alg: 'RS256', typ: 'JWT'}), encode({scp}), signature].join('.')
}
