import type {MetricLookup} from '../metric.ts'
import type {MetricIndex} from '../metric-index.ts'
import type {MetricRecord} from '../metric-record.ts'
import {refersTo} from '../reason.ts'
import type {Rule} from './rule.ts'
import {scaleProblem} from './share-scale.ts'
import {broken, type Finding, otherOf, type Sides} from './sides.ts'
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
 * The values of one metric from so many runs, each of which wrote a file of its own. Fewer files than runs are no answer,
 * and more of them a choice.
 */
export function ownRuns(rule: Rule, count: number, {candidate}: Sides): readonly Found[] | Finding {
  const found = lookUp(rule, candidate)
  if (found.found === 'none') return ownValue(rule, candidate) as Finding
  const own = valuesOf(found, rule, 'candidate')
  if ('verdict' in own) return own
  if (own.length !== count) {
    const reason = `${subjectOf(rule)} was read from ${own.length} ${own.length === 1 ? 'run' : 'runs'}, and the rule is about ${count}`
    return broken('wrong-run-count', reason)
  }
  for (const one of own) {
    const problem = directionConflict(rule, one) ?? scaleProblem(rule, one) ?? tooFew(rule, one)
    if (problem) return problem
  }
  return own
}

/** The runs of the model that a rule compares with, as many as it has; nothing of a rule that does not compare. */
export function otherRuns(
  rule: Rule,
  sides: Sides,
): {readonly runs: readonly Found[]; readonly metrics: MetricIndex} | Finding | undefined {
  if (rule.bound.kind !== 'relative') return undefined
  const other = otherOf(rule.bound, sides, subjectOf(rule))
  if (!('metrics' in other)) return other
  const found = lookUp(rule, other.metrics)
  if (found.found === 'none') {
    const reason = `${refersTo(rule.bound)} has no ${subjectOf(rule)} yet, so there is nothing to compare it with`
    return {verdict: 'no-baseline', reasonCode: 'metric-new', reason}
  }
  const runs = valuesOf(found, rule, 'other')
  return 'verdict' in runs ? runs : {runs, metrics: other.metrics}
}

/** Of several runs their mean, so that neither a lucky nor an unlucky one is what counts. */
export function meanOf(runs: readonly Found[]): Found {
  const [first] = runs
  if (!first) throw new RangeError('a mean of no run')
  const value = runs.reduce((sum, run) => sum + run.value, 0) / runs.length
  return {metric: first.metric, value}
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
