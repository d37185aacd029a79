import type {Task} from './evaluation.ts'
import {countGroups, groupMetrics} from './fairness/fairness.ts'
import {GROUP_RATES} from './fairness/names.ts'
import {type Ground, isComputed, type Measure, sumTerms} from './measures.ts'
import {metricValue} from './metric.ts'
import type {MetricRecord} from './metric-record.ts'
import type {Score} from './score.ts'

/** Dimension to the value of each row; an empty text belongs to no slice of the dimension. */
export type SliceNames = Readonly<Record<string, readonly string[]>>

/** More values of one dimension are no slices, but names of rows. */
export const MOST_SLICES = 200

type Kind = {
  readonly measures: readonly Measure[]
  readonly task: Task
  readonly ground: Pick<Ground, 'classes'>
  readonly source: string
}

/**
 * The metrics of each slice, with its rows; of two classes also how often each group gets the second one, from which rules
 * on fairness are judged. Nothing of a dimension with too many values.
 */
export function slicedMetrics(
  scores: readonly Score[],
  slices: SliceNames,
  {measures, task, ground, source}: Kind,
): readonly MetricRecord[] {
  const [, positive, ...more] = task === 'classification' ? ground.classes : []
  return Object.entries(slices).flatMap(([dimension, names]) => {
    const members = membersOf(names, scores)
    if (members.size > MOST_SLICES) return []
    const figures = [...members].flatMap(([name, rows]) =>
      measures.map(measure => ({
        key: [measure.name],
        value: metricValue(measure.value(sumTerms(measure, rows))),
        source,
        n: rows.length,
        slice: {[dimension]: name},
      })),
    )
    if (positive === undefined || more.length > 0) return figures
    const labelled = scores.map(({target, prediction}) => ({
      target: String(target),
      prediction: String(prediction),
    }))
    const counts = countGroups(labelled, row => names[row] ?? '', {positive})
    return [...figures, ...groupMetrics(dimension, counts, source)]
  })
}

function membersOf(
  names: readonly string[],
  scores: readonly Score[],
): ReadonlyMap<string, readonly Score[]> {
  const all = new Map<string, Score[]>()
  scores.forEach((score, row) => {
    const name = names[row] ?? ''
    if (name === '') return
    const same = all.get(name)
    if (same) same.push(score)
    else all.set(name, [score])
  })
  return all
}

const RATES: ReadonlySet<string> = new Set(GROUP_RATES)

/** Whether evaluations make a metric of this path themselves, so that none is taken from elsewhere. */
export function isEvaluated({key: [name, ...more]}: {readonly key: readonly string[]}): boolean {
  return name !== undefined && more.length === 0 && (isComputed(name) || RATES.has(name))
}
