import type {FairnessMeasure} from '../fairness/names.ts'
import {FAIRNESS_MEASURES, isFairnessMeasure} from '../fairness/names.ts'
import {
  exactSlice,
  fitsPattern,
  type MetricIndex,
  onlySlice,
  type Slice,
  sliceKey,
  slicesFor,
} from '../metric-index.ts'
import {isComparing, metricsOf, type Rule, type SliceSelector} from './rule.ts'
import {broken, type Finding, otherOf, type Sides} from './sides.ts'
import {printSubject} from './text.ts'
import {sliceHint, subjectOf} from './values.ts'

/** More would make a record that nobody reads. */
const MOST_MATCHES = 1000

/** A rule that means several values as one rule for each; or why it means none. */
export function expandRule(rule: Rule, sides: Sides): readonly Rule[] | Finding {
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
  if (!slice || slice.pick === 'worst' || onlySlice(slice)) return [rule]
  const slices = slicesOf(rule, slice, sides)
  if (slices.length > 0) return slices.map(one => ({...rule, slice: exactSlice(one)}))
  const hint = sliceHint({...rule, slice}, sides.candidate)
  return broken('missing-metric', `no slice is ${subjectOf(rule)}${hint}`)
}

/** The slices that a rule means, also those that only the baseline has: none leaves a comparison by leaving the file. */
export function slicesOf(rule: Rule, slice: SliceSelector, sides: Sides): readonly Slice[] {
  const found = new Map(
    sidesOf(rule, sides)
      .flatMap(metrics => slicesFor(slice, metrics.slices(rule.metric)))
      .map(one => [sliceKey(one), one]),
  )
  return [...found.values()]
}

function sidesOf(rule: Rule, sides: Sides): readonly MetricIndex[] {
  const {bound} = rule
  if (!isComparing(rule) || bound.kind === 'budget') return [sides.candidate]
  const other = otherOf('champion' in bound ? bound : {}, sides, rule.metric)
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
  if (slice) return slicesFor(slice, metrics.slices(rule.metric)).length > 0
  return metricsOf(rule).every(name => metrics.find(name).found !== 'none')
}

function ratesOf(measure: FairnessMeasure): readonly string[] {
  return FAIRNESS_MEASURES[measure].of
}
