import type {Verdict} from './verdict.ts'

/** The few signs that people see; a word always stands beside them. */
export const SYMBOLS = {
  pass: '✅',
  fail: '❌',
  unclear: '❔',
  first: '🆕',
  broken: '⛔',
  failed: '💥',
  unchanged: '➖',
  accepted: '🤝',
} as const

export type Sign = keyof typeof SYMBOLS

export function signOf(verdict: Verdict): Sign {
  switch (verdict) {
    case 'pass':
      return 'pass'
    case 'fail':
      return 'fail'
    case 'inconclusive':
      return 'unclear'
    case 'no-baseline':
      return 'first'
    case 'error':
      return 'broken'
  }
}
