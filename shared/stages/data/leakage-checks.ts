import type {Config} from '../../domain/config.ts'
import {type DatasetConfig, isPersonal} from '../../domain/dataset-config.ts'
import type {Finding} from '../../domain/finding.ts'
import {grouped} from '../../domain/grouped.ts'
import {
  fileFinding,
  type LeakageRules,
  leakageFindings,
  notChecked,
} from '../../domain/leakage/findings.ts'
import type {Leakage} from '../../domain/leakage/leakage.ts'
import {type LeakagePair, leakagePair} from '../../domain/leakage/pair.ts'
import {sharedFiles} from '../../domain/leakage/shared-files.ts'
import type {Observer} from '../../domain/ports/table.ts'
import type {Measured} from '../../features/data/index.ts'
import {type Profiled, peekColumns} from '../../features/profile/index.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import type {DatasetWish} from './datasets.ts'
import {isReadable} from './elsewhere.ts'

/** Different rows that are remembered, over all comparisons: some 50 MB. */
const MOST_KEYS = 2 ** 20
const MOST_PAIRS = 20
/** The list of files is held in memory. */
const MOST_FILES = 250_000

type Dataset = {
  readonly measured: Measured
  readonly settings: Partial<DatasetConfig>
  readonly columns: readonly string[]
}
type Pair = {
  readonly train: Dataset
  readonly holdout: Dataset
  /** Absent where there are no two tables. */
  readonly rows?: LeakagePair
}

export type LeakageChecks = {
  readonly onlookers: (name: string) => readonly Observer[]
  readonly conclude: (seen: ReadonlyMap<string, Profiled>) => {
    readonly leakage: Leakage[]
    readonly findings: Finding[]
  }
}

/** Compares every dataset to train on with every holdout. */
export async function leakageChecks(
  place: Place,
  measured: readonly Measured[],
  {wishes, config}: {readonly wishes: readonly DatasetWish[]; readonly config: Config | undefined},
): Promise<LeakageChecks> {
  if (config?.leakage === false) return nothing()
  const {decides = false, near = true, 'at-most': atMost = 0} = config?.leakage ?? {}
  const rules: LeakageRules = {decides, atMost}
  const roles = (role: string) => measured.filter(({record}) => record.role === role)
  const [trains, holdouts] = [roles('train'), roles('holdout')]
  if (trains.length === 0 || holdouts.length === 0) return nothing()
  const open = async (one: Measured): Promise<Dataset> => {
    const {name, root, files} = one.record
    const {settings = {}} = wishes.find(wish => wish.name === name) ?? {}
    const list = isReadable(one.record) && files <= MOST_FILES ? [...one.files()] : []
    const columns = await peekColumns(absolutePath(place, root), list, settings.format)
    return {measured: one, settings, columns}
  }
  const [trained, held] = await Promise.all(
    [trains, holdouts].map(all => Promise.all(all.map(open))),
  )
  const all = (held ?? []).flatMap(holdout => (trained ?? []).map(train => ({holdout, train})))
  const target = config?.evaluate?.target
  const mostKeys = Math.floor(MOST_KEYS / Math.min(MOST_PAIRS, all.length) / 2)
  const pairs = all.slice(0, MOST_PAIRS).map(pair => withRows(pair, {target, near, mostKeys}))

  return {
    onlookers: name =>
      pairs.flatMap(({train, holdout, rows}) => [
        ...(rows && holdout.measured.record.name === name ? [rows.watch('holdout')] : []),
        ...(rows && train.measured.record.name === name ? [rows.watch('train')] : []),
      ]),
    conclude(seen) {
      const leakage: Leakage[] = []
      const findings: Finding[] = []
      for (const pair of pairs) {
        const answer = judge(pair, {seen, rules})
        leakage.push(answer.leakage)
        findings.push(...answer.findings)
      }
      const [first] = all.slice(MOST_PAIRS)
      if (first) findings.push(notChecked(namesOf(first), 'there are too many pairs', rules))
      return {leakage, findings}
    },
  }
}

function nothing(): LeakageChecks {
  return {onlookers: () => [], conclude: () => ({leakage: [], findings: []})}
}

function withRows(
  {train, holdout}: Pair,
  {
    target,
    near,
    mostKeys,
  }: {readonly target: string | undefined; readonly near: boolean; readonly mostKeys: number},
): Pair {
  if (train.columns.length === 0 || holdout.columns.length === 0) return {train, holdout}
  const common = holdout.columns.filter(name => train.columns.includes(name)).sort()
  // Rows of another kind cannot be the same, as those of a calendar beside a list of sales.
  const isAlike = 2 * common.length > holdout.columns.length
  const both = [train, holdout].map(({settings}) => settings)
  const sides = (key: 'cluster' | 'order') => {
    const [one, other] = both.map(settings => settings[key])
    const names = {train: one ?? other, holdout: other ?? one}
    return names.train !== undefined &&
      names.holdout !== undefined &&
      train.columns.includes(names.train) &&
      holdout.columns.includes(names.holdout)
      ? {train: names.train, holdout: names.holdout}
      : undefined
  }
  const rows = leakagePair({
    ...namesOf({train, holdout}),
    columns: isAlike ? common : [],
    apart: [target, ...both.map(({key}) => key)].filter(name => name !== undefined),
    isNear: near,
    group: sides('cluster'),
    order: sides('order'),
    mostKeys,
    isPersonal: both.some(isPersonal),
  })
  return {train, holdout, rows}
}

function judge(
  {train, holdout, rows}: Pair,
  {seen, rules}: {readonly seen: ReadonlyMap<string, Profiled>; readonly rules: LeakageRules},
): {readonly leakage: Leakage; readonly findings: readonly Finding[]} {
  const names = namesOf({train, holdout})
  if (!rows) {
    if ([train, holdout].some(({measured}) => measured.record.files > MOST_FILES)) {
      const why = `up to ${grouped(MOST_FILES)} files are compared`
      return {leakage: {...names, notCompared: why}, findings: [notChecked(names, why, rules)]}
    }
    const away = [train, holdout].find(({measured}) => !isHere(measured))
    if (away !== undefined) {
      const why = `the bytes of "${away.measured.record.name}" are not here`
      return {leakage: {...names, notCompared: why}, findings: [notChecked(names, why, rules)]}
    }
    const {shared, of, matches} = sharedFiles(holdout.measured.files(), train.measured.files())
    const leakage = {...names, files: {shared, of}}
    return {leakage, findings: fileFinding(leakage, matches, rules)}
  }
  const blind = [names.train, names.holdout].find(name => seen.get(name)?.seen === undefined)
  if (blind !== undefined) {
    const why = `nobody looked at the rows of "${blind}"; "profile: true" does`
    return {leakage: {...names, notCompared: why}, findings: [notChecked(names, why, rules)]}
  }
  const result = rows.result()
  return {leakage: result.leakage, findings: leakageFindings(result, rules)}
}

/** What lies elsewhere has names and checksums, and no rows to look at. */
function isHere({record}: Measured): boolean {
  return (record.kind ?? 'bytes') === 'bytes'
}

function namesOf({train, holdout}: Pick<Pair, 'train' | 'holdout'>) {
  return {train: train.measured.record.name, holdout: holdout.measured.record.name}
}
