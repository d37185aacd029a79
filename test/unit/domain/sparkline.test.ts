import {describe, expect, test} from 'vitest'
import {drawSpark} from '../../../shared/domain/sparkline.ts'

describe('drawSpark', () => {
  test.each([
    {name: 'from the lowest to the highest', values: [1, 2, 3, 8], bars: '▁▂▃█'},
    {name: 'equal values in the middle', values: [5, 5], bars: '▅▅'},
    {name: 'gaps where nothing is known', values: [1, undefined, Number.NaN, 2], bars: '▁··█'},
    {name: 'nothing', values: [], bars: ''},
    {name: 'the widest range', values: [-Number.MAX_VALUE, 0, Number.MAX_VALUE], bars: '▁▅█'},
  ])('draws $name', ({values, bars}) => {
    expect(drawSpark(values).bars).toBe(bars)
  })

  test('has at most so many columns, and marks those that hold a marked value', () => {
    const values = Array.from({length: 1000}, (_, at) => at)
    const {bars, marks} = drawSpark(values, {marked: [0, 999], columns: 10})
    expect(bars).toBe('▁▂▃▄▄▅▆▇██')
    expect(marks).toBe('x        x')
  })
})
