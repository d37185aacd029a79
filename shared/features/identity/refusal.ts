import type {ExchangeWish} from '../../domain/token.ts'
import {ActionError} from '../../platform/errors.ts'
import {jsonObject} from '../../platform/http/json.ts'
import {type HttpAnswer, isPassing} from '../../platform/http/request.ts'
import {withoutSecrets} from '../../platform/secrets.ts'
import {readClaims} from '../../platform/web-token.ts'

/** What an endpoint may base its trust on, in the order in which people look at it. */
const CLAIMS = [
  'iss',
  'aud',
  'sub',
  'repository',
  'repository_id',
  'ref',
  'environment',
  'event_name',
  'job_workflow_ref',
  'runner_environment',
]
const LONGEST_CLAIM = 300
const LONGEST_REASON = 256

/** The endpoint's no, with what it said and with what we showed it; never with the token itself. */
export function refused(answer: HttpAnswer, wish: ExchangeWish, shown: string): ActionError {
  const {status} = answer
  const reason = reasonOf(answer, shown)
  if (isPassing(status)) {
    return new ActionError(
      'exchange-unavailable',
      `${wish.exchange} could not exchange the identity token (${status})${reason}`,
      {hint: 'Run the job again, or ask those who keep the endpoint.'},
    )
  }
  return new ActionError(
    'exchange-refused',
    `${wish.exchange} refused to exchange the identity token (${status})${reason}`,
    {
      hint: `The endpoint must trust what the identity token says:\n${claimLines(shown)}`,
    },
  )
}

/** The two members that RFC 6749 gives a refusal. The rest of a body may repeat what was sent. */
function reasonOf(answer: HttpAnswer, shown: string): string {
  let members: Readonly<Record<string, unknown>> = {}
  try {
    members = jsonObject(answer, '')
  } catch {
    return ''
  }
  const words = [members['error'], members['error_description']]
    .filter(word => typeof word === 'string')
    .map(word => withoutTokens(word, shown).slice(0, LONGEST_REASON).replace(/\s+/g, ' ').trim())
    .filter(word => word !== '')
  return words.length === 0 ? '' : `: ${words.join(': ')}`
}

/** Hidden before anything is cut off, or half of a token would be left. */
function withoutTokens(text: string, shown: string): string {
  return withoutSecrets(text, [shown]).replace(/\beyJ[\w-]{8,}[\w.-]*/g, '***')
}

function claimLines(token: string): string {
  const claims = readClaims(token) ?? {}
  return CLAIMS.filter(name => claims[name] !== undefined)
    .map(name => `  ${name}: ${String(claims[name]).slice(0, LONGEST_CLAIM)}`)
    .join('\n')
}
