import {spawn} from 'node:child_process'
import type {Json} from '../../shared/domain/json.ts'
import type {FakeGithub, Pull, Repository} from '../../test/fakes/github/index.ts'
import {type Finished, runAction} from '../../test/harness/run-action.ts'

/** A commit that was pushed to main, or the merge commit of a pull request. */
export type Trigger = {readonly sha: string; readonly pull?: Pull}

export type Road = Readonly<Record<'track' | 'gate' | 'comment', Finished>> & {
  readonly training: string
}

type Job = {
  readonly trigger: Trigger
  readonly workspace: string
  /** Between two steps it ends the run. */
  readonly signal: AbortSignal
}

/** One run of the team's workflow: track, plain training, gate, comment, each as GitHub's runner starts it. */
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
  const step = <T>(body: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    return body()
  }
  const track = await step(() => runAction('track', scenario))
  const training = await step(() => train(workspace))
  const gate = await step(() => runAction('gate', scenario))
  const comment = await step(() => runAction('comment', scenario))
  return {track, training, gate, comment}
}

/** The team's own command; Proofmark has no part in it. */
function train(workspace: string): Promise<string> {
  const child = spawn(process.execPath, ['train.ts'], {
    cwd: workspace,
    env: {PATH: process.env['PATH']},
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', chunk => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve(said.trim()) : reject(new Error(`training ended with ${code}`)),
    )
  })
}
