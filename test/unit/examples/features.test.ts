import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {examplesOf, FEATURE_NAMES, HISTORY_DAYS} from '../../../examples/oil-price/features.ts'
import type {Day} from '../../../examples/oil-price/src/days.ts'
import {readHoldout} from '../../../examples/oil-price/src/holdout.ts'
import {inventMarket} from '../../../examples/oil-price/src/market.ts'
import {EXAMPLE} from './folder.ts'

const DAYS = inventMarket({first: '2014-01-01', last: '2014-06-30', seed: 3})

function changedFrom(row: number, days: readonly Day[]): readonly Day[] {
  return days.map((day, index) =>
    index < row ? day : {...day, price: day.price * 3 + 1, sharePrice: day.sharePrice * 5 + index},
  )
}

describe('features', () => {
  test('of a day do not change when that day and all later days do', () => {
    fc.assert(
      fc.property(fc.integer({min: HISTORY_DAYS, max: DAYS.length - 1}), row => {
        const example = examplesOf(DAYS)[row - HISTORY_DAYS]
        const other = examplesOf(changedFrom(row, DAYS))[row - HISTORY_DAYS]
        expect(other?.price).not.toBe(example?.price)
        expect(other?.values).toEqual(example?.values)
      }),
    )
  })

  test('that look back see a change of the day before, or of the days they are named after', () => {
    const row = 60
    const values = (days: readonly Day[]) => examplesOf(days)[row - HISTORY_DAYS]?.values
    const before = values(DAYS)
    const after = values(changedFrom(row - 1, DAYS))
    const seen = FEATURE_NAMES.filter(name => before?.[name] !== after?.[name])
    expect(seen).toEqual(['lag_1', 'mean_30', 'share'])
  })

  test('are what their names say', () => {
    const row = 60
    const price = (at: number): number => DAYS[at]?.price ?? Number.NaN
    const share = (at: number): number => DAYS[at]?.sharePrice ?? Number.NaN
    const values = examplesOf(DAYS)[row - HISTORY_DAYS]?.values
    expect(values).toMatchObject({
      lag_1: price(59),
      lag_2: price(58),
      lag_7: price(53),
      lag_30: price(30),
      month: 3,
    })
    expect(values?.share).toBeCloseTo((share(59) / share(58) - 1) * 100, 4)
    const month = DAYS.slice(30, 60).reduce((sum, day) => sum + day.price, 0) / 30
    expect(values?.mean_30).toBeCloseTo(month, 4)
  })

  test('in the holdout file are those of features.ts', async () => {
    const days = inventMarket({first: '2014-01-01', last: '2023-12-31', seed: 1})
    const expected = examplesOf(days).filter(example => example.date >= '2020-01-01')
    expect(await readHoldout(join(EXAMPLE, 'data/holdout.csv'))).toEqual(expected)
  })

  test('need 30 days of past', () => {
    expect(examplesOf(DAYS.slice(0, 30))).toEqual([])
    expect(examplesOf(DAYS.slice(0, 31))).toHaveLength(1)
  })
})
