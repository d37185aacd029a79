import type {Runner} from '../../domain/ports/runner.ts'
import type {ExchangeWish} from '../../domain/token.ts'
import {ActionError} from '../../platform/errors.ts'
import {jsonObject} from '../../platform/http/json.ts'
import type {HttpAnswer} from '../../platform/http/request.ts'
import {maskSecret} from '../../platform/secrets.ts'
import {readClaims} from '../../platform/web-token.ts'

/** In messages. */
export const WHAT = 'the token exchange'

export type IssuedToken = {
  readonly value: string
  readonly expiresAt?: Date
  readonly scope?: string
}

type Circumstances = {
  readonly wish: ExchangeWish
  readonly runner: Pick<Runner, 'mask' | 'annotate'>
  readonly now: Date
}

const LONGEST_TOKEN = 16 * 1024
/** Clocks differ. */
const LEEWAY_MS = 60_000
const SECRET_MEMBERS = ['access_token', 'refresh_token', 'id_token']

/** The token in the endpoint's answer. Everything in it that opens anything is hidden before it is looked at. */
export function readAnswer(answer: HttpAnswer, {wish, runner, now}: Circumstances): IssuedToken {
  const members = jsonObject(answer, WHAT)
  for (const name of SECRET_MEMBERS) {
    const value = members[name]
    if (typeof value === 'string') maskSecret(value, runner)
  }
  const value = tokenOf(members)
  const expiresAt = expiryOf(members, value, now)
  if (expiresAt === undefined) {
    runner.annotate('warning', `${wish.exchange} does not say when its token expires`)
  }
  const scope = typeof members['scope'] === 'string' ? members['scope'] : undefined
  if (scope !== undefined && wish.scope !== undefined) compareScopes(wish.scope, scope, runner)
  return {
    value,
    ...(expiresAt === undefined ? {} : {expiresAt}),
    ...(scope === undefined ? {} : {scope}),
  }
}

function tokenOf(members: Readonly<Record<string, unknown>>): string {
  const {access_token: value, token_type: type = 'Bearer'} = members
  if (typeof value !== 'string' || value.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(value)) {
    throw malformed('has no usable access_token')
  }
  if (typeof type !== 'string' || !/^(bearer|n_a)$/i.test(type)) {
    throw malformed(
      'has a token_type that is not Bearer; its token needs a proof that we cannot give',
    )
  }
  return value
}

/** What the answer says and what the token says; the earlier of both counts. */
function expiryOf(
  members: Readonly<Record<string, unknown>>,
  token: string,
  now: Date,
): Date | undefined {
  const times: number[] = []
  const {expires_in: seconds} = members
  if (seconds !== undefined && seconds !== null) {
    const count =
      typeof seconds === 'string' && /^\d{1,12}$/.test(seconds) ? Number(seconds) : seconds
    if (typeof count !== 'number' || !Number.isFinite(count) || Math.abs(count) > 1e12) {
      throw malformed('has an expires_in that is no number of seconds')
    }
    times.push(now.getTime() + count * 1000)
  }
  const exp = readClaims(token)?.['exp']
  if (typeof exp === 'number' && exp > 0 && exp < 1e12) times.push(exp * 1000)
  if (times.length === 0) return undefined
  const earliest = Math.min(...times)
  if (earliest + LEEWAY_MS <= now.getTime() || (typeof seconds === 'number' && seconds <= 0)) {
    throw new ActionError(
      'token-expired',
      `the token from ${WHAT} expired before it came, at ${new Date(earliest).toISOString()}`,
      {hint: 'Compare the clock of the endpoint with the clock of this machine.'},
    )
  }
  return new Date(earliest)
}

function compareScopes(asked: string, granted: string, runner: Pick<Runner, 'annotate'>): void {
  const [wanted, given] = [asked, granted].map(text => new Set(text.split(/\s+/).filter(Boolean)))
  const isSame = wanted?.size === given?.size && [...(wanted ?? [])].every(word => given?.has(word))
  if (isSame) return
  runner.annotate('warning', `asked for the scope "${asked}", the token has "${granted}"`)
}

function malformed(what: string): ActionError {
  return new ActionError('exchange-malformed', `the answer to ${WHAT} ${what}`)
}
