import {crc32c} from '../../shared/domain/formats/crc32c.ts'

/** A file of events as TensorBoard's writers make it, from the bytes of its events. */
export function eventFile(...events: readonly Uint8Array[]): Buffer {
  return Buffer.concat([versionEvent(), ...events].map(record))
}

export function record(event: Uint8Array): Buffer {
  const head = Buffer.alloc(12)
  head.writeBigUInt64LE(BigInt(event.length))
  head.writeUInt32LE(masked(head.subarray(0, 8)), 8)
  const foot = Buffer.alloc(4)
  foot.writeUInt32LE(masked(event))
  return Buffer.concat([head, event, foot])
}

function masked(bytes: Uint8Array): number {
  const value = crc32c(bytes)
  return (((value >>> 15) | (value << 17)) + 0xa282ead8) >>> 0
}

/** A field that holds bytes, whose length fits one byte. */
export function part(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(field * 8 + 2), varint(bytes.length), bytes])
}

export function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.of(...bytes, rest)
}

function versionEvent(): Buffer {
  return Buffer.concat([wallTime(), part(3, Buffer.from('brain.Event:2'))])
}

function wallTime(): Buffer {
  const time = Buffer.alloc(9, 9)
  time.writeDoubleLE(1_700_000_000.5, 1)
  return time
}

export function float(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

/** An event with one value; `value` is what stands behind the tag. */
export function scalarEvent(tag: string, step: number, value: Uint8Array): Buffer {
  const summary = part(1, Buffer.concat([part(1, Buffer.from(tag)), value]))
  return Buffer.concat([wallTime(), Buffer.of(0x10), varint(step), part(5, summary)])
}

export function simpleValue(value: number): Buffer {
  return Buffer.concat([Buffer.of(0x15), float(value)])
}

/** A `TensorProto` of a type with the fields given. */
export function tensor(type: number, ...fields: readonly Uint8Array[]): Buffer {
  return part(8, Buffer.concat([Buffer.of(8, type), ...fields]))
}
