import {type Catalogue, type DatasetConfig, isPersonal} from '../../domain/dataset-config.ts'
import {type Finding, findingOf} from '../../domain/finding.ts'
import {grouped} from '../../domain/grouped.ts'
import type {Observer, TableColumn} from '../../domain/ports/table.ts'
import type {ColumnSummary} from '../../domain/profile/column-profile.ts'
import {nearlyAll} from '../../domain/profile/column-type.ts'
import {type FormattedFile, filesByFormat, isTable} from '../../domain/profile/file-format.ts'
import type {Profile} from '../../domain/profile/profile.ts'
import {MOST_PROFILED, profileObserver} from '../../domain/profile/profile-observer.ts'
import {type DataSchema, fingerprintText, type SchemaColumn} from '../../domain/profile/schema.ts'
import {declaredColumns, profiledColumn, schemaColumns} from '../../domain/profile/summarize.ts'
import {sha256} from '../../platform/hash.ts'
import {describeContents} from './contents.ts'
import {readFooters} from './footers.ts'
import {LARGE_BYTES, type LargeOptions, type LargeTables, measureLarge} from './large-tables.ts'
import {observeDataset, type PassOptions, type TableFile} from './observe.ts'

/** What is asked of the profile of a dataset. */
export type ProfileSettings = Catalogue &
  Pick<DatasetConfig, 'format' | 'schema' | 'missing' | 'profile' | 'expect'>

export type ProfileWish = {
  readonly name: string
  /** The absolute folder of the files. */
  readonly root: string
  readonly files: readonly {readonly path: string; readonly bytes: number}[]
  readonly settings: ProfileSettings
  /** Checks that want to see every row too. */
  readonly observers?: readonly Observer[]
  /** Those that look where somebody looks anyway, and are no reason to. */
  readonly onlookers?: readonly Observer[]
}

export type Profiled = {
  readonly schema?: DataSchema
  readonly profile?: Profile
  readonly findings: readonly Finding[]
  /** All that the rows of its tables showed; absent where nobody looked at them. */
  readonly seen?: {readonly rows: number; readonly columns: readonly ColumnSummary[]}
}

/** More than this of tables is only looked at when somebody asks for it: at some 40 MB a second it takes a while. */
const UNASKED_BYTES = 256_000_000

/**
 * Looks at every row of a dataset's tables, or at the names and headers of what is none. A dataset that asks nothing of
 * its tables fails by nothing that is found in them.
 */
