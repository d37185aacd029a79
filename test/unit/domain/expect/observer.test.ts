import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {KnownKeys} from '../../../../shared/domain/expect/checker.ts'
import {keyGatherer, uniqueChecker} from '../../../../shared/domain/expect/key-checkers.ts'
import {joinKeys, keySet} from '../../../../shared/domain/expect/key-set.ts'
import {expectObserver, type Judged} from '../../../../shared/domain/expect/observer.ts'
import {parseExpectation} from '../../../../shared/domain/expect/parse.ts'
import type {TableFormat} from '../../../../shared/domain/ports/table.ts'
import {observeDataset} from '../../../../shared/features/profile/index.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const NOW = Date.parse('2026-03-10T12:00:00Z')
let made = 0

type Table = {
  readonly files: Readonly<Record<string, string>>
  readonly isPersonal?: boolean
  readonly format?: TableFormat
  readonly keys?: KnownKeys
}

async function judge(rule: string, table: Table): Promise<Judged> {
  const {files, isPersonal = false, format = 'csv', keys} = table
  const parsed = parseExpectation(rule)
  if ('problem' in parsed) throw new Error(parsed.problem.message)
  const {observer, outcomes} = expectObserver([parsed.rule], {
    now: NOW,
    isPersonal,
    keysOf: () => keys ?? {kind: 'unknown', why: 'no keys'},
  })
  const home = join(folder(), String(made++))
  mkdirSync(home)
  const listed = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(home, name), text)
    return {path: join(home, name), name, format}
  })
  await observeDataset({name: 'd', files: listed}, [observer])
  const [outcome] = outcomes()
  if (!outcome) throw new Error('no outcome')
  return outcome
}

const csv = (text: string): Table => ({files: {'a.csv': text}})
const column = (name: string, ...cells: readonly string[]) =>
  csv(`i,${name}\n${cells.map((cell, at) => `${at},${cell}\n`).join('')}`)

const HOLDS: readonly {rule: string; table: Table}[] = [
  {rule: 'rows = 2', table: column('x', '1', '2')},
  {rule: 'x between 1 and 2', table: column('x', '1', '', '2')},
  {rule: 'x between 2026-01-01 and 2026-01-31', table: column('x', '2026-01-31T23:59:59')},
  {rule: 'x is integer', table: column('x', '1', '2.5e3'.slice(0, 1))},
  {rule: 'x is number', table: column('x', '1', '2.5')},
  {rule: 'x is text', table: column('x', 'Ann', '1', 'True')},
  {rule: 'x is timestamp', table: column('x', '2026-01-01T00:00', '2026-01-02')},
  {rule: 'x in [1, 2, true, DE]', table: column('x', '1.0', '2', 'True', 'DE')},
  {rule: 'x not in [00420, 7]', table: column('x', '420', 'a')},
  {rule: 'x = 5', table: column('x', '5.0')},
  {rule: 'x matches /^[A-Z]{2}$/', table: column('x', 'DE', '', 'FR')},
  {rule: 'x is never missing', table: column('x', '1')},
  {rule: 'nulls(x) <= 50 %', table: column('x', '1', '')},
  {rule: 'nulls(x) = 1', table: column('x', '1', '')},
  {rule: 'x is unique', table: column('x', '1', '2', '', '')},
  {rule: '(i, x) is unique', table: column('x', '1', '1')},
  {rule: 'x is increasing', table: column('x', '1', '1', '', '2')},
  {rule: 'x is strictly decreasing', table: column('x', 'c', 'b', 'a')},
  {rule: 'x is strictly increasing per g', table: csv('g,x\na,1\nb,1\na,2\nb,3\n')},
  {rule: 'newest(x) within 3 days', table: column('x', '2020-01-01', '2026-03-07')},
  {rule: 'newest(x) within 2 hours', table: column('x', '2026-03-10T10:00Z')},
  {rule: 'newest(x) within 1 hours', table: column('x', '2026-03-11')},
  {rule: 'sum(x) = 1', table: column('x', ...Array(10).fill('0.1'))},
  {rule: 'sum(x) = 1 +- 0.01 per g', table: csv('g,x\na,0.5\nb,1\na,0.505\n')},
  {rule: 'mean(x) = 2', table: column('x', '1', '3')},
  {rule: 'max(x) <= 2026-01-02', table: column('x', '2026-01-01', '2026-01-02')},
  {rule: 'distinct(x) = 2', table: column('x', '1', '1.0', '2', '')},
  {rule: 'length(x) = 2', table: column('x', 'é😀', 'ab')},
  {rule: '"odd name" >= 0', table: column('odd name', '0')},
  {
    rule: 'x is increasing',
    table: {files: {'a.csv': 'x\n1\n2\n', 'b.csv': 'x\n2\n3\n'}},
  },
]

