import {expect, test} from 'vitest'
import {chooseFormats} from '../../../../shared/domain/metric-files/format-config.ts'
import {readFormatWishes} from '../../../../shared/domain/metric-files/format-wishes.ts'
import {checkFormats} from '../../../../shared/stages/gate/format-files.ts'

const silent = {annotate: () => {}}
const check = (line: string, metrics: readonly string[], baseline?: string) => () =>
  checkFormats(silent, readFormatWishes([line]), {metrics, baseline})

test('a configuration may name files of other steps, which is warned of, but no unknown formats', async () => {
  const warnings: string[] = []
  const runner = {annotate: (_: unknown, message: string) => void warnings.push(message)}
  const of = (format: string) =>
    checkFormats(runner, chooseFormats(undefined, format), {
      metrics: ['a.json'],
      baseline: undefined,
    })
  await of('b.json: json')
  expect(warnings).toEqual([
    'gate.format in the configuration names what is not among the metrics files: "b.json"; did you mean "a.json"?. Metrics files here are a.json.',
  ])
  await expect(of('jsn')).rejects.toMatchObject({
    code: 'invalid-config',
    message: expect.stringContaining('gate.format in the configuration: no format is named "jsn"'),
  })
})

test.each([
  {line: 'json', metrics: ['a.json']},
  {line: 'a.json: json', metrics: ['./a.json']},
  {line: './a.json: json', metrics: ['b.json', 'a.json']},
  {line: 'out/*.json: json', metrics: ['out/*.json']},
  {line: 'out/a.json: json', metrics: ['out/*.json']},
  {line: 'x/y/a.json: json', metrics: ['**/*.json']},
  {line: 'old.json: json', metrics: ['a.json'], baseline: 'old.json'},
])('$line is of a file that is read: $metrics $baseline', async ({line, metrics, baseline}) => {
  await expect(check(line, metrics, baseline)()).resolves.toBeUndefined()
})

test.each([
  {
    line: 'metric.json: json',
    metrics: ['metrics.json'],
    says: 'the metrics files: "metric.json"; did you mean "metrics.json"?',
  },
  {line: 'out/a.yaml: yaml', metrics: ['out/*.json'], says: '"out/a.yaml"'},
  {line: 'a.json: json', metrics: ['out/*.json'], says: '"a.json"'},
  {
    line: 'jsn',
    metrics: ['a.json'],
    says: 'no format is named "jsn"; did you mean "json"?',
  },
  {line: 'a.json: yml', metrics: ['a.json'], says: 'no format is named "yml"'},
  {
    line: 'json:best',
    metrics: ['a.json'],
    says: 'json does not know "best"; there is json:text-numbers',
  },
  {line: 'hf-results:best', metrics: ['a.json'], says: 'hf-results takes nothing behind a colon'},
  {
    line: 'trainer-state:bst',
    metrics: ['a.json'],
    says: 'did you mean "best"?; there is trainer-state:last, trainer-state:best, trainer-state:step=N',
  },
  {line: 'trainer-state:step=x', metrics: ['a.json'], says: 'it is written trainer-state:step=N'},
  {line: 'trainer-state:best=1', metrics: ['a.json'], says: 'it is written trainer-state:best'},
])('$line is of none: $metrics', async ({line, metrics, says}) => {
  await expect(check(line, metrics)()).rejects.toThrow(says)
})
