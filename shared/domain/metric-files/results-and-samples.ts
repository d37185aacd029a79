import {metricName, metricPlace} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'

export type JoinedParts = {
  readonly metrics: readonly MetricRecord[]
  readonly problems: readonly string[]
}

/**
 * One evaluation that is told in two files: what the samples come to is the metric, with its examples; the results say which
 * way is better, and must agree. What only one of them has stays as it is.
 */
export function joinParts(
  results: readonly MetricRecord[],
  samples: readonly MetricRecord[],
): JoinedParts {
  const stated = new Map(results.map(one => [metricName(one), one]))
  const problems: string[] = []
  const joined = new Set<MetricRecord>()
  const metrics = samples.flatMap(one => {
    const said = one.slice ? undefined : stated.get(metricName(one))
    // Of a metric of the whole, such as perplexity, samples have only what it is made of.
    if (said && one.found === 'a list') return []
    if (!said) return [one]
    joined.add(said)
    if (!agree(one, said)) problems.push(disagreement(one, said))
    return [said.direction === undefined ? one : {...one, direction: said.direction}]
  })
  return {metrics: [...results.filter(one => !joined.has(one)), ...metrics], problems}
}

function agree(counted: MetricRecord, said: MetricRecord): boolean {
  if (typeof counted.value !== 'number' || typeof said.value !== 'number') return false
  if (said.n !== undefined && counted.n !== said.n) return false
  return Math.abs(counted.value - said.value) <= roundingOf(said.value)
}

/** Half of the last digit that is written, and a little for sums in another order. */
function roundingOf(value: number): number {
  const decimals =
    /^-?\d+\.(\d+)$/.exec(String(value))?.[1]?.length ?? (Number.isInteger(value) ? 0 : 15)
  return Math.max(0.5 * 10 ** -Math.max(decimals, 2), 1e-9) * (1 + 1e-9)
}

function disagreement(counted: MetricRecord, said: MetricRecord): string {
  const tell = ({value, found, n}: MetricRecord) =>
    n === undefined ? `${found ?? value}` : `${value} of ${n} examples`
  return `${metricName(said)} is ${tell(said)} at ${metricPlace(said)}, and ${tell(counted)} by the samples in ${counted.source}; name the files of one evaluation`
}
