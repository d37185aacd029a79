import type {Runner} from '../../domain/ports/runner.ts'
import type {ExchangeWish} from '../../domain/token.ts'
import {now} from '../../platform/clock.ts'
import {type HttpAnswer, isSettled, request} from '../../platform/http/request.ts'
import {tryAgain} from '../../platform/http/retry.ts'
import {type Asking, requestIdToken} from '../../platform/oidc.ts'
import {type IssuedToken, readAnswer, WHAT} from './answer.ts'
import {refused} from './refusal.ts'

/** Who asks for a credential, and what may be known of it. */
export type Asker = Omit<Asking, 'runner'> & {
  readonly runner: Pick<Runner, 'mask' | 'annotate'>
}

const DEADLINE_MS = 20_000
const ALL_TRIES_MS = 60_000
const ANSWER_LIMIT = 64 * 1024

/**
 * Exchanges the identity of the job for a token (RFC 8693). Each try shows a new identity token: some endpoints take
 * each only once.
 */
export async function exchangeIdentity(wish: ExchangeWish, asker: Asker): Promise<IssuedToken> {
  const {pauseMs} = asker
  let shown = ''
  const answer = await tryAgain(
    async () => {
      shown = await requestIdToken(wish.audience, asker)
      return send(wish, shown)
    },
    isSettled,
    {
      times: 2,
      until: Date.now() + ALL_TRIES_MS,
      ...(pauseMs === undefined ? {} : {pauseMs}),
    },
  )
  if (!answer.isOk) throw refused(answer, wish, shown)
  return readAnswer(answer, {wish, runner: asker.runner, now: now()})
}

function send({exchange, audience, scope}: ExchangeWish, subject: string): Promise<HttpAnswer> {
  return request({
    method: 'POST',
    url: exchange,
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: subject,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      audience,
      ...(scope === undefined ? {} : {scope}),
    }).toString(),
    what: WHAT,
    deadlineMs: DEADLINE_MS,
    limitBytes: ANSWER_LIMIT,
  })
}
