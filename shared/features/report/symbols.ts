/** The few signs a report uses; a word always stands beside them. */
export const SYMBOLS = {
  pass: '✅',
  fail: '❌',
  unclear: '❔',
  first: '🆕',
  broken: '⛔',
  same: '➖',
} as const

export type Sign = keyof typeof SYMBOLS
