import {expect, test} from 'vitest'
import {readFormatWishes, wishFor} from '../../../../shared/domain/metric-files/format-wishes.ts'

const nameOf = (wish: ReturnType<typeof wishFor>) =>
  wish && ('tree' in wish ? wish.tree : wish.bytes).name

test('one format is for all files, and a named file may have its own', () => {
  const wishes = readFormatWishes(['json', 'a b.txt: yaml', 'odd: name.x:  toml', 'out/*.m: toml'])
  expect(nameOf(wishFor(wishes, 'm.json'))).toBe('json')
  expect(nameOf(wishFor(wishes, 'a b.txt'))).toBe('yaml')
  expect(nameOf(wishFor(wishes, 'odd: name.x'))).toBe('toml')
  expect(nameOf(wishFor(wishes, 'out/1.m', 'out/*.m'))).toBe('toml')
  expect(wishFor(undefined, 'm.json')).toBeUndefined()
})

test.each([
  {
    name: 'an unknown name',
    lines: ['jsn'],
    message: 'no format is named "jsn"; did you mean "json"?; there are ',
  },
  {name: 'an unknown name of a file', lines: ['a.json: yml'], message: 'no format is named "yml"'},
  {name: 'two for all', lines: ['json', 'yaml'], message: 'a second format for all files'},
  {name: 'two for one', lines: ['a: json', 'a: yaml'], message: 'a has two formats'},
  {name: 'an option that there is not', lines: ['yaml:best'], message: 'yaml'},
  {name: 'all mistakes together', lines: ['x: jsn', 'y: tml'], message: 'did you mean "json"?'},
])('$name is refused', ({lines, message}) => {
  expect(() => readFormatWishes(lines)).toThrow(message)
})
