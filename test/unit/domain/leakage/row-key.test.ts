import {describe, expect, test} from 'vitest'
import {exactHash, nearHash, normalize, rowKeys} from '../../../../shared/domain/leakage/row-key.ts'
import {batchOf, type Value} from '../../../fakes/cells.ts'

const keys = (rows: readonly (readonly Value[])[], isNear: boolean) => {
  const columns = (rows[0] ?? []).map((_, at) => rows.map(row => row[at] ?? null))
  const places = columns.map((_, at) => at)
  return rowKeys(
    batchOf(columns),
    places,
    places.map(() => (isNear ? nearHash() : exactHash)),
  )
}

const TABLE: readonly {
  name: string
  one: readonly Value[]
  other: readonly Value[]
  same: boolean
  near: boolean
}[] = [
  {name: 'equal rows', one: [1, 'a'], other: [1, 'a'], same: true, near: true},
  {name: 'other values', one: [1, 'a'], other: [2, 'a'], same: false, near: false},
  {name: 'swapped columns', one: ['a', 'b'], other: ['b', 'a'], same: false, near: false},
  {name: 'a cell that moved', one: ['a', null], other: [null, 'a'], same: false, near: false},
  {name: 'a text and its number', one: ['1'], other: [1], same: false, near: false},
  {name: 'true and 1', one: [true], other: [1], same: false, near: false},
  {name: 'case', one: ['Main Road'], other: ['MAIN road'], same: false, near: true},
  {name: 'white space', one: ['Main  Road '], other: [' Main\tRoad'], same: false, near: true},
  {name: 'punctuation', one: ['Main Road, 7'], other: ['main road 7.'], same: false, near: true},
  {name: 'another way to write a letter', one: ['ﬁne'], other: ['fine'], same: false, near: true},
  {name: 'another digit', one: ['Main Road 7'], other: ['Main Road 8'], same: false, near: false},
  {name: 'accents', one: ['resume'], other: ['résumé'], same: false, near: false},
  {name: 'only signs', one: ['!!!'], other: ['???'], same: false, near: false},
  {name: 'a sixth digit', one: [1.23456], other: [1.234558], same: false, near: true},
  {name: 'a fifth digit', one: [1.2345], other: [1.2346], same: false, near: false},
  {name: 'a rounding that adds a digit', one: [9.999996], other: [10], same: false, near: true},
  {name: 'powers of ten', one: [1000], other: [1000.001], same: false, near: true},
  {name: 'powers of ten that differ', one: [1000], other: [100], same: false, near: false},
  {name: 'the sign of a number', one: [1.5], other: [-1.5], same: false, near: false},
  {name: 'small numbers', one: [1.23456e-300], other: [1.23456e-301], same: false, near: false},
  {name: 'large numbers', one: [1.5e300], other: [1.5e301], same: false, near: false},
  {name: 'the two zeros', one: [0], other: [-0], same: true, near: true},
  {
    name: 'moments',
    one: [new Date('2024-01-01T00:00:00Z')],
    other: [new Date('2024-01-01T00:00:00.001Z')],
    same: false,
    near: false,
  },
]

describe('keys of rows', () => {
  test.each(TABLE)('$name', ({one, other, same, near}) => {
    const [a, b] = keys([one, other], false)
    expect(a === b).toBe(same)
    const [c, d] = keys([one, other], true)
    expect(c === d).toBe(near)
  })

  test('are whole numbers of up to 53 bits, never 0, and spread out', () => {
    const rows = Array.from({length: 20_000}, (_, at) => [at, `row ${at % 7}`])
    const all = keys(rows, false)
    expect(new Set(all).size).toBe(20_000)
    for (const key of all) {
      if (!(Number.isSafeInteger(key) && key > 0)) throw new Error(`${key}`)
    }
    const even = all.filter(key => key % 2 === 0).length
    expect(Math.abs(even - 10_000)).toBeLessThan(300)
  })

  test('do not depend on batches', () => {
    const hashes = [nearHash(), nearHash()]
    const [alone] = rowKeys(batchOf([['B'], [2]]), [0, 1], hashes)
    const [, behind] = rowKeys(
      batchOf([
        ['A', 'B'],
        [1, 2],
      ]),
      [0, 1],
      hashes,
    )
    expect(behind).toBe(alone)
  })

  test('of a column that a file lacks are those of empty cells', () => {
    const [there] = rowKeys(batchOf([[1], [null]]), [0, 1], [exactHash, exactHash])
    const [not] = rowKeys(batchOf([[1]]), [0, -1], [exactHash, exactHash])
    expect(not).toBe(there)
  })
})

test('a normalised text keeps letters, digits and marks of all scripts', () => {
  expect(normalize('  „Ünder-Straße“ № 5; नमस्ते ')).toBe('ünder straße no 5 नमस्ते')
})
