import {randomUUID} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {decodeJwt, type JWTPayload} from 'jose'
import {readBody} from '../github/exchange.ts'
import {startWebServer} from '../web-server.ts'
import {type Faults, makeFaults, strike} from './faults.ts'
import {makeSigningKey} from './keys.ts'
import {Refused, type Trust, verifySubject} from './subject.ts'

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const TYPES = ['jwt', 'id_token'].map(type => `urn:ietf:params:oauth:token-type:${type}`)
const LIFETIME_S = 600

/** What the endpoint does wrong of its own accord. */
export type OddToken =
  /** The token's time is over when it comes. */
  | {readonly kind: 'expired'}
  /** Neither the answer nor the token says how long it lives. */
  | {readonly kind: 'no-expiry'}
  /** Members of the answer by other values; undefined removes one. */
  | {readonly kind: 'with'; readonly members: Readonly<Record<string, unknown>>}
  /** A refusal that repeats what was sent. */
  | {readonly kind: 'echo'}
  /** Does all that was asked, and the answer is lost. */
  | {readonly kind: 'answer-lost'}

/** A service that exchanges the identity of a job for its own short tokens, and takes them back. */
export type TokenEndpoint = {
  /** The `iss` of its tokens; keys at `/.well-known/jwks.json`. */
  readonly url: string
  readonly exchange: string
  readonly revocation: string
  /** Every token that was made, the oldest first. */
  readonly issued: readonly string[]
  readonly isRevoked: (token: string) => boolean
  /** The forms that came, the oldest first. */
  readonly requests: readonly {
    readonly path: string
    readonly form: Readonly<Record<string, string>>
  }[]
  /** For `/token` and `/revoke`. */
  readonly faults: Faults<OddToken>
  readonly close: () => Promise<void>
}

type Options = {
  /** The issuers that it believes, by their address. */
  readonly issuers: readonly string[]
  /** Which jobs may have what; the first that fits counts. */
  readonly trusts: readonly Trust[]
  readonly now?: () => Date
}

export async function startTokenEndpoint(options: Options): Promise<TokenEndpoint> {
  const {issuers, trusts, now = () => new Date()} = options
  const key = await makeSigningKey('ES256')
  const issued: string[] = []
  const revoked = new Set<string>()
  const seen = new Set<string>()
  const requests: {path: string; form: Readonly<Record<string, string>>}[] = []
  const {faults, take} = makeFaults<OddToken>()

  async function exchange(form: Readonly<Record<string, string>>, odd: OddToken | undefined) {
    const {grant_type, subject_token = '', subject_token_type = '', audience = ''} = form
    if (odd?.kind === 'echo') throw new Refused('invalid_grant', `bad subject ${subject_token}`)
    if (grant_type !== EXCHANGE) throw new Refused('unsupported_grant_type', 'not an exchange')
    if (!TYPES.includes(subject_token_type)) {
      throw new Refused('invalid_request', 'subject_token_type is not known')
    }
    const {subject, trust} = await verifySubject(subject_token, {
      issuers,
      audience,
      trusts,
      now: now(),
      seen,
    })
    const scope = grantedScope(form['scope'], trust)
    const lifetime = odd?.kind === 'expired' ? -600 : (trust.lifetimeS ?? LIFETIME_S)
    const iat = Math.floor(now().getTime() / 1000)
    const about: JWTPayload = {
      iss: server.url,
      aud: audience,
      sub: subject.sub ?? '',
      scope,
      jti: randomUUID(),
      iat,
      repository: subject['repository'],
      ref: subject['ref'],
      environment: subject['environment'],
    }
    const expiry = odd?.kind === 'no-expiry' ? {} : {exp: iat + lifetime}
    const token = await key.sign({...about, ...expiry}, 'at+jwt')
    issued.push(token)
    return {
      access_token: token,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      ...(odd?.kind === 'no-expiry' ? {} : {expires_in: lifetime}),
      scope,
      ...(odd?.kind === 'with' ? odd.members : {}),
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {pathname} = new URL(request.url ?? '/', server.url)
    const reply = (body: unknown, status = 200) => {
      const head = {'content-type': 'application/json', 'cache-control': 'no-store'}
      response.writeHead(status, head).end(JSON.stringify(body))
    }
    if (pathname === '/.well-known/jwks.json') return reply(key.jwks)
    const isKnown = pathname === '/token' || pathname === '/revoke'
    if (!isKnown || request.method !== 'POST') return reply({error: 'not_found'}, 404)
    const form = await readForm(request)
    requests.push({path: pathname, form})
    const fault = take(pathname)
    if (strike(fault, request, response)) return
    const odd = fault as OddToken | undefined
    try {
      if (pathname === '/revoke') {
        const {jti} = claimsOf(form['token'] ?? '')
        if (jti !== undefined) revoked.add(jti)
        return reply({})
      }
      const body = await exchange(form, odd)
      if (odd?.kind === 'answer-lost') request.socket.destroy()
      else reply(body)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      reply({error: error.code, error_description: error.message}, 400)
    }
  }

  const server = await startWebServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  return {
    url: server.url,
    exchange: `${server.url}/token`,
    revocation: `${server.url}/revoke`,
    issued,
    isRevoked: token => revoked.has(claimsOf(token).jti ?? ''),
    requests,
    faults,
    close: server.close,
  }
}

/** What was asked for, if all of it may be had; everything when nothing was asked. */
function grantedScope(asked: string | undefined, {scopes}: Trust): string {
  const words = asked === undefined ? scopes : asked.split(' ')
  const odd = words.find(word => !scopes.includes(word))
  if (odd !== undefined) throw new Refused('invalid_scope', `no such scope here: ${odd}`)
  return words.join(' ')
}

function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token)
  } catch {
    return {}
  }
}

async function readForm(request: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return {}
  return Object.fromEntries(new URLSearchParams((await readBody(request)).toString()))
}
