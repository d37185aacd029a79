import type {Task} from '../../domain/evaluation.ts'
import {type MetricName, measuresOf, sumTerms} from '../../domain/measures.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import {groundOf} from '../../domain/paired.ts'
import type {Score} from '../../domain/score.ts'
import {ActionError} from '../../platform/errors.ts'

/** How metrics that were computed here are told from those of a file. */
const SOURCE = 'evaluation'

/** The metrics over all rows: those that were asked for, or all that these scores have. */
export function summarizeScores(
  scores: readonly Score[],
  {task, classes}: {readonly task: Task; readonly classes: readonly string[] | undefined},
  wanted: readonly MetricName[] | undefined,
): MetricRecord[] {
  const measures = measuresOf(task, groundOf(scores, classes))
  const known = measures.map(({name}) => name)
  const missing = wanted?.filter(name => !known.includes(name)) ?? []
  if (missing.length > 0) {
    throw new ActionError(
      'unknown-metric',
      `this ${task} has no ${missing.join(', no ')}; it has ${known.join(', ')}`,
      {hint: 'f1, precision and recall need two classes, log_loss and brier probabilities.'},
    )
  }
  return measures
    .filter(({name}) => !wanted || wanted.includes(name))
    .map(measure => ({
      key: [measure.name],
      value: stateOf(measure.value(sumTerms(measure, scores))),
      source: SOURCE,
    }))
}

/** A value that is none is kept as what it is, so that no other file can stand in for it. */
function stateOf(value: number): MetricRecord['value'] {
  if (Number.isFinite(value)) return value
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? 'Infinity' : '-Infinity'
}
