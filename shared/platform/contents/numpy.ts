import {inflateRawSync} from 'node:zlib'

export type ArrayShape = {
  readonly name: string
  readonly type: string
  readonly shape: readonly number[]
}

/** A header is a line of text; a longer one is something else. */
export const NPY_HEAD = 16 * 1024

/** Type and shape from the header of an NPY file; throws where it has none. */
export function npyShape(head: Buffer, name: string): ArrayShape {
  if (head.length < 10 || head.toString('latin1', 0, 6) !== '\x93NUMPY') {
    throw new RangeError('it does not begin as an NPY file does')
  }
  const isLong = (head[6] ?? 0) >= 2
  const start = isLong ? 12 : 10
  const length = isLong ? head.readUInt32LE(8) : head.readUInt16LE(8)
  if (start + length > head.length) throw new RangeError('its header ends too early')
  const text = head.toString('utf8', start, start + length)
  const type = /'descr':\s*(?:'([^']*)'|(\[.*?\])\s*,\s*')/s.exec(text)
  const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)?.[1]
  if (type === null || shape === undefined)
    throw new RangeError('its header names no type and shape')
  const numbers = shape
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  return {
    name,
    type: type[1] ?? type[2] ?? '',
    shape: numbers.map(part => Number.parseInt(part, 10)),
  }
}

type Read = (start: number, length: number) => Promise<Buffer>

const DIRECTORY_END = 0x06054b50
const ENTRY = 0x02014b50
const MOST_ARRAYS = 1000

/** Type and shape of every array of an NPZ file, from the list of names at its end and the beginning of each. */
export async function npzShapes(read: Read, size: number): Promise<readonly ArrayShape[]> {
  const tail = await read(Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = lastIndexOf(tail, DIRECTORY_END)
  if (end === -1 || end + 22 > tail.length) throw new RangeError('it has no list of its arrays')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > MOST_ARRAYS || start + length > size)
    throw new RangeError('the list of its arrays is too long')
  const directory = await read(start, length)
  const shapes: ArrayShape[] = []
  for (let at = 0; shapes.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) {
      throw new RangeError('the list of its arrays ends too early')
    }
    const nameLength = directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    const isPacked = directory.readUInt16LE(at + 10) !== 0
    const packed = directory.readUInt32LE(at + 20)
    const local = await read(directory.readUInt32LE(at + 42), 30)
    const body =
      directory.readUInt32LE(at + 42) + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const rest = Math.min(
      Math.max(0, size - body),
      packed === 0xffff_ffff ? NPY_HEAD : packed,
      NPY_HEAD,
    )
    const bytes = await read(body, rest)
    shapes.push(npyShape(isPacked ? inflateStart(bytes) : bytes, name.replace(/\.npy$/, '')))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return shapes
}

/** As much as the beginning of packed bytes gives. */
function inflateStart(bytes: Buffer): Buffer {
  const zlibFlush = 2
  return inflateRawSync(bytes, {finishFlush: zlibFlush, maxOutputLength: 64 * 2 ** 20})
}

function lastIndexOf(bytes: Buffer, magic: number): number {
  for (let at = bytes.length - 22; at >= 0; at--) if (bytes.readUInt32LE(at) === magic) return at
  return -1
}
