import {expect, test} from 'vitest'
import {readFormatWishes} from '../../../shared/domain/metric-files/format-wishes.ts'
import {checkFormatFiles} from '../../../shared/stages/format-files.ts'

const check = (line: string, metrics: readonly string[], baseline?: string) => () =>
  checkFormatFiles(readFormatWishes([line]), {metrics, baseline})

test.each([
  {line: 'json', metrics: ['a.json']},
  {line: 'a.json: json', metrics: ['./a.json']},
  {line: './a.json: json', metrics: ['b.json', 'a.json']},
  {line: 'out/*.json: json', metrics: ['out/*.json']},
  {line: 'out/a.json: json', metrics: ['out/*.json']},
  {line: 'x/y/a.json: json', metrics: ['**/*.json']},
  {line: 'old.json: json', metrics: ['a.json'], baseline: 'old.json'},
])('$line is of a file that is read: $metrics $baseline', ({line, metrics, baseline}) => {
  expect(check(line, metrics, baseline)).not.toThrow()
})

test.each([
  {
    line: 'metric.json: json',
    metrics: ['metrics.json'],
    says: 'the metrics files: "metric.json"; did you mean "metrics.json"?',
  },
  {line: 'out/a.yaml: yaml', metrics: ['out/*.json'], says: '"out/a.yaml"'},
  {line: 'a.json: json', metrics: ['out/*.json'], says: '"a.json"'},
])('$line is of none: $metrics', ({line, metrics, says}) => {
  expect(check(line, metrics)).toThrow(says)
})
