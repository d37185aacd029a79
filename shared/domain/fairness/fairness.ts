import type {MetricRecord} from '../metric-record.ts'
import {FAIRNESS_MEASURES, type FairnessMeasure, GROUP_RATES, type GroupRate} from './names.ts'

/** What a classifier did in one group. */
export type GroupCounts = {
  readonly group: string
  /** Examples; those that it chose; those that it should have chosen, and of them those it did; and those it should not. */
  readonly examples: number
  readonly selected: number
  readonly positives: number
  readonly truePositives: number
  readonly negatives: number
  readonly falsePositives: number
}

type Labelled = {readonly target: string; readonly prediction: string}

/** Counts by group, in the order in which groups occur; an example without a group belongs to none. */
export function countGroups(
  scores: readonly Labelled[],
  groupOf: (row: number) => string,
  {positive}: {readonly positive: string},
): readonly GroupCounts[] {
  const groups = new Map<string, {-readonly [key in keyof GroupCounts]: GroupCounts[key]}>()
  scores.forEach(({target, prediction}, row) => {
    const group = groupOf(row)
    if (group === '') return
    const empty = {selected: 0, positives: 0, truePositives: 0, negatives: 0, falsePositives: 0}
    const counts = groups.get(group) ?? {group, examples: 0, ...empty}
    groups.set(group, counts)
    const isSelected = prediction === positive
    counts.examples += 1
    counts.selected += Number(isSelected)
    if (target === positive) {
      counts.positives += 1
      counts.truePositives += Number(isSelected)
    } else {
      counts.negatives += 1
      counts.falsePositives += Number(isSelected)
    }
  })
  return [...groups.values()]
}

/** A share of examples. */
export type GroupShare = {readonly group: string; readonly count: number; readonly of: number}

const SHARES = {
  selection_rate: ({selected, examples}) => [selected, examples],
  true_positive_rate: ({truePositives, positives}) => [truePositives, positives],
  false_positive_rate: ({falsePositives, negatives}) => [falsePositives, negatives],
} as const satisfies Record<GroupRate, (counts: GroupCounts) => readonly [number, number]>

export function sharesOf(rate: GroupRate, groups: readonly GroupCounts[]): readonly GroupShare[] {
  return groups.map(counts => {
    const [count, of] = SHARES[rate](counts)
    return {group: counts.group, count, of}
  })
}

/** The rates of groups as metrics of slices, from which rules on fairness are judged; a rate of no example is none. */
export function groupMetrics(
  dimension: string,
  groups: readonly GroupCounts[],
  source: string,
): readonly MetricRecord[] {
  return GROUP_RATES.flatMap(rate =>
    sharesOf(rate, groups)
      .filter(({of}) => of > 0)
      .map(({group, count, of}) => ({
        key: [rate],
        value: count / of,
        source,
        n: of,
        slice: {[dimension]: group},
      })),
  )
}

/**
 * A measure from the rates of groups, one list for each rate that it is made of. With no group that is ever chosen a ratio
 * is not defined.
 */
export function fairnessOf(
  measure: Exclude<FairnessMeasure, 'disparate_impact'>,
  rates: readonly (readonly number[])[],
): number {
  const each = rates.map(values => {
    const [least, most] = [Math.min(...values), Math.max(...values)]
    return FAIRNESS_MEASURES[measure].how === 'difference' ? most - least : least / most
  })
  if (FAIRNESS_MEASURES[measure].how === 'difference') return Math.max(...each)
  // A rate of 0 in every group has no ratio, and treats them alike.
  const known = each.filter(one => !Number.isNaN(one))
  return known.length === 0 ? Number.NaN : Math.min(...known)
}
