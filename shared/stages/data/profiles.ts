import type {Config} from '../../domain/config.ts'
import type {DatasetRecord} from '../../domain/data.ts'
import type {DataChange} from '../../domain/data-change.ts'
import {catalogueOf} from '../../domain/dataset-config.ts'
import type {Finding} from '../../domain/finding.ts'
import {grouped} from '../../domain/grouped.ts'
import {namedColumnFindings} from '../../domain/named-columns.ts'
import type {Observer} from '../../domain/ports/table.ts'
import type {Measured} from '../../features/data/index.ts'
import {
  catalogueFinding,
  type Profiled,
  type ProfileSettings,
  profileDataset,
  schemaFinding,
} from '../../features/profile/index.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Setting} from '../setting.ts'
import {type Concluded, planChecks} from './data-checks.ts'
import type {DatasetWish} from './datasets.ts'
import {elsewhereFindings} from './elsewhere.ts'
import {expectAll} from './expectations.ts'
import {lookLines} from './look-lines.ts'
import {askQueries} from './queries.ts'

export type LookedAt = {
  readonly datasets: readonly DatasetRecord[]
  /** Of datasets together: how far they are apart, and what they share. */
  readonly compared: Omit<Concluded, 'findings'>
  readonly findings: readonly Finding[]
}

/** The list of those that are looked into is held in memory. */
const MOST_FILES = 250_000

/** Looks into the datasets whose bytes were measured: their columns, their values, and what is wrong with them. */
export async function lookInto(
  setting: Setting,
  measured: readonly Measured[],
  {wishes, config}: {readonly wishes: readonly DatasetWish[]; readonly config: Config | undefined},
): Promise<LookedAt> {
  const {runner} = setting
  const leakage = config?.leakage
  const decides = (role: string) =>
    typeof leakage === 'object' && leakage.decides === true && /^(?:train|holdout)$/.test(role)
  const checks = await planChecks(setting, measured, {wishes, config})
  const expected = await expectAll(setting, measured, wishes)
  const seen = new Map<string, Profiled>()
  for (const one of checks.inOrder) {
    const {name, role} = one.record
    const {settings = {}} = wishes.find(wish => wish.name === name) ?? {}
    const asked = {
      ...settings,
      ...(checks.isAsked(role) ? {profile: settings.profile ?? true} : {}),
    }
    const watchers = {
      observers: [...checks.observers(name), ...expected.observers(name)],
      onlookers: checks.onlookers(name),
    }
    seen.set(name, await lookAt(setting, {...one, settings: asked, ...watchers}))
  }
  const answers = await askQueries(setting, {measured, wishes, seen})
  const datasets: DatasetRecord[] = []
  const findings: Finding[] = []
  for (const {record} of measured) {
    const {name, role} = record
    const {settings = {}} = wishes.find(wish => wish.name === name) ?? {}
    const looked = seen.get(name) ?? {findings: []}
    for (const line of lookLines(looked)) runner.info(`${name}: ${line}`)
    const named = looked.schema?.columns.map(column => column.name)
    const catalogue = catalogueOf(settings)
    datasets.push({
      ...record,
      ...(looked.schema ? {schema: looked.schema} : {}),
      ...(looked.profile ? {profile: looked.profile} : {}),
      ...(catalogue ? {catalogue} : {}),
    })
    const missing = config?.catalogue && catalogueFinding(name, settings, config.catalogue.require)
    findings.push(
      ...looked.findings,
      ...(named
        ? namedColumnFindings(name, settings, {columns: named, decides: decides(role)})
        : []),
      ...expected.findings(name, answers.get(name)),
      ...(missing ? [missing] : []),
    )
  }
  const {findings: together, ...compared} = checks.conclude(seen)
  return {datasets, compared, findings: [...findings, ...together]}
}

type Subject = Pick<Measured, 'record' | 'files' | 'isReadable'> & {
  readonly settings: ProfileSettings
  readonly observers: readonly Observer[]
  readonly onlookers: readonly Observer[]
}

async function lookAt(
  {runner, place}: Setting,
  {record, files, isReadable, settings, observers, onlookers}: Subject,
): Promise<Profiled> {
  const {name, files: count, root} = record
  const elsewhere = elsewhereFindings(record, settings)
  if (elsewhere) return {findings: elsewhere}
  if (observers.length === 0 && !asksForALook(settings) && !isReadable()) return {findings: []}
  if (count > MOST_FILES) {
    const [many, most] = [count, MOST_FILES].map(grouped)
    runner.annotate('warning', `${name}: nobody looked into its ${many} files; up to ${most} are`)
    return {findings: []}
  }
  let rows = 0
  return profileDataset(
    {name, root: absolutePath(place, root), files: [...files()], settings, observers, onlookers},
    {
      large: {place, runner},
      onRows(more) {
        rows += more
        runner.progress({label: `rows of ${name}`, done: rows, unit: 'rows'})
      },
    },
  )
}

/** Whether a word of the configuration is about what is in the files. */
function asksForALook({format, schema, missing, profile, expect}: ProfileSettings): boolean {
  return [format, schema, missing, profile, expect].some(word => word !== undefined)
}

/** What became of the columns, weighed by what each dataset allows. */
export function schemaFindings(
  change: DataChange | undefined,
  wishes: readonly DatasetWish[],
): readonly Finding[] {
  return (change?.datasets ?? []).flatMap(({name, schema}) => {
    const rule = wishes.find(wish => wish.name === name)?.settings?.schema ?? 'any'
    return schema === undefined ? [] : [schemaFinding(name, schema, rule)]
  })
}
