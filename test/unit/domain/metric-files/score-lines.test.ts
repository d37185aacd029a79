import {describe, expect, test} from 'vitest'
import {exampleIds} from '../../../../shared/domain/metric-files/example-ids.ts'
import {hashOfText} from '../../../../shared/domain/metric-files/name-list.ts'
import {scoreLines} from '../../../../shared/domain/metric-files/score-lines.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'
import {listed} from './reading.ts'

function outcome(text: string | Uint8Array, chunk = 7) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const lines = scoreLines('s.jsonl')
  for (let at = 0; at < bytes.length; at += chunk) lines.push(bytes.subarray(at, at + chunk))
  lines.end()
  return lines.reading()
}

function read(text: string, chunk?: number) {
  const reading = outcome(text, chunk)
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return listed(reading)
}

function problems(text: string | Uint8Array): readonly string[] {
  const reading = outcome(text)
  if (!('problems' in reading)) throw new Error(JSON.stringify(reading))
  return reading.problems.map(({line, column, message}) => `${line}:${column} ${message}`)
}

test('scores become columns, their means metrics, in whatever pieces the file comes', () => {
  const text =
    '\ufeff{"id": "a", "accuracy": 1, "loss": 0.25, "cluster": "x", "slice": {"month": 12, "who": null}}\r\n' +
    '\n{"id": 2, "loss": 7.5e-1, "accuracy": true, "cluster": "x", "slice": {"month": "1"}}\n' +
    '{ "accuracy" : 0 , "id" : "\\u00fc\\"" , "loss" : 0.5 , "cluster" : 3 }  '
  for (const chunk of [1, 3, 1000]) {
    expect(read(text, chunk)).toEqual({
      metrics: [
        {
          key: ['accuracy'],
          value: expect.closeTo(2 / 3, 12),
          source: 's.jsonl',
          n: 3,
          stderr: expect.closeTo(4 / 9, 12),
        },
        {key: ['loss'], value: 0.5, source: 's.jsonl', n: 3, stderr: 0},
        {key: ['accuracy'], value: 1, source: 's.jsonl', n: 1, slice: {month: '12'}},
        {key: ['accuracy'], value: 1, source: 's.jsonl', n: 1, slice: {month: '1'}},
        {key: ['loss'], value: 0.25, source: 's.jsonl', n: 1, slice: {month: '12'}},
        {key: ['loss'], value: 0.75, source: 's.jsonl', n: 1, slice: {month: '1'}},
      ],
      examples: [
        {
          source: 's.jsonl',
          ids: ['a', '2', 'ü"'],
          clusters: ['x', 'x', '3'],
          slices: {month: ['12', '1', '']},
          scores: [
            {key: ['accuracy'], values: Float64Array.of(1, 1, 0)},
            {key: ['loss'], values: Float64Array.of(0.25, 0.75, 0.5)},
          ],
        },
      ],
    })
  }
})

test('the error of a mean is left out where neighbours may depend on each other', () => {
  const {metrics, examples} = read('{"id":1,"a":1,"order":10}\n{"id":2,"a":0,"order":"x"}\n')
  expect(metrics).toEqual([{key: ['a'], value: 0.5, source: 's.jsonl', n: 2}])
  expect(examples?.[0]?.order).toEqual([10, 'x'])
})

test.each([
  {name: 'a score that is NaN', lines: ['1', 'NaN'], value: 'NaN', line: 2},
  {name: 'one that is infinite', lines: ['1', '-1e999'], value: '-Infinity', line: 2},
  {name: 'one that is a text', lines: ['1', '"1"'], value: 'not-a-number', found: 'text', line: 2},
  {name: 'one that is null', lines: ['null', '1'], value: 'not-a-number', found: 'null', line: 1},
  {name: 'a list', lines: ['[1]', '1'], value: 'not-a-number', found: 'a list', line: 1},
])('$name has no mean; its metric says why, others are judged', ({lines, value, found, line}) => {
  const {metrics, examples} = read(
    lines.map((text, row) => `{"id":${row},"a":${text},"b":1}`).join('\n'),
  )
  expect(metrics).toEqual([
    {key: ['b'], value: 1, source: 's.jsonl', n: 2, stderr: 0},
    {key: ['a'], value, ...(found ? {found} : {}), source: 's.jsonl', line},
  ])
  expect(examples?.[0]?.scores.map(({key}) => key)).toEqual([['b']])
})

