import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {metricName} from '../../shared/domain/metric.ts'
import {FORMATS} from '../../shared/domain/metric-files/formats.ts'
import type {MetricRecord} from '../../shared/domain/metric-record.ts'
import {parseMetrics} from '../../shared/features/gating/index.ts'
import {REPOSITORY} from '../harness/action-metadata.ts'

const page = readFileSync(join(REPOSITORY, 'docs/metric-files.md'), 'utf8')
const EXAMPLE = /^### `([\w-]+)`[^\n]*\n\n`([^`]+)`:\n\n```\w+\n(.*?)```\n\n```text\n(.*?)```/gms
const examples = [...page.matchAll(EXAMPLE)].map(
  ([, format = '', path = '', content = '', metrics = '']) => ({
    format,
    path,
    content,
    metrics,
  }),
)

test.each(examples)(
  'the example of $format gives what the page says',
  async ({format, path, content, metrics}) => {
    const read = await parseMetrics(Buffer.from(content), path)
    expect(read.problems).toEqual([])
    const {title} = FORMATS.find(({name}) => name === format) ?? {}
    expect(read.notes[0]).toContain(`read ${path} as ${title} because `)
    expect(read.metrics.map(line => `${shown(line)}\n`).join('')).toBe(metrics)
  },
)

/** Bytes that no page can show, and a table that needs a configuration beside it. */
const NOT_SHOWN = ['tensorboard', 'mlflow-database', 'predictions']

test.each(FORMATS.map(({name}) => name))('%s has its place on the page, and an example', name => {
  expect(page).toContain(`\n### \`${name}\``)
  expect(NOT_SHOWN.includes(name) || examples.some(({format}) => format === name)).toBe(true)
})

function shown(metric: MetricRecord): string {
  const {value, found, n, stderr, interval, unit, direction, step, slice} = metric
  const where = slice
    ? `[${Object.entries(slice)
        .map(([dimension, name]) => `${dimension}=${name}`)
        .join(', ')}]`
    : ''
  const facts = [
    `${metricName(metric)}${where} = ${found === undefined ? value : `a ${found}, no number`}`,
    stderr !== undefined && `standard error ${Number(stderr.toPrecision(6))}`,
    interval && `from ${interval.low} to ${interval.high}`,
    n !== undefined && `${n} examples`,
    step !== undefined && `step ${step}`,
    unit !== undefined && `unit ${unit}`,
    direction && `${direction} is better`,
  ]
  return facts.filter(fact => fact).join(', ')
}
