import {describe, expect, it} from 'vitest'
import {canonicalJson, type Json} from '../../../shared/domain/json.ts'

const CASES: readonly {name: string; value: Json; expected: string}[] = [
  {
    name: 'keys by UTF-16 code units',
    value: {b: 1, a: 2, B: 3, é: 4},
    expected: '{"B":3,"a":2,"b":1,"é":4}',
  },
  // As code points U+FB33 would come before U+1F600; as UTF-16 the surrogate D83D comes first.
  {
    name: 'a surrogate pair before U+FB33',
    value: {'\ufb33': 1, '😀': 2},
    expected: '{"😀":2,"\ufb33":1}',
  },
  {
    name: 'numbers as ECMAScript does',
    value: [1e21, 1e-7, 0.1, -0, 100],
    expected: '[1e+21,1e-7,0.1,0,100]',
  },
  {
    name: 'nested values',
    value: {a: [{c: null, b: true}]},
    expected: '{"a":[{"b":true,"c":null}]}',
  },
  {name: 'no member that is undefined', value: {a: undefined, b: 1}, expected: '{"b":1}'},
  {name: 'texts with escapes', value: 'a"\n\u0007', expected: '"a\\"\\n\\u0007"'},
]

describe('canonicalJson', () => {
  it.each(CASES)('writes $name', ({value, expected}) => {
    expect(canonicalJson(value)).toBe(expected)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s', value => {
    expect(() => canonicalJson({a: [value]})).toThrow(`no form for ${value}`)
  })

  it('refuses half of a surrogate pair, in values and in keys', () => {
    expect(() => canonicalJson('\ud83d')).toThrow('lone surrogate')
    expect(() => canonicalJson({'\ud83d': 1})).toThrow('lone surrogate')
  })
})
