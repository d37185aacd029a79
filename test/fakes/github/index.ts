import type {AddressInfo} from 'node:net'
import {
  addCheckRun,
  addCommitStatus,
  type CheckRun,
  type CommitStatus,
  type Conclusion,
} from './checks.ts'
import {addComment, type Comment, type Edit, editComment} from './comments.ts'
import {
  addDeployment,
  addDeploymentStatus,
  type Deployment,
  type DeploymentStatus,
  type DeploymentWish,
  type StatusWish,
} from './deployments.ts'
import {type Environment, type EnvironmentOptions, setEnvironment} from './environments.ts'
import type {Faults} from './faults.ts'
import {makeFaults} from './faults.ts'
import {type ReviewWish, reviewRun} from './gates.ts'
import {type LabelWish, setLabel} from './labels.ts'
import {addRepository, type Repository, type RepositoryOptions} from './repository.ts'
import type {LoggedRequest} from './request-log.ts'
import type {Artifact} from './results/artifacts.ts'
import {artifactsOf} from './results/artifacts.ts'
import {type Run, type RunOptions, startRun} from './runs.ts'
import {makeServer} from './server.ts'
import {issueToken, type Token, type TokenOptions} from './tokens.ts'
import {makeWorld} from './world.ts'

export type {CheckRun, CommitStatus, Conclusion} from './checks.ts'
export type {Comment} from './comments.ts'
export type {Deployment, DeploymentStatus, StatusState} from './deployments.ts'
export type {Environment, EnvironmentOptions, Reviewer} from './environments.ts'
export type {Fault, Faults} from './faults.ts'
export type {GateState, JobEnvironment} from './gates.ts'
export type {Pull, PullOptions} from './pulls.ts'
export type {Repository, RepositoryOptions} from './repository.ts'
export type {LoggedRequest} from './request-log.ts'
export type {Artifact} from './results/artifacts.ts'
export type {Run, RunOptions} from './runs.ts'
export type {Access, Permissions, Token, TokenOptions} from './tokens.ts'

/** GitHub on this machine, for as long as a test needs it. Everything is kept in memory. */
export type FakeGithub = {
  /** Also the base of the REST API; the artifact and cache services are here too. */
  readonly url: string
  readonly api: string
  readonly graphql: string
  readonly addRepository: (options: RepositoryOptions) => Repository
  readonly issueToken: (options: TokenOptions) => Token
  readonly startRun: (repository: Repository, options?: RunOptions) => Run
  /** The artifacts that a run has uploaded whole, of all its attempts. */
  readonly artifacts: (run: Run) => readonly Artifact[]
  /** A comment by anybody, without a request. */
  readonly comment: (
    repository: Repository,
    comment: {readonly number: number; readonly login: string; readonly body: string},
  ) => Comment
  /** What people do to a comment afterwards: edit or hide it. */
  readonly editComment: (repository: Repository, edit: Edit) => Comment
  /** What a person does with a label of a pull request. */
  readonly setLabel: (repository: Repository, wish: LabelWish) => void
  /** A team such as `acme/ml-leads`, and who is in it. */
  readonly addMember: (team: string, login: string, state?: 'active' | 'pending') => void
  /** The account behind an e-mail address of commits. */
  readonly addPerson: (login: string, email: string) => void
  /** What an administrator sets: reviewers, waiting time, branches. */
  readonly setEnvironment: (repository: Repository, options: EnvironmentOptions) => Environment
  /** What a reviewer clicks, under GitHub's rules; by default for everything in the run that waits. */
  readonly review: (run: Run, wish: ReviewWish) => void
  /** A deployment of somebody else, without a request. */
  readonly deploy: (repository: Repository, wish: DeploymentWish) => Deployment
  readonly addDeploymentStatus: (
    repository: Repository,
    wish: StatusWish & {readonly deployment: Deployment},
  ) => DeploymentStatus
  readonly addCheckRun: (
    repository: Repository,
    wish: {readonly sha: string; readonly name: string; readonly conclusion?: Conclusion},
  ) => CheckRun
  readonly addStatus: (
    repository: Repository,
    wish: Pick<CommitStatus, 'sha' | 'context' | 'state'>,
  ) => CommitStatus
  /** What was asked since the start or since `forget`, in order of arrival. */
  readonly requests: readonly LoggedRequest[]
  readonly forget: () => void
  /** What GitHub's own description of its API does not allow, one line each. Empty in a good test. */
  readonly problems: () => readonly string[]
  readonly faults: Faults
  readonly close: () => Promise<void>
}

/** Starts a server on a free port of 127.0.0.1. `now` is the clock of what it writes. */
export async function startGithub(options: {readonly now?: () => Date} = {}): Promise<FakeGithub> {
  const world = makeWorld(options.now ?? (() => new Date()))
  const requests: LoggedRequest[] = []
  const {faults, strike} = makeFaults()
  const server = makeServer({world, requests, strike})
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  world.url = `http://127.0.0.1:${port}`
  return {
    url: world.url,
    api: world.url,
    graphql: `${world.url}/graphql`,
    addRepository: repository => addRepository(world, repository),
    issueToken: token => issueToken(world, token),
    startRun: (repository, run) => startRun(world, repository, run),
    artifacts: run => artifactsOf(world, run.id),
    comment: (repository, comment) => addComment(world, repository, comment),
    editComment: (repository, edit) => editComment(world, repository, edit),
    setLabel: (repository, wish) => setLabel(world, repository, wish),
    addMember(team, login, state = 'active') {
      const members = world.teams.get(team.toLowerCase()) ?? new Map()
      members.set(login.toLowerCase(), state)
      world.teams.set(team.toLowerCase(), members)
    },
    addPerson: (login, email) => void world.people.set(email.toLowerCase(), login),
    setEnvironment: (repository, wish) => setEnvironment(world, repository, wish),
    review: (run, wish) => void reviewRun(world, run.id, wish),
    deploy: (repository, wish) => addDeployment(world, repository, wish),
    addDeploymentStatus: (repository, wish) => addDeploymentStatus(world, repository, wish),
    addCheckRun: (repository, wish) => addCheckRun(world, repository, wish),
    addStatus: (repository, wish) => addCommitStatus(world, repository, wish),
    requests,
    forget: () => void requests.splice(0),
    problems: () =>
      requests.flatMap(({method, path, operation, problems}) =>
        problems.map(problem => `${method} ${path}${operation ? ` ${operation}` : ''}: ${problem}`),
      ),
    faults,
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
