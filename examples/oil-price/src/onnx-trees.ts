import onnxProto, {type onnx as Onnx} from 'onnx-proto'
import type {Tree} from './trees.ts'

const {AttributeType} = onnxProto.onnx.AttributeProto

type Row = {
  readonly tree: number
  readonly node: number
  readonly feature: number
  readonly threshold: number
  readonly mode: 'BRANCH_LEQ' | 'LEAF'
  readonly low: number
  readonly high: number
  readonly value: number
}

/** The attributes of ai.onnx.ml TreeEnsembleRegressor: all nodes of all trees, column by column. */
export function treeAttributes(trees: readonly Tree[]): Onnx.IAttributeProto[] {
  const rows = trees.flatMap((tree, index) => rowsOf(tree, index))
  const leaves = rows.filter(row => row.mode === 'LEAF')
  return [
    ints(
      'nodes_treeids',
      rows.map(row => row.tree),
    ),
    ints(
      'nodes_nodeids',
      rows.map(row => row.node),
    ),
    ints(
      'nodes_featureids',
      rows.map(row => row.feature),
    ),
    floats(
      'nodes_values',
      rows.map(row => row.threshold),
    ),
    strings(
      'nodes_modes',
      rows.map(row => row.mode),
    ),
    ints(
      'nodes_truenodeids',
      rows.map(row => row.low),
    ),
    ints(
      'nodes_falsenodeids',
      rows.map(row => row.high),
    ),
    ints(
      'target_treeids',
      leaves.map(row => row.tree),
    ),
    ints(
      'target_nodeids',
      leaves.map(row => row.node),
    ),
    ints(
      'target_ids',
      leaves.map(() => 0),
    ),
    floats(
      'target_weights',
      leaves.map(row => row.value),
    ),
    {name: 'n_targets', type: AttributeType.INT, i: 1},
  ]
}

/** Nodes are numbered in the order they are met, a parent before its children. */
function rowsOf(root: Tree, tree: number): readonly Row[] {
  let next = 0
  return visit(root)

  function visit(at: Tree): Row[] {
    const node = next
    next += 1
    const plain = {tree, node, feature: 0, threshold: 0, low: 0, high: 0, value: 0}
    if (at.kind === 'leaf') return [{...plain, mode: 'LEAF', value: at.value}]
    const low = next
    const below = visit(at.low)
    const high = next
    const {feature, threshold} = at
    return [
      {...plain, mode: 'BRANCH_LEQ', feature, threshold, low, high},
      ...below,
      ...visit(at.high),
    ]
  }
}

function ints(name: string, values: number[]): Onnx.IAttributeProto {
  return {name, type: AttributeType.INTS, ints: values}
}

function floats(name: string, values: number[]): Onnx.IAttributeProto {
  return {name, type: AttributeType.FLOATS, floats: values}
}

function strings(name: string, values: string[]): Onnx.IAttributeProto {
  const encoder = new TextEncoder()
  return {name, type: AttributeType.STRINGS, strings: values.map(value => encoder.encode(value))}
}
