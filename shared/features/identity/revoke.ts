import {ActionError} from '../../platform/errors.ts'
import {request} from '../../platform/http/request.ts'

/** A job that was cancelled has few seconds left. */
const DEADLINE_MS = 6000
const ANSWER_LIMIT = 64 * 1024

/** Gives a token back (RFC 7009). Endpoints answer the same when it is gone already. */
export async function revokeToken(
  token: string,
  revocation: string,
  options: {readonly pauseMs?: number} = {},
): Promise<void> {
  const {status, isOk} = await request({
    method: 'POST',
    url: revocation,
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({token, token_type_hint: 'access_token'}).toString(),
    what: 'the revocation of the token',
    deadlineMs: DEADLINE_MS,
    limitBytes: ANSWER_LIMIT,
    retries: 2,
    ...options,
  })
  if (isOk) return
  throw new ActionError('not-revoked', `${revocation} did not take the token back (${status})`, {
    hint: 'It stays valid until it expires.',
  })
}
