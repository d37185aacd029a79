import onnxProto, {type onnx as Onnx} from 'onnx-proto'
import {floats, longs, onnxModel, type ValueType} from '../fakes/onnx-model.ts'

const {onnx} = onnxProto
const {DataType} = onnx.TensorProto
const {AttributeType} = onnx.AttributeProto

const COLUMN: ValueType = {type: DataType.FLOAT, dims: ['rows', 1]}
const LABELS: ValueType = {type: DataType.INT64, dims: ['rows']}
const table = (columns: number, rows: number | string = 'rows'): ValueType => ({
  type: DataType.FLOAT,
  dims: [rows, columns],
})

/** `features` times weights; of a fixed number of rows at a time if one is given. */
export function linear(weights: readonly number[], rows: number | string = 'rows'): Uint8Array {
  return onnxModel({
    nodes: [{opType: 'MatMul', input: ['features', 'weights'], output: ['prediction']}],
    initializers: [floats('weights', [weights.length, 1], weights)],
    inputs: {features: table(weights.length, rows)},
    outputs: {prediction: {type: DataType.FLOAT, dims: [rows, 1]}},
  })
}

/** The sum of two inputs that are called as columns are, each a plain list. */
export function byColumn(): Uint8Array {
  const list: ValueType = {type: DataType.FLOAT, dims: ['rows']}
  return onnxModel({
    nodes: [{opType: 'Add', input: ['lag_1', 'lag_7'], output: ['prediction']}],
    inputs: {lag_1: list, lag_7: list},
    outputs: {prediction: list},
  })
}

/** Two outputs: the prediction, and its opposite. */
export function twoOutputs(): Uint8Array {
  return onnxModel({
    nodes: [
      {opType: 'ReduceSum', input: ['features', 'axis'], output: ['prediction']},
      {opType: 'Neg', input: ['prediction'], output: ['opposite']},
    ],
    initializers: [longs('axis', [1], [1])],
    inputs: {features: table(2)},
    outputs: {prediction: COLUMN, opposite: COLUMN},
  })
}

/** Probabilities of two classes from the difference of two features, and the label. */
export function classifier(): Uint8Array {
  return onnxModel({
    nodes: [
      {opType: 'Softmax', input: ['features'], output: ['probabilities']},
      {
        opType: 'ArgMax',
        input: ['features'],
        output: ['label'],
        attribute: [
          {name: 'axis', type: AttributeType.INT, i: 1},
          {name: 'keepdims', type: AttributeType.INT, i: 0},
        ],
      },
    ],
    inputs: {features: table(2)},
    outputs: {probabilities: table(2), label: LABELS},
  })
}

/** Says again which word it was given. */
export function parrot(): Uint8Array {
  const words: ValueType = {type: DataType.STRING, dims: ['rows']}
  return onnxModel({
    nodes: [{opType: 'Identity', input: ['word'], output: ['said']}],
    inputs: {word: words},
    outputs: {said: words},
  })
}

/** Gives whole numbers back. */
export function whole(): Uint8Array {
  return onnxModel({
    nodes: [{opType: 'Identity', input: ['count'], output: ['same']}],
    inputs: {count: LABELS},
    outputs: {same: LABELS},
  })
}

/** The root of one feature: not a number below 0. */
export function root(): Uint8Array {
  return onnxModel({
    nodes: [{opType: 'Sqrt', input: ['features'], output: ['prediction']}],
    inputs: {features: table(1)},
    outputs: {prediction: COLUMN},
  })
}

/** Every row twice. */
export function doubling(): Uint8Array {
  return onnxModel({
    nodes: [
      {
        opType: 'Concat',
        input: ['features', 'features'],
        output: ['prediction'],
        attribute: [{name: 'axis', type: AttributeType.INT, i: 0}],
      },
    ],
    inputs: {features: table(1)},
    outputs: {prediction: {type: DataType.FLOAT, dims: ['more', 1]}},
  })
}

/** A picture: what a table cannot give. */
export function picture(): Uint8Array {
  const dims = ['rows', 3, 8, 8]
  return onnxModel({
    nodes: [{opType: 'Identity', input: ['image'], output: ['same']}],
    inputs: {image: {type: DataType.FLOAT, dims}},
    outputs: {same: {type: DataType.FLOAT, dims}},
  })
}

/** Its weights are said to lie in another file; in a graph within a graph if asked. */
export function external(location: string, {isNested = false} = {}): Uint8Array {
  const weights: Onnx.ITensorProto = {
    name: 'weights',
    dims: [2, 1],
    dataType: DataType.FLOAT,
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: [{key: 'location', value: location}],
  }
  const inner = {name: 'inner', initializer: [weights]}
  return onnxModel({
    nodes: [
      {opType: 'MatMul', input: ['features', 'weights'], output: ['prediction']},
      ...(isNested
        ? [{opType: 'If', attribute: [{name: 'then', type: AttributeType.GRAPH, g: inner}]}]
        : []),
    ],
    initializers: isNested ? [] : [weights],
    inputs: {features: table(2)},
    outputs: {prediction: COLUMN},
  })
}
