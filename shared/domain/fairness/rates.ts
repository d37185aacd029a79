import type {MetricIndex, Slice} from '../metric-index.ts'
import {broken, type Finding} from '../rules/sides.ts'
import {valueAt} from '../rules/values.ts'
import {FAIRNESS_MEASURES, type FairnessMeasure, GROUP_RATES, type GroupRate} from './names.ts'

/** One group's rate. */
export type Rate = {
  readonly group: string
  readonly value: number
  readonly n: number | undefined
  readonly source: string
}

/** The rates of all groups that a measure is made of, one list for each rate. */
export function readRates(
  measure: FairnessMeasure,
  dimension: string,
  metrics: MetricIndex,
): readonly (readonly Rate[])[] | Finding {
  const lists: (readonly Rate[])[] = []
  for (const rate of FAIRNESS_MEASURES[measure].of) {
    const list = readRate(rate, dimension, metrics)
    if ('verdict' in list) return list
    lists.push(list)
  }
  return lists
}

/** The groups of which any rate is known. */
export function groupsIn(dimension: string, metrics: MetricIndex): readonly string[] {
  const slices = GROUP_RATES.flatMap(rate => metrics.slices(rate))
  return [...new Set(slices.filter(one => isOf(one, dimension)).map(one => one[dimension] ?? ''))]
}

function readRate(
  rate: GroupRate,
  dimension: string,
  metrics: MetricIndex,
): readonly Rate[] | Finding {
  const slices = metrics.slices(rate).filter(slice => isOf(slice, dimension))
  if (slices.length === 0) {
    const reason = `no metric is named ${rate}[${dimension}=*]; it comes from evaluate.slices, from gate.predictions with slice, or from a metrics file with slices`
    return broken('missing-metric', reason)
  }
  const read: Rate[] = []
  for (const slice of slices) {
    const group = slice[dimension] ?? ''
    const name = `${rate}[${dimension}=${group}]`
    const found = metrics.find(rate, slice)
    if (found.found !== 'one')
      return broken('ambiguous-metric', `${name} stands there more than once`)
    const value = valueAt(found.metric, 'candidate', name)
    if (!('value' in value)) return value
    if (value.value < 0 || value.value > 1) {
      return broken(
        'metric-not-a-number',
        `${name} is ${value.value}, which is no share from 0 to 1`,
      )
    }
    const {n, source} = found.metric
    read.push({group, value: value.value, n, source})
  }
  return read
}

function isOf(slice: Slice, dimension: string): boolean {
  return Object.hasOwn(slice, dimension) && Object.keys(slice).length === 1
}
