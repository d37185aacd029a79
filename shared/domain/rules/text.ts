import {isFairnessMeasure} from '../fairness/names.ts'
import {isShareMetric} from '../share-metric.ts'
import {PERCENT_FROM} from './bound.ts'
import {writeMetricName, writeWord} from './name.ts'
import type {Groups, Reference, Rule, Shift, SliceSelector} from './rule.ts'

/** The rule's one canonical text: equal rules print alike, and the text means the rule again. */
export function printRule(rule: Rule): string {
  const {runs, over, examples, isNoiseFromHistory, optional, reportOnly} = rule
  const share = runs ? ` in at least ${runs.least} of ${runs.of} runs` : ''
  const often = over === undefined ? share : ` over ${over} runs`
  const clauses = [
    ...(examples === undefined ? [] : [`at least ${examples} examples`]),
    ...(isNoiseFromHistory ? ['noise from history'] : []),
    ...(optional ? ['if present'] : []),
    ...(reportOnly ? ['report-only'] : []),
  ]
  return [`${printCondition(rule)}${often}`, ...clauses].join(', ')
}

function printCondition(rule: Rule): string {
  const {bound, direction, strict} = rule
  const subject = printSubject(rule)
  switch (bound.kind) {
    case 'absolute':
      return `${subject} ${operatorOf(rule)} ${printLimit(bound.limit, rule)}`
    case 'relative':
      return `${subject} ${operatorOf(rule)} ${printReference(bound)}${spaced(printShift(bound.shift))}`
    case 'floor':
      return `${subject} ${operatorOf(rule)} floor`
    case 'between':
      return `${subject} between ${printLimit(bound.low, rule)} and ${printLimit(bound.high, rule)}`
    case 'within':
      return `${subject} within ${printSize(bound.tolerance)} of ${printReference(bound)}`
    case 'budget': {
      const names = [rule.metric, ...bound.others].map(writeMetricName).join(', ')
      const way = direction === 'higher' ? 'drops' : 'rises'
      return `${way} of ${names} ${strict ? '<' : '<='} ${printSize(bound.allowed)} together`
    }
  }
}

/** `recall`, `recall[month=12]`, `"a b"`, `*.accuracy`. */
export function printSubject(
  rule: Pick<Rule, 'metric' | 'isPattern' | 'slice' | 'groups'>,
): string {
  const {metric, isPattern, slice, groups} = rule
  const name = isPattern ? metric : writeMetricName(metric)
  if (groups) return `${name}${printGroups(groups)}`
  return slice ? `${name}${printSlice(slice)}` : name
}

function printGroups({dimension, reference}: Groups): string {
  const than = reference === undefined ? '' : `, reference=${writeWord(reference)}`
  return `[${writeWord(dimension)}${than}]`
}

/** `[month=12, region=*]`; every slice is `[slice=*]`. */
export function printSlice({pick, where}: SliceSelector): string {
  const any = pick === 'worst' ? 'worst' : '*'
  if (where.length === 0) return `[slice=${any}]`
  const pairs = where.map(({dimension, value, values}) => {
    if (values) return `${writeDimension(dimension)} in (${values.map(writeValue).join(', ')})`
    return `${writeDimension(dimension)}=${value === undefined ? any : writeValue(value)}`
  })
  return `[${pairs.join(', ')}]`
}

/** A dimension that is itself called "slice" is quoted, so that it is not taken for all of them. */
function writeDimension(name: string): string {
  return name === 'slice' ? '"slice"' : writeWord(name)
}

function writeValue(value: string): string {
  return value === 'worst' ? '"worst"' : writeWord(value)
}

function operatorOf({direction, strict}: Pick<Rule, 'direction' | 'strict'>): string {
  return (direction === 'lower' ? '<' : '>') + (strict ? '' : '=')
}

/** `baseline`, `champion`, `champion(production)`. */
export function printReference({champion}: Reference): string {
  if (!champion) return 'baseline'
  const {environment} = champion
  return environment === undefined ? 'champion' : `champion(${writeWord(environment)})`
}

/** A limit of a share above 1 is read as a percentage, unless it is one that is to be reached in percent. */
function printLimit(
  limit: number,
  {metric, groups, direction, bound}: Pick<Rule, 'metric' | 'groups' | 'direction' | 'bound'>,
): string {
  const isShare = groups ? isFairnessMeasure(metric) : isShareMetric(metric)
  if (Math.abs(limit) <= 1 || !isShare) return String(limit)
  const isPercentClear = !groups && bound.kind === 'absolute' && direction === 'higher'
  if (isPercentClear && limit >= PERCENT_FROM) return String(limit)
  const near = limit * 100
  const texts = [0, 1, -1, 2, -2, 3, -3].map(n => String(near * (1 + (n * Number.EPSILON) / 2)))
  const [text] = texts
    .filter(one => Number(one) / 100 === limit)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return `${text ?? texts[0]}%`
}

/** `+ 2 % relative`, `- 1 pp`, `+ 0.1`; nothing where no shift is. */
export function printShift(shift: Shift): string {
  if (shift.amount === 0) return ''
  return `${shift.amount < 0 ? '-' : '+'} ${printSize(shift)}`
}

/** `2 % relative`, `1 pp`, `0.1`: as a rule reads it. */
function printSize(shift: Shift): string {
  return `${printAmount(shift)}${shift.unit === 'percent' ? ' relative' : ''}`
}

/** `2 %`, `1 pp`, `0.1`, without a sign. */
export function printAmount({amount, unit}: Shift): string {
  const size = String(Math.abs(amount))
  if (unit === 'percent') return `${size} %`
  return unit === 'points' ? `${size} pp` : size
}

function spaced(text: string): string {
  return text === '' ? '' : ` ${text}`
}
