import type {Runner} from '../../domain/ports/runner.ts'
import type {ColumnType, TableColumn} from '../../domain/ports/table.ts'
import type {ColumnSummary} from '../../domain/profile/column-profile.ts'
import {QUANTILES} from '../../domain/profile/profile.ts'
import {MOST_PROFILED} from '../../domain/profile/profile-observer.ts'
import {quantileOf} from '../../domain/profile/quantile-sketch.ts'
import {MOST_DISTINCT} from '../../domain/profile/value-counter.ts'
import {openLook} from '../../platform/duckdb/look.ts'
import {
  type ColumnFigures,
  countNulls,
  expressionsOf,
  measureColumn,
} from '../../platform/duckdb/measure-column.ts'
import {installDuckdb} from '../../platform/duckdb/session.ts'
import {ActionError} from '../../platform/errors.ts'
import type {Place} from '../../platform/place.ts'
import {inScratchFolder} from '../../platform/scratch.ts'
import {type Footers, readFooters} from './footers.ts'
import type {TableFile} from './observe.ts'

/** From so many bytes on the pass over Parquet takes minutes, and DuckDB is quicker. */
export const LARGE_BYTES = 1_000_000_000
const MOST_FILES = 1000
/** The last millisecond that a date can have; what lies beyond is no moment for the pass. */
const LAST_MOMENT = 8.64e15

export type LargeOptions = {
  readonly place: Place
  readonly runner: Pick<Runner, 'info'>
  readonly largeBytes?: number
  /** Fewer numbers are sorted at once. */
  readonly mostSorted?: number
}

export type LargeTables = {
  readonly rows: number
  readonly columns: readonly TableColumn[]
  readonly summaries: readonly ColumnSummary[]
}

/**
 * What DuckDB says of Parquet files, by exact functions alone and with the types that the files declare. Nothing where
 * it cannot say what the one pass would: then a note tells why, and the pass reads them.
 */
export async function measureLarge(
  {name, files}: {readonly name: string; readonly files: readonly TableFile[]},
  options: LargeOptions,
): Promise<LargeTables | undefined> {
  const {runner} = options
  try {
    const footers = await readFooters(files)
    const found = footers
      ? (reasonAgainst(files, footers) ?? (await measure(files, footers, options)))
      : 'not all of its files are Parquet with the same columns'
    if (typeof found !== 'string') {
      runner.info(`${name}: profiled by DuckDB`)
      return found
    }
    runner.info(`${name}: read row by row and not by DuckDB, because ${found}`)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    // What DuckDB says may quote values, so only the kind of the mistake is told.
    const kind = /^[A-Z][A-Za-z ]* Error/.exec(error.message)?.[0] ?? error.code
    runner.info(`${name}: read row by row, because DuckDB could not do it (${kind})`)
  }
  return undefined
}

/** Why DuckDB is not asked; nothing where it may be. */
function reasonAgainst(
  files: readonly TableFile[],
  {columns, fewest}: Footers,
): string | undefined {
  if (files.length > MOST_FILES) return `there are more than ${MOST_FILES} files`
  if (fewest === 0) return 'a file has no rows'
  if (columns.some(({name}) => name.includes('\0'))) return 'a name holds a NUL character'
  const odd = columns.slice(0, MOST_PROFILED).find(({declared}) => !isPlain(declared?.type))
  if (odd) return `a column is of type ${odd.declared?.type}`
  return columns.length === 0 ? 'there are no columns' : undefined
}

async function measure(
  files: readonly TableFile[],
  {columns, rows}: Footers,
  {place, runner, mostSorted}: LargeOptions,
): Promise<LargeTables | string> {
  const {modules} = await installDuckdb(place, runner)
  return inScratchFolder(place.temporary, async folder => {
    const {environment} = place
    const paths = files.map(({path}) => path)
    const look = await openLook({modules, folder, environment, files: paths})
    try {
      const isSame =
        look.columns.length === columns.length &&
        columns.every(({name}, at) => look.columns[at]?.name === name)
      if (!isSame) return 'DuckDB sees other columns'
      const [detailed, rest] = [columns.slice(0, MOST_PROFILED), columns.slice(MOST_PROFILED)]
      const measured = detailed.map(({name, declared}, at) => ({
        name,
        type: declared?.type ?? 'other',
        duck: look.columns[at]?.type ?? '',
        rows,
      }))
      const other = measured.find(column => expressionsOf(column) === undefined)
      if (other) return `DuckDB takes a column of type ${other.type} for ${other.duck.slice(0, 40)}`
      const [[counted] = []] = await look.read('SELECT count(*)::DOUBLE FROM data')
      if (Number(counted) !== rows) return 'DuckDB sees another number of rows'
      const summaries: ColumnSummary[] = []
      for (const column of measured) {
        const figures = await measureColumn(look, column, {
          mostDistinct: MOST_DISTINCT,
          ranks: count => QUANTILES.map(share => rankOf(share, count)),
          ...(mostSorted === undefined ? {} : {mostSorted}),
        })
        if (figures === undefined || isBeyondTime(column.type, figures)) {
          return `a column of type ${column.type} has values that DuckDB reads another way`
        }
        summaries.push(summaryOf(column, figures))
      }
      const names = rest.map(({name}) => name)
      for (const [at, nulls] of (await countNulls(look, names, rows)).entries()) {
        const {name = '', declared} = rest[at] ?? {}
        summaries.push(
          summaryOf({name, type: declared?.type ?? 'other', rows}, {...NOTHING, nulls}),
        )
      }
      return {rows, columns, summaries}
    } finally {
      look.close()
    }
  })
}

const NOTHING: ColumnFigures = {
  nulls: 0,
  notFinite: 0,
  distinct: 0,
  isMore: false,
  values: [],
  ranked: new Map(),
}

const PLAIN: readonly ColumnType[] = [
  'boolean',
  'integer',
  'number',
  'date',
  'timestamp',
  'time',
  'string',
]

function isPlain(type: ColumnType | undefined): boolean {
  return PLAIN.some(plain => plain === type)
}

function isBeyondTime(type: ColumnType, {min = 0, max = 0}: ColumnFigures): boolean {
  return (type === 'date' || type === 'timestamp') && Math.max(-min, max) > LAST_MOMENT
}

/** The rank of the smallest value that at least this share of all is not above. */
function rankOf(share: number, count: number): number {
  return Math.max(1, Math.ceil(share * count))
}

function summaryOf(
  {name, type, rows}: {readonly name: string; readonly type: ColumnType; readonly rows: number},
  figures: ColumnFigures,
): ColumnSummary {
  const {nulls, notFinite, distinct, isMore, min, max, mean, values, ranked, lengths} = figures
  const weighted = values
    .flatMap(({value, count}) => (typeof value === 'number' ? [{number: value, count}] : []))
    .toSorted((a, b) => a.number - b.number)
  const finite = rows - nulls - notFinite
  return {
    name,
    type,
    cells: rows,
    nulls,
    notFinite,
    // Declared columns have one kind of cell, so no cell is odd among the others.
    counts: [],
    distinct,
    isDistinctCapped: isMore,
    min,
    max,
    mean,
    quantile: share =>
      isMore ? (ranked.get(rankOf(share, finite)) ?? Number.NaN) : quantileOf(weighted, share),
    top: most =>
      values
        .flatMap(({value, count}) => (typeof value === 'string' ? [{text: value, count}] : []))
        .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
        .slice(0, most),
    lengths,
    firstText: undefined,
  }
}
