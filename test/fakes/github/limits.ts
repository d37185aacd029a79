import {Failure} from './failure.ts'
import type {Token} from './tokens.ts'

export function limitHeaders(token: Token, resource: string): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(token.limit),
    'x-ratelimit-remaining': String(token.remaining),
    'x-ratelimit-used': String(token.limit - token.remaining),
    'x-ratelimit-reset': String(Math.ceil(token.resetsAt.getTime() / 1000)),
    'x-ratelimit-resource': resource,
  }
}

/** A request that GitHub answers with 304 does not count, see `uncount`. */
export function count(token: Token): void {
  if (token.remaining <= 0) {
    throw new Failure(403, 'API rate limit exceeded for installation.')
  }
  token.remaining--
}

export function uncount(token: Token): void {
  token.remaining++
}