type Broken = {
  rule: string
  table: Table
  code: string
  count?: number
  line?: number
  but?: string
}

const BROKEN: readonly Broken[] = [
  {rule: 'rows >= 3', table: column('x', '1', '2'), code: 'expect-rows', count: 2},
  {rule: 'rows >= 1', table: csv('i,x\n'), code: 'expect-rows', count: 0},
  {
    rule: 'x between 0 and 5',
    table: column('x', '1', '-3', '6'),
    code: 'expect-range',
    count: 2,
    line: 3,
    but: '2 of 3 cells are not, the first "-3" (a.csv:3)',
  },
  {rule: 'x >= 0', table: column('x', '1', 'n/a'), code: 'expect-range', count: 1, line: 3},
  {rule: 'x >= 0', table: column('x', '1', 'NaN'), code: 'expect-range', count: 1, line: 3},
  {rule: 'x >= 0', table: column('x', '2026-01-01'), code: 'expect-range', count: 1},
  {rule: 'x >= 0', table: column('x', 'true'), code: 'expect-range', count: 1},
  {rule: 'x < 5', table: column('x', '5'), code: 'expect-range', count: 1},
  {rule: 'x > 5', table: column('x', '5'), code: 'expect-range', count: 1},
  {rule: 'x <= 2026-01-31', table: column('x', '2026-02-01'), code: 'expect-range', count: 1},
  {rule: 'x > 2026-01-31', table: column('x', '2026-01-31T10:00'), code: 'expect-range', count: 1},
  {rule: 'x is integer', table: column('x', '1', '1.5'), code: 'expect-type', count: 1, line: 3},
  {rule: 'x is date', table: column('x', '2026-01-01T00:00'), code: 'expect-type', count: 1},
  {rule: 'x is text', table: column('x', '1', '2'), code: 'expect-type', count: 2, line: 2},
  {rule: 'x in [DE, FR]', table: column('x', 'DE', 'GB'), code: 'expect-set', count: 1, line: 3},
  {rule: 'x in [1]', table: column('x', '01'), code: 'expect-set', count: 1},
  {rule: 'x in ["1"]', table: column('x', '1.0'), code: 'expect-set', count: 1},
  {rule: 'x not in [DE]', table: column('x', 'DE'), code: 'expect-set', count: 1},
  {rule: 'x != 5', table: column('x', '5.0'), code: 'expect-set', count: 1},
  {rule: 'x matches /^a$/', table: column('x', 'ba'), code: 'expect-pattern', count: 1},
  {
    rule: 'x is never missing',
    table: column('x', '1', ''),
    code: 'expect-missing',
    count: 1,
    line: 3,
  },
  {
    rule: 'nulls(x) <= 10 %',
    table: column('x', '1', '', '2'),
    code: 'expect-missing',
    count: 1,
    but: '1 of 3 cells (33.33 %) are empty, the first (a.csv:3)',
  },
  {rule: 'nulls(x) = 1', table: column('x', '1'), code: 'expect-missing', count: 0},
  {rule: 'x is unique', table: column('x', 'a', 'b', 'a'), code: 'expect-unique', line: 4},
  {
    rule: '(g, x) is unique',
    table: csv('g,x\na,1\nb,1\na,1.0\n'),
    code: 'expect-unique',
    count: 1,
    line: 4,
  },
  {
    rule: 'x is unique',
    table: {files: {'a.csv': 'x\n1\n', 'b.csv': 'x\n2\n1\n'}},
    code: 'expect-unique',
    count: 1,
    line: 3,
    but: '1 of 3 rows repeat one before, the first "1" (b.csv:3)',
  },
  {rule: 'x is increasing', table: column('x', '1', '', '0'), code: 'expect-order', line: 4},
  {rule: 'x is strictly increasing', table: column('x', '1', '1'), code: 'expect-order', line: 3},
  {rule: 'x is decreasing', table: column('x', '1', '2'), code: 'expect-order', line: 3},
  {rule: 'x is increasing', table: column('x', '1', 'a'), code: 'expect-order', line: 3},
  {rule: 'x is increasing', table: column('x', 'NaN'), code: 'expect-order', count: 1},
  {
    rule: 'x is increasing per g',
    table: csv('g,x\na,2\nb,1\na,1\n'),
    code: 'expect-order',
    count: 1,
    line: 4,
  },
  {
    rule: 'x is increasing',
    table: {files: {'a.csv': 'x\n1\n3\n', 'b.csv': 'x\n2\n'}},
    code: 'expect-order',
    line: 2,
  },
  {
    rule: 'newest(x) within 3 days',
    table: column('x', '2026-03-06'),
    code: 'expect-fresh',
    but: 'the newest is of 2026-03-06',
  },
  {rule: 'newest(x) within 1 hours', table: column('x', '2026-03-10T10:59Z'), code: 'expect-fresh'},
  {
    rule: 'newest(x) within 3 days',
    table: column('x', '2026-03-10', '2062-03-10'),
    code: 'expect-fresh',
    count: 1,
    line: 3,
  },
  {rule: 'newest(x) within 3 days', table: column('x', '10.3.2026'), code: 'expect-fresh'},
  {
    rule: 'sum(x) = 1 +- 0.001',
    table: column('x', '0.5', '0.6'),
    code: 'expect-total',
    but: 'the sum is 1.1',
  },
  {rule: 'sum(x) <= 5', table: column('x', '1', 'two'), code: 'expect-total', count: 1, line: 3},
  {rule: 'sum(x) <= 5', table: column('x', '1', 'NaN'), code: 'expect-total', count: 1, line: 3},
  {
    rule: 'sum(x) = 1 per g',
    table: csv('g,x\na,1\nb,1\nb,0.5\n'),
    code: 'expect-total',
    count: 1,
    line: 3,
    but: '1 of 2 groups have another sum, the first "b": 1.5 (a.csv:3)',
  },
  {
    rule: 'max(x) >= 2026-01-02',
    table: column('x', '2026-01-01'),
    code: 'expect-total',
    but: 'the max is 2026-01-01',
  },
  {rule: 'distinct(x) <= 1', table: column('x', 'a', 'b'), code: 'expect-distinct', count: 2},
  {rule: 'length(x) <= 2', table: column('x', 'abc'), code: 'expect-length', count: 1},
  {
    rule: 'c in other.id',
    table: {...column('c', '1', '2'), keys: {kind: 'known', has: () => false}},
    code: 'expect-key',
    count: 2,
    line: 2,
  },
]

