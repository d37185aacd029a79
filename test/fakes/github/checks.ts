import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

export const CONCLUSIONS = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const
export type Conclusion = (typeof CONCLUSIONS)[number]

export type CheckRun = {
  readonly id: number
  readonly name: string
  readonly app: string
  readonly sha: string
  readonly startedAt: string
  readonly status: 'in_progress' | 'completed'
  /** Nothing while it runs. */
  conclusion: Conclusion | undefined
}

export type CommitStatus = {
  readonly id: number
  readonly context: string
  readonly state: 'error' | 'failure' | 'pending' | 'success'
  readonly description: string
  readonly sha: string
  readonly creator: string
  readonly createdAt: string
}

export function addCheckRun(
  world: World,
  {checkRuns}: Repository,
  wish: {
    readonly sha: string
    readonly name: string
    readonly app?: string
    readonly conclusion?: Conclusion
  },
): CheckRun {
  const {sha, name, app = 'github-actions', conclusion} = wish
  const startedAt = timestamp(world.now())
  const run: CheckRun = {
    id: world.nextId(),
    name,
    app,
    sha,
    startedAt,
    conclusion,
    get status() {
      return this.conclusion === undefined ? 'in_progress' : 'completed'
    },
  }
  checkRuns.push(run)
  return run
}

export function addCommitStatus(
  world: World,
  {statuses}: Repository,
  wish: Pick<CommitStatus, 'sha' | 'context' | 'state'> &
    Partial<Pick<CommitStatus, 'description' | 'creator'>>,
): CommitStatus {
  const {description = '', creator = 'ci[bot]', ...rest} = wish
  const createdAt = timestamp(world.now())
  const status = {id: world.nextId(), description, creator, createdAt, ...rest}
  statuses.push(status)
  return status
}

/** The newest status of each context, the newest first. */
export function latestStatuses({statuses}: Repository, sha: string): readonly CommitStatus[] {
  return newest(statuses, sha, ({context}) => context)
}

/** The newest run of each name and app, the newest first. */
export function latestCheckRuns({checkRuns}: Repository, sha: string): readonly CheckRun[] {
  return newest(checkRuns, sha, ({name, app}) => `${app}/${name}`)
}

function newest<T extends {readonly sha: string}>(
  all: readonly T[],
  sha: string,
  keyOf: (one: T) => string,
): readonly T[] {
  const found = new Map<string, T>()
  for (const one of all.toReversed()) {
    if (one.sha === sha && !found.has(keyOf(one))) found.set(keyOf(one), one)
  }
  return [...found.values()]
}

export type Context = {readonly context: string; readonly state: string}

const GOOD = ['success', 'neutral', 'skipped']

/**
 * What keeps a commit from being deployed: of the wanted contexts those that did not succeed or never came, without a
 * wish every one that did not succeed. The calling job's own check is one of these, since it still runs.
 */
export function failingContexts(
  repository: Repository,
  sha: string,
  wanted: readonly string[] | undefined,
): readonly Context[] {
  const known: readonly Context[] = [
    ...latestStatuses(repository, sha).map(({context, state}) => ({context, state})),
    ...latestCheckRuns(repository, sha).map(({name, conclusion}) => ({
      context: name,
      state: conclusion ?? 'pending',
    })),
  ]
  const asked =
    wanted?.map(
      context => known.find(one => one.context === context) ?? {context, state: 'expected'},
    ) ?? known
  return asked.filter(({state}) => !GOOD.includes(state))
}
