import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {generator} from '../../shared/domain/statistics/generator.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()
const write = (path: string, text: string) => writeFileSync(join(folder(), path), text)

type Shape = {
  readonly seed: number
  readonly rows: number
  readonly up?: number
  readonly empty?: number
  readonly cities?: readonly string[]
}

/** Sums of uniform numbers are nearly normal, with a deviation of 10 here. */
function table({seed, rows, up = 0, empty = 0, cities = ['oslo', 'rome', 'kiel']}: Shape): string {
  const next = generator(seed)
  const lines = Array.from({length: rows}, (_, at) => {
    const sum = Array.from({length: 12}, () => next(1e6) / 1e6).reduce((a, b) => a + b, 0)
    const price = next(1e6) < empty * 1e6 ? '' : (100 + up + 10 * (sum - 6)).toFixed(4)
    return `${at},2024-01-${10 + (at % 20)},${price},${cities[next(cities.length)]},${next(2)},${next(1e9)} ${'x'.repeat(next(10))}`
  })
  return ['id,day,price,city,flag,note', ...lines, ''].join('\n')
}

beforeAll(() => {
  mkdirSync(join(folder(), 'data'))
  write('data/past.csv', table({seed: 1, rows: 1500}))
  write('data/same.csv', table({seed: 2, rows: 1200}))
  const shifted = {up: 8, empty: 0.1, cities: ['oslo', 'rome', 'bern']}
  write('data/shifted.csv', table({seed: 3, rows: 1200, ...shifted}))
  write('data/few.csv', table({seed: 4, rows: 12}))
  write('data/empty.txt', '')
})

async function track(file: string, words = ', reference: past', past = '') {
  write(
    'proofmark.yml',
    `pipeline: p
data:
  past: { path: data/past.csv, role: reference, key: id${past} }
  live: { path: data/${file}, role: production${words} }
`,
  )
  const said = await proofmark(['track', '--json'], folder())
  return {...said, result: said.stdout === '' ? undefined : JSON.parse(said.stdout)}
}

describe('proofmark track measures drift', () => {
  test('and is quiet where nothing drifted', async () => {
    const {code, result} = await track('same.csv')
    expect(code).toBe(0)
    expect(result.findings).toEqual([])
    const [drift] = result.drift
    expect(drift).toMatchObject({
      dataset: 'live',
      reference: 'past',
      alpha: 0.05,
      rows: {reference: 1500, current: 1200},
      notCompared: [{name: 'day'}],
    })
    const names = drift.columns.map(({name}: {name: string}) => name)
    expect(names.sort()).toEqual(['city', 'flag', 'note', 'price'])
    for (const {level} of drift.columns) expect(level).toBe('none')
  })

  test('and tells what did, and how', async () => {
    const {code, result} = await track('shifted.csv')
    expect(code).toBe(0)
    expect(result).toMatchObject({
      verdict: 'pass',
      findings: [{code: 'drift-found', level: 'warn', dataset: 'live', count: 2}],
    })
    const [{message}] = result.findings
    expect(message).toMatch(/"price" 0\.8\d? standard deviations apart/)
    expect(message).toMatch(/(9|10|11)(\.\d)? % empty instead of 0 %/)
    expect(message).toMatch(/"city" other shares .* in new categories/)
    const [first, second] = result.drift[0].columns
    const [city, price] = first.name === 'city' ? [first, second] : [second, first]
    expect(city).toMatchObject({kind: 'category', added: ['bern'], level: 'drift'})
    expect(price).toMatchObject({
      kind: 'number',
      level: 'drift',
      checks: [{about: 'values', test: 'wasserstein'}, {about: 'out-of-range'}, {about: 'missing'}],
    })
    expect(price.stability.index).toBeGreaterThan(price.stability.limit)
  })

  test('and fails by it where it decides', async () => {
    const {code, result} = await track('shifted.csv', ', drift: { decides: true }')
    expect(code).toBe(1)
    expect(result).toMatchObject({
      verdict: 'fail',
      findings: [{code: 'drift-found', level: 'fail'}],
    })
  })

  test('of the columns that are named, moments too', async () => {
    const words = ', reference: past, drift: { columns: [day, price] }'
    const {result} = await track('same.csv', words)
    expect(result.drift[0].columns.map(({name}: {name: string}) => name).sort()).toEqual([
      'day',
      'price',
    ])
  })

  test('a named column that is not there is told, and fails where drift decides', async () => {
    const words = ', reference: past, drift: { columns: [price, prise], decides: true }'
    const {code, result} = await track('same.csv', words)
    expect(code).toBe(1)
    expect(result.findings).toMatchObject([
      {code: 'drift-not-measured', level: 'fail', message: expect.stringContaining('prise')},
    ])
  })

  test('too few rows say nothing', async () => {
    const {result} = await track('few.csv')
    expect(result.findings).toMatchObject([{code: 'drift-not-measured', level: 'warn'}])
    expect(result.drift[0].columns).toEqual([])
  })

  test('what is no table fails', async () => {
    const {code, result} = await track('empty.txt', ', reference: past, drift: { decides: true }')
    expect(code).toBe(1)
    expect(result.findings).toMatchObject([{code: 'no-table'}, {code: 'drift-not-measured'}])
  })

  test.each([
    {whose: 'the dataset', words: ', reference: past, personal: names', past: ''},
    {whose: 'the reference', words: ', reference: past', past: ', personal: names'},
  ])('and tells no value where $whose is about persons', async ({words, past}) => {
    const {stderr, result} = await track('shifted.csv', words, past)
    const told = JSON.stringify([result.drift, result.findings]) + stderr
    expect(result.drift[0].columns[0].level).toBe('drift')
    expect(told).not.toMatch(/oslo|bern|"from"|"labels"|"middle"|"added"/)
  })

  test.each([
    {
      words: ', reference: pst',
      says: 'must be a dataset of "data"; did you mean "past"?',
    },
    {words: ', reference: live', says: 'must be another dataset than itself'},
    {words: ', drift: { alpha: 2 }', says: 'must be at most 0.5'},
    {words: ', drift: { columns: [] }', says: 'must not be empty'},
    {words: ', drift: { decide: true }', says: 'did you mean "decides"?'},
  ])('refuses "$words"', async ({words, says}) => {
    const {code, stderr} = await track('same.csv', words)
    expect(code).toBe(2)
    expect(stderr).toContain(says)
  })

  test('refuses drift without a reference', async () => {
    write('proofmark.yml', 'data: { live: { path: data/same.csv, drift: {} } }\n')
    const {code, stderr} = await proofmark(['track', '--json'], folder())
    expect(code).toBe(2)
    expect(stderr).toContain('needs "reference: name": of role reference there is none')
  })
})
