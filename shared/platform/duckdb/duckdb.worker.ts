import {createRequire} from 'node:module'
import {join} from 'node:path'
import {serveParent} from '../native/serve.ts'
import {identifier, loadStatement, viewStatement} from './load-table.ts'
import type {QueryReply, QueryRequest, QueryValue} from './message.ts'

/*
 * A process of its own, without tokens: it copies tables into a database in memory, gives up the right to touch any
 * file, extension or setting, and only then reads a statement that somebody else wrote.
 */

/** What is used of @duckdb/node-api, which is installed at run time. */
type Duck = {
  readonly DuckDBInstance: {
    readonly create: (path: string, config: Record<string, string>) => Promise<Instance>
  }
  readonly StatementType: {readonly SELECT: number}
}
type Instance = {readonly connect: () => Promise<Connection>}
type Connection = {
  readonly run: (sql: string) => Promise<unknown>
  readonly runAndReadAll: (sql: string) => Promise<{readonly getRows: () => unknown[][]}>
  readonly extractStatements: (sql: string) => Promise<{
    readonly count: number
    readonly prepare: (index: number) => Promise<Prepared>
  }>
}
type Prepared = {
  readonly statementType: number
  readonly stream: () => Promise<{
    readonly columnCount: number
    readonly fetchChunk: () => Promise<{
      readonly rowCount: number
      readonly getRows: () => unknown[][]
    } | null>
  }>
}

const CONFIG = {
  threads: '2',
  memory_limit: '2GiB',
  temp_directory: 'spill',
  max_temp_directory_size: '16GiB',
  extension_directory: 'extensions',
  secret_directory: 'secrets',
  home_directory: '.',
  allow_persistent_secrets: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
}

let duck: Duck | undefined
let connection: Connection | undefined
/** Statements that somebody else wrote are only read where files are out of reach, and ours where they are not. */
let isSealed = false

async function answer(request: QueryRequest): Promise<QueryReply> {
  switch (request.kind) {
    case 'open': {
      connection = await connect(request.modules)
      const rows: number[] = []
      for (const table of request.tables) {
        await connection.run(loadStatement(table))
        const name = identifier(table.name)
        const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${name}`)
        rows.push(Number(counted.getRows()[0]?.[0]))
      }
      await connection.run('SET enable_external_access = false')
      await connection.run('SET lock_configuration = true')
      isSealed = true
      return {kind: 'opened', rows}
    }
    case 'ask': {
      if (!duck || !connection || !isSealed) throw new Error('no table is open')
      return {kind: 'answer', value: await ask(request.sql, connection, duck.StatementType.SELECT)}
    }
    case 'look': {
      connection = await connect(request.modules)
      await connection.run(viewStatement(request.files))
      return {kind: 'opened', rows: []}
    }
    case 'read': {
      if (!connection || isSealed) throw new Error('no file is open')
      await connection.run(`SET threads = ${Math.trunc(request.threads)}`)
      const found = await connection.runAndReadAll(request.sql)
      return {kind: 'read', rows: found.getRows().map(row => row.map(plainValue))}
    }
  }
}

async function connect(modules: string): Promise<Connection> {
  duck = createRequire(join(modules, 'here.js'))('@duckdb/node-api') as Duck
  const instance = await duck.DuckDBInstance.create(':memory:', CONFIG)
  return instance.connect()
}

async function ask(sql: string, open: Connection, select: number): Promise<QueryValue> {
  // PRAGMA and the like may count as SELECT, and a text of comments alone is no statement.
  if (!/^\s*(?:select|with)\b/i.test(sql)) {
    throw new Error('a query begins with SELECT or WITH: it only reads')
  }
  const statements = await open.extractStatements(sql)
  if (statements.count !== 1) {
    throw new Error(`a query is one statement, and this has ${statements.count}`)
  }
  const prepared = await statements.prepare(0)
  if (prepared.statementType !== select) throw new Error('a query is a SELECT: it only reads')
  const result = await prepared.stream()
  if (result.columnCount !== 1) {
    throw new Error(`a query answers one value, and this has ${result.columnCount} columns`)
  }
  const found: unknown[] = []
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    found.push(...chunk.getRows().map(([cell]) => cell))
    if (found.length > 1) throw new Error('a query answers one value, and this has several rows')
    chunk = await result.fetchChunk()
  }
  if (found.length === 0) throw new Error('a query answers one value, and this has no row')
  return plainValue(found[0])
}

const MOST_CHARACTERS = 1000

/** Dates, decimals and the like as people write them. */
function plainValue(cell: unknown): QueryValue {
  if (cell === null || typeof cell === 'boolean' || typeof cell === 'number') return cell
  if (typeof cell === 'bigint') {
    const number = Number(cell)
    return Number.isSafeInteger(number) ? number : String(cell)
  }
  return String(cell).slice(0, MOST_CHARACTERS)
}

serveParent(import.meta.filename, answer)
