import {type FakeGithub, type Repository, startGithub} from '../github/index.ts'
import {type Issuer, startIssuer} from './issuer.ts'
import type {Trust} from './subject.ts'
import {startTokenEndpoint, type TokenEndpoint} from './token-endpoint.ts'

/** GitHub with a repository, its issuer, and an endpoint that trusts the repository's main branch. */
export type IdentitySetting = {
  readonly github: FakeGithub
  readonly repository: Repository
  readonly issuer: Issuer
  readonly endpoint: TokenEndpoint
  readonly close: () => Promise<void>
}

export const AUDIENCE = 'models-production'
const TRUST: Trust = {
  audience: AUDIENCE,
  claims: {repository: 'acme/oil-price', ref: 'refs/heads/main'},
  scopes: ['models:write', 'models:read'],
}

export async function openIdentitySetting(
  options: {readonly trusts?: readonly Trust[]; readonly now?: () => Date} = {},
): Promise<IdentitySetting> {
  const {trusts = [TRUST], ...clock} = options
  const github = await startGithub()
  const repository = github.addRepository({owner: 'acme', name: 'oil-price'})
  repository.commit('main', {'a.txt': '1'})
  const issuer = await startIssuer(clock)
  const endpoint = await startTokenEndpoint({issuers: [issuer.url], trusts, ...clock})
  return {
    github,
    repository,
    issuer,
    endpoint,
    async close() {
      await Promise.all([github.close(), issuer.close(), endpoint.close()])
    },
  }
}
