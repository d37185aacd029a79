import {describe, expect, test} from 'vitest'
import {takeUpMerges} from '../../../../shared/domain/dvc/merge-keys.ts'
import {plainOf, type Tree} from '../../../../shared/domain/tree.ts'
import {parseYamlTree} from '../../../../shared/platform/yaml.ts'

async function merged(text: string) {
  const parsed = await parseYamlTree(text)
  const taken = takeUpMerges((parsed as {tree: Tree}).tree)
  return 'tree' in taken ? JSON.parse(JSON.stringify(plainOf(taken.tree))) : taken
}

const CASES = [
  {
    name: 'a mapping that says some of it itself',
    text: 'base: &b {a: 1, c: 2}\nx: {<<: *b, c: 3}\n',
    x: {a: 1, c: 3},
  },
  {
    name: 'several, of which the first wins',
    text: 'one: &o {a: 1}\ntwo: &t {a: 2, b: 2}\nx: {<<: [*o, *t]}\n',
    x: {a: 1, b: 2},
  },
  {
    name: 'one that merges another',
    text: 'one: &o {a: 1}\ntwo: &t {<<: *o, b: 2}\nx: {<<: *t, c: 3}\n',
    x: {a: 1, b: 2, c: 3},
  },
  {
    name: 'one inside of a list',
    text: 'base: &b {a: 1}\nx: [{<<: *b}, {b: 2}]\n',
    x: [{a: 1}, {b: 2}],
  },
  {name: 'none', text: 'x: {a: {b: [1]}}\n', x: {a: {b: [1]}}},
]

describe('merge keys', () => {
  test.each(CASES)('$name', async ({text, x}) => expect((await merged(text)).x).toEqual(x))

  test('leave a document without them as it is', async () => {
    const parsed = (await parseYamlTree('a: [{b: 1}]\n')) as {tree: Tree}
    expect(takeUpMerges(parsed.tree)).toEqual({tree: parsed.tree})
  })

  test.each([
    {name: 'a text', text: 'x: {<<: words}\n'},
    {name: 'a list of texts', text: 'x: {<<: [words]}\n'},
    {name: 'nothing', text: 'x: {<<: }\n'},
  ])('of $name are refused with their place', async ({text}) => {
    expect(await merged(text)).toEqual({
      problems: [{line: 1, column: 5, message: expect.stringContaining('takes a mapping')}],
    })
  })

  test('that bring more than any file means are refused', async () => {
    const names = Array.from({length: 2000}, (_, at) => `k${at}: 1`).join(', ')
    const lines = Array.from({length: 60}, (_, at) => `x${at}: {<<: *b}`).join('\n')
    expect(await merged(`base: &b {${names}}\n${lines}\n`)).toMatchObject({
      problems: [{message: 'too many merged keys'}],
    })
  })
})
