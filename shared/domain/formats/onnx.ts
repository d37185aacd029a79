import {protoFields} from './protobuf.ts'

/**
 * The little that must be known of an ONNX file before native code reads it: which other files it asks for. A walk over
 * its fields (onnx.proto of ONNX 1.20), in which nothing is decoded but what leads to tensors.
 */

type Kind =
  | 'model'
  | 'graph'
  | 'node'
  | 'attribute'
  | 'tensor'
  | 'sparse'
  | 'function'
  | 'training'
  | 'entry'

/** Of each message the fields that lead to tensors. */
const FIELDS: Readonly<Record<Kind, Readonly<Record<number, Kind>>>> = {
  model: {7: 'graph', 20: 'training', 25: 'function'},
  graph: {1: 'node', 5: 'tensor', 15: 'sparse'},
  node: {5: 'attribute'},
  attribute: {
    5: 'tensor',
    6: 'graph',
    10: 'tensor',
    11: 'graph',
    22: 'sparse',
    23: 'sparse',
  },
  function: {7: 'node', 11: 'attribute'},
  sparse: {1: 'tensor', 2: 'tensor'},
  training: {1: 'graph', 2: 'graph'},
  tensor: {13: 'entry'},
  entry: {},
}

const MOST_DEPTH = 64

/** Names of files that tensors of the model lie in, as written there; throws a RangeError where it is cut off or no protobuf. */
export function externalFiles(bytes: Uint8Array): readonly string[] {
  const found = new Set<string>()
  walk(bytes, {kind: 'model', depth: 0, found})
  return [...found]
}

type Walk = {readonly kind: Kind; readonly depth: number; readonly found: Set<string>}

function walk(bytes: Uint8Array, {kind, depth, found}: Walk): void {
  if (depth > MOST_DEPTH) throw new RangeError(`it is nested deeper than ${MOST_DEPTH} levels`)
  const texts = new Map<number, string>()
  for (const {field, kind: type, value} of protoFields(bytes)) {
    // Numbers lead nowhere.
    if (type !== 'bytes') continue
    if (kind === 'entry') texts.set(field, new TextDecoder().decode(value))
    const inner = FIELDS[kind][field]
    if (inner) walk(value, {kind: inner, depth: depth + 1, found})
  }
  if (kind === 'entry' && texts.get(1) === 'location') found.add(texts.get(2) ?? '')
}
