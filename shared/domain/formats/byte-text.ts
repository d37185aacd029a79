const decoder = new TextDecoder('utf-8', {fatal: true})
const SHORT = 64
/** One list for all: a view of the bytes for each name is most of what a million of them leave to be tidied up. */
const codes: number[] = []

/** A piece of UTF-8 as text; throws a TypeError where it is none. Quick for the short names that tables are full of. */
export function textOfBytes(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > SHORT) return decoder.decode(bytes.subarray(from, to))
  codes.length = to - from
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80) return decoder.decode(bytes.subarray(from, to))
    codes[at - from] = byte
  }
  return String.fromCharCode.apply(null, codes)
}
