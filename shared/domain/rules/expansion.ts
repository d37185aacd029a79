import type {FairnessMeasure} from '../fairness/names.ts'
import {FAIRNESS_MEASURES, isFairnessMeasure} from '../fairness/names.ts'
import {
  exactSlice,
  fitsPattern,
  listedSlices,
  type MetricIndex,
  type Slice,
  sliceKey,
  slicesFor,
  slicesWithin,
} from '../metric-index.ts'
import {isComparing, metricsOf, type Rule, type SliceSelector} from './rule.ts'
import {broken, type Finding, otherOf, type Sides} from './sides.ts'
import {printSlice, printSubject} from './text.ts'
import {sliceHint, subjectOf} from './values.ts'

/** More would make a record that nobody reads. */
const MOST_MATCHES = 1000

/** A rule that means several values as one rule for each; or why it means none. */
export function expandRule(rule: Rule, sides: Sides): readonly Rule[] | Finding {
  if (!rule.isPattern && !rule.slice) return [rule]
  const named = rule.isPattern ? byName(rule, sides) : [rule]
  if (!Array.isArray(named)) return named as Finding
  const rules: Rule[] = []
  for (const one of named as readonly Rule[]) {
    const found = bySlice(one, sides)
    if ('verdict' in found) return found
    rules.push(...found)
    if (rules.length > MOST_MATCHES) {
      const reason = `${printSubject(rule)} fits more than ${MOST_MATCHES} metrics; write a narrower rule`
      return broken('too-many-matches', reason)
    }
  }
  return rules
}

/** What the baseline has and the candidate lacks is part of it, so that no metric leaves a rule by leaving the file. */
function byName(rule: Rule, sides: Sides): readonly Rule[] | Finding {
  const fits = fitsPattern(rule.metric)
  const names = new Set<string>()
  for (const metrics of sidesOf(rule, sides)) {
    for (const name of namesIn(metrics, rule)) if (fits(name)) names.add(name)
  }
  const {isPattern: _, ...plain} = rule
  if (names.size > 0) return [...names].map(metric => ({...plain, metric}))
  return broken('missing-metric', `no metric has a name like ${printSubject(rule)}`)
}

function namesIn(metrics: MetricIndex, {slice}: Rule): readonly string[] {
  return slice ? metrics.slicedNames() : metrics.names()
}

function bySlice(rule: Rule, sides: Sides): readonly Rule[] | Finding {
  const {slice} = rule
  if (!slice || slice.pick === 'worst') return [rule]
  const listed = listedSlices(slice)
  if (listed) return byList(rule, listed, sides)
  const slices = slicesOf(rule, slice, sides)
  if (slices.length > 0) return slices.map(one => ({...rule, slice: exactSlice(one)}))
  const hint = sliceHint({...rule, slice}, sides.candidate)
  return broken('missing-metric', `no slice is ${subjectOf(rule)}${hint}`)
}

function byList(rule: Rule, listed: readonly Slice[], sides: Sides): readonly Rule[] | Finding {
  const rules: Rule[] = []
  for (const one of listed) {
    const slice = wholeSlice(rule, one, sides)
    if ('verdict' in slice) return slice
    rules.push({...rule, slice: exactSlice(slice.slice)})
  }
  return rules
}

/**
 * Series of a metrics endpoint have more labels than people name: a slice that is there with further dimensions, and only
 * once, is meant. Where it is there by itself on either side, nothing else is.
 */
function wholeSlice(
  {metric, bound}: Rule,
  slice: Slice,
  {candidate, baseline}: Sides,
): {readonly slice: Slice} | Finding {
  const all = baseline ? [candidate, baseline] : [candidate]
  if (all.some(metrics => metrics.find(metric, slice).found !== 'none')) return {slice}
  // A limit says nothing about the baseline, whose further labels may be others.
  const asked = isComparing({bound}) ? all : [candidate]
  const within = new Map(
    asked
      .flatMap(metrics => slicesWithin(slice, metrics.slices(metric)))
      .map(one => [sliceKey(one), one]),
  )
  const [only, other] = within.values()
  if (!only || !other) return {slice: only ?? slice}
  const name = (one: Slice) => `${metric}${printSlice(exactSlice(one))}`
  const reason = `${name(slice)} is ambiguous: there is ${name(only)} and ${name(other)}${within.size > 2 ? ` and ${within.size - 2} more` : ''}; name the other labels, too, as in "${name(only)}"`
  return broken('ambiguous-metric', reason)
}

/** The slices that a rule means, also those that only the baseline has: none leaves a rule by leaving the file. */
export function slicesOf(rule: Rule, slice: SliceSelector, sides: Sides): readonly Slice[] {
  const found = new Map(
    sidesOf(rule, sides)
      .flatMap(metrics => slicesFor(slice, metrics.slices(rule.metric)))
      .map(one => [sliceKey(one), one]),
  )
  return [...found.values()]
}

/** Where names and slices of a rule are looked for: limits, too, hold for what the baseline had. */
function sidesOf(rule: Rule, sides: Sides): readonly MetricIndex[] {
  const {bound} = rule
  const reference = isComparing(rule) && 'champion' in bound ? bound : {}
  const other = otherOf(reference, sides, rule.metric)
  return 'metrics' in other ? [sides.candidate, other.metrics] : [sides.candidate]
}

/** Whether metrics have what a rule names, so that it could be judged by them. */
export function isAnswered(rule: Rule, metrics: MetricIndex): boolean {
  if (rule.optional) return true
  if (rule.groups && isFairnessMeasure(rule.metric)) {
    return ratesOf(rule.metric).every(rate => metrics.slices(rate).length > 0)
  }
  if (rule.isPattern) {
    return namesIn(metrics, rule).some(fitsPattern(rule.metric))
  }
  const {slice} = rule
  if (slice) return hasSlices(slice, rule.metric, metrics)
  return metricsOf(rule).every(name => metrics.find(name).found !== 'none')
}

function hasSlices(slice: SliceSelector, metric: string, metrics: MetricIndex): boolean {
  const known = metrics.slices(metric)
  const listed = listedSlices(slice)
  if (!listed) return slicesFor(slice, known).length > 0
  return listed.every(one => slicesWithin(one, known).length > 0)
}

function ratesOf(measure: FairnessMeasure): readonly string[] {
  return FAIRNESS_MEASURES[measure].of
}
