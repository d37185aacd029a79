import {metricName} from './metric.ts'
import type {MetricRecord} from './metric-record.ts'
import type {NoiseOf} from './noise.ts'
import {noiseOfStated, type StatedFigure} from './noise-tests/stated-noise.ts'
import type {Rule} from './rules/rule.ts'

/** The noise of metrics of which both files state an error; nothing of the others, and of slices. */
export function noiseOfRecords(
  candidate: readonly MetricRecord[],
  baseline: readonly MetricRecord[],
): NoiseOf {
  const [own, other] = [statedBy(candidate), statedBy(baseline)]
  return (rule, ask) => {
    if (rule.bound.kind !== 'relative' || rule.slice) return undefined
    const [after, before] = [own(rule), other(rule)]
    return after && before && noiseOfStated(rule, {candidate: after, baseline: before}, ask)
  }
}

function statedBy(metrics: readonly MetricRecord[]): (rule: Rule) => StatedFigure | undefined {
  const byName = new Map<string, StatedFigure | undefined>()
  for (const {slice, value, stderr, n, ...metric} of metrics) {
    if (slice) continue
    const name = metricName(metric)
    const isStated = typeof value === 'number' && stderr !== undefined && !byName.has(name)
    // Of a name that stands for several values nothing is said here.
    byName.set(name, isStated ? {value, error: stderr, n} : undefined)
  }
  return ({metric}) => byName.get(metric)
}