export async function profileDataset(
  wish: ProfileWish,
  options: PassOptions & {readonly large?: LargeOptions} = {},
): Promise<Profiled> {
  const {name, root, settings, observers = [], onlookers = []} = wish
  const {files, others} = filesByFormat(wish.files, settings.format)
  if (settings.profile === false && observers.length === 0) return {findings: []}
  const isAsked = asksForTables(settings) || observers.length > 0
  const rest = others > 0 ? {others} : {}
  if (!files.some(({format}) => isTable(format))) {
    if (isAsked && observers.length + Number(settings.schema !== undefined) > 0) {
      return {findings: [noTable(wish)]}
    }
    const {contents, findings} = await describeContents(root, files, name)
    const profile = contents && {...contents, ...rest}
    return {...(profile ? {profile} : {}), findings: isAsked ? findings : findings.map(softened)}
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (!isAsked && bytes > UNASKED_BYTES) {
    const footers = await readFooters(tableFiles(root, files))
    return {
      ...(footers
        ? {...schemaOf(declaredColumns(footers.columns)), profile: {rows: footers.rows, ...rest}}
        : {}),
      findings: [leftOut(name, bytes)],
    }
  }
  const secrecy = {isPersonal: isPersonal(settings)}
  const tables = tableFiles(root, files)
  const isWatched = observers.length + onlookers.length > 0
  const {large} = options
  const isLarge = large !== undefined && bytes >= (large.largeBytes ?? LARGE_BYTES)
  if (isLarge && isWatched)
    large.runner.info(`${name}: read row by row, for checks look at its rows`)
  const measured =
    isLarge && !isWatched ? await measureLarge({name, files: tables}, large) : undefined
  const seen = measured ? seenBy(measured) : await seenByPass(wish, tables, options)
  const {rows, summaries} = seen
  const columns = schemaColumns(summaries)
  const findings = [...seen.findings, ...mixedTypes(name, summaries, secrecy)]
  return {
    ...schemaOf(columns),
    profile: {
      rows,
      columns: summaries.slice(0, MOST_PROFILED).map(summary => profiledColumn(summary, secrecy)),
      ...(secrecy.isPersonal ? {isPersonal: true} : {}),
      ...rest,
    },
    findings: isAsked ? findings : findings.map(softened),
    seen: {rows, columns: summaries},
  }
}

function schemaOf(columns: readonly SchemaColumn[]): Pick<Profiled, 'schema'> {
  if (columns.length === 0) return {}
  return {schema: {fingerprint: sha256(fingerprintText(columns)), columns: [...columns]}}
}

type Seen = {
  readonly rows: number
  readonly summaries: readonly (ColumnSummary & {readonly declaredNullable: boolean | undefined})[]
  readonly findings: readonly Finding[]
}

/** All rows, shown to everybody who looks. */
async function seenByPass(
  {name, settings, observers = [], onlookers = []}: ProfileWish,
  files: readonly TableFile[],
  options: PassOptions,
): Promise<Seen> {
  const tally = profileObserver()
  const pass = await observeDataset(
    {name, files, missing: settings.missing ?? [], isPersonal: isPersonal(settings)},
    [tally.observer, ...observers, ...onlookers],
    options,
  )
  const {rows, columns, findings} = pass
  return {rows, summaries: withNullable(tally.columns(), columns), findings}
}

function seenBy({rows, summaries, columns}: LargeTables): Seen {
  return {rows, summaries: withNullable(summaries, columns), findings: []}
}

function withNullable(
  summaries: readonly ColumnSummary[],
  columns: readonly TableColumn[],
): Seen['summaries'] {
  return summaries.map((summary, index) => ({
    ...summary,
    declaredNullable: columns[index]?.declared?.nullable,
  }))
}

/** Whether the dataset says by any word that it is made of tables that matter. */
function asksForTables({format, schema, missing, profile, expect}: ProfileSettings): boolean {
  return profile === true || [format, schema, missing, expect].some(word => word !== undefined)
}

function softened(finding: Finding): Finding {
  return finding.level === 'fail' ? {...finding, level: 'warn'} : finding
}

function tableFiles(root: string, files: readonly FormattedFile[]): readonly TableFile[] {
  return files.flatMap(({path, format}) =>
    isTable(format) ? [{path: `${root}/${path}`, name: path, format}] : [],
  )
}

/** The tables among the files below a folder, in the order in which they are read. */
export function tablesOf(
  root: string,
  files: ProfileWish['files'],
  asked: DatasetConfig['format'],
): readonly TableFile[] {
  return tableFiles(root, filesByFormat(files, asked).files)
}

function noTable({name, files}: ProfileWish): Finding {
  const message = `${name}: its columns are to be checked, and none of its ${files.length} files is a table that can be read`
  return findingOf('no-table', {dataset: name, message})
}

function leftOut(name: string, bytes: number): Finding {
  const message = `${name}: ${grouped(Math.round(bytes / 1e6))} MB of tables were not looked at row by row; "profile: true" in the dataset does it, "profile: false" says that this is meant`
  return findingOf('profile-left-out', {dataset: name, message})
}

/** Columns that a few cells make text. */
function mixedTypes(
  dataset: string,
  summaries: readonly ColumnSummary[],
  secrecy: {readonly isPersonal: boolean},
): readonly Finding[] {
  return summaries.flatMap(({name, counts, firstText}) => {
    const nearly = nearlyAll(counts)
    if (nearly === undefined) return []
    const {type, others} = nearly
    const example =
      firstText && !secrecy.isPersonal
        ? `, such as ${JSON.stringify(firstText.text.slice(0, 40))} in row ${firstText.row + 1}`
        : ''
    const message = `${dataset}: "${name}" is text because of ${grouped(others)} ${others === 1 ? 'cell' : 'cells'}${example}; all others are of type ${type}. A word that stands for nothing goes into "missing"`
    return [findingOf('mixed-types', {dataset, message, count: others})]
  })
}
