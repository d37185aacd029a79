import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ExpectQuery} from '../../shared/domain/expect/entry.ts'
import {type QueriedDataset, runQueries} from '../../shared/features/expect/index.ts'
import {
  DUCKDB,
  installDuckdb,
  openQueries,
  type QuerySession,
} from '../../shared/platform/duckdb/session.ts'
import {findWrongFile, readNativeFiles} from '../../shared/platform/native/files.ts'
import {githubPlace, type Place} from '../../shared/platform/place.ts'
import {recordingRunner} from '../fakes/recording-runner.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'

const folder = temporaryFolder()

const isWanted = process.env['PROOFMARK_TEST_INSTALL'] === '1'
if (!isWanted) {
  console.warn(
    '!!! SKIPPED: queries by DuckDB; PROOFMARK_TEST_INSTALL=1 installs and tests it (70 MB)',
  )
}

let place: Place
let modules: string
let session: QuerySession
let made = 0

/** A file with a name that is a pattern, a quote and a path to DuckDB. */
const HOSTILE = "a'b[1]*;--.csv"

describe.runIf(isWanted)('queries', () => {
  beforeAll(async () => {
    const {PATH, HOME, NODE_EXTRA_CA_CERTS, npm_config_registry, NPM_CONFIG_REGISTRY} = process.env
    place = githubPlace({
      PATH,
      HOME,
      NODE_EXTRA_CA_CERTS,
      npm_config_registry,
      NPM_CONFIG_REGISTRY,
      GITHUB_TOKEN: 'secret-token',
      INPUT_TOKEN: 'secret-token',
      RUNNER_TOOL_CACHE: join(folder(), 'tools'),
      RUNNER_TEMP: join(folder(), 'temp'),
    })
    const {runner, log} = recordingRunner()
    ;({modules} = await installDuckdb(place, runner))
    expect(log.join()).toContain('installing DuckDB')
    writeFileSync(join(folder(), HOSTILE), 'id;name;price\n1;Ann;2.5\n2;Bob;NA\n3;"C;D";3\n')
    writeFileSync(join(folder(), 'people.jsonl'), '{"id":1}\n{"id":2,"more":{"a":1}}\n')
    session = await open()
  }, 300_000)

  afterAll(() => session?.close())

  function dataset(queries: readonly ExpectQuery[], more: Partial<QueriedDataset> = {}) {
    const file = (name: string, format: 'csv' | 'jsonl') => ({path: join(folder(), name), format})
    return {
      queries,
      table: {name: 'sales', files: [file(HOSTILE, 'csv')], missing: ['NA'], bytes: 50},
      rows: 3,
      others: [{name: 'people', files: [file('people.jsonl', 'jsonl')], missing: [], bytes: 50}],
      columns: ['id', 'name', 'price'],
      isPersonal: false,
      ...more,
    } satisfies QueriedDataset
  }

  async function ask(sql: string, is: ExpectQuery['is'], more: Partial<QueriedDataset> = {}) {
    const {runner} = recordingRunner()
    const [outcome] = await runQueries(dataset([{sql, is}], more), place, runner)
    return outcome
  }

  function open(limits: {readonly limitMs?: number; readonly memoryBytes?: number} = {}) {
    const home = join(folder(), String(made++))
    mkdirSync(home)
    const {table} = dataset([])
    const {environment} = place
    return openQueries({
      modules,
      folder: home,
      environment,
      tables: [{...table, name: 'data'}],
      ...limits,
    })
  }

  test('DuckDB is what the list says, and is not fetched again', async () => {
    const {expected = new Map()} = await readNativeFiles(DUCKDB)
    expect(expected.size).toBeGreaterThan(100)
    expect(await findWrongFile(modules, expected)).toBeUndefined()
    const {runner, log} = recordingRunner()
    await installDuckdb(place, runner)
    expect(log).toEqual([])
  })

  test.each([
    {sql: 'SELECT count(*) FROM data', is: 3},
    {sql: 'select sum(price)::DECIMAL(9,2) FROM data', is: 5.5},
    {sql: 'SELECT name FROM data WHERE id = 3', is: 'C;D'},
    {sql: 'SELECT bool_and(id > 0) FROM data', is: true},
    {sql: 'SELECT count(*) FROM data WHERE price IS NULL', is: 1},
    {sql: 'WITH x AS (SELECT 7 AS a) SELECT a FROM x;', is: 7},
    {sql: 'SELECT count(*) FROM data d LEFT JOIN people p USING (id) WHERE p.id IS NULL', is: 1},
    {sql: "SELECT DATE '2026-01-31'", is: '2026-01-31'},
    {sql: "SELECT current_setting('lock_configuration')::BOOLEAN", is: true},
    {sql: "SELECT current_setting('enable_external_access')::BOOLEAN", is: false},
    {
      sql: 'SELECT 170141183460469231731687303715884105727',
      is: '170141183460469231731687303715884105727',
    },
  ])('that hold: $sql', async ({sql, is}) => {
    expect(await ask(sql, is)).toEqual({kind: 'held'})
  })

  test('that answer something else are broken', async () => {
    expect(await ask('SELECT count(*) FROM data', 4)).toMatchObject({
      kind: 'broken',
      code: 'expect-sql',
      but: 'the answer is 3, not 4',
    })
    expect(await ask('SELECT NULL', 0)).toMatchObject({but: 'the answer is NULL, not 0'})
    expect(await ask("SELECT ''", 0)).toMatchObject({kind: 'broken'})
    expect(await ask('SELECT false', 0)).toMatchObject({kind: 'broken'})
  })

  const REFUSED = [
    {sql: "SELECT content FROM read_text('/etc/passwd')", says: 'disabled by configuration'},
    {sql: "SELECT count(*) FROM read_csv('/etc/passwd')", says: 'disabled by configuration'},
    {sql: "SELECT count(*) FROM '/etc/passwd'", says: 'does not exist'},
    {sql: "SELECT count(*) FROM glob('/etc/*')", says: 'disabled by configuration'},
    {sql: "SELECT content FROM read_blob('tables/0.csv')", says: 'disabled by configuration'},
    {sql: "SELECT 1 FROM read_csv('https://example.org/a.csv')", says: 'Error'},
    {sql: "SELECT count(*) FROM query_table('/etc/passwd')", says: 'does not exist'},
    {sql: "SELECT count(*) FROM query('DROP TABLE data')", says: 'Expected a single SELECT'},
    {sql: "SELECT getenv('HOME')", says: 'does not exist'},
    {sql: "COPY data TO 'out.csv'", says: 'begins with SELECT'},
    {sql: "COPY data TO 'tables/0.csv'", says: 'begins with SELECT'},
    {sql: "EXPORT DATABASE 'out'", says: 'begins with SELECT'},
    {sql: "ATTACH 'other.db'", says: 'begins with SELECT'},
    {sql: 'INSTALL httpfs', says: 'begins with SELECT'},
    {sql: 'LOAD httpfs', says: 'begins with SELECT'},
    {sql: "SET memory_limit = '64GB'", says: 'begins with SELECT'},
    {sql: 'RESET lock_configuration', says: 'begins with SELECT'},
    {sql: 'PRAGMA database_list', says: 'begins with SELECT'},
    {sql: 'CALL pragma_version()', says: 'begins with SELECT'},
    {sql: 'EXPLAIN SELECT 1', says: 'begins with SELECT'},
    {sql: 'DROP TABLE data', says: 'begins with SELECT'},
    {sql: '-- nothing', says: 'begins with SELECT'},
    {sql: 'SELECT 1; DROP TABLE data', says: 'has 2'},
    {sql: 'SELECT 1; SELECT 1', says: 'has 2'},
    {sql: 'WITH x AS (SELECT 1) DELETE FROM data', says: 'only reads'},
    {sql: 'WITH x AS (SELECT 1) INSERT INTO data SELECT 1, 1, 1', says: 'only reads'},
    {sql: 'SELECT 1, 2', says: '2 columns'},
    {sql: 'SELECT id FROM data', says: 'several rows'},
    {sql: 'SELECT id FROM data WHERE false', says: 'no row'},
    {sql: 'SELECT nothing FROM data', says: 'Binder Error'},
    {sql: 'SELECT', says: 'Parser Error'},
    {sql: 'SELECT $1', says: 'Error'},
    {sql: "SELECT set_config('memory_limit', '64GB', false)", says: 'Error'},
  ]
  test.each(REFUSED)('that are refused: $sql', async ({sql, says}) => {
    const before = readFileSync(join(folder(), HOSTILE))
    await expect(session.ask(sql)).rejects.toThrow(says)
    expect(await session.ask('SELECT count(*) FROM data')).toBe(3)
    expect(readFileSync(join(folder(), HOSTILE))).toEqual(before)
    expect(readdirSync(join(folder(), '0')).filter(name => /out|other/.test(name))).toEqual([])
  })

  test('that never end are ended', async () => {
    const slow = await open({limitMs: 1500})
    const endless =
      'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t'
    await expect(slow.ask(endless)).rejects.toThrow('gave no answer within 1.5 s')
    await expect(slow.ask('SELECT 1')).rejects.toThrow('the query')
  }, 30_000)

  test('that want all memory are refused', async () => {
    const hog = "SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(1000000)"
    await expect(session.ask(hog)).rejects.toThrow(/Memory|memory|too large|Error/)
    expect(await session.ask('SELECT 1')).toBe(1)
  }, 120_000)

  test('whose process swells are ended', async () => {
    await expect(open({memoryBytes: 1})).rejects.toThrow('MiB of memory')
  }, 30_000)

  test('are not answered where DuckDB reads other rows than everybody else', async () => {
    expect(await ask('SELECT 1', 1, {rows: 4})).toMatchObject({
      kind: 'unchecked',
      why: 'DuckDB reads 3 rows where there are 4',
    })
  })

  test('that misspell a column or a table are told the right one', async () => {
    expect(await ask('SELECT max(pric) FROM data', 3)).toMatchObject({
      why: expect.stringContaining('did you mean "price"?'),
    })
    expect(await ask('SELECT max(d.nam) FROM data d', 3)).toMatchObject({
      why: expect.stringContaining('did you mean "name"?'),
    })
    expect(await ask('SELECT count(*) FROM peple', 3, {isPersonal: true})).toMatchObject({
      why: 'Catalog Error; did you mean "people"?',
    })
  })

  test('tell no value of data about persons', async () => {
    const more = {isPersonal: true}
    expect(await ask('SELECT min(name) FROM data', 'x', more)).toMatchObject({
      but: 'the answer is something else, not "x"',
    })
    const outcome = await ask('SELECT min(name)::INTEGER FROM data', 1, more)
    expect(outcome).toEqual({kind: 'unchecked', why: 'Conversion Error'})
  })

  test('look at no Arrow files and at nothing too large', async () => {
    const {table} = dataset([])
    const arrow = {...table, files: [{path: join(folder(), 'a'), format: 'arrow' as const}]}
    expect(await ask('SELECT 1', 1, {table: arrow})).toMatchObject({
      why: 'queries do not read Arrow files',
    })
    expect(await ask('SELECT 1', 1, {table: {...table, bytes: 5e9}})).toMatchObject({
      why: 'queries look at no more than 4,000 MB of tables',
    })
    expect(await ask('SELECT 1', 1, {table: {...table, files: []}})).toMatchObject({
      why: 'the dataset has no table',
    })
  })
})
