import {parseJsonTree} from '../../../shared/domain/formats/json.ts'
import {type Judgement, judge} from '../../../shared/domain/judgement.ts'
import {collectMetrics} from '../../../shared/domain/metric.ts'
import type {MetricRecord} from '../../../shared/domain/metric-record.ts'
import {parseRule} from '../../../shared/domain/rules/parser.ts'
import type {Rule} from '../../../shared/domain/rules/rule.ts'

export function metrics(text: string): readonly MetricRecord[] {
  const parsed = parseJsonTree(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.message)
  const collected = collectMetrics(parsed.tree, 'metrics.json')
  if ('problems' in collected) throw new Error(collected.problems[0]?.message)
  return collected.metrics
}

export function rules(...texts: readonly string[]): readonly Rule[] {
  return texts.map(text => {
    const parsed = parseRule(text)
    if ('problem' in parsed) throw new Error(parsed.problem.message)
    return parsed.rule
  })
}

/** One rule on metrics written as JSON. */
export function judged(rule: string, candidate: string, baseline?: string): Judgement {
  return judge({
    rules: rules(rule),
    candidate: metrics(candidate),
    baseline: baseline === undefined ? undefined : metrics(baseline),
  })
}
