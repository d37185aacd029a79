/**
 * A walk over the fields of a protobuf message (https://protobuf.dev/programming-guides/encoding/); nothing is decoded
 * that nobody asks for.
 */
export type ProtoField =
  | {readonly field: number; readonly kind: 'bytes'; readonly value: Uint8Array}
  /** As the wire has it: what is negative is its complement. */
  | {readonly field: number; readonly kind: 'varint'; readonly value: bigint}
  | {readonly field: number; readonly kind: 'fixed32' | 'fixed64'; readonly value: DataView}

/** Throws a RangeError where the message is cut off or none. */
export function* protoFields(bytes: Uint8Array): Generator<ProtoField> {
  let at = 0
  const size = (): number => {
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
  const fixed = (count: number): DataView =>
    new DataView(bytes.buffer, bytes.byteOffset + skip(count), count)
  while (at < bytes.length) {
    const tag = size()
    // Other readers cut a tag to 32 bits, and would see a field that is not seen here.
    if (tag < 8 || tag >= 2 ** 32) throw new RangeError('it is no protobuf')
    const field = Math.floor(tag / 8)
    switch (tag % 8) {
      case 0: {
        const from = at
        size()
        yield {field, kind: 'varint', value: varintOf(bytes.subarray(from, at))}
        break
      }
      case 1:
        yield {field, kind: 'fixed64', value: fixed(8)}
        break
      case 2: {
        const length = size()
        const from = skip(length)
        yield {field, kind: 'bytes', value: bytes.subarray(from, at)}
        break
      }
      case 5:
        yield {field, kind: 'fixed32', value: fixed(4)}
        break
      default:
        throw new RangeError('it is no protobuf')
    }
  }
}

function varintOf(bytes: Uint8Array): bigint {
  if (bytes.length === 1) return BigInt(bytes[0] ?? 0)
  let value = 0n
  for (const [place, byte] of bytes.entries()) value |= BigInt(byte & 0x7f) << BigInt(7 * place)
  return BigInt.asUintN(64, value)
}
