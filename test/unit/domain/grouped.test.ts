import {expect, test} from 'vitest'
import {grouped} from '../../../shared/domain/grouped.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-70_000, '-70,000'],
  [1_234_567, '1,234,567'],
  [0.1234, '0.1234'],
  [1234.5678, '1234.5678'],
])('%d is written %s', (count, text) => {
  expect(grouped(count)).toBe(text)
})
