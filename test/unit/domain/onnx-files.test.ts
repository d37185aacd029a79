import fc from 'fast-check'
import onnxProto, {type onnx as Onnx} from 'onnx-proto'
import {describe, expect, test} from 'vitest'
import {externalFiles} from '../../../shared/domain/formats/onnx.ts'

const {onnx} = onnxProto

const tensor = (location: string): Onnx.ITensorProto => ({
  name: 'outside',
  dims: [1],
  dataType: 1,
  dataLocation: 1,
  externalData: [
    {key: 'offset', value: '0'},
    {key: 'location', value: location},
  ],
})
const graph = (some: Onnx.IGraphProto): Onnx.IGraphProto => ({name: 'g', ...some})
const nested = (inner: Onnx.IGraphProto): Onnx.IGraphProto =>
  graph({node: [{opType: 'If', attribute: [{name: 'then', type: 5, g: inner}]}]})
const encode = (model: Onnx.IModelProto) => onnx.ModelProto.encode(model).finish()
const inAttribute = (attribute: Onnx.IAttributeProto) =>
  encode({graph: graph({node: [{opType: 'Constant', attribute: [attribute]}]})})

/** A field that holds bytes. */
function field(number: number, ...parts: readonly (Uint8Array | readonly number[] | string)[]) {
  const body = parts.flatMap(part => [
    ...(typeof part === 'string' ? new TextEncoder().encode(part) : part),
  ])
  return Uint8Array.from([...varint(number * 8 + 2), ...varint(body.length), ...body])
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))]
}

/** The same value, with bytes that say nothing. */
function overlong(value: number, bytes: number): readonly number[] {
  return Array.from({length: bytes}, (_, at) =>
    at === bytes - 1 ? 0 : 0x80 | (Math.floor(value / 0x80 ** at) & 0x7f),
  )
}

/** A model, its graph, an initializer and one entry of its external data. */
const withEntry = (...entry: readonly (Uint8Array | readonly number[])[]) =>
  field(7, field(5, field(13, ...entry)))
const KEY = field(1, 'location')
const VALUE = field(2, '../secret')

describe('files that a model asks for', () => {
  test.each([
    {name: 'nothing', bytes: encode({graph: graph({initializer: [{name: 'a'}]})}), found: []},
    {
      name: 'several initializers',
      bytes: encode({graph: graph({initializer: [tensor('a'), tensor('b'), tensor('a')]})}),
      found: ['a', 'b'],
    },
    {
      name: 'a graph in a graph in a graph',
      bytes: encode({graph: nested(nested(nested(graph({initializer: [tensor('deep')]}))))}),
      found: ['deep'],
    },
    {name: 'a tensor attribute', bytes: inAttribute({name: 'v', t: tensor('t')}), found: ['t']},
    {
      name: 'a list of tensors',
      bytes: inAttribute({name: 'v', tensors: [tensor('x'), tensor('y')]}),
      found: ['x', 'y'],
    },
    {
      name: 'a list of graphs',
      bytes: inAttribute({name: 'v', graphs: [graph({initializer: [tensor('z')]})]}),
      found: ['z'],
    },
    {
      name: 'a sparse initializer',
      bytes: encode({
        graph: graph({sparseInitializer: [{values: tensor('v'), indices: tensor('i')}]}),
      }),
      found: ['v', 'i'],
    },
    {
      name: 'a sparse attribute',
      bytes: inAttribute({name: 'v', sparseTensor: {values: tensor('s')}}),
      found: ['s'],
    },
    {
      name: 'a list of sparse attributes',
      bytes: inAttribute({name: 'v', sparseTensors: [{indices: tensor('s')}]}),
      found: ['s'],
    },
    {
      name: 'a function',
      bytes: encode({
        functions: [
          {name: 'f', node: [{opType: 'Constant', attribute: [{name: 'v', t: tensor('f')}]}]},
        ],
      }),
      found: ['f'],
    },
    {
      name: 'the default of a function',
      bytes: field(25, field(11, field(5, field(13, KEY, VALUE)))),
      found: ['../secret'],
    },
    {
      name: 'training',
      bytes: encode({
        trainingInfo: [
          {initialization: graph({initializer: [tensor('one')]})},
          {algorithm: graph({initializer: [tensor('two')]})},
        ],
      }),
      found: ['one', 'two'],
    },
    {name: 'the value before the key', bytes: withEntry(VALUE, KEY), found: ['../secret']},
    {name: 'no value', bytes: withEntry(KEY), found: ['']},
    {
      name: 'a key that is replaced',
      bytes: withEntry(field(1, 'offset'), VALUE, KEY),
      found: ['../secret'],
    },
    {
      name: 'a number in the place of the key, which other readers pass over',
      bytes: withEntry(KEY, VALUE, [1 * 8 + 0, 5]),
      found: ['../secret'],
    },
    {
      name: 'a number in the place of the value',
      bytes: withEntry(KEY, VALUE, [2 * 8 + 0, 5]),
      found: ['../secret'],
    },
    {
      name: 'overlong tags and sizes',
      bytes: withEntry(
        [...overlong(10, 5), ...overlong(8, 4), ...new TextEncoder().encode('location')],
        VALUE,
      ),
      found: ['../secret'],
    },
    {
      name: 'a graph in two parts',
      bytes: Uint8Array.from([...field(7, field(2, 'a')), ...withEntry(KEY, VALUE)]),
      found: ['../secret'],
    },
    {
      name: 'other fields between',
      bytes: withEntry(
        [3 * 8 + 0, 0xff, 1],
        [4 * 8 + 1, 1, 2, 3, 4, 5, 6, 7, 8],
        KEY,
        [5 * 8 + 5, 1, 2, 3, 4],
        VALUE,
      ),
      found: ['../secret'],
    },
    {name: 'an empty file', bytes: new Uint8Array(), found: []},
  ])('$name', ({bytes, found}) => {
    expect(externalFiles(bytes)).toEqual(found)
  })
})

