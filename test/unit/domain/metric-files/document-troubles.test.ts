import {describe, expect, test} from 'vitest'
import {readFormatWishes, wishFor} from '../../../../shared/domain/metric-files/format-wishes.ts'
import {parseMetrics} from '../../../../shared/features/gating/index.ts'

async function read(
  text: string,
  {
    path = 'm.json',
    format,
    isBaseline = false,
  }: {path?: string; format?: string; isBaseline?: boolean} = {},
) {
  const wish = format === undefined ? undefined : wishFor(readFormatWishes([format]), path)
  return parseMetrics(new TextEncoder().encode(text), path, {wish, isBaseline})
}

const titleOf = (note = '') => / as (.*?) because/.exec(note)?.[1]

describe('which format a document has', () => {
  const LM_EVAL = '"results": {"t": {"acc,none": 1}}, "versions": {"t": 1}'
  test.each([
    {
      name: 'marks of two are a tie',
      text: `{${LM_EVAL}, "n-shot": {}, "_wandb": {}}`,
      problem:
        'could be lm-eval (it has results, versions and n-shot) and wandb-summary (it has _wandb); say which it is with format:',
    },
    {
      name: 'which the name may break',
      path: 'a/wandb-summary.json',
      text: `{${LM_EVAL}, "n-shot": {}, "_wandb": {}}`,
      title: 'W&B summary',
    },
    {
      name: 'results and versions alone are no harness',
      text: `{${LM_EVAL}}`,
      title: 'JSON metrics',
    },
    {
      name: 'unless the file is named so',
      path: 'm/results_2026.json',
      text: `{${LM_EVAL}}`,
      title: 'lm-evaluation-harness results',
    },
    {
      name: 'of a name like it the shape decides',
      path: 'results_old.json',
      text: '{"rmse": 1}',
      title: 'JSON metrics',
    },
    {
      name: 'metrics called _step and _runtime',
      text: '{"_step": 1, "_runtime": 2, "a": 1}',
      title: 'W&B summary',
    },
    {
      name: 'one group without support is no report',
      text: '{"cat": {"precision": 1, "recall": 1, "f1-score": 1, "support": 1}, "b": {"a": 1}}',
      title: 'JSON metrics',
    },
    {
      name: 'lists of other lengths are no history',
      text: '{"loss": [1, 2], "acc": [1]}',
      title: 'JSON metrics',
    },
    {name: 'lists without loss neither', text: '{"a": [1], "b": [1]}', title: 'JSON metrics'},
    {
      name: 'old and new beside others are no diff',
      text: '{"m": {"a": {"old": 1, "new": 2, "why": 3}}}',
      title: 'JSON metrics',
    },
    {
      name: 'log_history alone is no state',
      text: '{"log_history": [], "a": 1}',
      title: 'JSON metrics',
    },
    {name: 'eval_ without a runtime', text: '{"eval_loss": 1}', title: 'JSON metrics'},
    {
      name: 'except by its name',
      path: 'out/eval_results.json',
      text: '{"eval_loss": 1}',
      title: 'HF Trainer results',
    },
    {
      name: 'a list of other things is refused',
      text: '[{"dataset": "x", "value": 1}]',
      problem: 'holds a list at the top',
    },
    {
      name: 'a model card without its ending',
      path: 'card',
      text: '---\nmodel-index:\n- name: a\n  results:\n  - metrics:\n    - {type: f1, value: 1}\n---\n',
      title: 'HF model-index',
    },
  ])('$name', async ({text, path = 'm.json', title, problem}) => {
    const {notes, problems} = await read(text, {path})
    expect(problems).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)])
    if (title !== undefined) expect(titleOf(notes[0])).toBe(title)
  })
})

describe('W&B', () => {
  test('a run that logged nothing has no metrics', async () => {
    expect((await read('{"_wandb": {"runtime": 7}}')).problems).toEqual([
      "m.json:1:1  holds nothing but W&B's own values; the run logged no metric",
    ])
  })

  test('what W&B writes as a text is not finite, other texts are no numbers', async () => {
    const {metrics} = await read('{"_wandb": {}, "a": "NaN", "b": "-Infinity", "c": "0.9"}')
    expect(metrics.map(({value, found}) => [value, found])).toEqual([
      ['NaN', undefined],
      ['-Infinity', undefined],
      ['not-a-number', 'text'],
    ])
  })
})

