import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {describe, expect, it} from 'vitest'
import {mutate} from '../../../fakes/mutated-bytes.ts'
import {observeFiles} from '../../../fakes/table-files.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const FILES = 2000
const FIXTURES = join(import.meta.dirname, '../../../fixtures/tables')

const CSV = Buffer.from(`id,day,name,price
1,2024-01-01,"Ann, ""the"" first",1.5
2,2024-01-02,Bob,
3,,"two
lines",-2e3
4,2024-01-04,Jürgen,0
`)
describe('mutated files', () => {
  it('of CSV are read as a strict parser reads them, or there is a finding', async () => {
    const silent: string[] = []
    for (let seed = 0; seed < FILES; seed++) {
      const bytes = mutate(CSV, seed)
      const {rows, findings} = await observeFiles(folder(), {'fuzz.csv': bytes})
      if (findings.some(({level}) => level !== 'note')) continue
      const strict = strictRows(bytes)
      const ours = rows.map(({cells}) => cells)
      if (JSON.stringify(strict) !== JSON.stringify(ours))
        silent.push(`${seed}: ${JSON.stringify(bytes.toString('latin1'))}`)
    }
    expect(silent).toEqual([])
  }, 120_000)

  it.each([
    {format: 'parquet' as const, file: 'zstd.parquet', files: FILES / 2},
    {format: 'parquet' as const, file: 'snappy.parquet', files: FILES / 2},
    {format: 'arrow' as const, file: 'lz4.feather', files: FILES / 40},
  ])(
    'of $file give all their rows, or there is a finding',
    async ({format, file, files}) => {
      const original = readFileSync(join(FIXTURES, file))
      const silent: number[] = []
      for (let seed = 0; seed < files; seed++) {
        const {rows, findings} = await observeFiles(
          folder(),
          {[file]: mutate(original, seed)},
          {format},
        )
        if (findings.length === 0 && rows.length !== 3) silent.push(seed)
      }
      expect(silent).toEqual([])
    },
    120_000,
  )
})

/** Nothing where the strict parser refuses. */
function strictRows(bytes: Buffer): readonly (readonly string[])[] | undefined {
  const [header = ''] = bytes.toString('utf8').split(/[\r\n]/, 1)
  const delimiter = !header.includes(',') && header.includes(';') ? ';' : ','
  try {
    const rows: string[][] = parse(bytes, {bom: true, skip_empty_lines: true, delimiter})
    return rows.slice(1)
  } catch {
    return undefined
  }
}
