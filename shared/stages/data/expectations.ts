import {isPersonal} from '../../domain/dataset-config.ts'
import {type KnownKeys, type Outcome, unchecked} from '../../domain/expect/checker.ts'
import {queriesAmong, rulesAmong} from '../../domain/expect/entry.ts'
import {expectFinding, expectFindings} from '../../domain/expect/findings.ts'
import {type KeyGatherer, keyGatherer} from '../../domain/expect/key-checkers.ts'
import {expectObserver} from '../../domain/expect/observer.ts'
import type {Finding} from '../../domain/finding.ts'
import {didYouMean} from '../../domain/nearest.ts'
import type {Observer} from '../../domain/ports/table.ts'
import type {Measured} from '../../features/data/index.ts'
import {observeDataset, type ProfileSettings, tablesOf} from '../../features/profile/index.ts'
import {now} from '../../platform/clock.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'

type KeysOf = (dataset: string, column: string) => KnownKeys

const NOT_ASKED = unchecked('the rows were not looked at')

/** What is expected of one dataset: who looks at its rows, and afterwards what is wrong. */
type Expected = {
  readonly observers: readonly Observer[]
  readonly findings: (answers: readonly Outcome[]) => readonly Finding[]
  readonly count: number
}

/** What is expected of all datasets. */
export async function expectAll(
  setting: Setting,
  measured: readonly Measured[],
  wishes: readonly DatasetWish[],
) {
  const keysOf = await referredKeys(setting, measured, wishes)
  const all = new Map(
    wishes.map(({name, settings = {}}) => [name, expectedOf(name, settings, keysOf)]),
  )
  return {
    observers: (name: string): readonly Observer[] => all.get(name)?.observers ?? [],
    /** Once all rows were seen. */
    findings(name: string, answers: readonly Outcome[] = []): readonly Finding[] {
      const expected = all.get(name)
      if (expected === undefined || expected.count === 0) return []
      const {count} = expected
      const unmet = expected.findings(answers)
      setting.runner.info(`${name}: ${count - unmet.length} of ${count} expectations hold`)
      return unmet
    },
  }
}

/** Makes the checks of a dataset; what nobody looks at afterwards was not checked, and says so. */
function expectedOf(name: string, settings: ProfileSettings, keysOf: KeysOf): Expected {
  const rules = rulesAmong(settings.expect ?? [])
  const queries = queriesAmong(settings.expect ?? [])
  const count = rules.length + queries.length
  if (count === 0) return {observers: [], findings: () => [], count: 0}
  const {observer, outcomes} = expectObserver(
    rules.map(({expectation}) => expectation),
    {now: now().getTime(), isPersonal: isPersonal(settings), keysOf},
  )
  return {
    observers: [observer],
    findings: answers => [
      ...expectFindings(name, rules, outcomes()),
      ...queries.flatMap(
        ({sql, level = 'fail'}, at) =>
          expectFinding(name, {text: sql, level}, answers[at] ?? NOT_ASKED) ?? [],
      ),
    ],
    count,
  }
}

/** Reads the columns that others refer to, each dataset once, before those that refer are looked at. */
async function referredKeys(
  setting: Setting,
  measured: readonly Measured[],
  wishes: readonly DatasetWish[],
): Promise<KeysOf> {
  const known = new Map<string, KnownKeys>()
  const keyOf = (dataset: string, column: string) => JSON.stringify([dataset, column])
  for (const [dataset, columns] of referredColumns(wishes)) {
    const one = measured.find(({record}) => record.name === dataset)
    const wish = wishes.find(({name}) => name === dataset)
    const found = one ? await gather(setting, {one, wish, columns}) : undefined
    for (const column of columns) {
      const why = `there is no dataset ${JSON.stringify(dataset)} here`
      known.set(keyOf(dataset, column), found?.get(column) ?? {kind: 'unknown', why})
    }
  }
  return (dataset, column) =>
    known.get(keyOf(dataset, column)) ?? {kind: 'unknown', why: 'nobody read its keys'}
}

function referredColumns(wishes: readonly DatasetWish[]): ReadonlyMap<string, ReadonlySet<string>> {
  const columns = new Map<string, Set<string>>()
  for (const {settings} of wishes) {
    for (const {expectation} of rulesAmong(settings?.expect ?? [])) {
      const {check} = expectation
      if (check.kind !== 'key') continue
      const of = columns.get(check.dataset) ?? new Set()
      columns.set(check.dataset, of.add(check.target))
    }
  }
  return columns
}

type Referred = {
  readonly one: Measured
  readonly wish: DatasetWish | undefined
  readonly columns: ReadonlySet<string>
}

async function gather(
  {place}: Setting,
  {one: {record, files}, wish, columns}: Referred,
): Promise<ReadonlyMap<string, KnownKeys>> {
  const {kind = 'bytes', pointers = 0} = record
  if (kind !== 'bytes' || pointers > 0) {
    const why = `the bytes of the dataset ${JSON.stringify(record.name)} are not here`
    return new Map([...columns].map(column => [column, unknown(why)]))
  }
  const tables = tablesOf(absolutePath(place, record.root), [...files()], wish?.settings?.format)
  const gatherers = new Map<string, KeyGatherer>([...columns].map(name => [name, keyGatherer()]))
  const observer = gathering(gatherers)
  const missing = wish?.settings?.missing ?? []
  const pass = await observeDataset({name: record.name, files: tables, missing}, [observer])
  const names = pass.columns.map(({name}) => name)
  const flaw = pass.findings.find(({level}) => level === 'fail')
  return new Map(
    [...gatherers].map(([column, gatherer]): readonly [string, KnownKeys] => {
      const about = `the dataset ${JSON.stringify(record.name)}`
      if (flaw) return [column, unknown(`${about} could not be read as a whole (${flaw.code})`)]
      if (names.includes(column)) return [column, gatherer.known()]
      const hint = didYouMean(column, names)
      return [column, unknown(`${about} has no column ${JSON.stringify(column)}${hint}`)]
    }),
  )
}

function unknown(why: string): KnownKeys {
  return {kind: 'unknown', why}
}

function gathering(gatherers: ReadonlyMap<string, KeyGatherer>): Observer {
  let names: readonly string[] = []
  return {
    begin(columns) {
      names = columns.map(({name}) => name)
    },
    batch(batch) {
      for (const [name, gatherer] of gatherers) {
        const cells = batch.columns[names.indexOf(name)]
        if (cells) gatherer.look(batch, cells)
      }
    },
    end: () => undefined,
  }
}
