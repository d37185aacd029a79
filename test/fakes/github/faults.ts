import {setTimeout as sleep} from 'node:timers/promises'
import {Failure} from './failure.ts'

export type Fault = {
  /** Looked for in "METHOD /path", for GraphQL followed by the operation's name and its fields: "POST /graphql ReadHistory repository". */
  readonly match: RegExp | string
  readonly status?: number
  readonly body?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  readonly delayMs?: number
  /** Breaks the connection: before anything is done, after everything is, or in the middle of the answer. */
  readonly drop?: 'connection' | 'response-after-commit' | 'half-of-response'
  readonly secondaryLimit?: {readonly retryAfterS: number}
  /** Runs right before the request is answered: what somebody else does at the worst moment. */
  readonly meanwhile?: () => unknown
  /** How many requests it meets; one unless told otherwise. */
  readonly times?: number
  /** How many requests pass before. */
  readonly after?: number
}

export type Faults = {
  readonly add: (fault: Fault) => void
  readonly clear: () => void
  /** Those that have not met all their requests: a test that expects a fault can see that it came. */
  readonly pending: () => readonly Fault[]
}

/** How much of the answer arrives. */
export type Arrival = 'all' | 'half' | 'nothing'

export class Dropped extends Error {}

export function makeFaults() {
  const rules: {readonly fault: Fault; left: number; skip: number}[] = []
  const faults: Faults = {
    add: fault => void rules.push({fault, left: fault.times ?? 1, skip: fault.after ?? 0}),
    clear: () => void rules.splice(0),
    pending: () => rules.filter(({left}) => left > 0).map(({fault}) => fault),
  }
  function take(name: string): Fault | undefined {
    for (const rule of rules) {
      const {match} = rule.fault
      const isMet = typeof match === 'string' ? name.includes(match) : match.test(name)
      if (!isMet || rule.left <= 0) continue
      if (rule.skip > 0) {
        rule.skip--
        continue
      }
      rule.left--
      return rule.fault
    }
    return undefined
  }
  /** Does what the rules say to a request, before it is looked at. */
  async function strike(name: string): Promise<Arrival> {
    const fault = take(name)
    if (!fault) return 'all'
    if (fault.delayMs !== undefined) await sleep(fault.delayMs)
    await fault.meanwhile?.()
    if (fault.drop === 'connection') throw new Dropped()
    const {secondaryLimit, status, headers = {}, body = {}} = fault
    if (secondaryLimit) {
      const retryAfter = {'retry-after': String(secondaryLimit.retryAfterS)}
      throw new Failure(
        status ?? 403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        {headers: {...headers, ...retryAfter}, body},
      )
    }
    if (status !== undefined) throw new Failure(status, `Fault ${status}`, {headers, body})
    if (fault.drop === 'half-of-response') return 'half'
    return fault.drop === 'response-after-commit' ? 'nothing' : 'all'
  }
  return {faults, strike}
}
