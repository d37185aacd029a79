import {createRemoteJWKSet, errors, type JWTPayload, jwtVerify} from 'jose'
import {Refusal} from './refusal.ts'

export type Scope = 'models:read' | 'models:write'

export type Issuer = {
  /** The `iss` of its tokens, to the letter. */
  readonly issuer: string
  /** Where its public keys are. */
  readonly jwks: string
  /** The `aud` that means this server. */
  readonly audience: string
}

/** Who asks, as the issuer calls them. */
export type Caller = {readonly subject: string; readonly scopes: readonly string[]}

/** Signatures that only the issuer can make; a shared secret or none is not among them. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
const CLOCK_SECONDS = 5
const REALM = 'model-server'

/** Checks `Authorization` headers against one issuer; its keys are fetched when first needed, and kept. */
export function makeBearerCheck({
  issuer,
  jwks,
  audience,
}: Issuer): (header: string | undefined) => Promise<Caller> {
  const keys = createRemoteJWKSet(safeUrl(jwks))
  return async header => {
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1]
    if (token === undefined) {
      throw refused('no-token', 'this needs a header "Authorization: Bearer <token>"', '')
    }
    const {payload} = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SECONDS,
      requiredClaims: ['exp'],
    }).catch((error: unknown) => {
      throw tokenRefusal(error)
    })
    return {subject: payload.sub ?? '', scopes: scopesOf(payload)}
  }
}

export function checkScope({scopes}: Caller, scope: Scope): void {
  if (scopes.includes(scope)) return
  throw new Refusal(403, 'scope-missing', {
    message: `this needs a token with the scope ${scope}`,
    headers: {
      'www-authenticate': `Bearer realm="${REALM}", error="insufficient_scope", scope="${scope}"`,
    },
  })
}

/** Keys that anyone on the way could swap would be worth nothing: https, or this machine. */
function safeUrl(text: string): URL {
  const url = URL.parse(text)
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url?.hostname ?? '')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return url
  throw new Error(`the JWKS address must be https (http on this machine only): ${text}`)
}

function scopesOf({scope}: JWTPayload): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ') : []
}

function tokenRefusal(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) {
    return refused('token-expired', 'the token has expired')
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    const why = CLAIMS[error.claim] ?? 'a claim of the token is wrong'
    return refused(
      'token-invalid',
      error.reason === 'missing' ? `${error.claim} is missing in the token` : why,
    )
  }
  if (error instanceof errors.JOSEError && TOKEN_FAULT.test(error.code)) {
    return refused('token-invalid', 'the token is not signed by a key of the issuer')
  }
  return new Refusal(503, 'issuer-unreachable', {
    message: 'the keys of the issuer cannot be had, so no token can be checked',
    headers: {'retry-after': '5'},
  })
}

const CLAIMS: Readonly<Record<string, string>> = {
  iss: 'the token is from another issuer',
  aud: 'the token is for another audience',
  nbf: 'the token is not valid yet',
}

/** The other codes of the library speak of the keys, not of the token. */
const TOKEN_FAULT =
  /^ERR_(JWT_|JWS_|JOSE_ALG_NOT_ALLOWED|JOSE_NOT_SUPPORTED|JWKS_NO_MATCHING_KEY|JWKS_MULTIPLE)/

function refused(code: string, message: string, error = 'invalid_token'): Refusal {
  const detail = error === '' ? '' : `, error="${error}", error_description="${message}"`
  return new Refusal(401, code, {
    message,
    headers: {'www-authenticate': `Bearer realm="${REALM}"${detail}`},
  })
}
