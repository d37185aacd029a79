import {metricName} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {isShareMetric} from '../share-metric.ts'

/** What so many percent are as a share. A division would leave 0.9309999999999999 of 93.1. */
export function shareOf(percent: number): number {
  return Number((percent / 100).toPrecision(15))
}

const PERCENT = /^(?:%|percent|pct)$/i

/** A metric that is a share by its name and whose file says that it is in percent, as the share that rules mean. */
export function asShare(metric: MetricRecord): MetricRecord {
  const {unit, value, stderr, interval, dtype: _, ...rest} = metric
  if (unit === undefined || !PERCENT.test(unit.trim()) || !isShareMetric(metricName(metric))) {
    return metric
  }
  return {
    ...rest,
    value: typeof value === 'number' ? shareOf(value) : value,
    ...(stderr === undefined ? {} : {stderr: shareOf(stderr)}),
    ...(interval ? {interval: {low: shareOf(interval.low), high: shareOf(interval.high)}} : {}),
  }
}
