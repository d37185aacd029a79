import {expect, test} from 'vitest'
import type {Progress} from '../../../shared/domain/ports/runner.ts'
import {workMeter} from '../../../shared/platform/work-meter.ts'

test('work is told with its speed over the last seconds, and what is left', () => {
  let at = 0
  const told: Progress[] = []
  const step = workMeter(
    'data',
    progress => told.push(progress),
    () => at,
  )
  step({files: 0, bytes: 100})
  expect(told.at(-1)).toEqual({label: 'data', unit: 'files', done: 0, bytes: {done: 100}})
  at = 1000
  step({files: 10, bytes: 900, expected: {files: 100}})
  expect(told.at(-1)).toMatchObject({total: 100, bytesPerSecond: 1000, secondsLeft: 9})
  at = 2000
  step({files: 10, bytes: 1000, expected: {files: 100, bytes: 10_000}})
  expect(told.at(-1)).toMatchObject({bytesPerSecond: 1000, secondsLeft: 8})
  for (at = 3000; at <= 20_000; at += 1000) step({files: 0, bytes: 100})
  expect(told.at(-1)?.bytesPerSecond).toBeCloseTo(100, 5)
})
