import {isPersonal} from '../../domain/dataset-config.ts'
import type {Outcome} from '../../domain/expect/checker.ts'
import {queriesAmong} from '../../domain/expect/entry.ts'
import type {Measured} from '../../features/data/index.ts'
import {runQueries} from '../../features/expect/index.ts'
import {type Profiled, tablesOf} from '../../features/profile/index.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'

/** Asks the queries of all datasets, one dataset after another; those without one are not in the answer. */
export async function askQueries(
  setting: Setting,
  {
    measured,
    wishes,
    seen,
  }: {
    readonly measured: readonly Measured[]
    readonly wishes: readonly DatasetWish[]
    readonly seen: ReadonlyMap<string, Profiled>
  },
): Promise<ReadonlyMap<string, readonly Outcome[]>> {
  const answers = new Map<string, readonly Outcome[]>()
  for (const {name, settings = {}} of wishes) {
    const queries = queriesAmong(settings.expect ?? [])
    const rows = seen.get(name)?.profile?.rows
    const own = measured.find(({record}) => record.name === name)
    // Who has no rows here cannot be asked, and what is not answered does not pass.
    if (queries.length === 0 || rows === undefined || own === undefined) continue
    const others = measured.filter(one => one !== own && isHere(one))
    const dataset = {
      queries,
      table: tableOf(setting, own, wishes),
      rows,
      others: others
        .map(one => tableOf(setting, one, wishes))
        .filter(({files}) => files.length > 0),
      columns: [own, ...others].flatMap(({record}) => columnsOf(seen.get(record.name))),
      isPersonal: isPersonal(settings),
    }
    const {runner, place} = setting
    answers.set(name, await runQueries(dataset, place, runner))
  }
  return answers
}

function columnsOf(profiled: Profiled | undefined): readonly string[] {
  return profiled?.seen?.columns.map(({name}) => name) ?? []
}

function isHere({record: {kind = 'bytes', pointers = 0}}: Measured): boolean {
  return kind === 'bytes' && pointers === 0
}

function tableOf(
  {place}: Setting,
  {record: {name, root, bytes}, files}: Measured,
  wishes: readonly DatasetWish[],
) {
  const {settings = {}} = wishes.find(wish => wish.name === name) ?? {}
  const {format, missing = []} = settings
  return {name, files: tablesOf(absolutePath(place, root), [...files()], format), missing, bytes}
}
