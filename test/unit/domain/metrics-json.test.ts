import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseJsonTree} from '../../../shared/domain/formats/json.ts'
import {decodeText} from '../../../shared/domain/formats/text.ts'
import {plainOf} from '../../../shared/domain/tree.ts'

function plain(text: string): unknown {
  const parsed = parseJsonTree(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.message)
  return plainOf(parsed.tree)
}

describe('the JSON reader', () => {
  test('reads what JSON.parse reads', () => {
    void fc.assert(
      fc.property(fc.json({maxDepth: 6}), text => {
        expect(plain(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test.each([
    ['NaN', Number.NaN],
    ['[Infinity, -Infinity]', [Infinity, -Infinity]],
    ['1e400', Infinity],
    [' {"a" : 1.5e-3 }\n', {a: 0.0015}],
    ['"\\u00e9\\n\\ud83d\\ude00"', 'é\n😀'],
  ])('reads %s', (text, expected) => expect(plain(text)).toEqual(expected))

  test.each([
    {text: '', line: 1, column: 1, says: 'empty'},
    {text: '{"a": 1', line: 1, column: 8, says: ''},
    {text: '{"a": 1,}', line: 1, column: 9, says: ''},
    {text: '{"a": 1}\n x', line: 2, column: 2, says: ''},
    {text: '{"a": 1,\n "a": 2}', line: 2, column: 2, says: 'duplicate key "a" (first on line 1)'},
    {text: '{a: 1}', line: 1, column: 2, says: ''},
    {text: '[1, 01]', line: 1, column: 5, says: ''},
    {text: '"a\nb"', line: 1, column: 3, says: ''},
    {text: "{'a': 1}", line: 1, column: 2, says: ''},
    {text: '[+1]', line: 1, column: 2, says: ''},
  ])('refuses $text at its place', ({text, line, column, says}) => {
    const parsed = parseJsonTree(text)
    if ('tree' in parsed) throw new Error('it was read')
    expect(parsed.problems[0]).toMatchObject({line, column, message: expect.stringContaining(says)})
  })

  test('refuses what nests without end, and does not fall over', () => {
    for (const deep of ['['.repeat(100_000), '{"a":'.repeat(100_000)]) {
      expect(() => plain(deep)).toThrow('deep')
    }
  })
})

describe('the bytes of a text', () => {
  test.each([
    {name: 'UTF-8', bytes: [0x61, 0xc3, 0xa9], text: 'aé'},
    {name: 'with a mark at its start', bytes: [0xef, 0xbb, 0xbf, 0x61], text: 'a'},
  ])('$name', ({bytes, text}) => expect(decodeText(new Uint8Array(bytes))).toEqual({text}))

  test.each([
    {name: 'broken UTF-8', bytes: [0x61, 0xff]},
    {name: 'UTF-16', bytes: [0xff, 0xfe, 0x61, 0x00]},
  ])('$name is refused', ({bytes}) => {
    expect('problems' in decodeText(new Uint8Array(bytes))).toBe(true)
  })
})
