import {ActionError, codeOf} from '../errors.ts'
import {askedPause, type HttpAnswer, isPassing, request} from '../http/request.ts'
import {type Outcome, tryAgain} from '../http/retry.ts'
import {isMeantHost, limitsOf, type RemoteReach} from './reach.ts'

export type Question = {
  readonly method?: 'GET' | 'HEAD'
  readonly url: URL
  /** Made anew for each try: a signature holds its time. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>
  /** Completes "… gave no answer to …". */
  readonly what: string
}

/** Asks questions of one listing, which together have one deadline. */
export type Asker = (question: Question) => Promise<HttpAnswer>

const PAUSE_MS = 500

/**
 * What passes is tried again: a broken connection, an answer that takes too long, too many requests, a server that is not
 * well; each time later, and as late as the server asks. No redirect is followed, for headers hold credentials.
 */
export function openAsker(reach: RemoteReach): Asker {
  const {totalMs, requestMs, pageBytes, tries} = limitsOf(reach)
  const until = Date.now() + totalMs
  return async ({method = 'GET', url, headers, what}) => {
    const attempt = async () =>
      request({
        method,
        url: url.href,
        headers: {accept: '*/*', ...(await headers?.())},
        what,
        deadlineMs: Math.max(1, Math.min(requestMs, until - Date.now())),
        limitBytes: pageBytes,
        isRedirectAnswer: true,
        isOpenLineMeant: isMeantHost(reach, url),
        ...(reach.signal ? {signal: reach.signal} : {}),
      })
    return tryAgain(attempt, isSettled, {
      times: tries - 1,
      pauseMs: reach.pauseMs ?? PAUSE_MS,
      pauseAfter: askedPause,
      until,
    })
  }
}

function isSettled(outcome: Outcome<HttpAnswer>): boolean {
  if ('value' in outcome) return !isPassing(outcome.value.status) && outcome.value.status !== 408
  return !['http-unreachable', 'http-timeout'].includes(codeOf(outcome.error))
}

export type Refusal = {
  /** As a user named it. */
  readonly shown: string
  /** The provider's own word, one of a closed list; its sentences may repeat what was sent. */
  readonly word?: string | undefined
  /** Which permission, which variable. */
  readonly forbidden: string
  readonly missing: string
  /** Why it was sent elsewhere. */
  readonly elsewhere?: string
}

/** What an answer that is not the wanted one means, with what to do. */
export function refused({status}: Pick<HttpAnswer, 'status'>, refusal: Refusal): ActionError {
  const {shown, word, forbidden, missing, elsewhere} = refusal
  const said = word !== undefined && /^[\w.-]{1,64}$/.test(word) ? ` ${word}` : ''
  const answer = `(${status}${said})`
  if (status === 401 || status === 403) {
    return new ActionError('remote-forbidden', `${shown} may not be looked at ${answer}`, {
      hint: forbidden,
    })
  }
  if (status === 404) {
    return new ActionError('remote-missing', `${shown} is not there ${answer}`, {hint: missing})
  }
  if (status >= 300 && status < 400) {
    return new ActionError('remote-elsewhere', `${shown} lies elsewhere ${answer}`, {
      hint: elsewhere ?? 'No redirect is followed: credentials must not travel on.',
    })
  }
  if (isPassing(status)) {
    return new ActionError(
      'remote-unwell',
      `${shown} could not be listed ${answer}, though it was tried several times`,
      {hint: 'The service is not well, or is asked too much. Run it again later.'},
    )
  }
  return new ActionError('remote-failed', `${shown} could not be listed ${answer}`, {
    hint: forbidden,
  })
}

/** An answer that is not what its documentation says. Nothing of it is believed. */
export function malformed(shown: string, why: string): ActionError {
  return new ActionError('remote-malformed', `the listing of ${shown} cannot be used: ${why}`, {
    hint: 'Something that is not this service, or a proxy, may answer. A part of a listing is never taken for all of it.',
  })
}
