import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {git} from '../../scripts/demo/git.ts'
import type {Json} from '../../shared/domain/json.ts'
import {type FakeGithub, type Pull, type Repository, startGithub} from '../fakes/github/index.ts'
import {type Finished, runAction, type Scenario} from '../harness/run-action.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>
/** With nothing in place of a file that goes. */
type Edits = Readonly<Record<string, string | Uint8Array | null>>

export const ON_PULL = {contents: 'read', 'pull-requests': 'write'} as const
export const ON_MAIN = {contents: 'write'} as const

type Job = {
  readonly pull?: Pull
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>
  readonly isFork?: boolean
  readonly event?: string
  /** The environment that the job names. */
  readonly environment?: string
  readonly actor?: string
  /** A commit that a step checks out instead of the one that GitHub would. */
  readonly checkout?: string
  /** Files that training leaves beside the checkout. */
  readonly made?: Files
  readonly attemptOf?: RunningJob
  /** Another job of the same run. */
  readonly jobOf?: RunningJob
}

export type RunningJob = {
  readonly workspace: string
  readonly token: string
  readonly run: ReturnType<FakeGithub['startRun']>
  readonly act: (
    action: string,
    inputs?: Readonly<Record<string, string>>,
    more?: Partial<Scenario>,
  ) => Promise<Finished>
}

/** A team with a repository on a GitHub of its own: real commits, real merges, built actions. */
export type Team = {
  readonly github: FakeGithub
  readonly repository: Repository
  /** Commits files to main and pushes. */
  readonly pushMain: (files: Files) => Promise<string>
  /** A branch with one commit from where main stands, and a pull request with its merge commit. */
  readonly propose: (branch: string, files: Files, from?: Repository) => Promise<Pull>
  /** One more commit on its branch. */
  readonly amend: (pull: Pull, files: Edits) => Promise<void>
  /** Makes the merge commit of a pull request anew, as GitHub does after main moved. */
  readonly remerge: (pull: Pull) => Promise<void>
  /** A job with the commit checked out. */
  readonly job: (options?: Job) => Promise<RunningJob>
  readonly close: () => Promise<void>
}

export async function foundTeam(first: Files, name = 'oil-price'): Promise<Team> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-team-')))
  const folder = join(home, 'repository')
  await mkdir(folder)
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  const github = await startGithub()
  const repository = github.addRepository({owner: 'acme', name})
  let jobs = 0
  let adding: Promise<unknown> = Promise.resolve()

  async function commit(files: Edits, message: string): Promise<string> {
    await writeFiles(folder, files)
    await git(folder, 'add', '--all')
    await git(folder, 'commit', '--quiet', '--allow-empty', '--message', message)
    return git(folder, 'rev-parse', 'HEAD')
  }
  async function pushMain(files: Files): Promise<string> {
    await git(folder, 'checkout', '--quiet', 'main')
    const sha = await commit(files, 'Change main')
    await repository.push(folder, {'refs/heads/main': sha})
    return sha
  }
  async function remerge(pull: Pull): Promise<void> {
    await git(folder, 'checkout', '--quiet', '--detach', 'main')
    await git(folder, 'merge', '--quiet', '--no-ff', '-m', 'Merge', pull.headRef)
    const sha = await git(folder, 'rev-parse', 'HEAD')
    await git(folder, 'checkout', '--quiet', 'main')
    await repository.push(folder, {[`refs/pull/${pull.number}/merge`]: sha})
  }
  await git(folder, 'checkout', '--quiet', '--orphan', 'main').catch(() => '')
  await commit(first, 'Start')
  await repository.push(folder, {'refs/heads/main': 'HEAD'})

  return {
    github,
    repository,
    pushMain,
    remerge,
    async propose(branch, files, from = repository) {
      await git(folder, 'checkout', '--quiet', '-b', branch, 'main')
      const sha = await commit(files, `Change of ${branch}`)
      await git(folder, 'checkout', '--quiet', 'main')
      await from.push(folder, {[`refs/heads/${branch}`]: sha})
      const pull = repository.openPull({head: branch, base: 'main', headRepository: from})
      await remerge(pull)
      return pull
    },
    async amend(pull, files) {
      await git(folder, 'checkout', '--quiet', pull.headRef)
      const sha = await commit(files, `Another change of ${pull.headRef}`)
      await git(folder, 'checkout', '--quiet', 'main')
      await repository.push(folder, {[`refs/heads/${pull.headRef}`]: sha})
      await remerge(pull)
    },
    async job(options = {}) {
      const {pull, isFork = false, event, made = {}, attemptOf, environment, actor} = options
      const named = environment === undefined ? {} : {environment}
      const run = options.jobOf
        ? options.jobOf.run.otherJob('later', named)
        : attemptOf
          ? attemptOf.run.rerun()
          : github.startRun(repository, {
              ...(pull ? {pull} : {}),
              ...(event ? {event} : {}),
              ...(actor ? {actor} : {}),
              ...named,
            })
      const workspace = join(home, 'jobs', String(++jobs))
      await mkdir(join(home, 'jobs'), {recursive: true})
      // One after the other: git reads the list of all while it adds one, and fails on one that is half there.
      const added = adding.then(() =>
        git(
          folder,
          'worktree',
          'add',
          '--quiet',
          '--detach',
          workspace,
          options.checkout ?? run.sha,
        ),
      )
      adding = added.catch(() => undefined)
      await added
      await writeFiles(workspace, made)
      const permissions = options.permissions ?? (pull ? ON_PULL : ON_MAIN)
      const token = github.issueToken({repository, permissions, fork: isFork}).secret
      const scenario = {
        workspace,
        token,
        event: run.payload() as Json,
        environment: run.environment(),
      }
      return {
        workspace,
        token,
        run,
        act: (action, inputs = {}, more = {}) =>
          runAction(action, {
            ...scenario,
            ...more,
            environment: {...scenario.environment, ...more.environment},
            inputs,
          }),
      }
    },
    async close() {
      await github.close()
      await rm(home, {recursive: true, force: true})
    },
  }
}

async function writeFiles(folder: string, files: Edits): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    if (text === null) await rm(join(folder, path))
    else await writeFile(join(folder, path), text)
  }
}

/** The result document of a finished action. */
export function resultOf(finished: Finished): Record<string, unknown> {
  return JSON.parse(finished.outputs['result'] ?? '{}') as Record<string, unknown>
}

/** What the action said went wrong. */
export function errorsOf(finished: Finished): string {
  return finished.annotations
    .filter(({level}) => level === 'error')
    .map(({message}) => message)
    .join('\n')
}
