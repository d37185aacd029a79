import {expect, test} from 'vitest'
import {parseTomlTree} from '../../../shared/platform/toml.ts'

test('lines are those of names, below the name of their table', async () => {
  const parsed = await parseTomlTree('[ a . "b" ] # x\n\nc = 1\n')
  const json = JSON.stringify(parsed, (_, value) => (value instanceof Map ? [...value] : value))
  expect(json).toContain('"line":3')
})

test('a text that looks nearly like a table takes no longer than another', async () => {
  const from = performance.now()
  const parsed = await parseTomlTree(`a = """\n[${' '.repeat(20_000)}x\n"""\n`)
  expect('tree' in parsed).toBe(true)
  expect(performance.now() - from).toBeLessThan(1000)
})
