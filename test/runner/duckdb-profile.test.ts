import {mkdirSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import type {Observer} from '../../shared/domain/ports/table.ts'
import type {ProfiledColumn} from '../../shared/domain/profile/profile.ts'
import {profileDataset} from '../../shared/features/profile/index.ts'
import {literal} from '../../shared/platform/duckdb/load-table.ts'
import {installDuckdb} from '../../shared/platform/duckdb/session.ts'
import {githubPlace, type Place} from '../../shared/platform/place.ts'
import {recordingRunner} from '../fakes/recording-runner.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'

const folder = temporaryFolder()

const isWanted = process.env['PROOFMARK_TEST_INSTALL'] === '1'
if (!isWanted) {
  console.warn('!!! SKIPPED: profiles by DuckDB; PROOFMARK_TEST_INSTALL=1 tests them (70 MB)')
}

type Written = {readonly run: (sql: string) => Promise<unknown>}

let place: Place
let duck: Written

/** One of each type; numbers, so that a text in an expression stands for the row. */
const COLUMNS = {
  flag: 'CASE WHEN i % 7 = 0 THEN NULL ELSE i % 2 = 0 END',
  tiny: '(i % 100)::TINYINT',
  unsigned: '(i % 9)::UINTEGER + 4000000000::UINTEGER',
  huge: '9223372036854775000 + i % 5',
  id: 'i',
  ratio: 'CASE WHEN i % 50 = 0 THEN NULL ELSE (i % 8) / 8.0::DOUBLE END',
  single: '(i % 3)::FLOAT / 4',
  odd: "CASE i % 5 WHEN 0 THEN 'NaN' WHEN 1 THEN 'inf' WHEN 2 THEN '-0.0' WHEN 3 THEN '0' ELSE '-3.5' END::DOUBLE",
  money: '((i % 40) * 0.25)::DECIMAL(9, 2)',
  wide: '((i % 40) * 0.5)::DECIMAL(30, 1)',
  day: "DATE '1969-12-25' + (i % 20)::INTEGER",
  moment: "TIMESTAMP '1969-12-31 23:59:59.9985' + to_microseconds(i % 3000)",
  fine: "TIMESTAMP_NS '1969-12-31 23:59:59.999123456'",
  zoned: "TIMESTAMPTZ '2026-01-01 12:00:00+02' + to_seconds(i % 60)",
  clock: "TIME '10:11:12.123456'",
  word: "CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'NA' ELSE 'grün' END",
  zip: "lpad((i % 12)::VARCHAR, 5, '0')",
  name: "'name ' || i",
  empty: 'NULL::INTEGER',
  'a "quoted; name': 'i % 2',
  n: 'i % 3',
} as const
const ROWS = 15_000

async function write(file: string, select: string, more = ''): Promise<void> {
  await duck.run(`COPY (${select}) TO ${literal(join(folder(), file))} (FORMAT parquet${more})`)
}

async function profile(
  files: readonly string[],
  {
    isLarge,
    observers = [],
    settings = {},
    ...at
  }: {
    readonly isLarge: boolean
    readonly observers?: readonly Observer[]
    readonly settings?: object
    readonly place?: Place
  },
) {
  const {runner, log} = recordingRunner()
  const profiled = await profileDataset(
    {
      name: 'big',
      root: folder(),
      files: files.map(path => ({path, bytes: 1000})),
      settings: {profile: true, ...settings},
      observers,
    },
    isLarge ? {large: {place: at.place ?? place, runner, largeBytes: 0, mostSorted: 100}} : {},
  )
  return {...profiled, log: log.join('\n')}
}

function rounded(columns: readonly ProfiledColumn[] = []) {
  // JSON knows no -0, and records are JSON.
  const written = JSON.parse(JSON.stringify(columns)) as readonly ProfiledColumn[]
  return written.map(column => ({
    ...column,
    ...(column.mean === undefined ? {} : {mean: Number(column.mean.toPrecision(12))}),
    quantiles: column.isMore ? undefined : column.quantiles,
  }))
}

describe.runIf(isWanted)('profiles by DuckDB', () => {
  beforeAll(async () => {
    const {PATH, HOME, NODE_EXTRA_CA_CERTS, npm_config_registry, NPM_CONFIG_REGISTRY} = process.env
    const environment = {PATH, HOME, NODE_EXTRA_CA_CERTS, npm_config_registry, NPM_CONFIG_REGISTRY}
    const tools = process.env['RUNNER_TOOL_CACHE'] ?? join(folder(), 'tools')
    const RUNNER_TEMP = join(folder(), 'temp')
    mkdirSync(RUNNER_TEMP)
    place = githubPlace({...environment, RUNNER_TOOL_CACHE: tools, RUNNER_TEMP})
    const {modules} = await installDuckdb(place, recordingRunner().runner)
    const {DuckDBInstance} = createRequire(join(modules, 'here.js'))('@duckdb/node-api')
    duck = await (await DuckDBInstance.create(':memory:')).connect()
    const list = Object.entries(COLUMNS).map(
      ([name, sql]) => `${sql} AS "${name.replaceAll('"', '""')}"`,
    )
    const select = `SELECT ${list.join(', ')} FROM (SELECT range AS i FROM range(${ROWS}))`
    await write('all.parquet', select, ', ROW_GROUP_SIZE 2048')
    await write("part '1.parquet", 'SELECT range AS i, range % 3 AS j FROM range(10)')
    await write('part 2.parquet', 'SELECT range + 10 AS i, NULL::BIGINT AS j FROM range(20)')
    await write('other.parquet', 'SELECT 1 AS j')
    await write('list.parquet', 'SELECT [1, 2] AS i')
    await write('none.parquet', 'SELECT 1 AS i WHERE false')
  }, 300_000)

  test('say of every type what the pass says', async () => {
    const [large, pass] = [
      await profile(['all.parquet'], {isLarge: true}),
      await profile(['all.parquet'], {isLarge: false}),
    ]
    expect(large.log).toBe('big: profiled by DuckDB')
    expect(large.schema).toEqual(pass.schema)
    expect(large.profile?.rows).toBe(ROWS)
    expect(rounded(large.profile?.columns)).toEqual(rounded(pass.profile?.columns))
    expect(large.findings).toEqual(pass.findings)
  }, 60_000)

  test('have exact quantiles where the pass has nearly those', async () => {
    const {profile: large} = await profile(['all.parquet'], {isLarge: true})
    const id = large?.columns?.find(({name}) => name === 'id')
    expect(id).toMatchObject({distinct: 10_000, isMore: true})
    const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    expect(id?.quantiles).toEqual(shares.map(share => Math.ceil(share * ROWS) - 1))
  }, 60_000)

  test('are those of all files together, and tell no value about persons', async () => {
    const files = ["part '1.parquet", 'part 2.parquet']
    for (const settings of [{}, {personal: 'names'}]) {
      const large = await profile(files, {isLarge: true, settings})
      const pass = await profile(files, {isLarge: false, settings})
      expect(large.log).toBe('big: profiled by DuckDB')
      expect(large.profile).toEqual(pass.profile)
      expect(large.schema).toEqual(pass.schema)
    }
  }, 60_000)

  test.each([
    {
      files: ["part '1.parquet", 'other.parquet'],
      says: 'not all of its files are Parquet with the same columns',
    },
    {files: ['list.parquet'], says: 'of type list'},
    {files: ['none.parquet'], says: 'a file has no rows'},
    {files: ['rows.csv'], says: 'not all of its files are Parquet with the same columns'},
    {files: ['damaged.parquet'], says: 'not all of its files are Parquet with the same columns'},
  ])(
    'leave $files to the pass: $says',
    async ({files, says}) => {
      writeFileSync(join(folder(), 'rows.csv'), 'a\n1\n')
      writeFileSync(join(folder(), 'damaged.parquet'), 'PAR1 and nothing else')
      const large = await profile(files, {isLarge: true})
      const pass = await profile(files, {isLarge: false})
      expect(large.log).toContain(says)
      expect(large.findings).toEqual(pass.findings)
      expect(large.profile).toEqual(pass.profile)
    },
    60_000,
  )

  test('leave to the pass what somebody else looks at', async () => {
    let rows = 0
    const observer: Observer = {
      begin: () => undefined,
      batch: batch => {
        rows += batch.rows
      },
      end: () => undefined,
    }
    const {log} = await profile(['all.parquet'], {isLarge: true, observers: [observer]})
    expect(rows).toBe(ROWS)
    expect(log).toBe('big: read row by row, for checks look at its rows')
  }, 60_000)
})

test('without DuckDB the pass makes the profile, and a note says so', async () => {
  const nowhere = githubPlace({
    PATH: join(folder(), 'nothing'),
    RUNNER_TOOL_CACHE: join(folder(), 'no tools'),
    RUNNER_TEMP: folder(),
  })
  const file = 'test/fixtures/tables/snappy.parquet'
  const {runner, log} = recordingRunner()
  const wish = {
    name: 'big',
    root: process.cwd(),
    files: [{path: file, bytes: 1000}],
    settings: {profile: true},
  } as const
  const large = await profileDataset(wish, {large: {place: nowhere, runner, largeBytes: 0}})
  expect(large.profile).toEqual((await profileDataset(wish)).profile)
  expect(log.join('\n')).toMatch(/big: read row by row/)
})
