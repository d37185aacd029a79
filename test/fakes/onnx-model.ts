import onnxProto, {type onnx as Onnx} from 'onnx-proto'

const {onnx} = onnxProto
const {DataType} = onnx.TensorProto

/** `DataType.FLOAT`, and as many values in each dimension; a name is a free one. */
export type ValueType = {readonly type: number; readonly dims: readonly (number | string)[]}

export type ModelGraph = {
  readonly nodes: readonly Onnx.INodeProto[]
  readonly initializers?: readonly Onnx.ITensorProto[]
  readonly inputs: Readonly<Record<string, ValueType>>
  readonly outputs: Readonly<Record<string, ValueType>>
}

/** The bytes of a model file. */
export function onnxModel({nodes, initializers = [], inputs, outputs}: ModelGraph): Uint8Array {
  const infos = (values: Readonly<Record<string, ValueType>>) =>
    Object.entries(values).map(([name, type]) => valueInfo(name, type))
  const model = onnx.ModelProto.create({
    irVersion: 8,
    opsetImport: [{domain: '', version: 17}],
    graph: {
      name: 'model',
      node: [...nodes],
      initializer: [...initializers],
      input: infos(inputs),
      output: infos(outputs),
    },
  })
  return onnx.ModelProto.encode(model).finish()
}

export function valueInfo(name: string, {type, dims}: ValueType): Onnx.IValueInfoProto {
  const dim = dims.map(size => (typeof size === 'string' ? {dimParam: size} : {dimValue: size}))
  return {name, type: {tensorType: {elemType: type, shape: {dim}}}}
}

export function floats(
  name: string,
  dims: readonly number[],
  values: readonly number[],
): Onnx.ITensorProto {
  return {name, dims: [...dims], dataType: DataType.FLOAT, floatData: [...values]}
}

export function longs(
  name: string,
  dims: readonly number[],
  values: readonly number[],
): Onnx.ITensorProto {
  return {name, dims: [...dims], dataType: DataType.INT64, int64Data: [...values]}
}
