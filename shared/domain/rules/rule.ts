/** What a value may be; relative ones move with another model's. */
export type Bound =
  | {readonly kind: 'absolute'; readonly limit: number}
  | ({readonly kind: 'relative'; readonly shift: Shift} & Reference)
  /** The worst value allowed, as a reviewed file has it. */
  | {readonly kind: 'floor'}
  | {readonly kind: 'between'; readonly low: number; readonly high: number}
  /** No farther from the other model's value than this, on either side. */
  | ({readonly kind: 'within'; readonly tolerance: Shift} & Reference)
  /** What the rule's metric and the others may lose together; what one wins pays for nothing. */
  | {readonly kind: 'budget'; readonly allowed: Shift; readonly others: readonly string[]}

/** Whom a model is compared with: the baseline, or the one that is live, in the only environment unless one is named. */
export type Reference = {readonly champion?: {readonly environment?: string}}

/** How far from the baseline, signed: `- 1 pp` is {amount: -1, unit: 'points'}. */
export type Shift = {
  readonly amount: number
  /** `percent` of the baseline's value, percentage `points` (0.01 each), or the metric's own unit. */
  readonly unit: 'percent' | 'points' | 'plain'
}

/** One condition on metrics. The operator says which direction is good. */
export type Rule = {
  /** As the user wrote it; of the object form, what it means as text. */
  readonly text: string
  readonly metric: string
  /** Of a band it means nothing. */
  readonly direction: 'lower' | 'higher'
  /** `<` and `>`: equality is not enough. */
  readonly strict: boolean
  readonly bound: Bound
  /** Shown, but never decides. */
  readonly reportOnly: boolean
  /** The metric is a pattern: `*` stands for any characters, and every metric that fits is judged. */
  readonly isPattern?: true
  /** Which part of the examples it is about; absent: all of them. */
  readonly slice?: SliceSelector
  /** Of a fairness measure: between which groups. */
  readonly groups?: Groups
  /** `if present`: a metric that is absent is told, and does not decide. */
  readonly optional?: true
  /** The fewest examples that the value must come from. */
  readonly examples?: number
  /** The condition must hold in so many of the runs, each of which wrote a file of its own. */
  readonly runs?: {readonly least: number; readonly of: number}
  /** The mean over so many runs is judged. */
  readonly over?: number
  /** How much chance does, where nothing else says it, is seen from earlier runs of the default branch. */
  readonly isNoiseFromHistory?: true
}

/** `[month=12]`, `[month=*]`, `[month in (1, 2)]`, `[slice=*]` (no dimension at all: every slice), `[slice=worst]`. */
export type SliceSelector = {
  readonly pick: 'each' | 'worst'
  /** Dimensions of the slice, no more and no fewer; without a value each of them. */
  readonly where: readonly WantedValue[]
}

/** Of one dimension a value, some `values` all of which must be there, or any. */
export type WantedValue = {
  readonly dimension: string
  readonly value?: string
  readonly values?: readonly string[]
}

/** `[sex]`, `[sex, reference=f]`: the values of one dimension, and the one that others are compared with. */
export type Groups = {readonly dimension: string; readonly reference?: string}

/** What is wrong with the text of a rule; `index` is the character where. */
export type RuleProblem = {readonly text: string; readonly index: number; readonly message: string}

export type ParsedRule = {readonly rule: Rule} | {readonly problem: RuleProblem}

/** Whether a rule compares with another model. */
export function isComparing({bound}: Pick<Rule, 'bound'>): boolean {
  return bound.kind === 'relative' || bound.kind === 'within' || bound.kind === 'budget'
}

/** The metrics that a rule names. */
export function metricsOf({metric, bound}: Pick<Rule, 'metric' | 'bound'>): readonly string[] {
  return bound.kind === 'budget' ? [metric, ...bound.others] : [metric]
}

/** The rule as a caret line shows it: where, and what was expected. */
export function describeRuleProblem({text, index, message}: RuleProblem): string {
  const line = text.replace(/\s/g, ' ')
  const before = [...text.slice(0, index)].length
  return `${message} (character ${before + 1})\n  ${line}\n  ${' '.repeat(before)}^`
}
