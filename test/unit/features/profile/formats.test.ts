import {copyFileSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {profileDataset} from '../../../../shared/features/profile/index.ts'
import {readParquetSchema} from '../../../../shared/platform/tables/parquet-footer.ts'
import {observeFiles} from '../../../fakes/table-files.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const FIXTURES = join(import.meta.dirname, '../../../fixtures/tables')
const fixture = (name: string) => readFileSync(join(FIXTURES, name))

const CSV = `id,price,name,day,at,flag
1,0.5,a,2020-01-01,2020-01-01T12:00:00.000Z,true
2,1,ü,2020-01-01,2020-01-01T12:01:00.000Z,false
,2.25,,2020-01-01,2020-01-01T12:02:00.000Z,
`
const JSONL = `{"id":1,"price":0.5,"name":"a","day":"2020-01-01","at":"2020-01-01T12:00:00.000Z","flag":true}
{"id":2,"price":1,"name":"ü","day":"2020-01-01","at":"2020-01-01T12:01:00.000Z","flag":false}

{"price":2.25,"name":null,"day":"2020-01-01","at":"2020-01-01T12:02:00.000Z"}
`

describe('the same rows in another format', () => {
  const FORMATS = [
    ...['snappy', 'gzip', 'zstd', 'brotli', 'lz4'].map(name => ({
      name: `${name}.parquet`,
      format: 'parquet' as const,
    })),
    ...['uncompressed', 'lz4', 'zstd'].map(name => ({
      name: `${name}.feather`,
      format: 'arrow' as const,
    })),
  ]
  it.each(FORMATS)('$name are the same cells', async ({name, format}) => {
    const csv = await observeFiles(folder(), {'t.csv': CSV})
    const other = await observeFiles(folder(), {[name]: fixture(name)}, {format})
    expect(other.findings).toEqual([])
    expect(other.rows.map(({cells}) => cells)).toEqual(csv.rows.map(({cells}) => cells))
    expect(other.hashes.slice(0, 2)).toEqual(csv.hashes.slice(0, 2))
    expect(other.rows.map(({line}) => line)).toEqual([1, 2, 3])
  })

  it('JSONL are the same cells', async () => {
    const csv = await observeFiles(folder(), {'t.csv': CSV})
    const json = await observeFiles(folder(), {'t.jsonl': JSONL}, {format: 'jsonl'})
    expect(json.findings).toEqual([])
    expect(json.rows.map(({cells}) => cells)).toEqual(csv.rows.map(({cells}) => cells))
    expect(json.hashes.slice(0, 2)).toEqual(csv.hashes.slice(0, 2))
    expect(json.rows.map(({line}) => line)).toEqual([1, 2, 4])
  })
})

describe('JSONL', () => {
  it('has columns from wherever they come first', async () => {
    const {names, rows} = await observeFiles(
      folder(),
      {'n.jsonl': '{"a":1}\n{"b":[1],"a":{"c":2}}\n'},
      {format: 'jsonl'},
    )
    expect(names).toEqual(['a', 'b'])
    expect(rows.map(({cells}) => cells)).toEqual([
      ['1', ''],
      ['{"c":2}', '[1]'],
    ])
  })

  it.each([
    {code: 'not-json', text: '{"a":1}\n{"a":\n{"a":2}\n', line: 2},
    {code: 'not-json', text: '{"a":1}\n[1]\n', line: 2},
    {code: 'empty-file', text: '\n'},
    {code: 'invalid-utf8', text: Buffer.from('{"a":"\xe9"}\n', 'latin1'), line: 1},
    {code: 'row-too-long', text: `{"a":"${'x'.repeat(17 * 2 ** 20)}"}`, line: 1},
  ])('$code', async ({code, text, line}) => {
    const {findings} = await observeFiles(folder(), {'w.jsonl': text}, {format: 'jsonl'})
    expect(findings[0]).toMatchObject({code, level: 'fail'})
    expect(findings[0]?.rows?.[0]?.line).toBe(line)
  })
})

describe('Parquet', () => {
  it('tells columns and rows from its footer', async () => {
    const path = join(folder(), 'f.parquet')
    copyFileSync(join(FIXTURES, 'zstd.parquet'), path)
    const {rows, columns} = await readParquetSchema(path)
    expect(rows).toBe(3)
    expect(columns.map(({declared}) => declared?.type)).toEqual([
      'integer',
      'number',
      'string',
      'date',
      'timestamp',
      'boolean',
    ])
  })

  it('that are too large to be looked at unasked still tell their columns and rows', async () => {
    const file = (name: string) => {
      copyFileSync(join(FIXTURES, 'zstd.parquet'), join(folder(), name))
      return {path: name, bytes: 200_000_000}
    }
    const wish = {
      name: 'large',
      root: folder(),
      files: [file('large-1.parquet'), file('large-2.parquet')],
    }
    const {schema, profile, findings} = await profileDataset({...wish, settings: {}})
    const asked = await profileDataset({...wish, settings: {profile: true}})
    expect(findings.map(({code}) => code)).toEqual(['profile-left-out'])
    expect(profile).toEqual({rows: 6})
    expect(asked.profile?.rows).toBe(6)
    expect(schema).toEqual(asked.schema)
    const damaged = join(folder(), 'large-2.parquet')
    writeFileSync(damaged, 'PAR1')
    const other = await profileDataset({...wish, settings: {}})
    expect(other).toEqual({findings})
  })

  it.each([
    {name: 'no bytes', change: () => Buffer.alloc(0), code: 'empty-file'},
    {
      name: 'half of it',
      change: (all: Buffer) => all.subarray(0, all.length / 2),
      code: 'damaged-file',
    },
    {name: 'another file', change: () => Buffer.from('a,b\n1,2\n3,4\n5,6\n'), code: 'damaged-file'},
    {
      name: 'zeros inside',
      change: (all: Buffer) => Buffer.from(all).fill(0, 4, 200),
      code: 'damaged-file',
    },
  ])('$name is a finding', async ({change, code}) => {
    for (const [format, file] of [
      ['parquet', 'snappy.parquet'],
      ['arrow', 'uncompressed.feather'],
    ] as const) {
      if (
        format === 'arrow' &&
        code === 'damaged-file' &&
        change(fixture(file)).length === fixture(file).length
      )
        continue
      const {findings} = await observeFiles(
        folder(),
        {[`broken-${file}`]: change(fixture(file))},
        {format},
      )
      expect(findings, file).toMatchObject([{code, level: 'fail'}])
    }
  })
})
