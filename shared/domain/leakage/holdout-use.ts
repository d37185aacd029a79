import type {DataChange} from '../data-change.ts'
import {type Finding, findingOf} from '../finding.ts'
import {grouped} from '../grouped.ts'
import type {Looks} from './leakage.ts'

/** From so many models on luck is told. */
export const WORN = 20

/** By how many standard errors the best of so many equal models looks better than it is. */
const LUCK = [
  [5, 1.2],
  [10, 1.5],
  [20, 1.9],
  [50, 2.2],
  [100, 2.5],
  [200, 2.7],
] as const

type Roles = readonly {readonly name: string; readonly role: string}[]

/** Holdouts that changed while no dataset to train on did. */
export function changedAlone(change: DataChange | undefined, datasets: Roles): readonly Finding[] {
  const statusOf = (role: string) =>
    datasets
      .filter(dataset => dataset.role === role)
      .map(({name}) => change?.datasets.find(one => one.name === name))
      .filter(one => one !== undefined)
  const trained = statusOf('train')
  if (trained.length === 0 || trained.some(({status}) => status !== 'unchanged')) return []
  return statusOf('holdout')
    .filter(({status}) => status === 'changed')
    .map(({name}) =>
      findingOf('holdout-changed-alone', {
        dataset: name,
        message: `${name}: it changed while the training data are the same; figures before and after are of different rows, and choosing the rows chooses the figures`,
      }),
    )
}

/** What it means that so many models were judged on the same rows. */
export function wornFinding({dataset, runs, isMore}: Looks): readonly Finding[] {
  if (runs < WORN) return []
  const [, luck] = LUCK.filter(([models]) => models <= runs).at(-1) ?? [0, 0]
  const many = `${isMore ? 'at least ' : ''}${grouped(runs)}`
  return [
    findingOf('holdout-worn', {
      dataset,
      message: `${dataset}: ${many} runs were judged on these very rows; the best of so many equal models looks ${luck} standard errors better than it is, by luck alone. New rows for the holdout settle it`,
      count: runs,
    }),
  ]
}
