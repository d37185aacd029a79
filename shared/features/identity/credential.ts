import type {TokenWish} from '../../domain/token.ts'
import {type Asker, exchangeIdentity} from './exchange.ts'
import {revokeToken} from './revoke.ts'
import {readSecret} from './secret.ts'

/** What opens a target. Its value is hidden already wherever it may be printed. */
export type Credential = {
  readonly value: string
  readonly kind: 'exchange' | 'secret'
  /** Absent when nobody says. */
  readonly expiresAt?: Date
  /** What the endpoint says that it may do. */
  readonly scope?: string
  /** It outlives the job, for all that is known. */
  readonly isWeak: boolean
  /** Gives it back; `kept` where that cannot be done. Rejects when it was not taken. */
  readonly revoke: () => Promise<'revoked' | 'kept'>
}

/** Makes the credential that the configuration asks for. Call it late: its time runs from here. */
export async function obtainCredential(wish: TokenWish, asker: Asker): Promise<Credential> {
  if ('secret' in wish) return readSecret(wish, asker)
  const {revocation} = wish
  const token = await exchangeIdentity(wish, asker)
  return {
    ...token,
    kind: 'exchange',
    isWeak: token.expiresAt === undefined,
    async revoke() {
      if (revocation === undefined) return 'kept'
      await revokeToken(token.value, revocation)
      return 'revoked'
    },
  }
}
