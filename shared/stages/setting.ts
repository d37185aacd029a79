import {type Config, NAME, NAME_HINT} from '../domain/config.ts'
import type {History} from '../domain/ports/history.ts'
import type {Runner} from '../domain/ports/runner.ts'
import type {Store} from '../domain/ports/store.ts'
import type {Author, Trust} from '../domain/record.ts'
import {type FoundBaseline, onlyPipeline, trustOf, type Whose} from '../features/history/index.ts'
import type {Scene} from '../platform/action.ts'
import {now} from '../platform/clock.ts'
import {ActionError} from '../platform/errors.ts'
import {type GithubClient, openGithub} from '../platform/github/client.ts'
import {type GithubContext, readGithubContext} from '../platform/github/context.ts'
import type {ActionName} from '../platform/github/permissions.ts'
import type {Place} from '../platform/place.ts'
import {VERSION} from '../platform/version.ts'
import {findRecord} from './baseline.ts'
import {findConfig} from './found-config.ts'
import {openHistory, openStores} from './storage.ts'
import {readTrusted, type Trusted} from './trusted.ts'

export type Github = {readonly context: GithubContext; readonly client: GithubClient}

/** Everything a stage stands on: who runs it, what is configured, and where things are kept. */
export type Setting = {
  readonly runner: Runner
  readonly place: Place
  /** Absent in a terminal. */
  readonly context: GithubContext | undefined
  /** Absent in a terminal, and without a token. */
  readonly github: Github | undefined
  /** As it lies in the workspace: of a pull request its own. */
  readonly config: Config | undefined
  /** Of a pull request: why its own cannot be used. */
  readonly configError: ActionError | undefined
  readonly configPath: string
  /** Asks GitHub once, with the first call. */
  readonly trusted: () => Promise<Trusted>
  /** The record to compare with; looked for once, with the first call. */
  readonly baseline: () => Promise<FoundBaseline>
  readonly pipeline: string
  /** What a pipeline is called that nobody gave a name. */
  readonly usualName: string
  readonly leg: string
  /** The nearest first. Empty where nothing is handed on. */
  readonly stores: readonly Store[]
  readonly history: History | undefined
  readonly author: Author
  readonly trust: Trust
}

type Wishes = {
  readonly config: string
  readonly pipeline: string | undefined
  readonly leg: string
  readonly token: string | undefined
  readonly store: string | undefined
  readonly history?: string
  readonly 'retention-days'?: number | undefined
  /** Of another setting of this run, so that what is known of GitHub is not asked again. */
  readonly client?: GithubClient | undefined
}

/** Reads where we are. Asks GitHub nothing yet. */
export async function openSetting(
  action: ActionName,
  wishes: Wishes,
  {runner, place}: Scene,
): Promise<Setting> {
  const context = await readGithubContext(place.environment)
  // Whoever sets something off goes by the default branch alone, and needs no checkout.
  const isAway = context !== undefined && action.startsWith('trigger')
  const {config, configError} = isAway ? NOT_HERE : await findConfig(wishes.config, place, context)
  const leg = nameOf('leg', wishes.leg)
  const github =
    context && wishes.token
      ? {
          context,
          client: wishes.client ?? openGithub({context, token: wishes.token, action, runner}),
        }
      : undefined
  const stores = openStores(wishes, place, context)
  const trusted = once(() => readTrusted({github, place, configPath: wishes.config, runner}))
  const usualName = usualPipeline(context, place)
  const clues = {action, context, github, wishes, stores, trusted, usualName}
  const pipeline = nameOf(
    'pipeline',
    wishes.pipeline ??
      (config ? (config.pipeline ?? usualName) : ((await nameElsewhere(clues)) ?? usualName)),
  )
  const history = openHistory(wishes.history, place, github)
  const isNamed = wishes.pipeline !== undefined
  const search = {
    github,
    history,
    trusted,
    pipeline,
    usualName,
    leg,
    isNamed,
    inTerminal: inTerminal(action),
  }
  return {
    runner,
    place,
    context,
    github,
    config,
    configError,
    configPath: wishes.config,
    trusted,
    baseline: once(() => findRecord(search)),
    pipeline,
    usualName,
    leg,
    stores,
    history,
    author: {
      action,
      version: VERSION,
      pipeline,
      leg,
      ...(context ? {commit: context.sha, run: context.run} : {}),
      at: now().toISOString(),
    },
    trust: context ? trustOf(context.isDefaultBranch) : 'claimed',
  }
}

const NOT_HERE = {config: undefined, configError: undefined}

type Clues = Pick<Setting, 'context' | 'github' | 'stores' | 'trusted' | 'usualName'> & {
  readonly action: ActionName
  readonly wishes: Wishes
}

/**
 * A pull request without a usable configuration keeps the name it has on its base branch. Who writes the comment asks
 * GitHub for nothing but comments: there the sections of the run say whose they are, as where nothing is checked out.
 */
async function nameElsewhere(clues: Clues) {
  const {action, context, github, wishes, stores, trusted, usualName} = clues
  if (!context) return undefined
  const here = {leg: wishes.leg, attempt: context.run.attempt}
  const nameThere = async () => {
    const {config} = await trusted()
    return config && (config.pipeline ?? usualName)
  }
  if (action.startsWith('trigger')) {
    return (await onlyPipeline(stores, here, 'data')) ?? (github && nameThere())
  }
  if (!context.pullRequest) return undefined
  if (action === 'comment') return onlyPipeline(stores, here, 'gate')
  return github && wishes.history !== 'none' ? nameThere() : undefined
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

/** Whose sections belong to this run. */
export function whose({pipeline, leg, author}: Setting): Whose {
  const {run, commit} = author
  return {pipeline, leg, attempt: run?.attempt ?? 1, run: run?.id, commit}
}

function nameOf(what: string, name: string): string {
  if (NAME.test(name)) return name
  throw new ActionError('invalid-name', `the ${what} "${name}" cannot be a name`, {
    hint: NAME_HINT,
  })
}

/** What a pipeline without a name is called: the repository's name, else the folder's, where that can be a name. */
export function usualPipeline(context: GithubContext | undefined, place: Place): string {
  const name = context?.repository.name ?? place.workspace.split(/[\\/]/).at(-1) ?? ''
  return NAME.test(name) ? name : 'model'
}

/** Records are found by commits on GitHub; a terminal compares what it is given. */
function inTerminal(action: string): string {
  if (action === 'track') {
    return 'a terminal knows no records; proofmark diff HEAD:FOLDER FOLDER says which files changed'
  }
  return 'none was given; --baseline old.json names one'
}
