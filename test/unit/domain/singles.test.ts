import {describe, expect, test} from 'vitest'
import {measuredNumber, numberIn} from '../../../shared/domain/metric.ts'
import {judged} from './judged.ts'

const single = String(Math.fround(0.9))

describe('a number that was a single once', () => {
  test.each([
    {name: 'is equal to the limit that was meant', rule: 'a >= 0.9', now: single, verdict: 'pass'},
    {
      name: 'within four of its own roundings',
      rule: 'a >= 0.9',
      now: '0.8999998569488525',
      verdict: 'pass',
    },
    {name: 'but not beyond', rule: 'a >= 0.9', now: '0.8999996185302734', verdict: 'fail'},
    {name: 'is not better than its equal', rule: 'a > 0.9', now: single, verdict: 'fail'},
    {
      name: 'where the same distance of doubles counts',
      rule: 'a >= 0.9',
      now: '0.89999997',
      verdict: 'fail',
    },
  ])('$name', ({rule, now, verdict}) => {
    expect(judged(rule, `{"a": ${now}}`).verdict).toBe(verdict)
  })

  test('also where only the baseline was one', () => {
    expect(judged('a >= baseline', '{"a": 0.89999995}', `{"a": ${single}}`).verdict).toBe('pass')
    expect(judged('a >= baseline', '{"a": 0.89999995}', '{"a": 0.89999998}').verdict).toBe('fail')
  })

  test('is told by its digits', () => {
    expect(measuredNumber(Math.fround(0.1))).toEqual({value: 0.10000000149011612, dtype: 'f32'})
    for (const value of [0.1, 0.5, 3, 2 ** 40, 0.0009765625, 1e-300, 1e300]) {
      expect(measuredNumber(value)).toEqual({value})
    }
    expect(measuredNumber(Number.NaN)).toEqual({value: 'NaN'})
  })
})

test.each([
  ['0.2', 0.2],
  [' 1e3 ', 1000],
  ['-.5', -0.5],
  ['nan', Number.NaN],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['', undefined],
  ['0x10', undefined],
  ['1,5', undefined],
  ['3 %', undefined],
  ['1_000', undefined],
  ['true', undefined],
])('the text %j as a number is %s', (text, number) => {
  expect(numberIn(text)).toEqual(number)
})
