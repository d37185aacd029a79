const MAGIC = 0x184d2204
/** What one frame may unpack to. */
const MOST_BYTES = 2 ** 30

/** Unpacks one LZ4 frame, whose blocks may refer to those before; checksums are not looked at. */
export function unpackLz4Frame(input: Uint8Array): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('a buffer is no LZ4 frame')
  const flags = view.getUint8(4)
  if (flags >> 6 !== 1 || (flags & 1) !== 0) throw new RangeError('an LZ4 frame is not supported')
  const hasBlockSums = (flags & 0x10) !== 0
  const hasSize = (flags & 0x08) !== 0
  const size = hasSize ? Number(view.getBigUint64(6, true)) : input.length * 4
  const target: Target = {bytes: new Uint8Array(checked(size)), length: 0}
  let at = hasSize ? 15 : 7
  for (;;) {
    const header = view.getUint32(at, true)
    at += 4
    if (header === 0) return target.bytes.subarray(0, target.length)
    const length = header & 0x7fff_ffff
    if (at + length > input.length) throw new RangeError('an LZ4 block ends too early')
    const block = input.subarray(at, at + length)
    if (header >>> 31 === 1) append(target, block)
    else unpackBlock(block, target)
    at += length + (hasBlockSums ? 4 : 0)
  }
}

type Target = {bytes: Uint8Array; length: number}

function checked(size: number): number {
  if (size > MOST_BYTES) throw new RangeError(`an LZ4 frame claims to have ${size} bytes`)
  return size
}

function reserve(target: Target, more: number): void {
  const needed = checked(target.length + more)
  if (needed <= target.bytes.length) return
  const larger = new Uint8Array(Math.min(MOST_BYTES, Math.max(needed, target.bytes.length * 2)))
  larger.set(target.bytes.subarray(0, target.length))
  target.bytes = larger
}

function append(target: Target, bytes: Uint8Array): void {
  reserve(target, bytes.length)
  target.bytes.set(bytes, target.length)
  target.length += bytes.length
}

function unpackBlock(block: Uint8Array, target: Target): void {
  let at = 0
  const next = (): number => {
    const byte = block[at++]
    if (byte === undefined) throw new RangeError('an LZ4 block ends too early')
    return byte
  }
  const lengthFrom = (start: number): number => {
    let length = start
    if (start !== 15) return length
    for (let more = 255; more === 255; length += more) more = next()
    return length
  }
  while (at < block.length) {
    const token = next()
    const literals = lengthFrom(token >> 4)
    if (at + literals > block.length) throw new RangeError('an LZ4 block ends too early')
    append(target, block.subarray(at, at + literals))
    at += literals
    if (at >= block.length) return
    const back = next() | (next() << 8)
    if (back === 0 || back > target.length) throw new RangeError('an LZ4 block refers to nothing')
    const length = lengthFrom(token & 15) + 4
    reserve(target, length)
    const {bytes} = target
    for (let end = target.length + length; target.length < end; target.length++) {
      bytes[target.length] = bytes[target.length - back] ?? 0
    }
  }
}