describe('lm-eval', () => {
  const file = (task: object, more: object = {}) =>
    JSON.stringify({results: {t: task}, versions: {t: 1}, 'n-shot': {t: 0}, ...more})
  const counts = (effective: number) => ({'n-samples': {t: {original: 100, effective}}})

  test('a limit is a warning for what is judged, and refuses a baseline', async () => {
    const text = file({'acc,none': 0.5}, counts(10))
    const why =
      'only 10 of 100 examples of t were evaluated (--limit), which is no baseline for others'
    const judged = await read(text)
    expect(judged.warnings).toEqual([`m.json: ${why}`])
    expect(judged.metrics).toMatchObject([{value: 0.5, n: 10}])
    const baseline = await read(text, {isBaseline: true})
    expect(baseline).toMatchObject({metrics: [], problems: [`m.json:1:1  ${why}`]})
    expect((await read(file({'acc,none': 0.5}, {config: {limit: 8}}))).warnings).toHaveLength(1)
  })

  test('all examples are none', async () => {
    const read100 = await read(file({'acc,none': 0.5}, counts(100)), {isBaseline: true})
    expect(read100).toMatchObject({warnings: [], problems: []})
  })

  test.each([{stderr: 'N/A'}, {stderr: -1}, {stderr: null}])(
    'a standard error of $stderr is none',
    async ({stderr}) => {
      const {metrics} = await read(file({'acc,none': 0.5, 'acc_stderr,none': stderr}))
      expect(metrics).toEqual([{key: ['t', 'acc'], value: 0.5, source: 'm.json', line: 1}])
    },
  )

  test('of a group whose tasks share examples the number is unknown', async () => {
    const groups = {
      group_subtasks: {g: ['a', 'b'], a: ['t'], b: ['t']},
      groups: {g: {'acc,none': 1}},
    }
    const {metrics} = await read(file({'acc,none': 0.5}, {...counts(100), ...groups}))
    expect(metrics.map(({n}) => n)).toEqual([100, undefined])
  })

  test('a value that is a text is no number', async () => {
    const {metrics} = await read(file({'acc,none': ' '}))
    expect(metrics).toMatchObject([{value: 'not-a-number', found: 'text'}])
  })
})

describe('the Trainer', () => {
  const state = (more: object) =>
    JSON.stringify({
      global_step: 2,
      log_history: [
        {eval_f1: 0.7, step: 1},
        {eval_f1: 0.6, step: 2},
      ],
      ...more,
    })

  test.each([
    {name: 'the step', more: {best_metric: 0.7, best_global_step: 1}, step: 1},
    {
      name: 'the checkpoint',
      more: {best_metric: 0.6, best_model_checkpoint: 'x/checkpoint-2'},
      step: 2,
    },
    {
      name: 'the value alone',
      more: {best_metric: 0.7, best_model_checkpoint: '/old/best'},
      step: 1,
    },
    {
      name: 'a checkpoint that was not evaluated',
      more: {best_metric: 0.7, best_global_step: 9},
      step: 1,
    },
  ])('the best evaluation is known by $name', async ({more, step}) => {
    const {metrics} = await read(state(more), {format: 'trainer-state:best'})
    expect(metrics).toMatchObject([{key: ['eval_f1'], step}])
  })

  test.each([{best_metric: null}, {}, {best_metric: 0.9}])(
    'of %j no best one is made up',
    async more => {
      const {problems} = await read(state(more), {format: 'trainer-state:best'})
      expect(problems).toEqual([expect.stringContaining('names no best evaluation')])
      expect((await read(state(more))).warnings).toEqual([])
    },
  )

  test('a run that logged nothing is refused', async () => {
    const {problems} = await read('{"log_history": [], "global_step": 0}')
    expect(problems).toEqual(['m.json:1:17  log_history is empty'])
  })
})

describe('Keras', () => {
  test('NaN is never the best', async () => {
    const text = '{"loss": [1, 1, 1], "val_loss": [NaN, 0.4, 0.5]}'
    expect((await read(text, {format: 'keras-history:best'})).metrics).toMatchObject([
      {step: 1},
      {value: 0.4},
    ])
    const endless = await read('{"loss": [NaN, NaN]}', {format: 'keras-history:best'})
    expect(endless.problems).toEqual(['m.json:1:10  loss has no finite number in any epoch'])
    expect((await read('{"loss": [0.5, NaN]}')).metrics).toMatchObject([{value: 'NaN'}])
  })
})

