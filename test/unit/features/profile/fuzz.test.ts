import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {describe, expect, it} from 'vitest'
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
const PIECES = ['"', ',', '\n', '\r', '\r\n', '\0', '""', ';', '\ufeff', ' ', '1', 'é'].map(text =>
  Buffer.from(text),
)

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below)
  }
}

/** One to three things that happen to files: a byte changes, comes, goes, repeats, or the end is lost. */
function mutate(original: Buffer, seed: number): Buffer {
  const below = generator(seed * 7919 + 1)
  let bytes = original
  for (let left = below(3) + 1; left > 0; left--) {
    const at = below(bytes.length + 1)
    const some = below(12) + 1
    const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)]
    const changes = [
      () => Buffer.concat([head, Buffer.from([below(256)]), tail.subarray(1)]),
      () => Buffer.concat([head, PIECES[below(PIECES.length)] ?? tail, tail]),
      () => Buffer.concat([head, tail.subarray(some)]),
      () => Buffer.concat([head, tail.subarray(0, some), tail]),
      () => head,
      () => Buffer.concat([head, Buffer.from([0xff, 0xff, 0xff, 0x7f]), tail.subarray(4)]),
    ]
    bytes = changes[below(changes.length)]?.() ?? bytes
  }
  return bytes
}

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
