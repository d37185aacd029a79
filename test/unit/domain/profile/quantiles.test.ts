import {describe, expect, it} from 'vitest'
import {quantileOf, quantileSketch} from '../../../../shared/domain/profile/quantile-sketch.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'

const SHARES = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1]

function sketchOf(values: Float64Array) {
  const sketch = quantileSketch()
  for (let at = 0; at < values.length; at += 1000) {
    const some = values.slice(at, at + 1000)
    sketch.add(some, some.length)
  }
  return sketch.weighted()
}

describe('quantiles of a stream', () => {
  const below = generator(3)
  const ORDERS = [
    {name: 'in order', values: Float64Array.from({length: 200_000}, (_, at) => at)},
    {name: 'backwards', values: Float64Array.from({length: 200_000}, (_, at) => 199_999 - at)},
    {name: 'shuffled', values: Float64Array.from({length: 200_000}, () => below(200_000))},
    {
      name: 'with a heavy tail',
      values: Float64Array.from({length: 200_000}, () => 1 / (1 + below(200_000))),
    },
  ]
  it.each(ORDERS)('$name are within the bound', ({values}) => {
    const weighted = sketchOf(values)
    const sorted = values.toSorted()
    const bound = Math.ceil((Math.log2(values.length / 2048) / 2048) * values.length)
    expect(weighted.length).toBeLessThan(20_000)
    for (const share of SHARES) {
      const answer = quantileOf(weighted, share)
      const lowest = sorted.findIndex(value => value >= answer)
      const highest = sorted.findLastIndex(value => value <= answer)
      expect(lowest - bound).toBeLessThanOrEqual(share * values.length)
      expect(highest + bound + 1).toBeGreaterThanOrEqual(share * values.length)
    }
  })

  it('are exact for few values, and the same again', () => {
    const values = Float64Array.from({length: 1001}, (_, at) => (at * 3) % 1001)
    expect(SHARES.map(share => quantileOf(sketchOf(values), share))).toEqual([
      0, 10, 250, 500, 750, 990, 1000,
    ])
    expect(quantileOf([], 0.5)).toBeNaN()
    const many = ORDERS[2]?.values ?? values
    expect(sketchOf(many)).toEqual(sketchOf(many))
  })
})
