import {randomUUID} from 'node:crypto'
import {exportJWK, generateKeyPair, type JWTPayload, SignJWT} from 'jose'

export type SigningKey = {
  readonly sign: (claims: JWTPayload, type?: string) => Promise<string>
  /** What `/.well-known/jwks` answers. */
  readonly jwks: {readonly keys: readonly object[]}
}

export async function makeSigningKey(alg: 'RS256' | 'ES256'): Promise<SigningKey> {
  const {privateKey, publicKey} = await generateKeyPair(alg, {extractable: true})
  const kid = randomUUID()
  return {
    sign: (claims, typ = 'JWT') =>
      new SignJWT(claims).setProtectedHeader({alg, kid, typ}).sign(privateKey),
    jwks: {keys: [{...(await exportJWK(publicKey)), kid, alg, use: 'sig'}]},
  }
}
