import type {Json} from '../../shared/domain/json.ts'
import type {FakeGithub, Pull, Repository, Run} from '../../test/fakes/github/index.ts'
import {type Finished, runAction} from '../../test/harness/run-action.ts'
import type {Production} from './production.ts'

/** A commit that was pushed to main, or the merge commit of a pull request. */
export type Trigger = {readonly sha: string; readonly pull?: Pull}

type Inputs = Readonly<Record<string, string>>
type Granted = Readonly<Record<string, 'read' | 'write'>>

/** One run of the team's workflow, whose steps are started as GitHub's runner starts them. */
export type WorkflowRun = {
  readonly run: Run
  readonly workspace: string
  readonly step: (
    action: string,
    options?: {readonly inputs?: Inputs; readonly permissions?: Granted},
  ) => Promise<Finished>
  /** The job behind the environment, after a reviewer has let it pass. */
  readonly deploy: (inputs: Inputs) => Promise<Finished>
}

type Stage = {
  readonly github: FakeGithub
  readonly repository: Repository
  readonly production: Production
  /** Between two steps it ends the run. */
  readonly signal: AbortSignal
}

const ON_PULL = {contents: 'read', 'pull-requests': 'write'} as const
const ON_MAIN = {contents: 'write', actions: 'read', deployments: 'read'} as const
const ON_DEPLOY = {contents: 'read', actions: 'read', deployments: 'write'} as const
const ENVIRONMENT = 'production'
const REVIEWER = 'bo'

export function startRun(
  {github, repository, production, signal}: Stage,
  {sha, pull}: Trigger,
  workspace: string,
): WorkflowRun {
  const run = github.startRun(repository, {
    event: pull ? 'pull_request' : 'push',
    ...(pull ? {pull} : {headSha: sha}),
  })
  const act = (action: string, job: Run, {inputs = {}, permissions, environment = {}}: Act) => {
    signal.throwIfAborted()
    const token = github.issueToken({repository, permissions})
    return runAction(action, {
      workspace,
      inputs,
      token: token.secret,
      event: job.payload() as Json,
      environment: {...job.environment(), ...environment},
    })
  }
  return {
    run,
    workspace,
    step: (action, {inputs = {}, permissions = pull ? ON_PULL : ON_MAIN} = {}) =>
      act(action, run, {inputs, permissions}),
    deploy(inputs) {
      const job = run.otherJob('deploy', {environment: ENVIRONMENT})
      github.review(job, {by: REVIEWER})
      return act('deploy', job, {
        inputs: {environment: ENVIRONMENT, ...inputs},
        permissions: ON_DEPLOY,
        environment: production.issuer.grant(job),
      })
    },
  }
}

type Act = {
  readonly inputs: Inputs
  readonly permissions: Granted
  readonly environment?: Readonly<Record<string, string>>
}
