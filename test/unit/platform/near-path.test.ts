import {mkdir, symlink, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {didYouMeanPath} from '../../../shared/platform/near-path.ts'
import {githubPlace, terminalPlace} from '../../../shared/platform/place.ts'
import {temporaryFolder} from '../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const inTerminal = (path: string) => didYouMeanPath(terminalPlace({}, join(folder(), 'work')), path)
const onGithub = (path: string) =>
  didYouMeanPath(githubPlace({GITHUB_WORKSPACE: join(folder(), 'work')}), path)

const FILES = [
  'work/metrics.json',
  'work/models/oil.onnx',
  'work/models/notes.txt',
  'work/data/prices/2020.csv',
  'work/out/run/scores.jsonl',
  'work/twice/a/same.csv',
  'work/twice/b/same.csv',
  'work/node_modules/hidden.csv',
  'work/.cache/hidden.csv',
  'work/deep/line\nend.csv',
  'outside.csv',
]

beforeAll(async () => {
  for (const file of FILES) {
    const path = join(folder(), file)
    await mkdir(dirname(path), {recursive: true})
    await writeFile(path, '1\n')
  }
  await symlink(folder(), join(folder(), 'work/loop'))
})

describe('what may have been meant', () => {
  test.each([
    {name: 'a slip in the name', wanted: 'metrcs.json', meant: 'metrics.json'},
    {name: 'a slip in a folder', wanted: 'modles/oil.onnx', meant: 'models/oil.onnx'},
    {name: 'slips in both', wanted: 'modles/oli.onnx', meant: 'models/oil.onnx'},
    {name: 'another ending', wanted: 'models/oil.pkl', meant: 'models/oil.onnx'},
    {name: 'another folder', wanted: 'scores.jsonl', meant: 'out/run/scores.jsonl'},
    {name: 'a folder that is not there', wanted: 'results/metrics.json', meant: 'metrics.json'},
    {name: 'a glob below a slip', wanted: 'dta/prices/*.csv', meant: 'data/prices/*.csv'},
    {name: 'a leading ./', wanted: './metrcs.json', meant: 'metrics.json'},
  ])('$name', async ({wanted, meant}) => {
    const said = `; did you mean "${meant}"?`
    expect(await inTerminal(wanted)).toBe(said)
    expect(await onGithub(wanted)).toBe(said)
  })

  test.each([
    {name: 'nothing near', wanted: 'weights.bin'},
    {name: 'several of the name', wanted: 'same.csv'},
    {name: 'a link that leads out', wanted: 'lop/outside.csv'},
    {name: 'what tools keep', wanted: 'hidden.csv'},
    {name: 'a path that is there', wanted: 'metrics.json'},
    {name: 'a folder that is there', wanted: 'models/'},
    {name: 'a glob whose folder is there', wanted: 'models/*.csv'},
  ])('$name is no guess', async ({wanted}) => {
    expect(await inTerminal(wanted)).toBe('')
    expect(await onGithub(wanted)).toBe('')
  })

  test('outside of the workspace only in a terminal, and only by a slip', async () => {
    expect(await inTerminal('../outsid.csv')).toBe(
      `; did you mean "${join(folder(), 'outside.csv')}"?`,
    )
    expect(await onGithub('../outsid.csv')).toBe('')
    expect(await inTerminal('../elsewhere/metrics.json')).toBe('')
  })

  test('is shown so that no name can mislead', async () => {
    expect(await inTerminal('deep/line_end.csv')).toBe('; did you mean "deep/line\\nend.csv"?')
  })
})
