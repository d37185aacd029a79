import {MAX_METRICS, MAX_NAME, metricName, metricPlace} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {asShare} from './percent-share.ts'
import type {ReadingOrProblems} from './reading.ts'

/** What holds for every reading, whatever the format: bounded, each name once, and shares as shares. */
export function checkReading(reading: ReadingOrProblems): ReadingOrProblems {
  if ('problems' in reading) return reading
  const {metrics} = reading
  if (metrics.length > MAX_METRICS) return refused(`holds more than ${MAX_METRICS} values`)
  const first = new Map<string, MetricRecord>()
  for (const metric of metrics) {
    const slice = Object.entries(metric.slice ?? {}).sort()
    const known = JSON.stringify([metric.key, slice])
    if (known.length > 2 * MAX_NAME) {
      return refused(`a metric's name is longer than ${MAX_NAME} characters`, metric)
    }
    const other = first.get(known)
    if (other) {
      const of = slice.map(([dimension, value]) => ` of ${dimension} ${value}`).join('')
      return refused(
        `${metricName(metric)}${of} stands twice, first at ${metricPlace(other)}`,
        metric,
      )
    }
    first.set(known, metric)
  }
  return {...reading, metrics: metrics.map(asShare)}
}

function refused(
  message: string,
  {line = 1}: {readonly line?: number | undefined} = {},
): ReadingOrProblems {
  return {problems: [{line, column: 1, message}]}
}
