import type {MetricLookup} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {formatTogether} from '../numbers.ts'
import {refersTo} from '../reason.ts'
import {compare, frameOf, placeOf} from './judgement.ts'
import type {Rule} from './rule.ts'
import {scaleProblem} from './share-scale.ts'
import {broken, type Finding, type JudgedRule, otherOf, type Sides} from './sides.ts'
import {
  directionConflict,
  type Found,
  lookUp,
  ownValue,
  subjectOf,
  tooFew,
  valueAt,
} from './values.ts'

/**
 * A rule that must hold in some of several runs, each of which wrote a file of its own. So many hold it as the value of
 * that rank says, so that value is judged. Fewer files than runs are no answer, and more of them a choice.
 */
export function judgeRuns(rule: Rule, sides: Sides): JudgedRule {
  return {...frameOf(rule), ...findingOf(rule, sides)}
}

function findingOf(rule: Rule, sides: Sides): Finding {
  const {runs} = rule
  const found = lookUp(rule, sides.candidate)
  if (!runs || found.found === 'none') return ownValue(rule, sides.candidate) as Finding
  const own = valuesOf(found, rule, 'candidate')
  if ('verdict' in own) return own
  if (own.length !== runs.of) {
    const reason = `${subjectOf(rule)} was read from ${own.length} ${own.length === 1 ? 'run' : 'runs'}, and the rule is about ${runs.of}`
    return broken('wrong-run-count', reason)
  }
  for (const one of own) {
    const problem = directionConflict(rule, one) ?? scaleProblem(rule, one) ?? tooFew(rule, one)
    if (problem) return problem
  }
  const sign = rule.direction === 'lower' ? 1 : -1
  const ranked = [...own].sort((a, b) => sign * (a.value - b.value))
  const decisive = ranked[runs.least - 1]
  if (!decisive) throw new RangeError('a rank beyond the runs')
  const against = againstOf(rule, sides)
  if (against && 'verdict' in against) return {...placeOf(decisive), ...against}
  const before = against && {before: against, noise: undefined, alpha: sides.alpha}
  const held = ranked.filter(one => compare(rule, one, before).verdict === 'pass').length
  const judged = compare(rule, decisive, before)
  const values = formatTogether(ranked.map(({value}) => value)).join(', ')
  const holds = `${subjectOf(rule)} holds in ${held} of ${runs.of} runs (${values}); ${runs.least} must hold`
  return {
    ...placeOf(decisive),
    ...(against ? {baseline: against.value} : {}),
    ...judged,
    ...(judged.verdict === 'error' ? {} : {reason: `${holds}: ${judged.reason}`}),
    runs: {held, ...runs},
  }
}

/** Of a model with several runs of its own their mean, so that neither a lucky nor an unlucky one is what counts. */
function againstOf(rule: Rule, sides: Sides): Found | Finding | undefined {
  if (rule.bound.kind !== 'relative') return undefined
  const other = otherOf(rule.bound, sides, subjectOf(rule))
  if (!('metrics' in other)) return other
  const whose = refersTo(rule.bound)
  const found = lookUp(rule, other.metrics)
  if (found.found === 'none') {
    const reason = `${whose} has no ${subjectOf(rule)} yet, so there is nothing to compare it with`
    return {verdict: 'no-baseline', reasonCode: 'metric-new', reason}
  }
  const values = valuesOf(found, rule, 'other')
  if ('verdict' in values) return values
  const [first] = values
  if (!first) throw new RangeError('a metric without a value')
  const mean = values.reduce((sum, {value}) => sum + value, 0) / values.length
  return {metric: first.metric, value: mean}
}

/** One value of each file; two in one file are no runs. */
function valuesOf(
  found: Exclude<MetricLookup, {found: 'none'}>,
  rule: Rule,
  side: 'candidate' | 'other',
): readonly Found[] | Finding {
  const metrics: readonly MetricRecord[] = found.found === 'one' ? [found.metric] : found.metrics
  const values: Found[] = []
  const sources = new Set<string>()
  for (const metric of metrics) {
    const {source} = metric
    if (sources.has(source)) {
      const code = side === 'candidate' ? 'ambiguous-metric' : 'baseline-ambiguous'
      return broken(code, `${subjectOf(rule)} stands twice in ${source}`)
    }
    sources.add(source)
    const value = valueAt(metric, side, subjectOf(rule))
    if (!('value' in value)) return {...value, source, ...(metric.line ? {line: metric.line} : {})}
    values.push(value)
  }
  return values
}
