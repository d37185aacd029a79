export type PickledValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickledValue[]
  | Map<PickledValue, PickledValue>
  | Global
  | NumpyType

/** A class or a function by its name. */
export class Global {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** `numpy.dtype`, whose byte order comes after it was made. */
export class NumpyType {
  readonly code: string
  isLittle = true
  constructor(code: string) {
    this.code = code
  }
}

/** All that a pickle may name; none of it is Python that runs. */
export const GLOBALS = [
  'collections.OrderedDict',
  'numpy.dtype',
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
  '_codecs.encode',
]
const READ: Readonly<Record<string, (view: DataView, isLittle: boolean) => number | boolean>> = {
  f8: (view, isLittle) => view.getFloat64(0, isLittle),
  f4: (view, isLittle) => view.getFloat32(0, isLittle),
  i8: (view, isLittle) => Number(view.getBigInt64(0, isLittle)),
  i4: (view, isLittle) => view.getInt32(0, isLittle),
  i2: (view, isLittle) => view.getInt16(0, isLittle),
  i1: view => view.getInt8(0),
  u8: (view, isLittle) => Number(view.getBigUint64(0, isLittle)),
  u4: (view, isLittle) => view.getUint32(0, isLittle),
  u2: (view, isLittle) => view.getUint16(0, isLittle),
  u1: view => view.getUint8(0),
  b1: view => view.getUint8(0) !== 0,
}

/** What a call of one of them gives. */
export function called(callable: PickledValue, given: readonly PickledValue[]): PickledValue {
  const [first, second] = given
  switch (callable instanceof Global ? callable.name : '') {
    case 'collections.OrderedDict':
      // Python 2 hands its items over here.
      if (given.length > 0) throw new RangeError('it holds an ordered mapping that is not read')
      return new Map()
    case 'numpy.dtype':
      return new NumpyType(textOf(first).replace(/^[<>|=]/, ''))
    case '_codecs.encode':
      if (second !== 'latin1')
        throw new RangeError('it holds bytes in an encoding that is not read')
      return bytesOf(textOf(first))
    case 'numpy.core.multiarray.scalar':
    case 'numpy._core.multiarray.scalar': {
      const read = first instanceof NumpyType ? READ[first.code] : undefined
      const width = first instanceof NumpyType ? Number(first.code.slice(1)) : 0
      if (!(first instanceof NumpyType) || !read || !(second instanceof Uint8Array)) {
        throw new RangeError('it holds a number of NumPy of a type that is not read')
      }
      if (second.length !== width) throw new RangeError('a number of NumPy has too few bytes')
      return read(new DataView(second.buffer, second.byteOffset, width), first.isLittle)
    }
    default:
      throw new RangeError('it calls what is no function')
  }
}

/** No text of a number is longer. Lists as texts would write out what they share again and again. */
const LONGEST_TEXT = 100

function textOf(value: PickledValue | undefined): string {
  if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value
  throw new RangeError('it calls a function with what that does not take')
}

function bytesOf(text: string): Uint8Array {
  const bytes = Uint8Array.from(text, char => char.charCodeAt(0))
  if (bytes.some((byte, at) => byte !== text.charCodeAt(at))) {
    throw new RangeError('it holds bytes that are none')
  }
  return bytes
}

/** Little-endian two's complement; beyond 2^53 the nearest double, as for every integer in a file. */
export function integerOf(bytes: Uint8Array): number {
  if (bytes.length > 255) throw new RangeError('it holds an integer of more than 255 bytes')
  let value = 0n
  for (const [place, part] of bytes.entries()) value |= BigInt(part) << BigInt(8 * place)
  return Number(BigInt.asIntN(8 * bytes.length, value))
}
