import {createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify} from 'jose'

/** A refusal in the words of RFC 6749. */
export class Refused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Which jobs may have a token for an audience. */
export type Trust = {
  readonly audience: string
  /** Every claim must be exactly this: `{repository: 'acme/oil-price', ref: 'refs/heads/main'}`. */
  readonly claims: Readonly<Record<string, string>>
  readonly scopes: readonly string[]
  readonly lifetimeS?: number
}

type Asked = {
  readonly issuers: readonly string[]
  readonly audience: string
  readonly trusts: readonly Trust[]
  readonly now: Date
  /** Tokens that were used already. */
  readonly seen: Set<string>
}

/** Believes a subject token only as far as its issuer's keys and the rules of trust go. */
export async function verifySubject(
  token: string,
  {issuers, audience, trusts, now, seen}: Asked,
): Promise<{readonly subject: JWTPayload; readonly trust: Trust}> {
  const known = trusts.filter(trust => trust.audience === audience)
  if (known.length === 0) throw new Refused('invalid_target', `no such audience: ${audience}`)
  const subject = await verified(token, {issuers, audience, now})
  if (subject.jti === undefined || seen.has(subject.jti)) {
    throw new Refused('invalid_grant', 'this subject token was used already')
  }
  seen.add(subject.jti)
  const trust = known.find(({claims}) =>
    Object.entries(claims).every(([name, value]) => subject[name] === value),
  )
  if (!trust) throw new Refused('invalid_grant', `nothing here trusts ${subject.sub}`)
  return {subject, trust}
}

async function verified(
  token: string,
  {issuers, audience, now}: Pick<Asked, 'issuers' | 'audience' | 'now'>,
): Promise<JWTPayload> {
  try {
    const {iss = ''} = decodeJwt(token)
    if (!issuers.includes(iss)) throw new Refused('invalid_grant', `unknown issuer ${iss}`)
    const keys = createRemoteJWKSet(new URL(`${iss}/.well-known/jwks`))
    const {payload} = await jwtVerify(token, keys, {
      issuer: iss,
      audience,
      algorithms: ['RS256'],
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub'],
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Refused('invalid_grant', error.message)
    throw error
  }
}
