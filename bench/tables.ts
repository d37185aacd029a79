import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {generator} from '../shared/domain/statistics/generator.ts'
import {readParquetSchema} from '../shared/platform/tables/parquet-footer.ts'
import {interleave, median, milliseconds, printRows} from './measure.ts'

const ROWS = 1_000_000
const CSV_BUDGET_MS = 3000
const CSV_BUDGET_MB = 200
const FOOTER_BUDGET_MS = 100

/** A profile of a million rows of CSV, against reading the same file with csv-parse, each in a process of its own. */
export async function benchTables(rounds = 3): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-bench-'))
  const memory: number[] = []
  try {
    const file = join(folder, 'rows.csv')
    writeFileSync(file, rowsOf(ROWS))
    const [ours = [], peer = []] = await interleave(rounds, [
      () => {
        memory.push(run(PROFILE, file))
      },
      () => {
        run(PARSE, file)
      },
    ])
    const [time, most] = [median(ours), Math.max(...memory)]
    const parquet = join(folder, 'rows.parquet')
    await writeParquet(parquet)
    const [footer = []] = await interleave(rounds, [
      async () => {
        const {rows, columns} = await readParquetSchema(parquet)
        if (rows !== ROWS || columns.length !== 3) throw new Error('not the whole footer')
      },
    ])
    printRows('Tables', [
      {
        what: `profile of ${ROWS.toLocaleString('en-US')} rows of CSV, ${most.toFixed(0)} MB`,
        ours: milliseconds(time),
        peer: `${milliseconds(median(peer))} (csv-parse, only reading)`,
        ratio: time / median(peer),
        budget: `at most ${CSV_BUDGET_MS / 1000} s and ${CSV_BUDGET_MB} MB`,
        isWithin: time <= CSV_BUDGET_MS && most <= CSV_BUDGET_MB,
      },
      {
        what: 'columns and row count of a Parquet file with as many rows',
        ours: milliseconds(median(footer)),
        peer: `${milliseconds(time)} (the CSV above, row by row)`,
        ratio: median(footer) / time,
        budget: `at most ${FOOTER_BUDGET_MS / 1000} s`,
        isWithin: median(footer) <= FOOTER_BUDGET_MS,
      },
    ])
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const PROFILE = `
const {profileDataset} = await import(${JSON.stringify(pathToFileURL(resolve('shared/features/profile/index.ts')).href)})
const [folder, name] = [process.argv[1].slice(0, process.argv[1].lastIndexOf('/')), 'rows.csv']
const {profile} = await profileDataset({name: 'rows', root: folder, files: [{path: name, bytes: 1}], settings: {profile: true}})
if (profile.rows !== ${ROWS}) throw new Error('not all rows')
console.log(process.resourceUsage().maxRSS / 1024)`

const PARSE = `
const {parse} = await import('csv-parse')
const {createReadStream} = await import('node:fs')
let rows = 0
for await (const row of createReadStream(process.argv[1]).pipe(parse())) rows += row.length > 0 ? 1 : 0
console.log(rows)`

/** What the program prints as a number. */
function run(program: string, file: string): number {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', program, file],
    {encoding: 'utf8'},
  )
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

async function writeParquet(file: string): Promise<void> {
  const {parquetWriteFile} = await import('hyparquet-writer')
  const numbers = Array.from({length: ROWS}, (_, row) => row)
  parquetWriteFile({
    filename: file,
    rowGroupSize: 10_000,
    columnData: [
      {name: 'id', data: numbers, type: 'INT32'},
      {name: 'price', data: numbers.map(row => row / 7), type: 'DOUBLE'},
      {name: 'city', data: numbers.map(row => `city-${row % 40}`), type: 'STRING'},
    ],
  })
}

function rowsOf(count: number): string {
  const below = generator(7)
  const day = (row: number) =>
    new Date(Date.UTC(2020, 0, 1) + Math.floor(row / 800) * 864e5).toISOString().slice(0, 10)
  const lines = ['id,day,city,price,quantity,isNew,comment,share']
  for (let row = 0; row < count; row++) {
    const share = below(10) === 0 ? '' : (below(10_000) / 10_000).toFixed(4)
    lines.push(
      `${row},${day(row)},city-${below(40)},${(below(50_000) / 100).toFixed(2)},${below(100)},${below(2) === 0},"text ${below(1_000_000)}, more",${share}`,
    )
  }
  return `${lines.join('\n')}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchTables()
