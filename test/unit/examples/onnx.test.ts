import onnxProto from 'onnx-proto'
import {describe, expect, test} from 'vitest'
import {examplesOf} from '../../../examples/oil-price/features.ts'
import {inventMarket} from '../../../examples/oil-price/src/market.ts'
import {fitModel, predict} from '../../../examples/oil-price/src/model.ts'
import {encodeModel} from '../../../examples/oil-price/src/onnx-graph.ts'
import type {Params} from '../../../examples/oil-price/src/params.ts'
import {checkParity, predictOnnx} from '../../../examples/oil-price/src/serving.ts'

const EXAMPLES = examplesOf(inventMarket({first: '2014-01-01', last: '2015-12-31', seed: 5}))
const PARAMS: Params = {
  model: 'trees',
  features: ['lag_1', 'lag_7', 'month', 'share'],
  alpha: 1,
  trees: 40,
  depth: 4,
  rate: 0.1,
  seed: 3,
}

describe.each(['ridge', 'trees'] as const)('an exported model (%s)', kind => {
  const model = fitModel({...PARAMS, model: kind}, EXAMPLES)
  const bytes = encodeModel(model)

  test('answers as the trained one, on every row', async () => {
    const served = await predictOnnx(bytes, model.features, EXAMPLES)
    expect(served).toHaveLength(EXAMPLES.length)
    expect(() => checkParity(model, EXAMPLES, served)).not.toThrow()
    const furthest = EXAMPLES.map((example, i) => {
      const trained = predict(model, example)
      return Math.abs((served[i] ?? Number.NaN) - trained) / trained
    })
    expect(Math.max(...furthest)).toBeLessThan(1e-6)
  })

  test('is written for opset 17 and names its inputs', () => {
    const read = onnxProto.onnx.ModelProto.decode(bytes)
    const opsets = read.opsetImport.map(({domain, version}) => [domain, Number(version)])
    expect(opsets).toEqual([
      ['', 17],
      ['ai.onnx.ml', 3],
    ])
    expect(read.graph?.input?.map(input => input.name)).toEqual(['features'])
    expect(read.graph?.output?.map(output => output.name)).toEqual(['prediction'])
    expect(read.metadataProps).toMatchObject([{key: 'features', value: 'lag_1,lag_7,month,share'}])
  })

  test('has the same bytes each time', () => {
    expect(encodeModel(fitModel({...PARAMS, model: kind}, EXAMPLES))).toEqual(bytes)
  })

  test('refuses rows of another width', async () => {
    await expect(predictOnnx(bytes, ['lag_1'], EXAMPLES.slice(0, 2))).rejects.toThrow(
      /Got: 1 Expected: 4/,
    )
  })
})

describe('the parity check', () => {
  const model = fitModel({...PARAMS, model: 'ridge'}, EXAMPLES)
  const trained = EXAMPLES.map(example => predict(model, example))

  test.each([
    {name: 'an answer that is a little off', answer: (value: number) => value * 1.0002},
    {name: 'NaN', answer: () => Number.NaN},
  ])('refuses $name, on one row of all', ({answer}) => {
    const served = trained.map((value, index) => (index === 100 ? answer(value) : value))
    expect(() => checkParity(model, EXAMPLES, served)).toThrow(EXAMPLES[100]?.date)
  })

  test('refuses too few answers', () => {
    expect(() => checkParity(model, EXAMPLES, trained.slice(0, -1))).toThrow('undefined')
  })
})
