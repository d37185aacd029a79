import {describe, expect, test} from 'vitest'
import {parseJsonTree} from '../../../shared/domain/formats/json.ts'
import {
  collectMetrics,
  isMetric,
  MAX_METRICS,
  MAX_NAME,
  metricName,
  metricPlace,
  numberIn,
} from '../../../shared/domain/metric.ts'
import {indexMetrics} from '../../../shared/domain/metric-index.ts'
import {isShareMetric} from '../../../shared/domain/share-metric.ts'
import {SYMBOLS, signOf} from '../../../shared/domain/symbols.ts'
import {weigh} from '../../../shared/domain/text-size.ts'
import {VERDICTS} from '../../../shared/domain/verdict.ts'
import {metrics} from './judged.ts'

function collect(text: string) {
  const parsed = parseJsonTree(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.message)
  return collectMetrics(parsed.tree, 'm.json')
}

test('everything with a name is collected, with its place and what it is', () => {
  expect(
    collect(
      '{"a": 1,\n "b": {"c": NaN, "d": "x", "e": true},\n "f": null, "g": [1, {"h": 2}], "i": -Infinity, "j": 1e999}',
    ),
  ).toEqual({
    metrics: [
      {key: ['a'], value: 1, source: 'm.json', line: 1},
      {key: ['b', 'c'], value: 'NaN', source: 'm.json', line: 2},
      {key: ['b', 'd'], value: 'not-a-number', found: 'text', source: 'm.json', line: 2},
      {key: ['b', 'e'], value: 'not-a-number', found: 'true or false', source: 'm.json', line: 2},
      {key: ['f'], value: 'not-a-number', found: 'null', source: 'm.json', line: 3},
      {key: ['g'], value: 'not-a-number', found: 'a list', source: 'm.json', line: 3},
      {key: ['i'], value: '-Infinity', source: 'm.json', line: 3},
      {key: ['j'], value: 'Infinity', source: 'm.json', line: 3},
    ],
  })
})

describe('a file that is no set of metrics', () => {
  const many = (count: number) =>
    `{${Array.from({length: count}, (_, index) => `"m${index}": 1`).join(',')}}`

  test.each([
    {
      name: 'a list',
      text: '[1]',
      says: 'holds a list at the top; metrics are numbers with names, such as {"rmse": 3.4}',
    },
    {
      name: 'a number',
      text: ' 3',
      says: 'holds the number 3 at the top; metrics are numbers with names, such as {"rmse": 3.4}',
    },
    {
      name: 'too many values',
      text: many(MAX_METRICS + 1),
      says: `holds more than ${MAX_METRICS} values`,
    },
    {
      name: 'too long a name',
      text: `{"${'x'.repeat(MAX_NAME + 1)}": 1}`,
      says: `a metric's name is longer than ${MAX_NAME} characters`,
    },
    {
      name: 'too long a name in parts',
      text: `{"${'x'.repeat(MAX_NAME - 1)}": {"y": 1}}`,
      says: `a metric's name is longer than ${MAX_NAME} characters`,
    },
  ])('$name', ({text, says}) => {
    const found = collect(text)
    expect('problems' in found && found.problems).toEqual([
      {line: 1, column: expect.any(Number), message: says},
    ])
  })

  test('up to the limits all is well', () => {
    const found = collect(many(MAX_METRICS))
    expect('metrics' in found && found.metrics).toHaveLength(MAX_METRICS)
    expect(collect(`{"${'x'.repeat(MAX_NAME)}": 1}`)).toHaveProperty('metrics')
    expect(collect(`{"${'x'.repeat(MAX_NAME - 2)}": {"y": 1}}`)).toHaveProperty('metrics')
  })
})

describe('looking a metric up', () => {
  const look = indexMetrics(
    metrics(
      '{"rmse": 1, "eval": {"accuracy": 2, "loss": 3}, "x.y": 4, "x": {"y": 5}, "note": "text"}',
    ),
  ).find

  test('finds it by its dotted name', () => {
    expect(look('eval.accuracy')).toMatchObject({found: 'one', metric: {value: 2}})
  })

  test('never guesses between two of one name', () => {
    expect(look('x.y')).toMatchObject({found: 'several', metrics: [{value: 4}, {value: 5}]})
  })

  test.each([
    {name: 'rsme', hint: '; did you mean "rmse"?'},
    {name: 'accuracy', hint: '; did you mean "eval.accuracy"?'},
    {name: 'zzzzzzzz', hint: '; there is rmse, eval.accuracy, eval.loss, x.y'},
    {name: 'q'.repeat(101), hint: '; there is rmse, eval.accuracy, eval.loss, x.y'},
  ])('says what there is instead of $name', ({name, hint}) => {
    expect(look(name)).toEqual({found: 'none', hint})
  })

  test('lists five names and counts the rest', () => {
    const found = indexMetrics(metrics('{"m1":1,"m2":1,"m3":1,"m4":1,"m5":1,"m6":1,"m7":1}')).find(
      'zzzzzzzz',
    )
    expect(found).toEqual({found: 'none', hint: '; there is m1, m2, m3, m4, m5 and 2 more'})
  })

  test('has nothing to say about an empty file', () => {
    expect(indexMetrics([]).find('a')).toEqual({found: 'none', hint: ''})
  })
})

test('names, places and kinds', () => {
  expect(metricName({key: ['a', 'b']})).toBe('a.b')
  expect(metricPlace({source: 'm.json'})).toBe('m.json')
  expect(metricPlace({source: 'm.json', line: 3})).toBe('m.json line 3')
  expect(isMetric({value: 'NaN'})).toBe(true)
  expect(isMetric({value: 'not-a-number'})).toBe(false)
})

describe('metrics that are shares', () => {
  test.each([
    'accuracy',
    'acc',
    'Accuracy',
    'valAcc',
    'val_acc',
    'eval/f1-macro',
    'recall@10',
    'top-5/accuracy',
    'test.roc_auc',
    'gsm8k/exact_match,strict-match',
    'mAP',
    'mAP50',
    'pass@1',
    'wer',
    'final_mean_iou',
    'f1',
    'f2',
    'macro avg.precision',
    'ROC AUC',
    'win_rate',
    'error-rate',
  ])('%s', name => expect(isShareMetric(name)).toBe(true))

  test.each([
    'rmse',
    'loss',
    'accuracy_loss',
    'latency_p99_ms',
    'map_size',
    'precisely',
    'accuracy.seconds',
    '',
    'f3',
    'score',
    'mean',
    'perplexity',
    'bleu',
    'recall_time',
    '...',
  ])('not %j', name => expect(isShareMetric(name)).toBe(false))
})

test('every verdict has a sign of its own', () => {
  expect(VERDICTS.map(verdict => SYMBOLS[signOf(verdict)])).toEqual(['✅', '❌', '❔', '🆕', '⛔'])
})

test('a text weighs what GitHub counts at most', () => {
  expect(weigh('abc')).toBe(3)
  expect(weigh('é')).toBe(2)
  expect(weigh('😀')).toBe(4)
})

test('a long text that is no number is told at once', () => {
  const from = performance.now()
  expect(numberIn(`${'1'.repeat(200_000)}x`)).toBeUndefined()
  expect(performance.now() - from).toBeLessThan(1000)
  expect(['1.', '.5', '1.5e3', '.', '1..2'].map(numberIn)).toEqual([
    1,
    0.5,
    1500,
    undefined,
    undefined,
  ])
})