describe('what is no model', () => {
  const whole = encode({graph: graph({initializer: [tensor('a')]})})

  test.each([
    {name: 'text', bytes: new TextEncoder().encode('{"model": 1}\n'), says: 'no protobuf'},
    {name: 'a group', bytes: Uint8Array.from([7 * 8 + 3, 7 * 8 + 4]), says: 'no protobuf'},
    {name: 'wire type 7', bytes: Uint8Array.from([7 * 8 + 7]), says: 'no protobuf'},
    {name: 'field 0', bytes: Uint8Array.from([2, 0]), says: 'no protobuf'},
    {
      name: 'a tag above 32 bits, of which others read a graph',
      bytes: Uint8Array.from([0xba, 0x80, 0x80, 0x80, 0x10, 0]),
      says: 'no protobuf',
    },
    {name: 'a number without end', bytes: new Uint8Array(30).fill(0x88), says: 'no protobuf'},
    {name: 'a size beyond the end', bytes: Uint8Array.from([58, 200, 1]), says: 'cut off'},
    {
      name: 'a size beyond all files',
      bytes: Uint8Array.from([58, ...new Array<number>(9).fill(0xff), 1]),
      says: 'cut off',
    },
    {name: 'a cut number', bytes: Uint8Array.from([8, 0x80]), says: 'cut off'},
    {name: 'a cut fixed number', bytes: Uint8Array.from([9, 1, 2]), says: 'cut off'},
    {
      name: 'graphs without end',
      bytes: encode({
        graph: Array.from({length: 40}).reduce<Onnx.IGraphProto>(inner => nested(inner), graph({})),
      }),
      says: 'nested deeper than 64 levels',
    },
  ])('$name', ({bytes, says}) => {
    expect(() => externalFiles(bytes)).toThrow(RangeError)
    expect(() => externalFiles(bytes)).toThrow(says)
  })

  test('any beginning of a model is whole or refused', () => {
    for (let end = 0; end < whole.length; end++) {
      try {
        externalFiles(whole.subarray(0, end))
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }
  })

  test('any bytes are read or refused', () => {
    const near = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {maxLength: 6})
      .map(edits => {
        const bytes = whole.slice()
        for (const [at, byte] of edits) bytes[at] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({maxLength: 300}), near), bytes => {
        try {
          return Array.isArray(externalFiles(bytes))
        } catch (error) {
          return error instanceof RangeError
        }
      }),
      {numRuns: 3000, seed: 1},
    )
  })

  test('a large one takes time in proportion', () => {
    const size = 4_000_000
    const floats = new Uint8Array(5 * size)
    for (let at = 0; at < size; at++) floats[5 * at] = 4 * 8 + 5
    const started = performance.now()
    expect(externalFiles(field8(7, field8(5, floats)))).toEqual([])
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

/** A field of many bytes. */
function field8(number: number, body: Uint8Array): Uint8Array {
  const head = [...varint(number * 8 + 2), ...varint(body.length)]
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body, head.length)
  return bytes
}
