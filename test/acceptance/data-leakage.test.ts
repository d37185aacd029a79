import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()
const HEAD = 'id,customer,day,city,price,label\n'
const row = (id: number, day = '2024-01-01', city = `Place ${id}`) =>
  `${id},c${id % 500},${day},${city},${(id * 1.25 + 0.001).toFixed(3)},${id % 2}\n`
const rows = (from: number, to: number, day?: string) =>
  Array.from({length: to - from}, (_, at) => row(from + at, day))

const write = (path: string, text: string) => writeFileSync(join(folder(), path), text)

beforeAll(() => {
  for (const name of ['data', 'data/a', 'data/b']) mkdirSync(join(folder(), name))
  write('data/train.csv', HEAD + rows(0, 300).join(''))
  const held = rows(1000, 1050, '2024-03-01')
  write('data/clean.csv', HEAD + held.join(''))
  write('data/shared.csv', HEAD + [...held, row(7), row(9)].join(''))
  // Another id, other letters, another label, and a price that differs in the seventh digit.
  const near = `9001,c7,2024-01-01,"PLACE, 7",8.7510004,0\n`
  write('data/near.csv', HEAD + [...held, near].join(''))
  write('data/early.csv', HEAD + [...rows(1000, 1050, '2024-01-01')].join(''))
  write('data/calendar.csv', `day,holiday\n2024-03-01,no\n`)
  write('data/a/1.txt', 'a document')
  write('data/a/2.txt', '')
  write('data/b/3.txt', 'a document')
  write('data/b/4.txt', '')
})

type Extra = {readonly train?: string; readonly holdout?: string; readonly top?: string}

async function track(file: string, {train = '', holdout = '', top = ''}: Extra = {}) {
  write(
    'proofmark.yml',
    `pipeline: p
${top}
data:
  prices: { path: data/train.csv${train} }
  held: { path: data/${file}, role: holdout${holdout} }
`,
  )
  const said = await proofmark(['track', '--json'], folder())
  return {...said, result: JSON.parse(said.stdout)}
}

