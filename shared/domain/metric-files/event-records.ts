import {crc32c} from '../formats/crc32c.ts'
import type {TextProblem} from '../tree.ts'

/** Larger ones are no events: they hold at most some images. */
const MOST_BYTES = 256 * 2 ** 20
/** A length of 8 bytes, its checksum, and the checksum of what is between. */
const HEAD = 12
const FOOT = 4

export type EventRecords = {
  readonly records: readonly Uint8Array[]
  /** The writer was stopped, or still writes: the last record is not whole. */
  readonly isCut: boolean
}

/**
 * The records of a TensorBoard file: each a length, its checksum, the bytes, and theirs, checksums being CRC-32C turned
 * by 15 bits. Only the end may be missing; any other damage makes all behind it unsure.
 */
export function eventRecords(
  bytes: Uint8Array,
): EventRecords | {readonly problems: readonly TextProblem[]} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: Uint8Array[] = []
  let at = 0
  const refused = (message: string) => ({
    problems: [
      {
        line: records.length + 1,
        column: 1,
        message: `${message} (record ${records.length + 1}, byte ${at})`,
      },
    ],
  })
  while (at < bytes.length) {
    if (bytes.length - at < HEAD) return {records, isCut: true}
    const length = view.getUint32(at, true)
    const isLengthRight = masked(bytes.subarray(at, at + 8)) === view.getUint32(at + 8, true)
    if (!isLengthRight) return refused('the length of a record does not match its checksum')
    if (view.getUint32(at + 4, true) !== 0 || length > MOST_BYTES) {
      return refused('a record claims to be longer than any event is')
    }
    const end = at + HEAD + length + FOOT
    if (end > bytes.length) return {records, isCut: true}
    const record = bytes.subarray(at + HEAD, end - FOOT)
    if (masked(record) !== view.getUint32(end - FOOT, true)) {
      return refused('a record does not match its checksum')
    }
    records.push(record)
    at = end
  }
  return {records, isCut: false}
}

function masked(bytes: Uint8Array): number {
  const value = crc32c(bytes)
  return (((value >>> 15) | (value << 17)) + 0xa282ead8) >>> 0
}
