import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {CELL_TYPES} from '../../../../shared/domain/expect/expectation.ts'
import {parseExpectation} from '../../../../shared/domain/expect/parse.ts'

const WORDS = [
  ...[
    'rows',
    'price',
    '"odd name"',
    'sum(',
    'nulls(',
    'newest(',
    'length(',
    ')',
    '(',
    ',',
    '[',
    ']',
  ],
  ...[
    '<=',
    '>=',
    '<',
    '=',
    '!=',
    'between',
    'and',
    'in',
    'not',
    'is',
    'never',
    'missing',
    'unique',
  ],
  ...['strictly', 'increasing', 'per', 'matches', '/^a+$/', '/(/', 'within', '3', '-1e5', '1e999'],
  ...['days', '%', '+-', '2026-01-31', '2026-02-30', 'customers.id', '"', "'", '\\', '😀', '\0'],
  ...CELL_TYPES,
]

const column = fc.oneof(
  fc.constantFrom('price', 'lag_1', 'a.b', 'größe', '日本'),
  fc.string({minLength: 1, maxLength: 8}).map(name => JSON.stringify(name)),
)
const number = fc.oneof(fc.integer(), fc.double({noNaN: true, noDefaultInfinity: true}))
const well = fc.oneof(
  fc.tuple(column, fc.constantFrom('<=', '>=', '<', '>'), number).map(parts => parts.join(' ')),
  fc
    .tuple(column, number, number)
    .map(([name, a, b]) => `${name} between ${Math.min(a, b)} and ${Math.max(a, b)}`),
  fc.tuple(column, fc.constantFrom(...CELL_TYPES)).map(parts => parts.join(' is ')),
  fc
    .tuple(column, column)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => `(${a},${b})is unique`),
  fc
    .tuple(fc.constantFrom('sum', 'mean'), column, number, column)
    .map(([of, name, limit, per]) => `${of}(${name}) <= ${limit} per ${per}`),
  fc
    .tuple(
      column,
      fc.uniqueArray(fc.string({minLength: 1, maxLength: 5}), {minLength: 1, maxLength: 5}),
    )
    .map(([name, items]) => `${name} in [${items.map(item => JSON.stringify(item)).join(', ')}]`),
)

describe('the grammar of expectations', () => {
  it('answers any text with a rule or with a place in it', () => {
    const soup = fc.array(fc.constantFrom(...WORDS), {maxLength: 12}).map(words => words.join(' '))
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({unit: 'binary', maxLength: 60})), source => {
        const parsed = parseExpectation(source)
        if ('rule' in parsed) {
          expect(parsed.rule.text).toBe(source.trim())
          return
        }
        const {index, message, text} = parsed.problem
        expect(index).toBeGreaterThanOrEqual(0)
        expect(index).toBeLessThanOrEqual(text.length)
        expect(message).not.toBe('')
      }),
      {numRuns: 5000},
    )
  })

  it('understands what is written by it, however it is spaced', () => {
    fc.assert(
      fc.property(well, source => {
        const parsed = parseExpectation(source)
        expect(parsed).toHaveProperty('rule')
        const spaced = parseExpectation(`  ${source}\t `)
        expect(spaced).toEqual(parsed)
      }),
      {numRuns: 1000},
    )
  })
})
