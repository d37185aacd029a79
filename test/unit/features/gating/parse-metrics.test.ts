import {truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {readFormatWishes, wishFor} from '../../../../shared/domain/metric-files/format-wishes.ts'
import {parseMetrics, readMetrics} from '../../../../shared/features/gating/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test.each([
  {
    path: 'm.json',
    text: '{"rmse": 3}',
    note: 'read m.json as JSON metrics because of its name (1 value)',
  },
  {
    path: 'm',
    text: ' {"a": 1, "b": 2}',
    note: 'read m as JSON metrics because it begins with a bracket (2 values)',
  },
  {path: 'm.yml', text: 'a: 1', note: 'read m.yml as YAML metrics because of its name (1 value)'},
  {path: 'm', text: 'a: 1', note: 'read m as YAML metrics because nothing else fits (1 value)'},
  {
    path: 'm.toml',
    text: '[eval]\nrmse = 3.5',
    note: 'read m.toml as TOML metrics because of its name (1 value)',
  },
])('the log says how $path is read and why', async ({path, text, note}) => {
  expect((await parseMetrics(bytes(text), path)).notes).toEqual([note])
})

test('a format that is asked for is the one that is used, whatever the file looks like', async () => {
  const wish = wishFor(readFormatWishes(['toml']), 'm.json')
  const {metrics, notes} = await parseMetrics(bytes('a.b = 1'), 'm.json', {wish})
  expect(notes).toEqual(['read m.json as TOML metrics because format says so (1 value)'])
  expect(metrics).toMatchObject([{key: ['a', 'b'], value: 1, line: 1}])
  const json = await parseMetrics(bytes('{"a": 1}'), 'm.json', {wish})
  expect(json.problems).toHaveLength(1)
})

test.each([
  {
    name: 'of more than 5 MB',
    path: 'm.yaml',
    text: `a: 1\nb: ${'x'.repeat(5 * 2 ** 20)}\n`,
    problem: 'is YAML of more than 5 MB, which takes too long to read; as JSON it may have 50 MB',
  },
  {
    name: 'of very many values',
    path: 'm.yaml',
    text: `a: [${'1,'.repeat(200_001)}1]`,
    problem:
      'is YAML with more than 200000 lines and commas, which takes too long to read; write it as JSON',
  },
  {
    name: 'before Markdown',
    path: 'README.md',
    text: `---\n${'#\n'.repeat(200_001)}a: 1\n---\n`,
    problem:
      'is YAML with more than 200000 lines and commas, which takes too long to read; write it as JSON',
  },
])('YAML $name is refused before it is parsed', async ({path, text, problem}) => {
  const {metrics, problems} = await parseMetrics(bytes(text), path)
  expect(problems).toEqual([`${path}:1:1  ${problem}`])
  expect(metrics).toEqual([])
})

test('JSON of more than 5 MB is read', async () => {
  const {problems, metrics} = await parseMetrics(
    bytes(`{"a": 1, "b": "${'x'.repeat(6 * 2 ** 20)}"}`),
    'm.json',
  )
  expect(problems).toEqual([])
  expect(metrics).toHaveLength(2)
})

describe('of a file of more than 50 MB', () => {
  const folder = temporaryFolder()
  const guess = '1:1  is larger than 50 MB; its format is not guessed, say it with format:'

  test('the format is not guessed', async () => {
    const {problems} = await parseMetrics(new Uint8Array(50 * 2 ** 20 + 1), 'm.json')
    expect(problems).toEqual([`m.json:${guess}`])
  })

  test('not even where the first line tells it, and nothing of it is read', async () => {
    const file = join(folder(), 'large.jsonl')
    writeFileSync(file, '{"id": "a", "acc": 1}\n')
    truncateSync(file, 600 * 2 ** 20)
    expect((await readMetrics(['large.jsonl'], terminalPlace({}, folder()))).problems).toEqual([
      `large.jsonl:${guess}`,
    ])
    const formats = readFormatWishes(['json'])
    expect(
      (await readMetrics(['large.jsonl'], terminalPlace({}, folder()), {formats})).problems,
    ).toEqual(['large.jsonl:1:1  is larger than 50 MB; no document is read that is'])
  })
})

test('a README without a model-index holds no metrics', async () => {
  const read = async (text: string) => (await parseMetrics(bytes(text), 'README.md')).problems
  expect(await read('# Title\n')).toEqual([
    'README.md:1:1  does not begin with lines between ---, where a model card holds its metrics',
  ])
  expect(await read('---\nlicense: mit\n---\n# Title\n')).toEqual([
    'README.md:1:1  its lines between --- have no model-index, so there are no metrics in it',
  ])
})

test.each([
  {
    name: 'columns of usual names',
    text: 'id,label,pred\n1,a,b\n',
    says: [
      'has id, label, pred',
      'predictions: {id: id, target: label, prediction: pred}',
      `--format 'predictions:columns={"id":"id","target":"label","prediction":"pred"}'`,
    ],
  },
  {name: 'columns of any names', text: 'a;b\n1;2\n', says: ['target: "COLUMN OF WHAT IS TRUE"']},
])('a table with $name is none of YAML, and what to write is said', async ({text, says}) => {
  const {problems, metrics} = await parseMetrics(bytes(text), 'p.csv')
  expect(metrics).toEqual([])
  for (const one of says) expect(problems.join()).toContain(one)
})
