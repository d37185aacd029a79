import type {ExampleTable, Predicted} from './example-table.ts'
import {isComputed, type Measure, measuresOf, valuesOf} from './measures.ts'
import {metricName} from './metric.ts'
import {groundOf} from './paired.ts'

/** Names of the metrics that can be compared by the examples of a table. */
export function metricsOf({scores, predicted}: ExampleTable): readonly string[] {
  const computed = predicted ? measures(predicted).map(({name}) => name) : []
  return [...new Set([...scores.map(metricName), ...computed])]
}

/** The numbers whose mean the metric is; nothing where it is no mean. */
export function meanColumn(
  {scores, predicted}: ExampleTable,
  metric: string,
): Float64Array | undefined {
  const score = scores.find(score => metricName(score) === metric)
  if (score || !predicted || !isComputed(metric)) return score?.values
  const measure = measures(predicted).find(({name}) => name === metric)
  return measure?.shape === 'mean' ? valuesOf(measure, predicted.scores) : undefined
}

function measures({task, scores}: Predicted): readonly Measure[] {
  return measuresOf(task, groundOf(scores))
}