test.each([
  '{"id":1,"a":1}\n{"id":2}',
  '{"id":1}\n{"id":2,"a":1}',
  '{"id":1,"a":1}\n{"id":2}\n{"id":3,"a":1}',
])('a score that an example lacks has no mean: %s', text => {
  expect(read(text)).toEqual({
    metrics: [{key: ['a'], value: 'not-a-number', found: 'null', source: 's.jsonl'}],
  })
})

test.each([
  {
    name: 'an id twice',
    text: '{"id":"q","a":1}\n\n{"id":"r","a":1}\n{"id":"q","a":1}',
    says: ['4:8 the id "q" is there twice, first on line 1'],
  },
  {
    name: 'an id as number and text',
    text: '{"id":7,"a":1}\n{"id":"7","a":1}',
    says: ['2:8 the id "7" is there twice, first on line 1'],
  },
  {name: 'no id', text: '{"a":1}', says: ['1:1 has no "id"']},
  {name: 'an empty id', text: '{"id":"","a":1}', says: ['1:8 the id "" is empty']},
  {name: 'a null id', text: '{"id":null,"a":1}', says: ['1:1 "id" is null']},
  {
    name: 'an id that is a list',
    text: '{"id":[1],"a":1}',
    says: ['1:7 "id" is no text and no number'],
  },
  {name: 'a score twice', text: '{"id":1,"a":1,"a":0}', says: ['1:1 holds "a" twice']},
  {
    name: 'a score twice, once escaped',
    text: '{"id":1,"a":1,"\\u0061":0}',
    says: ['1:1 holds "a" twice'],
  },
  {name: 'an id of its own twice', text: '{"id":1,"id":2,"a":0}', says: ['1:1 holds "id" twice']},
  {
    name: 'a cluster for some',
    text: '{"id":1,"a":0,"cluster":1}\n{"id":2,"a":1}',
    says: ['2:1 "cluster" is there for 1 of 2 examples; it must be for all or for none'],
  },
  {
    name: 'a slice that is a list',
    text: '{"id":1,"a":0,"slice":[1]}',
    says: ['1:23 "slice" is a list, not a name with its value'],
  },
  {
    name: 'two objects',
    text: '{"id":1,"a":1}{"id":2,"a":1}',
    says: ['1:15 expected the end of the line'],
  },
  {
    name: 'an object on two lines',
    text: '{"id":1,\n"a":1}',
    says: ['1:9 expected a name in double quotes', '2:1 is no JSON object'],
  },
  {
    name: 'half a number',
    text: '{"id":1,"a":1.}',
    says: ['1:13 is not a number as JSON writes it'],
  },
  {
    name: 'digits behind a zero',
    text: '{"id":1,"a":01}',
    says: ['1:13 is not a number as JSON writes it'],
  },
  {name: 'no end', text: '{"id":1,"a":"x', says: ['1:13 this text has no closing quote']},
  {name: 'nothing', text: ' \n\n', says: ['1:1 holds no example']},
  {name: 'a list at the top', text: '[1]', says: ['1:1 is no JSON object']},
  {
    name: 'too deep',
    text: `{"id":1,"a":${'['.repeat(300)}${']'.repeat(300)}}`,
    says: ['1:13 this list or object does not end'],
  },
])('$name is told with its place', ({text, says}) => {
  expect(problems(text)).toEqual(says)
})

test('bytes that are no UTF-8, endless lines and too many names end the reading', () => {
  expect(
    problems(Uint8Array.of(0x7b, 0x22, 0x69, 0x64, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d)),
  ).toEqual(['1:1 is not UTF-8 text'])
  const long = new TextEncoder().encode(`{"id":1,"a":1}\n{"id":"${'x'.repeat(2 ** 20)}"}`)
  const lines = scoreLines('s.jsonl')
  lines.push(long)
  lines.end()
  expect(lines.reading()).toEqual({
    problems: [{line: 2, column: 1, message: 'is longer than 1048576 bytes'}],
  })
  const names = Array.from({length: 1001}, (_, at) => `"n${at}":1`).join(',')
  expect(problems(`{"id":1,${names}}`)[0]).toContain('holds more than 1000 names')
})

