import {describe, expect, test} from 'vitest'
import {parseJsonTree} from '../../../shared/domain/formats/json.ts'
import {decodeText} from '../../../shared/domain/formats/text.ts'
import {
  atSpot,
  describeTree,
  plainOf,
  spotAt,
  type Tree,
  treeAt,
} from '../../../shared/domain/tree.ts'

function tree(text: string): Tree {
  const parsed = parseJsonTree(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.message)
  return parsed.tree
}

const SAMPLE = tree('{"a": {"b": [1, "two"]},\n "c": null}')

test.each([
  {text: '{"a": 1}', words: 'a mapping'},
  {text: '[1]', words: 'a list'},
  {text: '3.5', words: 'the number 3.5'},
  {text: '"abc"', words: 'the text "abc"'},
  {text: `"${'x'.repeat(40)}"`, words: `the text "${'x'.repeat(40)}"`},
  {text: `"${'x'.repeat(41)}"`, words: `the text "${'x'.repeat(40)}…"`},
  {text: 'true', words: 'true'},
  {text: 'false', words: 'false'},
  {text: 'null', words: 'nothing'},
])('$text is called $words', ({text, words}) => expect(describeTree(tree(text))).toBe(words))

describe('a path', () => {
  test.each([
    {path: [], line: 1, column: 1, kind: 'object'},
    {path: ['a'], line: 1, column: 7, kind: 'object'},
    {path: ['a', 'b', 0], line: 1, column: 14, kind: 'number'},
    {path: ['a', 'b', 1], line: 1, column: 17, kind: 'text'},
    {path: ['c'], line: 2, column: 7, kind: 'null'},
  ])('$path leads to its value', ({path, line, column, kind}) => {
    expect(treeAt(SAMPLE, path)?.kind).toBe(kind)
    expect(spotAt(SAMPLE, path)).toMatchObject({line, column})
  })

  test.each([
    {path: ['x'], line: 1, column: 1},
    {path: ['a', 'x', 'y'], line: 1, column: 7},
    {path: ['a', 'b', 7], line: 1, column: 13},
    {path: ['a', 'b', 1, 'z'], line: 1, column: 17},
    {path: ['c', 'z'], line: 2, column: 7},
  ])('$path leads nowhere, and to the nearest place above', ({path, line, column}) => {
    expect(treeAt(SAMPLE, path)).toBeUndefined()
    expect(spotAt(SAMPLE, path)).toMatchObject({line, column})
  })
})

test('values come back without their places, and no key means anything special', () => {
  expect(plainOf(SAMPLE)).toEqual({a: {b: [1, 'two']}, c: null})
  const odd = plainOf(tree('{"__proto__": {"x": true}, "constructor": 1}')) as Record<
    string,
    unknown
  >
  expect(Object.keys(odd)).toEqual(['__proto__', 'constructor'])
  expect(odd['x']).toBeUndefined()
  expect(Object.getPrototypeOf(odd)).toBeNull()
})

test('a problem is told with its place; more lines are indented', () => {
  expect(atSpot('m.json', {line: 3, column: 7, message: 'one\ntwo'})).toBe('m.json:3:7  one\n  two')
})

describe('bytes that are no text', () => {
  test.each([
    {
      name: 'UTF-16, little end first',
      bytes: [0xff, 0xfe, 0x61, 0],
      line: 1,
      column: 1,
      says: 'is UTF-16 text; write it as UTF-8',
    },
    {
      name: 'UTF-16, big end first',
      bytes: [0xfe, 0xff, 0, 0x61],
      line: 1,
      column: 1,
      says: 'is UTF-16 text; write it as UTF-8',
    },
    {name: 'nothing', bytes: [], line: 1, column: 1, says: 'is empty'},
    {name: 'only space', bytes: [0x20, 0x0a], line: 1, column: 1, says: 'is empty'},
    {
      name: 'broken at once',
      bytes: [0xff, 0x61],
      line: 1,
      column: 1,
      says: 'is not UTF-8 text from here on',
    },
    {
      name: 'broken after a while',
      bytes: [0x61, 0x0a, 0x62, 0x63, 0xfe],
      line: 2,
      column: 3,
      says: 'is not UTF-8 text from here on',
    },
  ])('$name', ({bytes, line, column, says}) => {
    expect(decodeText(new Uint8Array(bytes))).toEqual({problems: [{line, column, message: says}]})
  })
})

describe('what JSON does not allow', () => {
  test.each([
    ['{"a": 1', '1:8 expected "," or "}", found the end of the file'],
    ['[1 2]', '1:4 expected "," or "]", found "2"'],
    ['{"a": 1,}', '1:9 "}" right after a comma'],
    ['[1,]', '1:4 "]" right after a comma'],
    ['{"a" 1}', '1:6 expected ":", found "1"'],
    ['{a: 1}', '1:2 expected a name in double quotes, found "a"'],
    ['[1, 01]', '1:5 is not a number as JSON writes it'],
    ['[1., 2]', '1:2 is not a number as JSON writes it'],
    ['[+1]', '1:2 expected a value, found "+"'],
    ['[-]', '1:2 expected a value, found "-"'],
    ['[True]', '1:2 expected a value, found True'],
    ['[undefined]', '1:2 expected a value, found undefined'],
    ['"a\nb"', '1:3 a control character in a text must be escaped'],
    ['"a\\x"', '1:3 unknown escape in a text'],
    ['"a\\u12g4"', '1:3 unknown escape in a text'],
    ['"\\ud800"', '1:1 this text holds half of a character'],
    ['"abc', '1:1 this text has no closing quote'],
    ['{} 1', '1:4 expected the end of the file, found "1"'],
    ['\n\n  ', '3:3 is empty'],
    ['{"a": 1,\n "a": 2, "a": 3}', '2:2 duplicate key "a" (first on line 1)'],
    ['[1,\r\n\t😀]', '2:2 expected a value, found "😀"'],
  ])('%j: %s', (text, says) => {
    const parsed = parseJsonTree(text)
    const [first] = 'problems' in parsed ? parsed.problems : []
    expect(`${first?.line}:${first?.column} ${first?.message}`).toBe(says)
  })

  test('is told for every duplicate at once', () => {
    const parsed = parseJsonTree('{"a": 1, "a": 2, "a": 3}')
    expect('problems' in parsed && parsed.problems).toHaveLength(2)
  })
})

test.each([
  ['\ufeff{"a": 1}', {a: 1}],
  ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
  ['[-0, 1E5, 1e+2, 0.5e-1]', [-0, 100_000, 100, 0.05]],
  ['[true, false, null]', [true, false, null]],
  ['{}', {}],
  ['[ ]', []],
  ['"\\uD83D\\uDE00 \\u00E9"', '😀 é'],
])('%j is JSON', (text, expected) => expect(plainOf(tree(text))).toEqual(expected))
