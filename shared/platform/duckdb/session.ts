import {mkdir, symlink} from 'node:fs/promises'
import {extname, join} from 'node:path'
import type {Runner} from '../../domain/ports/runner.ts'
import type {TableFormat} from '../../domain/ports/table.ts'
import {ActionError} from '../errors.ts'
import {startChild} from '../native/child.ts'
import {installNative} from '../native/install.ts'
import type {Environment, Place} from '../place.ts'
import {csvDelimiter} from '../tables/csv-delimiter.ts'
import {
  type LinkedFiles,
  type QueryReply,
  type QueryRequest,
  type QueryTable,
  type QueryValue,
  readQueryReply,
} from './message.ts'

export type {QueryValue} from './message.ts'

/** Tables as they lie on this machine. */
export type SourceTable = {
  readonly name: string
  readonly files: readonly {readonly path: string; readonly format: TableFormat}[]
  /** Words that stand for an empty cell. */
  readonly missing: readonly string[]
}

export type QuerySession = {
  /** How many rows each table has. */
  readonly rows: readonly number[]
  /** The one value that a SELECT answers. */
  readonly ask: (sql: string) => Promise<QueryValue>
  readonly close: () => void
}

export type QueryOptions = {
  /** Where @duckdb/node-api lies; from `installDuckdb`. */
  readonly modules: string
  /** Empty, of nobody else: links to the files, and what does not fit into memory. */
  readonly folder: string
  readonly environment: Environment
  readonly tables: readonly SourceTable[]
  readonly limitMs?: number
  readonly memoryBytes?: number
}

const LOAD_MS = 5 * 60_000
const ASK_MS = 60_000
/** Twice of what DuckDB is told to take, which does not count everything. */
export const MEMORY_BYTES = 4 * 2 ** 30

export const DUCKDB = {folder: 'duckdb', title: 'DuckDB'} as const

/** The folder that holds DuckDB for this machine. */
export function installDuckdb(
  place: Place,
  runner: Pick<Runner, 'info'>,
  options: {readonly own?: string} = {},
): Promise<{readonly modules: string; readonly version: string}> {
  return installNative(DUCKDB, place, {...options, runner})
}

/** Copies tables into a database of a process that can then reach nothing else, and answers questions about them. */
export async function openQueries(options: QueryOptions): Promise<QuerySession> {
  const {modules, folder, environment, limitMs = ASK_MS, memoryBytes = MEMORY_BYTES} = options
  const tables = await linkTables(folder, options.tables)
  const child = startChild<QueryRequest, QueryReply>({
    worker: new URL(`./duckdb.worker${extname(import.meta.filename)}`, import.meta.url),
    folder,
    environment,
    limitMs,
    memoryBytes,
    read: readQueryReply,
    broken: (why, cause) => refused(`the query ${why}`, cause),
  })
  try {
    const opened = await child.ask({kind: 'open', modules, tables}, LOAD_MS)
    if (opened.kind !== 'opened') throw refused(textOf(opened))
    return {
      rows: opened.rows,
      async ask(sql) {
        const reply = await child.ask({kind: 'ask', sql})
        if (reply.kind !== 'answer') throw refused(textOf(reply))
        return reply.value
      },
      close: child.close,
    }
  } catch (error) {
    child.close()
    throw error
  }
}

/** Names of files may hold anything, and DuckDB reads patterns in them; links have names of our own. */
async function linkTables(
  folder: string,
  tables: readonly SourceTable[],
): Promise<readonly QueryTable[]> {
  await mkdir(join(folder, 'tables'))
  let links = 0
  const linked: QueryTable[] = []
  for (const {name, files, missing} of tables) {
    const parts = new Map<string, LinkedFiles & {readonly files: string[]}>()
    for (const {path, format} of files) {
      if (format === 'arrow') throw refused('queries do not read Arrow files')
      const link = `tables/${links++}.${format}`
      await symlink(path, join(folder, link))
      const delimiter =
        format === 'csv' ? await csvDelimiter(path) : format === 'tsv' ? '\t' : undefined
      const key = `${format} ${delimiter}`
      const part = parts.get(key) ?? {
        format,
        ...(delimiter === undefined ? {} : {delimiter}),
        files: [],
      }
      part.files.push(link)
      parts.set(key, part)
    }
    linked.push({name, parts: [...parts.values()], missing})
  }
  return linked
}

/** The first line is what is wrong; the others draw the statement. */
export function textOf(reply: QueryReply): string {
  return reply.kind === 'failed'
    ? (reply.message.split('\n', 1)[0] ?? '').slice(0, 300)
    : 'the query answered oddly'
}

export function refused(message: string, cause?: unknown): ActionError {
  return new ActionError('query-refused', message, {cause})
}
