const decoder = new TextDecoder('utf-8', {fatal: true})
const SHORT = 64

/** A piece of UTF-8 as text; throws a TypeError where it is none. Quick for the short names that tables are full of. */
export function textOfBytes(bytes: Uint8Array, from: number, to: number): string {
  const part = bytes.subarray(from, to)
  if (to - from > SHORT) return decoder.decode(part)
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) >= 0x80) return decoder.decode(part)
  return String.fromCharCode.apply(null, part as unknown as number[])
}
