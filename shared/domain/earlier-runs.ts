import {type EvaluationBody, isSameGround} from './evaluation.ts'
import {indexMetrics} from './metric-index.ts'
import type {MetricRecord} from './metric-record.ts'
import type {NoiseOf} from './noise.ts'
import {noiseOfHistory} from './noise-tests/run-noise.ts'
import type {DataSection, RunRecord} from './record.ts'
import {lookUp} from './rules/values.ts'

/** What the candidate was judged on. */
export type Rows = {
  readonly evaluation: EvaluationBody | undefined
  readonly data: DataSection | undefined
}

/**
 * Runs whose figures scatter around the same: judged on the same rows, each of a model of its own. A model that is there
 * twice would make chance look smaller than it is.
 */
export function alikeRuns(records: readonly RunRecord[], rows: Rows): readonly RunRecord[] {
  const models = new Set<string>()
  return records.filter(({gate, model, evaluation, data}) => {
    if (!gate || gate.body.unchanged || gate.body.unfitAsBaseline) return false
    const isAlike = rows.evaluation
      ? evaluation !== undefined && isSameGround(evaluation.body, rows.evaluation)
      : evaluation === undefined && holdoutsOf(data) === holdoutsOf(rows.data)
    const digest = model?.body.digest
    if (!isAlike || (digest !== undefined && models.has(digest))) return false
    if (digest !== undefined) models.add(digest)
    return true
  })
}

/** What is known of the rows where nobody evaluated: nothing, unless they are tracked. */
function holdoutsOf(data: DataSection | undefined): string {
  const holdouts = data?.body.datasets.filter(({role}) => role === 'holdout') ?? []
  return JSON.stringify(holdouts.map(({name, digest}) => [name, digest]).sort())
}

/** The noise of rules that ask for it: whether the candidate lies where the next of the earlier runs would. */
export function noiseOfEarlier(
  candidate: readonly MetricRecord[],
  earlier: readonly (readonly MetricRecord[])[],
): NoiseOf {
  const own = indexMetrics(candidate)
  const others = earlier.map(metrics => indexMetrics(metrics))
  return (rule, ask) => {
    if (!rule.isNoiseFromHistory || rule.bound.kind !== 'relative') return undefined
    const valueIn = (metrics: typeof own) => {
      const found = lookUp(rule, metrics)
      return found.found === 'one' && typeof found.metric.value === 'number'
        ? found.metric.value
        : undefined
    }
    const value = valueIn(own)
    const history = others.map(valueIn).filter(one => one !== undefined)
    return value === undefined ? undefined : noiseOfHistory(rule, {candidate: value, history}, ask)
  }
}
