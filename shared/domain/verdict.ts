export const VERDICTS = ['pass', 'fail', 'inconclusive', 'no-baseline', 'error'] as const

export type Verdict = (typeof VERDICTS)[number]

/**
 * How much worse the candidate is than allowed from, in the metric's own unit and direction: positive is worse.
 * Without noise information both ends are the observed point.
 */
export type Harm = {readonly low: number; readonly high: number}

/**
 * The one verdict function. A rule allows a harm of at most `allowed` (negative: an improvement is demanded).
 * Certainly more: `fail`. Certainly not more: `pass`. Else `inconclusive`.
 * `strict` asks that the harm stays below what is allowed.
 */
export function judgeHarm(harm: Harm, allowed: number, strict: boolean): Verdict {
  if (![harm.low, harm.high, allowed].every(Number.isFinite)) return 'error'
  const isMore = (value: number) => (strict ? value >= allowed : value > allowed)
  if (isMore(harm.low)) return 'fail'
  return isMore(harm.high) ? 'inconclusive' : 'pass'
}

/** Worst first. One broken rule leaves the whole judgement without ground; one failed rule fails it. */
export const SEVERITY: readonly Verdict[] = ['error', 'fail', 'inconclusive', 'no-baseline', 'pass']

/** The verdict over all blocking rules; no rule at all is an error, never green. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return SEVERITY.find(verdict => verdicts.includes(verdict)) ?? 'error'
}
