import {setTimeout as sleep} from 'node:timers/promises'

export type Retries<T> = {
  /** How often it is tried again; only what may be done twice should be. */
  readonly times: number
  /** Before the second try; each later pause is three times as long. */
  readonly pauseMs?: number
  /** A longer pause that the outcome asks for. */
  readonly pauseAfter?: (outcome: Outcome<T>) => number | undefined
  /** No pause reaches beyond this moment, in milliseconds since 1970. */
  readonly until: number
}

export type Outcome<T> = {readonly value: T} | {readonly error: unknown}

const PAUSE_MS = 300

/**
 * Tries until `isDone` likes what came, the tries are used up, or the time is. Gives the last outcome, whatever it is;
 * a rejection counts as one.
 */
export async function tryAgain<T>(
  attempt: () => Promise<T>,
  isDone: (outcome: Outcome<T>) => boolean,
  {times, pauseMs = PAUSE_MS, until, pauseAfter}: Retries<T>,
): Promise<T> {
  for (let left = times, pause = pauseMs; ; left--, pause *= 3) {
    const outcome = await attempt().then(
      value => ({value}),
      (error: unknown) => ({error}),
    )
    const wait = Math.max(pause, pauseAfter?.(outcome) ?? 0)
    if (left <= 0 || isDone(outcome) || Date.now() + wait >= until) {
      if ('error' in outcome) throw outcome.error
      return outcome.value
    }
    await sleep(wait)
  }
}
