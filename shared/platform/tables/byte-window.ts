import {constants} from 'node:fs'
import {open} from 'node:fs/promises'

const FIRST_BYTES = 2 ** 20
/** The longest row that is read. */
export const MOST_ROW_BYTES = 16 * 2 ** 20

/** A part of a file that moves on through it; what is taken is given up with `advance`. */
export type ByteWindow = {
  /** May be another one after `more`. */
  readonly bytes: () => Buffer
  /** What lies before is taken. */
  readonly from: () => number
  readonly to: () => number
  /** The window reaches to the end of the file. */
  readonly isLast: () => boolean
  readonly advance: (to: number) => void
  /** Reads on; false when there is no room for more, or no more. */
  readonly more: () => Promise<boolean>
  readonly close: () => Promise<void>
}

export async function openWindow(path: string): Promise<ByteWindow> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  let from = 0
  let to = 0
  let isLast = false
  return {
    bytes: () => bytes,
    from: () => from,
    to: () => to,
    isLast: () => isLast,
    advance: next => {
      from = next
    },
    async more() {
      if (isLast) return false
      if (from > 0) bytes.copyWithin(0, from, to)
      to -= from
      from = 0
      if (to === bytes.length) {
        if (bytes.length >= MOST_ROW_BYTES) return false
        const larger = Buffer.allocUnsafeSlow(bytes.length * 2)
        bytes.copy(larger, 0, 0, to)
        bytes = larger
      }
      while (to < bytes.length && !isLast) {
        const {bytesRead} = await file.read(bytes, to, bytes.length - to, null)
        to += bytesRead
        isLast = bytesRead === 0
      }
      return true
    },
    close: () => file.close(),
  }
}
