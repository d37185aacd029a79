import {Octokit} from '@octokit/rest'
import {onTestFinished} from 'vitest'
import {type Permissions, startGithub, type TokenOptions} from '../../fakes/github/index.ts'
import {createRepo, type TempRepo} from '../../fakes/temp-repo.ts'

export const AT = {owner: 'acme', repo: 'oil-price'} as const

type Options = {
  readonly private?: boolean
  readonly permissions?: Permissions
  readonly now?: () => Date
  readonly token?: Partial<TokenOptions>
}

/** A fake GitHub with a repository of two branches, one pull request, and a client with a token. */
export async function githubWithPull(options: Options = {}) {
  const github = await startGithub(options.now ? {now: options.now} : {})
  onTestFinished(github.close)
  const repository = github.addRepository({
    owner: AT.owner,
    name: AT.repo,
    private: options.private ?? false,
  })
  repository.commit('main', {'README.md': 'Oil\n', 'data/prices.csv': 'date,price\n'})
  repository.setRef('refs/heads/feature', repository.head('main'))
  repository.commit('feature', {'data/prices.csv': 'date,price\n2026-01-01,70\n'})
  const pull = repository.openPull({head: 'feature', author: 'ana'})
  const {permissions = {contents: 'write', 'pull-requests': 'write', actions: 'read'}} = options
  const token = github.issueToken({repository, permissions, ...options.token})
  return {github, repository, pull, token, client: clientFor(github.api, token.secret)}
}

export function clientFor(baseUrl: string, auth: string | undefined): Octokit {
  const quiet = {debug() {}, info() {}, warn() {}, error() {}}
  return new Octokit({baseUrl, log: quiet, ...(auth === undefined ? {} : {auth})})
}

/** What octokit throws, for `toMatchObject`. */
export function refusal(status: number, message: RegExp) {
  return {status, message: expectMatch(message)}
}

function expectMatch(pattern: RegExp) {
  return {
    asymmetricMatch: (value: unknown) => pattern.test(String(value)),
    toString: () => String(pattern),
  }
}

export async function tempRepo(): Promise<TempRepo> {
  const repo = await createRepo()
  onTestFinished(repo.remove)
  return repo
}
