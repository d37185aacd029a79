import {writeMetricName} from './rule-name.ts'
import {isShareMetric} from './share-metric.ts'

/** What a value may be at most or at least; relative ones move with the baseline. */
export type Bound =
  | {readonly kind: 'absolute'; readonly limit: number}
  | {readonly kind: 'relative'; readonly shift: Shift}

/** How far from the baseline, signed: `- 1 pp` is {amount: -1, unit: 'points'}. */
export type Shift = {
  readonly amount: number
  /** `percent` of the baseline's value, percentage `points` (0.01 each), or the metric's own unit. */
  readonly unit: 'percent' | 'points' | 'plain'
}

/** One condition on one metric. The operator says which direction is good. */
export type Rule = {
  /** As the user wrote it; of the object form, what it means as text. */
  readonly text: string
  readonly metric: string
  readonly direction: 'lower' | 'higher'
  /** `<` and `>`: equality is not enough. */
  readonly strict: boolean
  readonly bound: Bound
  /** Shown, but never decides. */
  readonly reportOnly: boolean
  /** Which part of the examples it is about; absent: all of them. */
  readonly slice?: SliceSelector
}

/** `[month=12]`, `[month=*]`, `[slice=*]` (no dimension at all: every slice), `[slice=worst]`. */
export type SliceSelector = {
  readonly pick: 'each' | 'worst'
  /** Dimensions of the slice, no more and no fewer; without a value each of them. */
  readonly where: readonly {readonly dimension: string; readonly value?: string}[]
}

/** What is wrong with the text of a rule; `index` is the character where. */
export type RuleProblem = {readonly text: string; readonly index: number; readonly message: string}

export type ParsedRule = {readonly rule: Rule} | {readonly problem: RuleProblem}

function operatorOf({direction, strict}: Pick<Rule, 'direction' | 'strict'>): string {
  return (direction === 'lower' ? '<' : '>') + (strict ? '' : '=')
}

/** The rule's one canonical text: equal rules print alike, and the text means the rule again. */
export function printRule(rule: Rule): string {
  const end = rule.reportOnly ? ', report-only' : ''
  return `${writeMetricName(rule.metric)} ${operatorOf(rule)} ${printBound(rule)}${end}`
}

function printBound({bound, metric}: Rule): string {
  if (bound.kind === 'absolute') return printLimit(bound.limit, metric)
  const shift = printShift(bound.shift)
  return shift === '' ? 'baseline' : `baseline ${shift}`
}

/** A limit of a share above 1 is only read as a percentage. */
function printLimit(limit: number, metric: string): string {
  if (Math.abs(limit) <= 1 || !isShareMetric(metric)) return String(limit)
  const near = limit * 100
  const texts = [0, 1, -1, 2, -2, 3, -3].map(n => String(near * (1 + (n * Number.EPSILON) / 2)))
  const [text] = texts
    .filter(one => Number(one) / 100 === limit)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return `${text ?? texts[0]}%`
}

/** `+ 2 % relative`, `- 1 pp`, `+ 0.1`; nothing where no shift is. */
export function printShift({amount, unit}: Shift): string {
  if (amount === 0) return ''
  return `${amount < 0 ? '-' : '+'} ${printAmount({amount, unit})}${unit === 'percent' ? ' relative' : ''}`
}

/** `2 %`, `1 pp`, `0.1`, without a sign. */
export function printAmount({amount, unit}: Shift): string {
  const size = String(Math.abs(amount))
  if (unit === 'percent') return `${size} %`
  return unit === 'points' ? `${size} pp` : size
}

/** The rule as a caret line shows it: where, and what was expected. */
export function describeRuleProblem({text, index, message}: RuleProblem): string {
  const line = text.replace(/\s/g, ' ')
  const before = [...text.slice(0, index)].length
  return `${message} (character ${before + 1})\n  ${line}\n  ${' '.repeat(before)}^`
}
