/**
 * The little that must be known of an ONNX file before native code reads it: which other files it asks for. A walk over
 * protobuf fields (https://protobuf.dev/programming-guides/encoding/, onnx.proto of ONNX 1.20), nothing is decoded but
 * what leads to tensors.
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
  for (const {field, value} of fieldsOf(bytes)) {
    if (kind === 'entry') texts.set(field, new TextDecoder().decode(value))
    const inner = FIELDS[kind][field]
    if (inner) walk(value, {kind: inner, depth: depth + 1, found})
  }
  if (kind === 'entry' && texts.get(1) === 'location') found.add(texts.get(2) ?? '')
}

/** One that holds bytes; numbers lead nowhere. */
type Field = {readonly field: number; readonly value: Uint8Array}

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): number => {
    let result = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('it is cut off')
      result += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return result
    }
    throw new RangeError('it is no protobuf')
  }
  const skip = (count: number): number => {
    const from = at
    at += count
    if (at > bytes.length) throw new RangeError('it is cut off')
    return from
  }
  while (at < bytes.length) {
    const tag = varint()
    // Other readers cut a tag to 32 bits, and would see a field that is not seen here.
    if (tag < 8 || tag >= 2 ** 32) throw new RangeError('it is no protobuf')
    const field = Math.floor(tag / 8)
    switch (tag % 8) {
      case 0:
        varint()
        break
      case 1:
        skip(8)
        break
      case 2: {
        const size = varint()
        const from = skip(size)
        yield {field, value: bytes.subarray(from, at)}
        break
      }
      case 5:
        skip(4)
        break
      default:
        throw new RangeError('it is no protobuf')
    }
  }
}
