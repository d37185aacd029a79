import {onTestFinished} from 'vitest'
import {type GithubClient, openGithub} from '../../../../shared/platform/github/client.ts'
import type {GithubContext} from '../../../../shared/platform/github/context.ts'
import type {ActionName} from '../../../../shared/platform/github/permissions.ts'
import {
  type FakeGithub,
  type Permissions,
  type Repository,
  startGithub,
  type Token,
} from '../../../fakes/github/index.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'

type Wishes = {
  readonly permissions?: Permissions
  readonly action?: ActionName
  readonly deadlineMs?: number
  readonly secondMs?: number
  readonly isPrivate?: boolean
}

export type Connected = {
  readonly github: FakeGithub
  readonly repository: Repository
  readonly token: Token
  readonly client: GithubClient
  readonly log: readonly string[]
  /** Names of the requests that arrived and match. */
  readonly asked: (name: RegExp) => readonly string[]
}

/** A client with its own GitHub, in which a second takes a millisecond. */
export async function connect({
  permissions = {contents: 'write', 'pull-requests': 'write'},
  action = 'root',
  deadlineMs,
  secondMs = 1,
  isPrivate = false,
}: Wishes = {}): Promise<Connected> {
  const github = await startGithub()
  onTestFinished(() => github.close())
  const repository = github.addRepository({owner: 'acme', name: 'oil', private: isPrivate})
  const sha = repository.commit('main', {'proofmark.yml': 'pipeline: oil\n'})
  const token = github.issueToken({repository, permissions})
  const context: GithubContext = {
    server: 'https://github.com',
    api: github.api,
    graphql: github.graphql,
    repository: {owner: 'acme', name: 'oil', isPrivate},
    run: {id: 1, attempt: 1, event: 'push'},
    sha,
    ref: 'refs/heads/main',
    actor: 'ana',
    actors: ['ana'],
    isDefaultBranch: true,
  }
  const {runner, log} = recordingRunner()
  const client = openGithub({
    context,
    token: token.secret,
    action,
    runner,
    secondMs,
    ...(deadlineMs === undefined ? {} : {deadlineMs}),
  })
  const asked = (name: RegExp) =>
    github.requests
      .map(({method, path, operation}) => `${method} ${path} ${operation ?? ''}`.trim())
      .filter(line => name.test(line))
  return {github, repository, token, client, log, asked}
}

/** What a promise was refused with. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('it was not refused'),
    error => error as Error,
  )
}
