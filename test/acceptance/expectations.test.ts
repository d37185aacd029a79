import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()
let made = 0

/** Runs `track` on dist in a folder of its own with these files. */
async function track(files: Readonly<Record<string, string>>) {
  const home = join(folder(), String(made++))
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text)
  }
  const {code, stdout, stderr} = await proofmark(['track', '--json'], home)
  return {code, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout)}
}

const CONFIG = `
pipeline: oil-price
data:
  prices:  { path: data/prices/*.csv, role: train, schema: backward, expect: ["rows >= 1000", "price between 0 and 500", "date is increasing"] }
`
const header = 'date,price\n'
const day = (at: number) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10)
const rows = (from: number, to: number, price: (at: number) => string | number = at => at % 500) =>
  Array.from({length: to - from}, (_, at) => `${day(from + at)},${price(from + at)}\n`).join('')

describe('the expectations of the example', () => {
  test('hold on good data', async () => {
    const files = {
      'data/prices/a.csv': header + rows(0, 600),
      'data/prices/b.csv': header + rows(600, 1200),
    }
    const {code, answer, stderr} = await track({...files, 'proofmark.yml': CONFIG})
    expect(answer).toMatchObject({verdict: 'pass', findings: []})
    expect(code).toBe(0)
    expect(stderr).toContain('3 of 3 expectations hold')
  })

  const BAD = [
    {
      name: 'too few rows',
      file: header + rows(0, 999),
      found: {code: 'expect-rows', count: 999},
      says: 'prices: expected rows >= 1000, but there are 999 rows',
    },
    {
      name: 'a price out of range',
      file: header + rows(0, 1000, at => (at === 10 ? '500.01' : 5)),
      found: {code: 'expect-range', count: 1, rows: [{file: 'a.csv', line: 12}]},
      says: 'data/prices/a.csv:12',
    },
    {
      name: 'a price that is no number',
      file: header + rows(0, 1000, at => (at === 10 ? 'n/a' : 5)),
      found: {code: 'expect-range', count: 1, rows: [{text: '2020-01-11,n/a'}]},
      says: '"n/a"',
    },
    {
      name: 'dates in disorder',
      file: header + rows(500, 1000) + rows(0, 500),
      found: {code: 'expect-order', count: 1, rows: [{line: 502}]},
      says: 'the first "2020-01-01" (a.csv:502)',
    },
    {
      name: 'a column of another name',
      file: `date,prices\n${rows(0, 1000)}`,
      found: {code: 'expect-no-column'},
      says: 'did you mean "prices"?',
    },
  ] as const
  test.each(BAD)('fail by $name', async ({file, found, says}) => {
    const {code, answer, stderr} = await track({
      'data/prices/a.csv': file,
      'proofmark.yml': CONFIG,
    })
    expect(answer.verdict).toBe('fail')
    const failing = answer.findings.filter(({level}: {level: string}) => level === 'fail')
    expect(failing).toMatchObject([found])
    expect(code).toBe(1)
    expect(stderr).toContain(says)
  })

  test('fail by no row at all, by all of them', async () => {
    const {code, answer} = await track({'data/prices/a.csv': header, 'proofmark.yml': CONFIG})
    const codes = answer.findings.map((finding: {code: string}) => finding.code)
    expect(codes).toEqual([
      'header-only',
      'expect-rows',
      'expect-not-checked',
      'expect-not-checked',
    ])
    expect(code).toBe(1)
  })

  test('fail where there is no table', async () => {
    const config = 'data: { d: { path: d.bin, expect: ["rows >= 1"] } }\n'
    const {code, answer} = await track({'d.bin': 'x', 'proofmark.yml': config})
    const codes = answer.findings.map((finding: {code: string}) => finding.code)
    expect(codes).toEqual(['no-table', 'expect-not-checked'])
    expect(code).toBe(1)
  })
})

describe('expectations', () => {
  const sales = (expectation: string, more = '') => `data:
  customers: { path: customers.csv${more} }
  sales:
    path: sales.csv
    expect:
      - ${expectation}
`
  const files = {'customers.csv': 'id\n1\n2\n', 'sales.csv': 'customer,sum\n1,5\n3,-5\n'}

  test('only warn where that is said', async () => {
    const config = sales('{ rule: "sum >= 0", level: warn }')
    const {code, answer} = await track({...files, 'proofmark.yml': config})
    expect(answer).toMatchObject({
      verdict: 'pass',
      findings: [{code: 'expect-range', level: 'warn', count: 1}],
    })
    expect(code).toBe(0)
  })

  test('look into another dataset', async () => {
    const config = sales('customer in customers.id')
    const {code, answer} = await track({...files, 'proofmark.yml': config})
    expect(answer.findings).toMatchObject([
      {code: 'expect-key', count: 1, rows: [{file: 'sales.csv', line: 3}]},
    ])
    expect(code).toBe(1)
    const good = {...files, 'sales.csv': 'customer,sum\n1,5\n2,-5\n'}
    expect(await track({...good, 'proofmark.yml': config})).toMatchObject({code: 0})
  })

  test.each([
    {name: 'has no such column', key: 'customers.key', says: 'has no column'},
    {name: 'cannot be read', key: 'customers.id', says: 'could not be read as a whole'},
  ])('do not pass when the other dataset $name', async ({key, says}) => {
    const config = sales(`customer in ${key}`)
    const broken = says.includes('whole') ? {'customers.csv': 'id\n"1\n'} : {}
    const {code, answer} = await track({...files, ...broken, 'proofmark.yml': config})
    const finding = answer.findings.find((one: {dataset: string}) => one.dataset === 'sales')
    expect(finding).toMatchObject({code: 'expect-not-checked'})
    expect(finding.message).toContain(says)
    expect(code).toBe(1)
  })

  test('tell nothing about persons', async () => {
    const config = 'data: { d: { path: d.csv, personal: names, expect: ["name in [Ann]"] } }\n'
    const {answer, stderr} = await track({'d.csv': 'name\nBob\n', 'proofmark.yml': config})
    expect(answer.findings).toMatchObject([{code: 'expect-set', count: 1, rows: [{line: 2}]}])
    expect(JSON.stringify(answer) + stderr).not.toContain('Bob')
  })

  test('that cannot be read are told together, each with its place', async () => {
    const config = `data:
  d:
    path: d.csv
    expect:
      - price betwen 0 and 5
      - { rule: "id is uniqe" }
      - customer in custmers.id
      - { sql: SELECT 1 }
  customers: { path: d.csv }
`
    const {code, stderr} = await track({'d.csv': 'x\n1\n', 'proofmark.yml': config})
    expect(code).not.toBe(0)
    expect(stderr).toContain('proofmark.yml:5:9  data.d.expect[0]: expected')
    expect(stderr).toContain('did you mean "between"?')
    expect(stderr).toContain('data.d.expect[1]: "uniqe" is not understood')
    expect(stderr).toContain('there is no dataset "custmers"; did you mean "customers"?')
    expect(stderr).toContain('data.d.expect[3].is is required: What it must answer')
    expect(stderr).toMatch(/price betwen 0 and 5\n\s+\^/)
  })
})
