import {describe, expect, test} from 'vitest'
import {joinExamples} from '../../../../shared/domain/example-join.ts'
import type {ExampleTable} from '../../../../shared/domain/example-table.ts'
import {exampleIds, rowsBeside} from '../../../../shared/domain/metric-files/example-ids.ts'
import {scoreLines} from '../../../../shared/domain/metric-files/score-lines.ts'
import type {Names} from '../../../../shared/domain/names.ts'

function read(lines: readonly string[], other?: Names) {
  const reader = scoreLines('s.jsonl', other)
  const bytes = new TextEncoder().encode(lines.join('\n'))
  for (let at = 0; at < bytes.length; at += 9) reader.push(bytes.subarray(at, at + 9))
  reader.end()
  return reader.reading()
}

function tableOf(lines: readonly string[], other?: Names): ExampleTable {
  const reading = read(lines, other)
  const [table] = 'examples' in reading ? (reading.examples ?? []) : []
  if (!table) throw new Error(JSON.stringify(reading))
  return table
}

const NAMES = ['a', 'b b', 'ü', 'say "hi"', 'back\\slash', '', '7'].filter(name => name !== '')
const line = (id: string | number, right = 1) => JSON.stringify({id, right})

describe('a file that is read beside the names of another', () => {
  const base = tableOf(NAMES.map(name => line(name)))

  test.each([
    {name: 'in the same order', ids: NAMES},
    {name: 'backwards', ids: [...NAMES].reverse()},
    {name: 'with new ones among them', ids: ['new', ...NAMES.slice(0, 3), 'ö', ...NAMES.slice(3)]},
  ])('is read and joined as if it were alone: $name', ({ids}) => {
    const lines = ids.map((id, row) => line(id, row / 8))
    const [alone, beside] = [tableOf(lines), tableOf(lines, base.ids)]
    expect({...beside, ids: [...beside.ids]}).toEqual({...alone, ids: [...alone.ids]})
    expect(joinExamples(beside, base)).toEqual(joinExamples(alone, {...base, ids: [...base.ids]}))
  })

  test.each([
    {
      name: 'one of them',
      lines: [...NAMES, 'a'],
      says: 'the id "a" is there twice, first on line 1',
    },
    {name: 'a new one', lines: ['x', 'y', 'x'], says: 'the id "x" is there twice, first on line 1'},
    {
      name: 'one that is no ASCII',
      lines: ['ü', 'a', 'ü'],
      says: 'the id "ü" is there twice, first on line 1',
    },
  ])('no name may come twice: $name', ({lines, says}) => {
    const reading = read(
      lines.map(id => line(id)),
      base.ids,
    )
    expect('problems' in reading && reading.problems[0]?.message).toBe(says)
  })

  test('what is missing is missed', () => {
    const less = tableOf(
      NAMES.slice(1).map(id => line(id)),
      base.ids,
    )
    expect(joinExamples(less, base)).toEqual({
      problem: `1 of the baseline's ${NAMES.length} examples is missing: "a"`,
    })
  })

  test('beside names of a third file nothing is taken for known', () => {
    const third = tableOf(['x', 'a'].map(id => line(id)))
    const candidate = tableOf(
      [...NAMES].reverse().map(id => line(id)),
      third.ids,
    )
    expect(joinExamples(candidate, base)).toMatchObject({count: NAMES.length, added: 0})
  })
})

test('names are found again, by text and by bytes, whatever their number', () => {
  const first = exampleIds()
  const names = Array.from({length: 9000}, (_, row) => `row ${row * 7}`)
  for (const [row, name] of names.entries()) expect(first.add(name, row + 1)).toBeUndefined()
  const second = exampleIds(first.all())
  const encoder = new TextEncoder()
  for (const [row, name] of [...names].reverse().entries()) {
    const bytes = encoder.encode(`"${name}"`)
    expect(second.addBytes(bytes, 1, bytes.length - 1, row + 1)).toBeUndefined()
  }
  const rows = rowsBeside(second.all(), first.all())
  expect([0, 4096, 8999].map(row => 'twice' in rows || rows[row])).toEqual([9000, 4904, 1])
  const third = exampleIds()
  third.add('row 7', 1)
  third.add('row 1', 2)
  expect(rowsBeside(first.all(), third.all())).toEqual(Uint32Array.of(2, 0))
  expect(rowsBeside(first.all(), ['row 1', 'row 7'])).toEqual(Uint32Array.of(0, 2))
})
