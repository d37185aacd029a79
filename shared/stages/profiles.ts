import type {Config} from '../domain/config.ts'
import type {DataBody, DatasetRecord} from '../domain/data.ts'
import type {DataChange} from '../domain/data-change.ts'
import {catalogueOf} from '../domain/dataset-config.ts'
import {type Finding, hasFailure} from '../domain/finding.ts'
import type {Verdict} from '../domain/verdict.ts'
import type {Measured} from '../features/data/index.ts'
import {catalogueFinding, profileDataset, schemaFinding} from '../features/profile/index.ts'
import {absolutePath} from '../platform/inside.ts'
import type {DatasetWish} from './datasets.ts'
import type {Setting} from './setting.ts'

export type LookedAt = {
  readonly datasets: readonly DatasetRecord[]
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
  const {runner, place} = setting
  const datasets: DatasetRecord[] = []
  const findings: Finding[] = []
  for (const {record, files} of measured) {
    const {name} = record
    const {settings = {}} = wishes.find(wish => wish.name === name) ?? {}
    if (record.files > MOST_FILES) {
      runner.annotate(
        'warning',
        `${name}: nobody looked into its ${record.files.toLocaleString('en-US')} files; that is done up to ${MOST_FILES.toLocaleString('en-US')}`,
      )
      datasets.push(record)
      continue
    }
    let rows = 0
    const looked = await profileDataset(
      {name, root: absolutePath(place, record.root), files: [...files()], settings},
      {
        onRows(more) {
          rows += more
          runner.progress({label: `rows of ${name}`, done: rows, unit: 'rows'})
        },
      },
    )
    if (looked.schema) {
      const {columns, fingerprint} = looked.schema
      const many = (looked.profile?.rows ?? 0).toLocaleString('en-US')
      runner.info(`${name}: ${many} rows, ${columns.length} columns, schema ${fingerprint}`)
    }
    const catalogue = catalogueOf(settings)
    datasets.push({
      ...record,
      ...(looked.schema ? {schema: looked.schema} : {}),
      ...(looked.profile ? {profile: looked.profile} : {}),
      ...(catalogue ? {catalogue} : {}),
    })
    const missing = config?.catalogue && catalogueFinding(name, settings, config.catalogue.require)
    findings.push(...looked.findings, ...(missing ? [missing] : []))
  }
  return {datasets, findings}
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

/** Of the data alone: whether one finding fails. */
export function dataVerdict({findings = []}: Pick<DataBody, 'findings'>): Verdict {
  return hasFailure(findings) ? 'fail' : 'pass'
}

/** Puts each finding where people see it: in the log, and beside the line of the file. */
export function tellFindings(
  {runner}: Setting,
  {
    datasets,
    findings,
  }: {readonly datasets: readonly DatasetRecord[]; readonly findings: readonly Finding[]},
): void {
  for (const {dataset, level, message, rows = []} of findings) {
    if (level === 'note') {
      runner.info(message)
      continue
    }
    const root = datasets.find(({name}) => name === dataset)?.root
    const [first] = rows
    const file = first && root !== undefined ? inRoot(root, first.file) : undefined
    const place =
      file === undefined ? undefined : {file, ...(first?.line ? {line: first.line} : {})}
    runner.annotate(level === 'fail' ? 'error' : 'warning', message, place)
  }
}

function inRoot(root: string, file: string): string {
  return root === '.' || root === '' ? file : `${root}/${file}`
}
