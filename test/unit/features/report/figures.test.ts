import {describe, expect, test} from 'vitest'
import {
  change,
  counted,
  distance,
  exactFigure,
  figures,
  roundedBound,
  size,
} from '../../../../shared/features/report/figures.ts'

describe('change', () => {
  const cases: readonly {from: number; to: number; allowed?: number; expected: string}[] = [
    {from: 3.41, to: 3.62, expected: '+6.2 %'},
    {from: 3.41, to: 3.18, expected: '−6.7 %'},
    {from: 100, to: 112.4, expected: '+12 %'},
    {from: 1, to: 13, expected: '+1,200 %'},
    {from: 3.41, to: 3.41, expected: 'none'},
    {from: 0, to: 0.2, expected: '+0.20'},
    {from: -2, to: -1, expected: '+50 %'},
    {from: 1, to: 1.0000001, expected: '+0.000010 %'},
    {from: 100, to: 102.04, allowed: 2, expected: '+2.04 %'},
    {from: 100, to: 102, allowed: 2, expected: '+2.0 %'},
    {from: 100, to: 101.96, allowed: 2, expected: '+1.96 %'},
    {from: 100, to: 99, allowed: 2, expected: '−1.0 %'},
    {from: 100, to: 97.96, allowed: -2, expected: '−2.04 %'},
  ]
  test.each(cases)(
    '$from → $to (allowed $allowed) is $expected',
    ({from, to, allowed, expected}) => {
      const unit = {kind: 'percent', ...(allowed === undefined ? {} : {allowed})} as const
      expect(change(from, to, unit)).toBe(expected)
    },
  )

  test('in points and in the own unit', () => {
    expect(change(0.914, 0.909, {kind: 'points', allowed: -1})).toBe('−0.50 pp')
    expect(change(0.65, 0.63, {kind: 'points', allowed: -2})).toBe('−2.0 pp')
    expect(change(3.41, 3.62, {kind: 'plain'})).toBe('+0.21')
  })
})

test('numbers have a real minus, thousands apart, and every digit of a limit', () => {
  expect(figures([-1234.5, 1.25])).toEqual(['−1,235', '1'])
  expect(figures([14_612, 13_149])).toEqual(['14,612', '13,149'])
  expect(exactFigure(0.000_123_45)).toBe('0.00012345')
  expect(exactFigure(1e-9)).toBe('1e−9')
  expect(distance(3.5, 3.62)).toBe('0.12')
  expect(counted(1, 'file')).toBe('1 file')
  expect(counted(1_461, 'file')).toBe('1,461 files')
})

test('a bound is rounded so that reaching it is enough', () => {
  expect(roundedBound(3.4782, 'lower', '3.62')).toBe('3.47')
  expect(roundedBound(0.9011, 'higher', '0.890')).toBe('0.902')
  expect(roundedBound(3.06, 'lower', '4')).toBe('3.06')
  expect(roundedBound(3, 'lower', '4')).toBe('3')
  expect(roundedBound(10_240.5, 'lower', '11,000')).toBe('10,240')
})

test.each([
  [0, '0 B'],
  [1_023, '1,023 B'],
  [1_024, '1 KiB'],
  [51_200, '50 KiB'],
  [482_113, '471 KiB'],
  [1_048_575, '1 MiB'],
  [3_221_225_472, '3 GiB'],
])('%i bytes are %s', (bytes, expected) => {
  expect(size(bytes)).toBe(expected)
})
