import {type Outcome, unchecked} from '../../domain/expect/checker.ts'
import type {ExpectQuery} from '../../domain/expect/entry.ts'
import {shown} from '../../domain/expect/places.ts'
import {type QueryNames, queryHint} from '../../domain/expect/query-hint.ts'
import {grouped} from '../../domain/grouped.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import {
  installDuckdb,
  openQueries,
  type QuerySession,
  type QueryValue,
  type SourceTable,
} from '../../platform/duckdb/session.ts'
import {ActionError} from '../../platform/errors.ts'
import type {Place} from '../../platform/place.ts'
import {inScratchFolder} from '../../platform/scratch.ts'

/** More than this is not copied into a database. */
const MOST_BYTES = 4e9

export type QueriedDataset = {
  readonly queries: readonly ExpectQuery[]
  /** Its own tables; in queries they are called `data`. */
  readonly table: SourceTable & {readonly bytes: number}
  /** How many rows it has as everybody else reads it. */
  readonly rows: number | undefined
  /** Tables of other datasets, which queries call by their names. */
  readonly others: readonly (SourceTable & {readonly bytes: number})[]
  /** Columns of all these tables. */
  readonly columns: readonly string[]
  readonly isPersonal: boolean
}

const OWN = 'data'

/** What became of the queries of a dataset. Whatever keeps one from being answered is told, and nothing is thrown. */
export async function runQueries(
  dataset: QueriedDataset,
  place: Place,
  runner: Pick<Runner, 'info'>,
): Promise<readonly Outcome[]> {
  const {queries, table, others} = dataset
  const failAll = (why: string) => queries.map(() => unchecked(why))
  if (table.files.length === 0) return failAll('the dataset has no table')
  const wanted = [table, ...others.filter(({name}) => isNamed(name, queries))]
  const bytes = wanted.reduce((sum, one) => sum + one.bytes, 0)
  if (bytes > MOST_BYTES) {
    return failAll(`queries look at no more than ${grouped(MOST_BYTES / 1e6)} MB of tables`)
  }
  try {
    const {modules} = await installDuckdb(place, runner)
    return await inScratchFolder(place.temporary, async folder => {
      const tables = wanted.map((one, at) => (at === 0 ? {...one, name: OWN} : one))
      const {environment} = place
      const open = () => openQueries({modules, folder, environment, tables})
      return await askAll(dataset, open)
    })
  } catch (error) {
    return failAll(reasonOf(error, dataset.isPersonal))
  }
}

/** Whether a query says the name of a dataset, in whatever case. */
function isNamed(name: string, queries: readonly ExpectQuery[]): boolean {
  return name !== OWN && queries.some(({sql}) => sql.toLowerCase().includes(name.toLowerCase()))
}

async function askAll(
  {queries, rows, others, columns, isPersonal}: QueriedDataset,
  open: () => Promise<QuerySession>,
): Promise<readonly Outcome[]> {
  const session = await open()
  try {
    const [found = 0] = session.rows
    if (rows !== undefined && found !== rows) {
      const why = `DuckDB reads ${grouped(found)} rows where there are ${grouped(rows)}`
      return queries.map(() => unchecked(why))
    }
    const names = {tables: [OWN, ...others.map(({name}) => name)], columns}
    const outcomes: Outcome[] = []
    for (const query of queries) outcomes.push(await askOne(session, query, {isPersonal, names}))
    return outcomes
  } finally {
    session.close()
  }
}

async function askOne(
  session: QuerySession,
  {sql, is}: ExpectQuery,
  {isPersonal, names}: {readonly isPersonal: boolean; readonly names: QueryNames},
): Promise<Outcome> {
  try {
    const value = await session.ask(sql)
    if (isEqual(value, is)) return {kind: 'held'}
    const told = isPersonal ? 'something else' : printed(value)
    return {kind: 'broken', code: 'expect-sql', but: `the answer is ${told}, not ${printed(is)}`}
  } catch (error) {
    const hint = error instanceof ActionError ? queryHint(error.message, names) : ''
    return unchecked(`${reasonOf(error, isPersonal)}${hint}`)
  }
}

/** Decimals come as text; nothing is equal to NULL. */
function isEqual(value: QueryValue, is: ExpectQuery['is']): boolean {
  if (value === null) return false
  if (typeof is === 'number') {
    return typeof value === 'boolean' || value === '' ? false : Number(value) === is
  }
  return typeof is === 'boolean' ? value === is : String(value) === is
}

function printed(value: QueryValue): string {
  if (value === null) return 'NULL'
  return typeof value === 'string' ? shown(value) : String(value)
}

/** What DuckDB says may quote values: of data about persons only the kind of the mistake is told. */
function reasonOf(error: unknown, isPersonal: boolean): string {
  if (!(error instanceof ActionError)) throw error
  const {message} = error
  if (!isPersonal || error.code !== 'query-refused') return message
  return /^[A-Z][A-Za-z ]* Error/.exec(message)?.[0] ?? 'the query was refused'
}
