import {randomBytes} from 'node:crypto'
import type {JWTPayload} from 'jose'
import type {Run} from '../github/index.ts'
import {startWebServer} from '../web-server.ts'
import {type ClaimOptions, githubClaims} from './claims.ts'
import {type Faults, makeFaults, strike} from './faults.ts'
import {makeSigningKey} from './keys.ts'

/** The service that tells others which job asks: GitHub's OIDC issuer and its discovery documents. */
export type Issuer = {
  /** Also the `iss` of its tokens. */
  readonly url: string
  /**
   * The variables that the runner sets for a job with `id-token: write`; none for a fork's pull request, whatever its
   * workflow file grants.
   */
  readonly grant: (run: Run, options?: ClaimOptions) => Readonly<Record<string, string>>
  /** A token with any claims, signed by the right key or by another one. */
  readonly mint: (claims: JWTPayload, key?: 'own' | 'foreign') => Promise<string>
  /** What GitHub would claim about a job. */
  readonly claimsOf: (run: Run, audience: string, options?: ClaimOptions) => JWTPayload
  /** Tokens that were handed out, the oldest first. */
  readonly issued: readonly string[]
  /** For `/token`. */
  readonly faults: Faults<OddAnswer>
  readonly close: () => Promise<void>
}

/** An answer that is sound JSON but holds no good token. */
export type OddAnswer = {readonly kind: 'value'; readonly value: unknown}

export async function startIssuer(options: {readonly now?: () => Date} = {}): Promise<Issuer> {
  const {now = () => new Date()} = options
  const [own, foreign] = await Promise.all([makeSigningKey('RS256'), makeSigningKey('RS256')])
  const grants = new Map<string, {readonly run: Run; readonly options: ClaimOptions}>()
  const issued: string[] = []
  const {faults, take} = makeFaults<OddAnswer>()

  const server = await startWebServer((request, response) => {
    const url = new URL(request.url ?? '/', server.url)
    const reply = (body: unknown, status = 200) =>
      response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') {
      reply({
        issuer: server.url,
        jwks_uri: `${server.url}/.well-known/jwks`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid'],
      })
      return
    }
    if (url.pathname === '/.well-known/jwks') {
      reply(own.jwks)
      return
    }
    if (url.pathname !== '/token') {
      reply({message: 'Not Found'}, 404)
      return
    }
    const fault = take(url.pathname)
    if (strike(fault, request, response)) return
    if (fault?.kind === 'value') {
      reply({value: fault.value})
      return
    }
    const [, secret = ''] = /^bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
    const grant = grants.get(secret)
    if (!grant || !url.searchParams.has('api-version')) {
      reply({message: 'Unauthorized'}, 401)
      return
    }
    const audience =
      url.searchParams.get('audience') ?? `https://github.com/${grant.run.repository.owner}`
    own
      .sign(claims(grant.run, audience, grant.options))
      .then(value => {
        issued.push(value)
        reply({count: value.length, value})
      })
      .catch((error: unknown) => response.destroy(error as Error))
  })
  const claims = (run: Run, audience: string, wish: ClaimOptions = {}) =>
    githubClaims(run, {...wish, issuer: server.url, audience, now: now()})

  return {
    url: server.url,
    grant(run, wish = {}) {
      const {pull, event, repository} = run
      if (event === 'pull_request' && pull && pull.headRepository !== repository) return {}
      const secret = `request-${randomBytes(24).toString('base64url')}`
      grants.set(secret, {run, options: wish})
      return {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
      }
    },
    mint: (some, key = 'own') => (key === 'own' ? own : foreign).sign(some),
    claimsOf: claims,
    issued,
    faults,
    close: server.close,
  }
}
