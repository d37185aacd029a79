import {describe, expect, test} from 'vitest'
import {actionBenchmark} from '../../../../shared/domain/metric-files/action-benchmark.ts'
import {bencher} from '../../../../shared/domain/metric-files/bencher.ts'
import {pytestBenchmark} from '../../../../shared/domain/metric-files/pytest-benchmark.ts'
import {outcomeOf, problemsOf, readAs} from './reading.ts'

describe('Bencher', () => {
  test('bounds become an interval where both are there', () => {
    const text =
      '{"sort": {"latency": {"value": 88, "lower_value": 87, "upper_value": 89.5}, "size": {"value": NaN}},\n "find": {"latency": {"value": 1, "upper_value": 2}}}'
    expect(readAs(bencher, text).metrics).toEqual([
      {key: ['sort', 'latency'], value: 88, interval: {low: 87, high: 89.5}, source: 'f', line: 1},
      {key: ['sort', 'size'], value: 'NaN', source: 'f', line: 1},
      {key: ['find', 'latency'], value: 1, source: 'f', line: 2},
    ])
  })

  test.each([
    {
      name: 'bounds that are not around the value',
      text: '{"a": {"b": {"value": 9, "lower_value": 1, "upper_value": 2}}}',
      says: ['1:13 the value 9 is not between 1 and 2'],
    },
    {
      name: 'a name twice',
      text: '{"a": {"b": {"value": 9}, "b": {"value": 1}}}',
      says: ['1:27 duplicate key "b" (first on line 1)'],
    },
  ])('$name: an error', ({text, says}) => {
    expect(problemsOf(outcomeOf(bencher, text))).toEqual(says)
  })

  test('a value that is none stays what it is', () => {
    expect(readAs(bencher, '{"a": {"b": {"value": "9"}, "c": {}}, "d": 1}').metrics).toEqual([
      {key: ['a', 'b'], value: 'not-a-number', found: 'text', source: 'f', line: 1},
      {key: ['a', 'c'], value: 'not-a-number', found: 'null', source: 'f'},
      {key: ['d'], value: 'not-a-number', found: 'null', source: 'f'},
    ])
  })
})

describe('github-action-benchmark', () => {
  test.each([
    {range: '"range": "3"', interval: {low: 67, high: 73}},
    {range: '"range": "± 3.5"', interval: {low: 66.5, high: 73.5}},
    {range: '"range": "+/- 10%"', interval: {low: 63, high: 77}},
    {range: '"range": "some"', interval: undefined},
    {range: `"range": "${' '.repeat(100_000)}3x"`, interval: undefined},
    {range: '"range": 3', interval: undefined},
    {range: '"extra": "x"', interval: undefined},
  ])('the range $range', ({range, interval}) => {
    const text = `[{"name": "Throughput", "unit": "req/s", "value": 70, ${range}}]`
    expect(readAs(actionBenchmark, text).metrics).toEqual([
      {
        key: ['Throughput'],
        value: 70,
        unit: 'req/s',
        ...(interval ? {interval} : {}),
        source: 'f',
        line: 1,
      },
    ])
  })

  test.each([
    {
      name: 'a name twice',
      text: '[{"name": "a", "value": 1},\n {"name": "a", "value": 2}]',
      says: ['2:2 "a" is there twice, first on line 1'],
    },
    {
      name: 'no name',
      text: '[{"value": 1}]',
      says: ['1:2 a benchmark has no name, or too long a one'],
    },
    {name: 'no list', text: '{"a": 1}', says: ['1:1 is no list of benchmarks']},
  ])('$name: an error', ({text, says}) => {
    expect(problemsOf(outcomeOf(actionBenchmark, text))).toEqual(says)
  })
})

describe('pytest-benchmark', () => {
  const file = (benchmarks: string) =>
    `{"machine_info": {"cpu": {"brand_raw": "Some CPU"}, "system": "Linux", "python_version": "3.12.1"}, "commit_info": {"id": "x", "dirty": true}, "benchmarks": [${benchmarks}], "version": "5.1.0"}`
  const stats =
    '"stats": {"min": 0.5, "max": 2, "mean": 1, "stddev": 0.3, "rounds": 9, "ops": 1, "iterations": 1}'

  test('the mean has its rounds and error, the machine is told', () => {
    const {metrics, warnings} = readAs(
      pytestBenchmark,
      file(`{"name": "test_x[0]", "fullname": "tests/t.py::test_x[0]", ${stats}}`),
    )
    const key = 'tests/t.py::test_x[0]'
    const rest = {source: 'f', line: 1, n: 9}
    expect(metrics).toEqual([
      {key: [key, 'min'], value: 0.5, unit: 's', direction: 'lower', ...rest},
      {key: [key, 'max'], value: 2, unit: 's', direction: 'lower', ...rest},
      {
        key: [key, 'mean'],
        value: 1,
        unit: 's',
        direction: 'lower',
        stderr: expect.closeTo(0.1, 12),
        ...rest,
      },
      {key: [key, 'stddev'], value: 0.3, unit: 's', ...rest},
      {key: [key, 'ops'], value: 1, unit: '1/s', direction: 'higher', ...rest},
    ])
    expect(warnings).toEqual([
      'timings were taken on Some CPU, Linux, Python 3.12.1; those of another machine are not comparable',
      'timings were taken with changes that no commit has',
    ])
  })

  test('a benchmark without statistics is not passed over', () => {
    expect(readAs(pytestBenchmark, file('{"name": "a"}')).metrics).toEqual([
      {
        key: ['a', 'mean'],
        value: 'not-a-number',
        found: 'null',
        source: 'f',
        unit: 's',
        direction: 'lower',
      },
    ])
  })

  test('a benchmark twice, or one without a name, is an error', () => {
    const one = `{"name": "a", ${stats}}`
    expect(problemsOf(outcomeOf(pytestBenchmark, file(`${one},\n${one}`)))).toEqual([
      '2:1 "a" is there twice, first on line 1',
    ])
    expect(problemsOf(outcomeOf(pytestBenchmark, file(`{${stats}}`)))[0]).toContain('has no name')
  })
})
