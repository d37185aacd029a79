import {type MetricLookup, metricPlace} from '../metric.ts'
import {exactSlice, type MetricIndex, onlySlice} from '../metric-index.ts'
import type {MetricRecord} from '../metric-record.ts'
import {nearest} from '../nearest.ts'
import type {Rule} from './rule.ts'
import {broken, type Finding} from './sides.ts'
import {printSlice} from './text.ts'

export type Found = {readonly metric: MetricRecord; readonly value: number}

/** How people name what a rule is about: `recall[month=12]`. */
export function subjectOf({metric, slice}: Pick<Rule, 'metric' | 'slice'>): string {
  return slice ? `${metric}${printSlice(slice)}` : metric
}

/** What stands under the rule's name and slice. */
export function lookUp({metric, slice}: Rule, metrics: MetricIndex): MetricLookup {
  return metrics.find(metric, slice && onlySlice(slice))
}

/** The slices of a metric that an absent slice could have been. */
export function sliceHint(
  {metric, slice: wanted}: Pick<Rule, 'metric' | 'slice'>,
  metrics: MetricIndex,
): string {
  const slices = metrics.slices(metric)
  if (slices.length === 0) return `; ${metric} has no slices`
  const some = slices.slice(0, 5).map(slice => {
    return Object.entries(slice)
      .map(([dimension, value]) => `${dimension}=${value}`)
      .join(', ')
  })
  const known = slices.slice(0, HINTED_SLICES).map(slice => printSlice(exactSlice(slice)))
  const own = wanted ? printSlice(wanted) : ''
  const near = nearest(own, known)
  // Another number is no slip of the pen: month 11 is not what month=10 meant.
  const letters = (slice: string) => slice.replace(/\d/g, '')
  if (near !== undefined && letters(near) !== letters(own))
    return `; did you mean ${metric}${near}?`
  const more = slices.length - some.length
  return `; there is ${some.join(' and ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** So many places and slices are enough for people. */
const TOLD_PLACES = 5
const HINTED_SLICES = 500

const CODES = {
  candidate: {
    several: 'ambiguous-metric',
    broken: 'metric-not-a-number',
    endless: 'metric-not-finite',
  },
  other: {
    several: 'baseline-ambiguous',
    broken: 'baseline-not-a-number',
    endless: 'baseline-not-finite',
  },
} as const

/** The candidate's value, or what is wrong with it; `before` is only asked whether something is gone. */
export function ownValue(
  rule: Rule,
  metrics: MetricIndex,
  before?: MetricIndex | undefined,
): Found | Finding {
  const subject = subjectOf(rule)
  const found = lookUp(rule, metrics)
  if (found.found === 'none') {
    const hint = rule.slice ? sliceHint(rule, metrics) : found.hint
    const isGone = before && lookUp(rule, before).found !== 'none'
    const gone = isGone ? '; the baseline has it' : ''
    return broken('missing-metric', `no metric is named ${subject}${hint}${gone}`)
  }
  const number = numberOf(found, 'candidate', subject)
  if ('value' in number || found.found !== 'one') return number
  const {source, line} = found.metric
  return {...number, source, ...(line !== undefined && {line})}
}

/** The value of the model that it is compared with, or what is wrong with it. */
export function otherValue(rule: Rule, metrics: MetricIndex, whose: string): Found | Finding {
  const found = lookUp(rule, metrics)
  if (found.found !== 'none') return numberOf(found, 'other', `${whose}'s ${subjectOf(rule)}`)
  const reason = `${whose} has no ${subjectOf(rule)} yet, so there is nothing to compare it with`
  return {verdict: 'no-baseline', reasonCode: 'metric-new', reason}
}

function numberOf(
  found: Exclude<MetricLookup, {found: 'none'}>,
  side: keyof typeof CODES,
  name: string,
): Found | Finding {
  const codes = CODES[side]
  if (found.found === 'several') {
    const places = found.metrics.slice(0, TOLD_PLACES).map(metricPlace).join(' and ')
    const more = found.metrics.length - TOLD_PLACES
    const rest = more > 0 ? ` and ${more} more` : ''
    const files = new Set(found.metrics.map(({source}) => source)).size
    const runs =
      side === 'candidate' && files > 1 && files === found.metrics.length
        ? `; if they are runs of one evaluation, say in how many the rule must hold: "in at least ${files} of ${files} runs", or judge their mean: "over ${files} runs"`
        : ''
    return broken(codes.several, `${name} is ambiguous: it stands at ${places}${rest}${runs}`)
  }
  return valueAt(found.metric, side, name)
}

/** The number of one metric; texts, NaN and infinite values are none. */
export function valueAt(
  metric: MetricRecord,
  side: keyof typeof CODES,
  name: string,
): Found | Finding {
  const {value} = metric
  if (typeof value === 'number') return {metric, value}
  const codes = CODES[side]
  const what = value === 'not-a-number' ? `${metric.found ?? 'something'}, not a number` : value
  const code = value === 'not-a-number' ? codes.broken : codes.endless
  return broken(code, `${name} is ${what} (${metricPlace(metric)})`)
}

/** Whether a value came from as many examples as the rule asks; a slice asks for 30 unless it is said otherwise. */
export function fewestExamples({slice, groups, examples}: Rule): number {
  return examples ?? (slice || groups ? FEWEST_EXAMPLES : 0)
}

/** Below so many examples the value of a slice is chance. */
const FEWEST_EXAMPLES = 30

/** Why a value must not be judged for want of examples; nothing when there are enough. */
export function tooFew(rule: Rule, {metric}: Found, whose = ''): Finding | undefined {
  const fewest = fewestExamples(rule)
  const {n} = metric
  if (fewest === 0 || (n !== undefined && n >= fewest)) return undefined
  const subject = `${whose}${subjectOf(rule)}`
  const reason =
    n === undefined
      ? `${subject} does not say how many examples it comes from, and ${fewest} are asked for`
      : `${subject} comes from ${n} ${n === 1 ? 'example' : 'examples'}, and ${fewest} are asked for`
  // A small slice is a fact of the data, and undecided; of the whole it breaks what was agreed on.
  if (rule.slice) return {verdict: 'inconclusive', reasonCode: 'small-slice', reason}
  return broken('too-few-examples', reason)
}

/** Why the file and the rule do not mean the same; nothing when they may. */
export function directionConflict(rule: Rule, {metric}: Found): Finding | undefined {
  const {direction} = metric
  const isBand = rule.bound.kind === 'between' || rule.bound.kind === 'within'
  if (direction === undefined || isBand || direction === rule.direction) return undefined
  const [file, own] = [direction, rule.direction].map(one => `${one} is better`)
  const reason = `${metricPlace(metric)} says that of ${subjectOf(rule)} ${file}, and the rule "${rule.text}" that ${own}`
  return broken('direction-conflict', reason)
}