test('numbers are those of JSON.parse to the last bit', () => {
  const texts = [
    '0.1',
    '-0.30000000000000004',
    '9007199254740993',
    '1e22',
    '123456789.123456789',
    '-0',
    '5e-324',
    '0.000001',
    '1.7976931348623157e308',
    '0.8999999761581421',
  ]
  const {examples} = read(texts.map((text, row) => `{"id":${row},"a":${text}}`).join('\n'))
  expect([...(examples?.[0]?.scores[0]?.values ?? [])]).toEqual(texts.map(Number))
})

test('names that fall together in a table of hashes are still told apart', () => {
  const alike = ['example 1712299', 'example 2422232']
  expect(new Set(alike.map(hashOfText)).size).toBe(1)
  const twins = exampleIds()
  expect(alike.map((name, row) => twins.add(name, row + 1))).toEqual([undefined, undefined])
  const bytes = new TextEncoder().encode(alike.join(''))
  const others = exampleIds(['other'])
  expect([0, 15].map(at => others.addBytes(bytes, at, at + 15, at))).toEqual([undefined, undefined])

  const ids = exampleIds()
  for (let row = 0; row < 5000; row++) expect(ids.add(`row ${row}`, row + 1)).toBeUndefined()
  expect(ids.add('row 17', 9)).toBe('is there twice, first on line 18')
  expect(ids.all()).toHaveLength(5000)
})

test('a mean of numbers whose sum no double holds is infinite', () => {
  const {metrics} = read('{"id":1,"a":1.5e308}\n{"id":2,"a":1.5e308}')
  expect(metrics).toEqual([{key: ['a'], value: 'Infinity', source: 's.jsonl', n: 2}])
})

describe('lines that are like the one before are read quicker, and mean the same', () => {
  test('but for one letter of a name', () => {
    const {metrics} = read('{"id":1,"ab":1}\n{"id":2,"ac":1}\n')
    expect(metrics.map(({key, value}) => [...key, value])).toEqual([
      ['ab', 'not-a-number'],
      ['ac', 'not-a-number'],
    ])
  })

  /** A blank stands elsewhere in every other line, so that none is like the one before. */
  const unlike = (lines: readonly string[]) =>
    lines.map((line, row) => (row % 2 === 0 ? line : line.replace('"a": ', '"a" :')))
  const told = (lines: readonly string[], chunk: number) => {
    const reading = outcome(lines.map(line => `${line}\n`).join(''), chunk)
    return 'problems' in reading ? reading : listed(reading)
  }

  const VALUES = ['1', '0.25', '-3e2', 'true', 'null', 'NaN', '"text"', '"\\u00e9\\n"', '[1, 2]']
  const IDS = [
    '"a b"',
    '"\\"q\\""',
    '"ü"',
    '7',
    '1.50',
    '""',
    'null',
    '"a b',
    '{',
    '[1',
    '01',
    '"\t"',
  ]

  test('whatever stands where a value is expected', () => {
    const next = generator(11)
    const pick = (from: readonly string[]) => from[next(from.length)] ?? ''
    for (let round = 0; round < 300; round++) {
      const lines = Array.from({length: 6}, (_, row) => {
        const id = next(12) === 0 ? pick(IDS) : `"q${row}"`
        const order = next(40) === 0 ? pick(VALUES) : String(row)
        return `{"id": ${id}, "a": ${pick(VALUES)}, "order": ${order}, "slice": {"m": ${row % 2}}}`
      })
      const chunk = 1 + next(200)
      expect(told(lines, chunk), lines.join('\n')).toEqual(told(unlike(lines), chunk))
    }
  })

  test.each([
    {
      name: 'a list that runs on into the next line',
      lines: ['{"id": 1, "a": [1], "b": 1}', '{"id": 2, "a": [1,', '2], "b": 1}'],
    },
    {
      name: 'a line that goes on behind its object',
      lines: ['{"id": 1, "a": 1}', '{"id": 2, "a": 1}, {"id": 3, "a": 1}'],
    },
    {name: 'a line that ends too early', lines: ['{"id": 1, "a": 1}', '{"id": 2, "a": 1']},
    {
      name: 'a score twice, in each line',
      lines: ['{"id": 1, "a": 1, "a": 1}', '{"id": 2, "a": 1, "a": 1}'],
    },
    {name: 'an id twice', lines: ['{"id": "x", "a": 1}', '{"id": "x", "a": 1}']},
    {name: 'no id, in each line', lines: ['{"a": 1}', '{"a": 1}']},
  ])('$name', ({lines}) => {
    for (const chunk of [5, 1000]) expect(told(lines, chunk)).toEqual(told(unlike(lines), chunk))
  })
})
