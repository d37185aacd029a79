import {describe, expect, test} from 'vitest'
import {judge} from '../../../../shared/domain/judgement.ts'
import {parseMetrics} from '../../../../shared/features/gating/index.ts'
import {rules} from '../judged.ts'

/** What `dvc metrics show` and `diff` (3.67) print for each state of metrics.json; both exit with 0 every time. */
const OUTPUTS = [
  {
    state: 'good',
    file: '{"rmse": 0.025, "n": 3}',
    show: '{"": {"data": {"metrics.json": {"data": {"rmse": 0.025, "n": 3}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.05, "new": 0.025, "diff": -0.025}}}',
    verdict: 'pass',
  },
  {
    state: 'cut off',
    file: '{"rmse": 0.0',
    show: '{"": {"data": {"metrics.json": {"error": {"type": "JSONFileCorruptedError", "msg": "unable to read: \'metrics.json\'"}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": null}}}',
  },
  {
    state: 'empty',
    file: '',
    show: '{"": {"data": {"metrics.json": {"error": {"type": "JSONFileCorruptedError", "msg": ""}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": null}}}',
  },
  {
    state: 'missing',
    show: '{"": {"data": {"metrics.json": {"error": {"type": "FileNotFoundError", "msg": ""}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": null}, "n": {"old": 3, "new": null}}}',
  },
  {
    state: 'a list',
    file: '[1, 2]',
    show: '{"": {"data": {"metrics.json": {"data": {}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": null}}}',
  },
  {
    state: 'the value 0 alone',
    file: '0',
    show: '{"": {"data": {"metrics.json": {"data": {}}}}}',
    diff: '{}',
  },
  {
    state: 'NaN',
    file: '{"rmse": NaN}',
    show: '{"": {"data": {"metrics.json": {"data": {"rmse": NaN}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": NaN, "diff": NaN}}}',
  },
  {
    state: 'too large',
    file: '{"rmse": -1e400}',
    show: '{"": {"data": {"metrics.json": {"data": {"rmse": -Infinity}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": -Infinity, "diff": -Infinity}}}',
  },
  {state: 'with a key twice', file: '{"rmse": 0.9, "rmse": 0.025}'},
  {
    state: 'a number as a text',
    file: '{"rmse": "0.02"}',
    show: '{"": {"data": {"metrics.json": {"data": {"rmse": "0.02"}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": "0.02"}}}',
  },
  {
    state: 'false',
    file: '{"rmse": false}',
    show: '{"": {"data": {"metrics.json": {"data": {"rmse": false}}}}}',
    diff: '{"metrics.json": {"rmse": {"old": 0.025, "new": false, "diff": -0.025}}}',
  },
  {
    state: 'below a broken dvc.yaml',
    show: '{"": {"error": {"type": "YAMLFileCorruptedError", "msg": "unable to read: \'dvc.yaml\'"}}}',
    diff: '',
  },
  {
    state: 'fine beside one that is cut off',
    show: '{"": {"data": {"a.json": {"data": {"rmse": 0.01}}, "b.json": {"error": {"type": "JSONFileCorruptedError", "msg": ""}}}}}',
    diff: '{"a.json": {"rmse": {"old": 0.025, "new": 0.01, "diff": -0.015}}, "b.json": {"auc": {"old": 0.9, "new": null}}}',
  },
  {
    state: 'unknown to DVC',
    show: '{"error": {"type": "NotDvcRepoError", "msg": "not a DVC repository"}}',
  },
]

describe.each(OUTPUTS)('metrics.json is $state', ({verdict = 'error', ...outputs}) => {
  test.each(Object.entries(outputs).filter(([name]) => name !== 'state'))(
    'as the gate reads %s',
    async (name, text) => {
      const path = {file: 'metrics.json', show: 'show.json', diff: 'diff.json'}[name] ?? name
      const {metrics, problems} = await parseMetrics(new TextEncoder().encode(text), path)
      const judged = judge({rules: rules('rmse <= 0.03'), candidate: metrics, problems})
      expect(judged.verdict).toBe(verdict)
    },
  )
})

test('what DVC says of a file that it could not read is told', async () => {
  const told = async (text: string) =>
    (await parseMetrics(new TextEncoder().encode(text), 'out.json')).problems
  expect(
    await told(
      '{"": {"data": {"m.json": {"error": {"type": "FileNotFoundError", "msg": "gone"}}}}}',
    ),
  ).toEqual(['out.json:1:26  m.json could not be read by DVC: FileNotFoundError (gone)'])
  expect(await told('{"m.json": {"rmse": {"old": 1, "new": null}}}')).toEqual([
    'out.json:1:21  DVC could not read m.json: every new value in it is null',
  ])
})

describe('of several revisions', () => {
  const one = (value: number) => `{"data": {"m.json": {"data": {"rmse": ${value}}}}}`
  const read = async (text: string) => parseMetrics(new TextEncoder().encode(text), 'out.json')

  test('the workspace is read', async () => {
    const {metrics} = await read(`{"workspace": ${one(1)}, "main": ${one(2)}}`)
    expect(metrics).toMatchObject([{value: 1}])
  })

  test('and none is guessed', async () => {
    const {problems} = await read(`{"v1": ${one(1)}, "main": ${one(2)}}`)
    expect(problems).toEqual([
      'out.json:1:1  holds the revisions "v1", "main"; say which one with format: dvc-show:rev=NAME',
    ])
  })

  test('a name that two files share is refused', async () => {
    const {problems} = await read(
      '{"": {"data": {"a": {"data": {"r": 1}},\n"b": {"data": {"r": 2}}}}}',
    )
    expect(problems).toEqual(['out.json:2:1  r stands twice, first at out.json line 1'])
  })
})

test('of a diff the baseline is what was there before', async () => {
  const bytes = new TextEncoder().encode(
    '{"m.json": {"rmse": {"old": 1, "new": 2}, "auc": {"old": null, "new": 0.9}}}',
  )
  const {metrics} = await parseMetrics(bytes, 'diff.json', {isBaseline: true})
  expect(metrics).toEqual([{key: ['rmse'], value: 1, source: 'diff.json', line: 1}])
})
