import {expect, test} from 'vitest'
import {readFormatWishes, wishFor} from '../../../../shared/domain/metric-files/format-wishes.ts'

test('one format is for all files, and a named file may have its own', () => {
  const wishes = readFormatWishes(['json', 'a b.txt: yaml', 'odd: name.x:  toml', 'out/*.m: toml'])
  expect(wishFor(wishes, 'm.json')?.word).toBe('json')
  expect(wishFor(wishes, 'a b.txt')?.word).toBe('yaml')
  expect(wishFor(wishes, 'odd: name.x')?.word).toBe('toml')
  expect(wishFor(wishes, 'out/1.m', 'out/*.m')?.word).toBe('toml')
  expect(wishFor(undefined, 'm.json')).toBeUndefined()
})

test.each([
  {name: 'two for all', lines: ['json', 'yaml'], message: 'a second format for all files'},
  {name: 'two for one', lines: ['a: json', 'a: yaml'], message: 'a has two formats'},
  {
    name: 'both',
    lines: ['json', 'yaml', 'a: json', './a: yaml'],
    message: 'files; name the file, as in "a.json: json"; ./a has two formats',
  },
])('$name is refused', ({lines, message}) => {
  expect(() => readFormatWishes(lines)).toThrow(message)
})

test('what stands between braces may hold blanks and colons', () => {
  const columns = 'predictions:columns={"target": "a: b", "prediction": "c"}'
  expect(wishFor(readFormatWishes([columns]), 'p.csv')?.word).toBe(columns)
  const wishes = readFormatWishes([`x: y.csv: ${columns}`])
  expect(wishFor(wishes, 'x: y.csv')?.word).toBe(columns)
  expect(wishFor(wishes, 'p.csv')).toBeUndefined()
})