const UNSAID: readonly {rule: string; table: Table; kind: string; why: string}[] = [
  ...['x >= 0', 'x is never missing', 'nulls(x) <= 5 %', 'distinct(x) <= 3', 'x is unique'].map(
    rule => ({rule, table: csv('i,x\n'), kind: 'unchecked', why: 'there is no row'}),
  ),
  ...['x >= 0', 'x is text', 'x is increasing', 'newest(x) within 3 days', 'sum(x) = 0'].map(
    rule => ({rule, table: column('x', '', ''), kind: 'unchecked', why: 'not one row has a value'}),
  ),
  {rule: 'pric >= 0', table: column('price', '1'), kind: 'no-column', why: 'mean "price"?'},
  {rule: 'x >= 0', table: csv(''), kind: 'no-column', why: 'and no other'},
  {rule: 'x is increasing per g', table: column('x', '1'), kind: 'no-column', why: '"g"'},
  {rule: 'x in other.id', table: column('x', '1'), kind: 'unchecked', why: 'no keys'},
]

describe('an expectation', () => {
  it.each(HOLDS)('holds: $rule', async ({rule, table}) => {
    expect(await judge(rule, table)).toEqual({kind: 'held'})
  })

  it.each(BROKEN)('is broken: $rule, $code $but', async ({rule, table, ...wanted}) => {
    const {code, count, line, but} = wanted
    const outcome = await judge(rule, table)
    expect(outcome).toMatchObject({kind: 'broken', code, ...(but ? {but} : {})})
    if (outcome.kind !== 'broken') return
    if (count !== undefined) expect(outcome.count).toBe(count)
    if (line !== undefined) expect(outcome.rows?.[0]?.line).toBe(line)
  })

  it.each(UNSAID)('never passes in silence: $rule ($why)', async ({rule, table, kind, why}) => {
    const outcome = await judge(rule, table)
    expect(outcome.kind).toBe(kind)
    expect('why' in outcome && outcome.why).toContain(why)
  })

  it('shows the first five rows and counts all', async () => {
    const outcome = await judge('x >= 0', column('x', ...Array(20).fill('-1')))
    expect(outcome).toMatchObject({count: 20})
    expect('rows' in outcome && outcome.rows).toHaveLength(5)
    expect('rows' in outcome && outcome.rows?.[1]).toEqual({file: 'a.csv', line: 3, text: '1,-1'})
  })

  it.each(BROKEN)('tells nothing of persons: $rule', async ({rule, table}) => {
    const outcome = await judge(rule, {...table, isPersonal: true})
    if (outcome.kind !== 'broken') throw new Error('it holds')
    expect((outcome.rows ?? []).map(({text}) => text).join('')).toBe('')
    expect(outcome.but).not.toMatch(/"|1\.1|2026/)
  })

  it('counts what an earlier file does not have as missing', async () => {
    const table: Table = {
      files: {'a.jsonl': '{"y":1}\n', 'b.jsonl': '{"y":1,"x":2}\n'},
      format: 'jsonl',
    }
    expect(await judge('x is never missing', table)).toMatchObject({
      count: 1,
      rows: [{file: 'a.jsonl', line: 1}],
    })
    expect(await judge('x >= 0', table)).toEqual({kind: 'held'})
  })

  it('knows a number from its text where the format does', async () => {
    const table: Table = {files: {'a.jsonl': '{"x":1}\n{"x":"1"}\n'}, format: 'jsonl'}
    expect(await judge('x >= 0', table)).toMatchObject({count: 1, rows: [{line: 2}]})
    expect(await judge('x is unique', table)).toEqual({kind: 'held'})
  })
})

describe('keys', () => {
  it('are found again, also after the set grew', () => {
    const keys = keySet()
    const all = Array.from({length: 5000}, (_, at) => at * 2 ** 33 + 7)
    for (const key of all) expect(keys.add(key)).toBe(true)
    expect(all.every(key => keys.has(key) && !keys.add(key))).toBe(true)
    expect(keys.has(8)).toBe(false)
    expect([keys.size(), keys.isFull()]).toEqual([5000, false])
  })

  it('that have no room are not said to be unique', () => {
    const checker = uniqueChecker(false, 2)
    const kinds = new Uint8Array(3).fill(2)
    const cells = {
      kinds,
      numbers: new Float64Array(3),
      text: String,
      size: () => 1,
      hash: (row: number) => row + 5,
    }
    const batch = {
      file: 'a',
      rows: 3,
      firstRow: 0,
      lines: new Float64Array(3),
      columns: [cells],
      text: () => '',
    }
    checker.look(batch, [cells])
    expect(checker.end()).toMatchObject({kind: 'unchecked'})
    const gatherer = keyGatherer(2)
    gatherer.look(batch, cells)
    expect(gatherer.known()).toMatchObject({kind: 'unknown'})
  })

  it('of two columns differ where the columns are swapped, and lie apart', () => {
    const seen = new Set<number>()
    for (let a = 0; a < 300; a++) for (let b = 0; b < 300; b++) seen.add(joinKeys(a * 1e9, b))
    expect(seen.size).toBe(90_000)
    expect(joinKeys(1, 2)).not.toBe(joinKeys(2, 1))
    expect([...seen].every(key => Number.isSafeInteger(key) && key >= 0)).toBe(true)
  })
})
