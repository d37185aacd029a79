import type {DatasetConfig} from './dataset-config.ts'
import {type Finding, findingOf} from './finding.ts'
import {didYouMean} from './nearest.ts'

const NAMING = ['key', 'order', 'cluster'] as const

/** Columns that a dataset names and its table does not have: what rests on them would be left out in silence. */
export function namedColumnFindings(
  dataset: string,
  settings: Partial<Pick<DatasetConfig, (typeof NAMING)[number]>>,
  {columns, decides}: {readonly columns: readonly string[]; readonly decides: boolean},
): readonly Finding[] {
  return NAMING.flatMap(word => {
    const name = settings[word]
    if (name === undefined || columns.includes(name)) return []
    const message = `${dataset}: "${word}" names the column ${JSON.stringify(name)}, which is not there${didYouMean(name, columns)}`
    return [findingOf('named-column', {dataset, message, ...(decides ? {level: 'fail'} : {})})]
  })
}
