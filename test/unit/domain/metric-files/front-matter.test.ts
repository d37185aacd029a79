import {expect, test} from 'vitest'
import {detectSyntax} from '../../../../shared/domain/metric-files/detect.ts'
import {frontMatter} from '../../../../shared/domain/metric-files/front-matter.ts'

test.each([
  {text: '---\na: 1\n---\n# x\n', inner: '\na: 1\n'},
  {text: '---\n---\n', inner: '\n'},
  {text: '--- \r\na: 1\r\n---\t\r\nx', inner: '\na: 1\r\n'},
  {text: '---\na: 1\n---', inner: '\na: 1\n'},
  {text: '---\na: 1\n--- x\n', inner: undefined},
  {text: '---\na: 1\n', inner: undefined},
  {text: 'a: 1\n---\n---\n', inner: undefined},
])('$text', ({text, inner}) => {
  const found = frontMatter(text)
  expect(typeof found === 'string' ? found : undefined).toBe(inner)
})

test('a long file without an end does not run out of stack', () => {
  const text = `---\n${'\n'.repeat(12_000_000)}`
  expect(detectSyntax(text, 'x').syntax).toBe('yaml')
  expect(typeof frontMatter(text)).toBe('object')
})
