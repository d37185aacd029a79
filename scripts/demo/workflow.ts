import type {Json} from '../../shared/domain/json.ts'
import type {FakeGithub, Pull, Repository} from '../../test/fakes/github/index.ts'
import {type Finished, runAction} from '../../test/harness/run-action.ts'

/** A commit that was pushed to main, or the merge commit of a pull request. */
export type Trigger = {readonly sha: string; readonly pull?: Pull}

const STEPS = ['track', 'train', 'evaluate', 'gate', 'comment'] as const
export type Step = (typeof STEPS)[number]
export type Road = ReadonlyMap<Step, Finished>

type Job = {
  readonly trigger: Trigger
  readonly workspace: string
  /** Between two steps it ends the run. */
  readonly signal: AbortSignal
}

/** One run of the team's workflow, each step as GitHub's runner starts it. */
export async function runWorkflow(
  github: FakeGithub,
  repository: Repository,
  {trigger, workspace, signal}: Job,
): Promise<Road> {
  const {pull} = trigger
  const run = github.startRun(repository, {
    event: pull ? 'pull_request' : 'push',
    ...(pull ? {pull} : {headSha: trigger.sha}),
  })
  const token = github.issueToken({
    repository,
    permissions: pull ? {contents: 'read', 'pull-requests': 'write'} : {contents: 'write'},
  })
  const scenario = {
    workspace,
    token: token.secret,
    event: run.payload() as Json,
    environment: run.environment(),
  }
  const road = new Map<Step, Finished>()
  for (const name of STEPS) {
    signal.throwIfAborted()
    road.set(name, await runAction(name, scenario))
  }
  return road
}
