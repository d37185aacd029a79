import onnxProto, {type onnx as Onnx} from 'onnx-proto'
import type {Model} from './model.ts'
import {treeAttributes} from './onnx-trees.ts'

const {onnx} = onnxProto
const {DataType} = onnx.TensorProto
/** Not the newest, so that runtimes since 2022 can read the file. */
const IR_VERSION = 8
const OPSET = 17
const ML_OPSET = 3

/** The model as ONNX: `features` (float32, rows × columns) in, `prediction` (rows × 1) out. */
export function encodeModel({features, ridge, trees}: Model): Uint8Array {
  const width = features.length
  const base = trees.length > 0 ? 'base' : 'prediction'
  const nodes: Onnx.INodeProto[] = [
    {opType: 'Sub', input: ['features', 'means'], output: ['centred']},
    {opType: 'Div', input: ['centred', 'scales'], output: ['standard']},
    {opType: 'Gemm', input: ['standard', 'weights', 'intercept'], output: [base]},
  ]
  if (trees.length > 0) {
    nodes.push(
      {
        opType: 'TreeEnsembleRegressor',
        domain: 'ai.onnx.ml',
        input: ['features'],
        output: ['correction'],
        attribute: treeAttributes(trees),
      },
      {opType: 'Add', input: ['base', 'correction'], output: ['prediction']},
    )
  }
  const model = onnx.ModelProto.create({
    irVersion: IR_VERSION,
    producerName: 'oil-price example',
    opsetImport: [
      {domain: '', version: OPSET},
      {domain: 'ai.onnx.ml', version: ML_OPSET},
    ],
    metadataProps: [{key: 'features', value: features.join(',')}],
    graph: {
      name: 'oil-price',
      node: nodes,
      initializer: [
        constant('means', [1, width], ridge.means),
        constant('scales', [1, width], ridge.scales),
        constant('weights', [width, 1], ridge.weights),
        constant('intercept', [1], [ridge.intercept]),
      ],
      input: [tensorOf('features', width)],
      output: [tensorOf('prediction', 1)],
    },
  })
  return onnx.ModelProto.encode(model).finish()
}

function constant(
  name: string,
  dims: readonly number[],
  values: readonly number[],
): Onnx.ITensorProto {
  return {name, dims: [...dims], dataType: DataType.FLOAT, floatData: [...values]}
}

function tensorOf(name: string, width: number): Onnx.IValueInfoProto {
  const shape = {dim: [{dimParam: 'rows'}, {dimValue: width}]}
  return {name, type: {tensorType: {elemType: DataType.FLOAT, shape}}}
}
