/** Before version 3, DVC hashed texts with `\n` for every `\r\n`, one MiB at a time. */
export const LEGACY_CHUNK_BYTES = 2 ** 20
const TESTED_BYTES = 512
const MAX_NONTEXT = 0.3
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d])

/** Whether DVC before version 3 took these bytes, or the file that they begin, for a text. */
export function isLegacyText(bytes: Uint8Array): boolean {
  const block = bytes.subarray(0, TESTED_BYTES)
  if (block.length === 0) return true
  if (block.includes(0)) return false
  const nontext = block.reduce((count, byte) => count + (isTextByte(byte) ? 0 : 1), 0)
  return nontext / block.length <= MAX_NONTEXT
}

function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || TEXT_CONTROLS.has(byte)
}

/** The bytes with `\n` for every `\r\n`. */
export function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length)
  let length = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    if (byte === 0x0d && bytes[index + 1] === 0x0a) continue
    plain[length++] = byte
  }
  return plain.subarray(0, length)
}

/** The bytes with `\r\n` for every line end. */
export function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  const plain = withLineFeeds(bytes)
  const ends = plain.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0)
  const full = new Uint8Array(plain.length + ends)
  let length = 0
  for (const byte of plain) {
    if (byte === 0x0a) full[length++] = 0x0d
    full[length++] = byte
  }
  return full
}