describe('scikit-learn', () => {
  const group = '{"precision": 0, "recall": 0, "f1-score": 0, "support": 0}'

  test('a class without examples has no number of them', async () => {
    const {metrics} = await read(`{"a": ${group}}`)
    expect(metrics).toMatchObject([{value: 0}, {value: 0}, {value: 0}])
    expect(metrics.every(({n}) => n === undefined)).toBe(true)
  })

  test('a report of some labels says so', async () => {
    expect((await read(`{"a": ${group}, "micro avg": ${group}}`)).warnings).toEqual([
      'm.json: has micro avg in place of accuracy: some labels were left out of the report',
    ])
  })
})

describe('a model card', () => {
  const card = (results: string) => `---\nmodel-index:\n- name: m\n  results:\n${results}---\n`
  const result = (value: string, task = 'asr') =>
    `  - task: {type: ${task}}\n    dataset: {type: d}\n    metrics:\n    - {type: wer, value: ${value}}\n`

  test.each([
    ['"20.0 ± 1.2"', {value: 20, interval: {low: 18.8, high: 21.2}}],
    ['20.0 +/- 1.2 %', {value: 0.2, interval: {low: 0.188, high: 0.212}}],
    ['"93.1%"', {value: 0.931}],
    ['"1e400"', {value: 'Infinity'}],
    ['"1,5"', {value: 'not-a-number', found: 'text'}],
    ['"20 ± x"', {value: 'not-a-number', found: 'text'}],
    ['"TODO"', {value: 'not-a-number', found: 'text'}],
    ['.nan', {value: 'NaN'}],
  ])('the value %s', async (value, expected) => {
    expect((await read(card(result(value)), {path: 'README.md'})).metrics).toMatchObject([expected])
  })

  test('two tasks on one dataset are told apart, one thing said twice is refused', async () => {
    const {metrics} = await read(card(result('1') + result('2', 'st')), {path: 'README.md'})
    expect(metrics.map(({key}) => key)).toEqual([
      ['asr', 'd', 'wer'],
      ['st', 'd', 'wer'],
    ])
    const twice = await read(card(result('1') + result('2')), {path: 'README.md'})
    expect(twice.problems).toEqual([
      'README.md:12:1  asr.d.wer stands twice, first at README.md line 8',
    ])
  })

  test('a metric without a value is refused', async () => {
    const text = card('  - dataset: {type: d}\n    metrics:\n    - {type: wer}\n')
    expect((await read(text, {path: 'README.md'})).problems).toEqual([
      'README.md:7:7  a metric needs a type and a value',
    ])
  })
})

describe('plain metrics', () => {
  test('texts are numbers only where that was asked for', async () => {
    const text = '{"a": "0.91", "b": "nan", "c": "0,91", "d": true}'
    const values = async (format?: string) =>
      (await read(text, format === undefined ? {} : {format})).metrics.map(({value}) => value)
    expect(await values()).toEqual(Array(4).fill('not-a-number'))
    expect(await values('json:text-numbers')).toEqual([0.91, 'NaN', 'not-a-number', 'not-a-number'])
  })

  test.each([
    {name: 'a key twice', text: 'a = 1\na = 2', problem: 'm.toml:2:1  '},
    {name: 'what is no TOML', text: 'a: 1', problem: 'm.toml:1:2  '},
    {name: 'an endless nest', text: `a = ${'['.repeat(500)}`, problem: 'm.toml:1:'},
    {
      name: 'too long a name',
      text: `${'a'.repeat(501)} = 1`,
      problem: "m.toml:1:1  a metric's name is longer than 500 characters",
    },
  ])('TOML with $name is refused', async ({text, problem}) => {
    const {problems} = await read(text, {path: 'm.toml'})
    expect(problems).toEqual([expect.stringContaining(problem)])
  })

  test('TOML of all kinds', async () => {
    const text =
      'a = nan\nb = -inf\nc = 9007199254740993\nd = 2026-01-01\n[x."y.z"]\ne = true\n"f g" = [1]\n'
    const {metrics} = await read(text, {path: 'm.toml'})
    expect(metrics.map(({key, value, found, line}) => [key.join('>'), value, found, line])).toEqual(
      [
        ['a', 'NaN', undefined, 1],
        ['b', '-Infinity', undefined, 2],
        ['c', 9007199254740992, undefined, 3],
        ['d', 'not-a-number', 'text', 4],
        ['x>y.z>e', 'not-a-number', 'true or false', 6],
        ['x>y.z>f g', 'not-a-number', 'a list', 7],
      ],
    )
  })
})
