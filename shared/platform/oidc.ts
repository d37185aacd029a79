import type {Runner} from '../domain/ports/runner.ts'
import {ActionError} from './errors.ts'
import {type ActionName, isRegistered, permissionHint} from './github/permissions.ts'
import {jsonObject} from './http/json.ts'
import {request} from './http/request.ts'
import type {Environment} from './place.ts'
import {maskSecret} from './secrets.ts'
import {isWebToken} from './web-token.ts'

export type Asking = {
  /** Whose registered calls may be made. */
  readonly action: ActionName
  readonly environment: Environment
  readonly runner: Pick<Runner, 'mask'>
  /** The run is for a pull request from a fork. */
  readonly isFork: boolean
  readonly pauseMs?: number
}

const WHAT = 'the request for an identity token'
const DEADLINE_MS = 20_000
const ANSWER_LIMIT = 64 * 1024
const LONGEST_TOKEN = 16 * 1024

/** A signed statement by GitHub of which job this is, made out for one audience; hidden before anybody sees it. */
export async function requestIdToken(audience: string, asking: Asking): Promise<string> {
  const {action, environment, runner, pauseMs} = asking
  if (!isRegistered(action, 'request-id-token')) {
    throw new ActionError('internal-error', `"request-id-token" is not registered for ${action}.`)
  }
  const url = environment['ACTIONS_ID_TOKEN_REQUEST_URL']
  const bearer = environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']
  if (!url || !bearer) throw noIdentity(asking)
  maskSecret(bearer, runner)
  const answer = await request({
    method: 'GET',
    url: `${url}${url.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`,
    headers: {authorization: `Bearer ${bearer}`},
    what: WHAT,
    deadlineMs: DEADLINE_MS,
    limitBytes: ANSWER_LIMIT,
    retries: 2,
    ...(pauseMs === undefined ? {} : {pauseMs}),
  })
  if (!answer.isOk) throw notGiven(answer.status)
  const {value} = jsonObject(answer, WHAT)
  if (typeof value !== 'string' || value.length > LONGEST_TOKEN || !isWebToken(value)) {
    throw new ActionError('identity-malformed', `the answer to ${WHAT} holds no web token`)
  }
  maskSecret(value, runner)
  return value
}

function noIdentity({action, environment, isFork}: Asking): ActionError {
  if (isFork) {
    return new ActionError(
      'no-identity',
      'GitHub gives no identity to a run for a pull request from a fork',
      {
        hint: 'Ask for a token only where the code is yours:\nif: github.event.pull_request.head.repo.full_name == github.repository',
      },
    )
  }
  if (environment['GITHUB_ACTIONS'] !== 'true') {
    return new ActionError('no-identity', 'only a job of GitHub Actions has an identity', {
      hint: 'Run it as a step of a workflow.',
    })
  }
  return new ActionError('missing-permission', 'the job may not ask for an identity token', {
    hint: `Add to the job:\n${permissionHint('request-id-token', action).replace(/^/gm, '    ')}`,
  })
}

function notGiven(status: number): ActionError {
  const isNo = status >= 400 && status < 500 && status !== 429
  return new ActionError(
    isNo ? 'identity-refused' : 'identity-unavailable',
    `GitHub gave no identity token (${status})`,
    {
      hint: isNo
        ? 'The right to ask ends some hours after the job began. Ask in a job of its own that follows the long one.'
        : 'Run the job again; https://www.githubstatus.com says whether GitHub has trouble.',
    },
  )
}
