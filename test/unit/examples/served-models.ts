import {createHash} from 'node:crypto'
import onnxProto, {type onnx as Onnx} from 'onnx-proto'
import {
  floats,
  longs,
  type ModelGraph,
  onnxModel,
  type ValueType,
  valueInfo,
} from '../../fakes/onnx-model.ts'

const {onnx} = onnxProto
const {DataType} = onnx.TensorProto
const {AttributeType} = onnx.AttributeProto

export type ServedModel = {
  readonly bytes: Uint8Array
  readonly hex: string
  /** `sha256:…` */
  readonly digest: string
}

const PAIR_ROWS: ValueType = {type: DataType.FLOAT, dims: ['rows', 2]}
const COLUMN: ValueType = {type: DataType.FLOAT, dims: ['rows', 1]}

/** `features` (rows × 2) → `prediction` (rows × 1): the sum of both, times `factor`. */
export function sumModel(factor: number): ServedModel {
  return modelOf({
    nodes: [{opType: 'MatMul', input: ['features', 'weights'], output: ['prediction']}],
    initializers: [floats('weights', [2, 1], [factor, factor])],
    inputs: {features: PAIR_ROWS},
    outputs: {prediction: COLUMN},
  })
}

/** Models that tests tell apart by their answers, and what they are asked. */
export const ONE = sumModel(1)
export const TWO = sumModel(2)
export const PAIRS = {
  features: [
    [1, 2],
    [3, 4],
  ],
}

/** One input of each type that can be asked for, each given back as it came. */
export function echoModel(): ServedModel {
  const types = {
    small: DataType.FLOAT,
    large: DataType.DOUBLE,
    whole: DataType.INT32,
    long: DataType.INT64,
  }
  const entries = Object.entries(types)
  const valuesOf = (prefix: string) =>
    Object.fromEntries(entries.map(([name, type]) => [`${prefix}${name}`, {type, dims: ['rows']}]))
  return modelOf({
    nodes: [
      ...entries.map(([name]) => ({opType: 'Identity', input: [name], output: [`same_${name}`]})),
      {opType: 'Unsqueeze', input: ['small', 'last'], output: ['column']},
      {opType: 'Concat', input: ['column', 'column'], output: ['twice'], attribute: [axis(1)]},
    ],
    initializers: [longs('last', [1], [1])],
    inputs: valuesOf(''),
    outputs: {...valuesOf('same_'), twice: PAIR_ROWS},
  })
}

/** The square root: not a number for what is negative. */
export function rootModel(): ServedModel {
  return modelOf({
    nodes: [{opType: 'Sqrt', input: ['features'], output: ['root']}],
    inputs: {features: PAIR_ROWS},
    outputs: {root: PAIR_ROWS},
  })
}

/** Looks a row up in a table of two: any other number is an error while it runs. */
export function lookupModel(): ServedModel {
  return modelOf({
    nodes: [{opType: 'Gather', input: ['table', 'row'], output: ['value']}],
    initializers: [floats('table', [2], [10, 20])],
    inputs: {row: {type: DataType.INT64, dims: ['rows']}},
    outputs: {value: {type: DataType.FLOAT, dims: ['rows']}},
  })
}

/** Wants words, which cannot be asked over this contract. */
export function wordModel(): ServedModel {
  const words = {type: DataType.STRING, dims: ['rows']}
  return modelOf({
    nodes: [{opType: 'Identity', input: ['words'], output: ['same']}],
    inputs: {words},
    outputs: {same: words},
  })
}

/** Takes `rounds` (rows × 1 of them, the first counts) turns of doing nothing: with many it never ends. */
export function loopModel(): ServedModel {
  const one = {type: DataType.INT64, dims: ['rows']}
  const flag = {type: DataType.BOOL, dims: []}
  const body: Onnx.IGraphProto = {
    name: 'round',
    node: [
      {opType: 'Identity', input: ['go'], output: ['goes']},
      {opType: 'Identity', input: ['value'], output: ['kept']},
    ],
    input: [
      valueInfo('turn', {type: DataType.INT64, dims: []}),
      valueInfo('go', flag),
      valueInfo('value', one),
    ],
    output: [valueInfo('goes', flag), valueInfo('kept', one)],
  }
  return modelOf({
    nodes: [
      {opType: 'ReduceMax', input: ['rounds'], output: ['turns'], attribute: [keepdims(0)]},
      {
        opType: 'Loop',
        input: ['turns', '', 'rounds'],
        output: ['same'],
        attribute: [{name: 'body', type: AttributeType.GRAPH, g: body}],
      },
    ],
    inputs: {rounds: one},
    outputs: {same: one},
  })
}

/** Makes as many zeros as it is asked for, and counts them. */
export function swellingModel(): ServedModel {
  const count = {type: DataType.INT64, dims: ['rows']}
  return modelOf({
    nodes: [
      {opType: 'ConstantOfShape', input: ['count'], output: ['zeros']},
      {opType: 'Exp', input: ['zeros'], output: ['ones']},
      {opType: 'ReduceSum', input: ['ones'], output: ['sum'], attribute: [keepdims(0)]},
    ],
    inputs: {count},
    outputs: {sum: {type: DataType.FLOAT, dims: []}},
  })
}

/** Its weights are said to lie in another file. */
export function externalModel(location: string, bytes: number): ServedModel {
  return modelOf({
    nodes: [{opType: 'Identity', input: ['outside'], output: ['leak']}],
    initializers: [
      {
        name: 'outside',
        dims: [bytes],
        dataType: DataType.UINT8,
        dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
        externalData: [
          {key: 'location', value: location},
          {key: 'offset', value: '0'},
          {key: 'length', value: String(bytes)},
        ],
      },
    ],
    inputs: {},
    outputs: {leak: {type: DataType.UINT8, dims: [bytes]}},
  })
}

/** Any bytes, with the digest that is theirs. */
export function bytesAsModel(bytes: Uint8Array): ServedModel {
  const hex = createHash('sha256').update(bytes).digest('hex')
  return {bytes, hex, digest: `sha256:${hex}`}
}

function modelOf(graph: ModelGraph): ServedModel {
  return bytesAsModel(onnxModel(graph))
}

function axis(value: number): Onnx.IAttributeProto {
  return {name: 'axis', type: AttributeType.INT, i: value}
}

function keepdims(value: number): Onnx.IAttributeProto {
  return {name: 'keepdims', type: AttributeType.INT, i: value}
}
