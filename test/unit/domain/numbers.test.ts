import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {formatBeside, formatTogether} from '../../../shared/domain/numbers.ts'

describe('numbers side by side', () => {
  test.each([
    {values: [3.41, 3.62], texts: ['3.41', '3.62']},
    {values: [3.412, 3.413], texts: ['3.412', '3.413']},
    {values: [1, 2], texts: ['1', '2']},
    {values: [0, 0], texts: ['0', '0']},
    {values: [0.001, 0.0012], texts: ['0.00100', '0.00120']},
    {values: [1e-7, 2], texts: ['1.00e-7', '2.00e+0']},
    {values: [10000000000000000, 1], texts: ['1.00e+16', '1.00e+0']},
    {values: [1.5, 100000000000000], texts: ['2', '100000000000000']},
    {values: [100.5, 3], texts: ['101', '3']},
    {values: [0, 0.5], texts: ['0.000', '0.500']},
    {values: [1000000000000000, 1], texts: ['1.00e+15', '1.00e+0']},
    {values: [999999999999999, 1], texts: ['999999999999999', '1']},
    {values: [0.000001, 1], texts: ['0.000001', '1.000000']},
    {values: [0.1, 0.1], texts: ['0.100', '0.100']},
    {values: [-3.5, 3.5], texts: ['-3.50', '3.50']},
    {values: [0, 0], texts: ['0', '0']},
    {values: [2.5, 2.5000001], texts: ['2.5000000', '2.5000001']},
    {
      values: [100000000000000000000, 100000000000000070000],
      texts: ['1.000000000000000e+20', '1.000000000000001e+20'],
    },
    {values: [5e-324, 1], texts: ['4.94e-324', '1.00e+0']},
    {values: [1000.25, 2000.5], texts: ['1000', '2001']},
  ])('$values are $texts', ({values, texts}) => {
    expect(formatTogether(values)).toEqual(texts)
  })

  test('look different exactly when they are', () => {
    const value = fc.double({noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14})
    void fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = formatTogether([a, b])
        expect(x === y).toBe(a === b)
        if (a !== 0) expect(Number(x)).not.toBe(0)
      }),
    )
  })
})

describe('a size beside another', () => {
  test.each([
    {value: 6.1584, other: 2, significant: 2, text: '6.2'},
    {value: 2.001, other: 2, significant: 2, text: '2.001'},
    {value: 1.999, other: 2, significant: 2, text: '1.999'},
    {value: 2, other: 2, significant: 2, text: '2'},
    {value: 1234.5, other: 2, significant: 2, text: '1235'},
    {value: 0.12, other: 0, significant: 3, text: '0.12'},
    {value: 0.0001234, other: 0, significant: 3, text: '0.000123'},
    {value: 123456.7, other: 0, significant: 3, text: '123457'},
    {value: -5.04, other: -5, significant: 2, text: '-5.04'},
    {value: 100000000000000000, other: 2, significant: 2, text: '100000000000000000'},
    {value: 9.99, other: 10, significant: 2, text: '9.99'},
  ])('$value beside $other is $text', ({value, other, significant, text}) => {
    expect(formatBeside(value, other, significant)).toBe(text)
  })

  test('never crosses to the other side', () => {
    const value = fc.double({noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9})
    void fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(Number(formatBeside(a, b, 2)) - b)).toBe(Math.sign(a - b))
      }),
    )
  })
})