describe('proofmark track looks for the holdout in the training data', () => {
  test('and is quiet where they are apart', async () => {
    const {code, result} = await track('clean.csv', {holdout: ', key: id, order: day'})
    expect(code).toBe(0)
    expect(result.findings).toEqual([])
    expect(result.leakage).toEqual([
      {
        train: 'prices',
        holdout: 'held',
        columns: 6,
        same: {rows: 0, of: 50},
        near: {rows: 0, of: 50},
        time: {
          column: 'day',
          late: 0,
          of: 300,
          earliest: '2024-03-01',
          latest: '2024-01-01',
        },
      },
    ])
  })

  test('finds rows that are in both, with their places', async () => {
    const {code, stderr, result} = await track('shared.csv')
    expect(code).toBe(0)
    expect(result).toMatchObject({
      verdict: 'pass',
      findings: [
        {
          code: 'leakage-rows',
          level: 'warn',
          dataset: 'held',
          count: 2,
          rows: [
            {file: 'shared.csv', line: 52, text: 'train.csv:9 of prices'},
            {file: 'shared.csv', line: 53, text: 'train.csv:11 of prices'},
          ],
        },
      ],
      leakage: [{same: {rows: 2, of: 52}, near: {rows: 2, of: 52}}],
    })
    expect(stderr).toContain('data/shared.csv:52')
  })

  test('fails by them where leakage decides', async () => {
    const {code, result} = await track('shared.csv', {top: 'leakage: { decides: true }'})
    expect(code).toBe(1)
    expect(result).toMatchObject({verdict: 'fail', findings: [{level: 'fail'}]})
  })

  test('and not by a share that is allowed', async () => {
    const top = 'leakage: { decides: true, at-most: 0.05 }'
    const {code, result} = await track('shared.csv', {top})
    expect(code).toBe(0)
    expect(result.findings).toMatchObject([{code: 'leakage-rows', level: 'note', count: 2}])
  })

  test('and says nothing when that is switched off', async () => {
    const {result} = await track('shared.csv', {top: 'leakage: false'})
    expect(result.findings).toEqual([])
    expect(result.leakage).toBeUndefined()
  })

  test('finds rows that are nearly the same', async () => {
    const top = 'evaluate: { target: label }'
    const {result} = await track('near.csv', {holdout: ', key: id', top})
    expect(result.findings).toMatchObject([
      {code: 'leakage-near-rows', count: 1, rows: [{line: 52, text: 'train.csv:9 of prices'}]},
    ])
    const off = await track('near.csv', {
      holdout: ', key: id',
      top: `${top}\nleakage: { near: false }`,
    })
    expect(off.result.findings).toEqual([])
    expect(off.result.leakage[0].near).toBeUndefined()
  })

  test('finds texts that are nearly the same, where the text alone tells rows apart', async () => {
    const lines = (texts: readonly string[]) =>
      texts.map((text, at) => `${JSON.stringify({text, label: at % 2})}\n`).join('')
    const own = Array.from({length: 20}, (_, at) => `A sentence of its own, number ${at}.`)
    write('data/train.jsonl', lines(['It rains.', 'The sun shines!']))
    write('data/held.jsonl', lines([...own, 'the SUN  shines']))
    write(
      'proofmark.yml',
      'pipeline: p\nevaluate: { target: label }\ndata:\n  t: { path: data/train.jsonl }\n  h: { path: data/held.jsonl, role: holdout }\n',
    )
    const {stdout} = await proofmark(['track', '--json'], folder())
    expect(JSON.parse(stdout).findings).toMatchObject([
      {code: 'leakage-near-rows', count: 1, rows: [{file: 'held.jsonl', line: 21}]},
    ])
  })

  test.each([
    {name: 'words', order: 'city', why: '"city" is not a moment or a number in every row'},
    {name: 'numbers beside moments', order: 'day', why: '"day" has moments and numbers'},
  ])('says that $name have no order', async ({order, why}) => {
    write('data/years.csv', `${HEAD}9001,c1,2024,Place,1.5,0\n`)
    const {result} = await track(order === 'day' ? 'years.csv' : 'clean.csv', {
      holdout: `, order: ${order}`,
      top: 'leakage: { decides: true }',
    })
    expect(result).toMatchObject({
      verdict: 'fail',
      findings: [{code: 'leakage-not-checked', message: expect.stringContaining(why)}],
    })
  })

  test('finds customers on both sides', async () => {
    const {result} = await track('clean.csv', {holdout: ', cluster: customer'})
    expect(result.findings).toMatchObject([
      {
        code: 'leakage-groups',
        level: 'warn',
        count: 50,
        message: expect.stringContaining('50 of 50'),
      },
    ])
  })

  test('finds training data that are not earlier', async () => {
    const {result} = await track('early.csv', {train: ', order: day'})
    expect(result.findings).toMatchObject([
      {
        code: 'leakage-time',
        dataset: 'prices',
        count: 300,
        rows: [{file: 'train.csv', line: 2}, {}, {}, {}, {}],
      },
    ])
    expect(result.findings[0].message).toContain(
      'that is 2024-01-01, and these go on to 2024-01-01',
    )
  })

  test('tells no value of data about persons', async () => {
    const {stdout, stderr, result} = await track('shared.csv', {
      holdout: ', personal: customers, order: day, cluster: customer',
    })
    expect(result.findings.map(({code}: {code: string}) => code)).toEqual([
      'leakage-rows',
      'leakage-groups',
      'leakage-time',
    ])
    const {datasets: _, ...rest} = result
    expect(JSON.stringify(rest) + stderr).not.toMatch(/2024|Place|c7\b/)
    expect(stdout).not.toMatch(/c7\b/)
  })

  test('leaves tables of another kind alone', async () => {
    const {result} = await track('calendar.csv', {top: 'leakage: { decides: true }'})
    expect(result).toMatchObject({verdict: 'pass', findings: []})
    expect(result.leakage[0].same).toBeUndefined()
  })

  test('says when it could not look, and fails where it decides', async () => {
    const {result} = await track('shared.csv', {train: ', profile: false'})
    expect(result.findings).toMatchObject([{code: 'leakage-not-checked', level: 'note'}])
    const decides = await track('shared.csv', {
      train: ', profile: false',
      top: 'leakage: { decides: true }',
    })
    expect(decides.result).toMatchObject({
      verdict: 'fail',
      findings: [{code: 'leakage-not-checked', level: 'fail'}],
    })
  })

  test('compares files where there are no rows', async () => {
    write(
      'proofmark.yml',
      'pipeline: p\ndata:\n  a: { path: data/a }\n  b: { path: data/b, role: holdout }\n',
    )
    const {stdout} = await proofmark(['track', '--json'], folder())
    const result = JSON.parse(stdout)
    expect(result.findings.filter(({check}: {check: string}) => check === 'leakage')).toMatchObject(
      [{code: 'leakage-files', count: 1, rows: [{file: '3.txt'}]}],
    )
    expect(result.leakage).toMatchObject([{files: {shared: 1, of: 2}}])
  })

  test('and a column that is named and not there is told, and fails where leakage decides', async () => {
    const train = ', order: dya, cluster: nobody'
    const told = await track('clean.csv', {train})
    expect(told.code).toBe(0)
    expect(told.result.findings.map(({message}: {message: string}) => message)).toEqual([
      'prices: "order" names the column "dya", which is not there; did you mean "day"?',
      'prices: "cluster" names the column "nobody", which is not there',
    ])
    const {code} = await track('clean.csv', {train, top: 'leakage: { decides: true }'})
    expect(code).toBe(1)
  })
})
