import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT} from 'jose'

export const AUDIENCE = 'https://models.example'
const ALGORITHMS = ['RS256', 'ES256'] as const
type Algorithm = (typeof ALGORITHMS)[number]

export type TokenIssuer = {
  /** `iss` of its tokens. */
  readonly issuer: string
  readonly jwks: string
  readonly publicKeyPem: Promise<string>
  /** Good for an hour and for reading and writing, but for the claims that are given; undefined leaves one out. */
  readonly token: (claims?: JWTPayload, alg?: Algorithm) => Promise<string>
  /** The same, signed by a key that nobody published. */
  readonly forge: (kid: string) => Promise<string>
  /** How often the keys were fetched. */
  readonly fetches: () => number
  readonly close: () => Promise<void>
}

/** An issuer with a key of each kind, and a real server for its public keys. */
export async function startIssuer(): Promise<TokenIssuer> {
  const pairs = new Map<Algorithm, Awaited<ReturnType<typeof generateKeyPair>>>()
  for (const alg of ALGORITHMS) pairs.set(alg, await generateKeyPair(alg, {extractable: true}))
  const keys = await Promise.all(
    [...pairs].map(async ([alg, {publicKey}]) => ({
      ...(await exportJWK(publicKey)),
      kid: alg,
      alg,
    })),
  )
  let fetches = 0
  const server = createServer((_, response) => {
    fetches += 1
    response.end(JSON.stringify({keys}))
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const sign = (key: CryptoKey, alg: string, {kid, claims}: {kid: string; claims: JWTPayload}) =>
    new SignJWT({
      iss: issuer,
      aud: AUDIENCE,
      sub: 'repo:acme/oil',
      scope: 'models:read models:write',
      exp: inSeconds(3600),
      ...claims,
    })
      .setProtectedHeader({alg, kid})
      .sign(key)

  function keyOf(alg: Algorithm): CryptoKey {
    const pair = pairs.get(alg)
    if (pair === undefined) throw new Error(`no key for ${alg}`)
    return pair.privateKey
  }

  return {
    issuer,
    jwks: `${issuer}/jwks.json`,
    get publicKeyPem() {
      return pemOf(pairs.get('RS256')?.publicKey)
    },
    token: (claims = {}, alg = 'ES256') => sign(keyOf(alg), alg, {kid: alg, claims}),
    async forge(kid) {
      const {privateKey} = await generateKeyPair('ES256')
      return sign(privateKey, 'ES256', {kid, claims: {}})
    },
    fetches: () => fetches,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds
}

async function pemOf(key: CryptoKey | undefined): Promise<string> {
  const {exportSPKI} = await import('jose')
  if (key === undefined) throw new Error('no key')
  return exportSPKI(key)
}
