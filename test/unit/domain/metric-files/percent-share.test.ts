import {expect, test} from 'vitest'
import {judge} from '../../../../shared/domain/judgement.ts'
import {asShare} from '../../../../shared/domain/metric-files/percent-share.ts'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import {parseMetrics} from '../../../../shared/features/gating/index.ts'
import {rules} from '../judged.ts'

const metric = (more: Partial<MetricRecord>): MetricRecord => ({
  key: ['accuracy'],
  value: 93.1,
  source: 'm.json',
  ...more,
})

test.each([
  {name: 'the sign', given: metric({unit: '%'}), value: 0.931},
  {name: 'the word', given: metric({unit: 'Percent'}), value: 0.931},
  {name: 'a slice', given: metric({unit: '%', slice: {month: '1'}}), value: 0.931},
  {name: 'no number', given: metric({unit: '%', value: 'NaN'}), value: 'NaN'},
])('a share whose file says percent is the share: $name', ({given, value}) => {
  const found = asShare(given)
  expect(found.value).toBe(value)
  expect(found).not.toHaveProperty('unit')
})

test('its error and its bounds become those of the share', () => {
  const found = asShare(metric({unit: '%', stderr: 0.7, interval: {low: 91.7, high: 94.5}}))
  expect(found).toMatchObject({stderr: 0.007, interval: {low: 0.917, high: 0.945}})
})

test.each([
  {name: 'another unit', given: metric({unit: 'req/s'})},
  {name: 'no unit', given: metric({})},
  {name: 'no share by its name', given: metric({key: ['coverage'], unit: '%'})},
])('all else stays as it is: $name', ({given}) => expect(asShare(given)).toBe(given))

test('a percent rule on a file that says percent is judged, and not refused', async () => {
  const file = '[{"name": "accuracy", "unit": "%", "value": 91.2}]'
  const {metrics} = await parseMetrics(new TextEncoder().encode(file), 'output.json')
  const verdict = (text: string) => judge({rules: rules(text), candidate: metrics}).verdict
  expect(verdict('accuracy >= 90%')).toBe('pass')
  expect(verdict('accuracy >= 92%')).toBe('fail')
})
