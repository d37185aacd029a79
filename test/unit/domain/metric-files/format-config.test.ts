import {expect, test} from 'vitest'
import {
  chooseFormats,
  formatConfigSchema,
} from '../../../../shared/domain/metric-files/format-config.ts'
import {readFormatWishes, wishFor} from '../../../../shared/domain/metric-files/format-wishes.ts'

const because = 'gate.format in the configuration says so'

test.each([
  {format: 'lm-eval', path: 'a.json', word: 'lm-eval'},
  {format: 'a.json: json\nb.json: dvclive\n', path: 'b.json', word: 'dvclive'},
  {format: {'./a.json': 'json:text-numbers'}, path: 'a.json', word: 'json:text-numbers'},
])('$format reads $path as $word', ({format, path, word}) => {
  const wishes = chooseFormats(undefined, formatConfigSchema.parse(format))
  expect(wishFor(wishes, path)).toEqual({word, because})
})

test.each([
  {format: 'json\nyaml', says: 'a second format for all files'},
  {format: 'a.json: json\n./a.json: yaml', says: 'two formats'},
  {format: {'a.json': 'json', './a.json': 'yaml'}, says: 'two formats'},
  {format: {'a.json': 3}, says: ''},
  {format: '', says: ''},
])('$format is refused', ({format, says}) => {
  const parsed = formatConfigSchema.safeParse(format)
  expect(parsed.success).toBe(false)
  expect(parsed.error?.message).toContain(says)
})

test('the input wins, and an empty one says nothing', () => {
  const choose = (...lines: readonly string[]) =>
    wishFor(chooseFormats(readFormatWishes(lines), 'toml'), 'a.json')
  expect(choose('b.json: json')).toBeUndefined()
  expect(choose('json')).toEqual({word: 'json', because: 'format says so'})
  expect(choose()).toEqual({word: 'toml', because})
  expect(chooseFormats(undefined, undefined)).toBeUndefined()
})
