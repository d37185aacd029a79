import {mkdir, symlink} from 'node:fs/promises'
import {extname, join} from 'node:path'
import {startChild} from '../native/child.ts'
import {LOOKED_AT} from './load-table.ts'
import {type QueryReply, type QueryRequest, type QueryValue, readQueryReply} from './message.ts'
import {MEMORY_BYTES, type QueryOptions, refused, textOf} from './session.ts'

/** Parquet files that are read where they lie, by statements of our own alone. */
export type Look = {
  /** Name and DuckDB's type of each column, in their order. */
  readonly columns: readonly {readonly name: string; readonly type: string}[]
  readonly read: (
    sql: string,
    options?: {readonly threads?: number},
  ) => Promise<readonly (readonly QueryValue[])[]>
  readonly close: () => void
}

/** For one statement. */
const READ_MS = 15 * 60_000
const THREADS = 2

/** Opens Parquet files as one table. Everything stays as it is; what does not fit into memory goes into the folder. */
export async function openLook(
  options: Pick<QueryOptions, 'modules' | 'folder' | 'environment'> & {
    readonly files: readonly string[]
  },
): Promise<Look> {
  const {modules, folder, environment} = options
  await mkdir(join(folder, 'tables'))
  const files: string[] = []
  for (const [at, path] of options.files.entries()) {
    const link = `tables/${at}.parquet`
    await symlink(path, join(folder, link))
    files.push(link)
  }
  const child = startChild<QueryRequest, QueryReply>({
    worker: new URL(`./duckdb.worker${extname(import.meta.filename)}`, import.meta.url),
    folder,
    environment,
    limitMs: READ_MS,
    memoryBytes: MEMORY_BYTES,
    read: readQueryReply,
    broken: (why, cause) => refused(`DuckDB ${why}`, cause),
  })
  const read: Look['read'] = async (sql, {threads = THREADS} = {}) => {
    const reply = await child.ask({kind: 'read', sql, threads})
    if (reply.kind !== 'read') throw refused(textOf(reply))
    return reply.rows
  }
  try {
    const opened = await child.ask({kind: 'look', modules, files})
    if (opened.kind !== 'opened') throw refused(textOf(opened))
    const described = await read(`DESCRIBE ${LOOKED_AT}`)
    const columns = described.map(([name, type]) => ({name: String(name), type: String(type)}))
    return {columns, read, close: child.close}
  } catch (error) {
    child.close()
    throw error
  }
}
