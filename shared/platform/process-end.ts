import type {Runner} from '../domain/ports/runner.ts'
import type {ProcessExit} from './processes.ts'

const MINUTE_MS = 60_000

/** How a program ended, in words that follow its name. */
export function describeEnd(exit: ProcessExit, timeoutMs: number): string {
  switch (exit.kind) {
    case 'exited':
      return `ended with exit code ${exit.code}`
    case 'signalled':
      return `was ended by ${exit.signal}`
    case 'timed-out':
      return `did not end within ${timeText(timeoutMs)}`
    case 'not-started':
      return 'could not be started'
  }
}

/** Says how many processes a program left behind, where it left any; they were ended. */
export function tellLeft(runner: Pick<Runner, 'annotate'>, who: string, left: number): void {
  if (left === 0) return
  const what = left === 1 ? '1 process' : `${left} processes`
  runner.annotate('warning', `${who} left ${what} behind; ended now`)
}

function timeText(ms: number): string {
  const isMinutes = ms > MINUTE_MS && ms % MINUTE_MS === 0
  return isMinutes ? `${ms / MINUTE_MS} minutes` : `${ms / 1000} s`
}
