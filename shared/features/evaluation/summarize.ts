import type {Task} from '../../domain/evaluation.ts'
import {type MetricName, measuresOf, sumTerms} from '../../domain/measures.ts'
import {MAX_METRICS, metricValue} from '../../domain/metric.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import {groundOf} from '../../domain/paired.ts'
import type {Score} from '../../domain/score.ts'
import {MOST_SLICES, type SliceNames, slicedMetrics} from '../../domain/sliced-metrics.ts'
import {ActionError} from '../../platform/errors.ts'

/** How metrics that were computed here are told from those of a file. */
const SOURCE = 'evaluation'

/** The metrics over all rows and over each slice: those that were asked for, or all that these scores have. */
export function summarizeScores(
  scores: readonly Score[],
  {task, classes}: {readonly task: Task; readonly classes: readonly string[] | undefined},
  wanted: readonly MetricName[] | undefined,
): MetricRecord[] {
  const ground = groundOf(scores, classes)
  const measures = measuresOf(task, ground)
  const known = measures.map(({name}) => name)
  const missing = wanted?.filter(name => !known.includes(name)) ?? []
  if (missing.length > 0) {
    throw new ActionError(
      'unknown-metric',
      `this ${task} has no ${missing.join(', no ')}; it has ${known.join(', ')}`,
      {hint: 'f1, precision and recall need two classes, log_loss and brier probabilities.'},
    )
  }
  const asked = measures.filter(({name}) => !wanted || wanted.includes(name))
  const whole = asked.map(measure => ({
    key: [measure.name],
    value: metricValue(measure.value(sumTerms(measure, scores))),
    source: SOURCE,
  }))
  const kind = {measures: asked, task, ground, source: SOURCE}
  const all = [...whole, ...slicedMetrics(scores, slicesOf(scores), kind)]
  if (all.length <= MAX_METRICS) return all
  throw new ActionError('too-large', `the slices have ${all.length} metrics`, {
    hint: `At most ${MAX_METRICS} are kept: name fewer columns in evaluate.slices, or fewer metrics in evaluate.metrics.`,
  })
}

/** The value of each row by dimension; what has too many values is an error, because no rule would find its slices. */
function slicesOf(scores: readonly Score[]): SliceNames {
  const dimensions = new Set(scores.flatMap(({slice}) => Object.keys(slice ?? {})))
  const slices = [...dimensions].map(dimension => {
    const names = scores.map(({slice}) =>
      slice && Object.hasOwn(slice, dimension) ? (slice[dimension] ?? '') : '',
    )
    const count = new Set(names.filter(name => name !== '')).size
    if (count > MOST_SLICES) {
      throw new ActionError('too-many-slices', `the column "${dimension}" has ${count} values`, {
        hint: `A column in evaluate.slices has at most ${MOST_SLICES}: add one to the holdout that has fewer, such as the month of a date.`,
      })
    }
    return [dimension, names] as const
  })
  return Object.fromEntries(slices)
}
