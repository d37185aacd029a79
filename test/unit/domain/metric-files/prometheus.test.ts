import {expect, test} from 'vitest'
import {prometheus} from '../../../../shared/domain/metric-files/prometheus.ts'
import {outcomeOf, problemsOf, readAs, valuesOf} from './reading.ts'

test('labels are slices, NaN and infinities are states', () => {
  const text = [
    '# HELP model_accuracy of the model',
    '# TYPE model_accuracy gauge',
    'model_accuracy 0.91',
    'model_accuracy{month="12",who="a \\"b\\" \\\\ \\n"} 9.1e-1 1700000000000\r',
    '  loss{ kind = "x" , } NaN',
    'high +Inf # {trace_id="x"} 1',
    'low{} -Inf',
    '',
    '# TYPE latency histogram',
    'latency_bucket{le="1"} 3',
    'latency_sum 4',
    'latency_count 3',
    '# EOF',
    '',
  ].join('\n')
  const reading = readAs(prometheus, text)
  expect(reading.metrics).toEqual([
    {key: ['model_accuracy'], value: 0.91, source: 'f', line: 3},
    {
      key: ['model_accuracy'],
      value: 0.91,
      slice: {month: '12', who: 'a "b" \\ \n'},
      source: 'f',
      line: 4,
    },
    {key: ['loss'], value: 'NaN', slice: {kind: 'x'}, source: 'f', line: 5},
    {key: ['high'], value: 'Infinity', source: 'f', line: 6},
    {key: ['low'], value: '-Infinity', source: 'f', line: 7},
  ])
  expect(reading.warnings).toEqual(['3 values of histograms and summaries left out'])
})

test('what only looks like a part of a histogram is a metric', () => {
  expect(valuesOf(readAs(prometheus, '# TYPE a gauge\nrequests_count 7\n'))).toEqual({
    requests_count: 7,
  })
})

test.each([
  {
    name: 'a series twice',
    text: 'a{x="1",y="2"} 1\na{y="2",x="1"} 2',
    says: '2:1 a is there twice with the same labels, first on line 1',
  },
  {name: 'no value', text: '# TYPE a gauge\na', says: '2:2 expected a number behind a'},
  {name: 'a text', text: 'a 0x1p-2', says: '1:2 expected a number behind a'},
  {name: 'half a number', text: 'a 1.2.3', says: '1:2 expected a number behind a'},
  {name: 'a label twice', text: 'a{x="1",x="2"} 1', says: '1:9 the label x is there twice'},
  {name: 'a label without end', text: 'a{x="1} 1', says: '1:5 this text has no closing quote'},
  {name: 'labels without end', text: 'a{x="1" 1', says: '1:9 expected "," or "}"'},
  {name: 'no name', text: '{x="1"} 1', says: '1:1 expected the name of a metric'},
  {name: 'nothing', text: '\n', says: '1:1 is empty'},
  {name: 'no text', text: '\ud800', says: '1:1 expected the name of a metric'},
])('$name: an error', ({text, says}) => {
  expect(problemsOf(outcomeOf(prometheus, text))).toEqual([says])
})

test('nothing but comments has no metric', () => {
  expect(readAs(prometheus, '# TYPE a gauge\n').metrics).toEqual([])
})
