/** Longer lines are cut: a program that never ends its line must not fill our memory. */
export const MAX_LINE_BYTES = 16 * 1024

const LF = 10
const CR = 13

/** Keeps the first bytes of a stream and counts the rest. */
export function collectOutput(limitBytes: number) {
  const chunks: Buffer[] = []
  let left = limitBytes
  let isCut = false
  return {
    push(chunk: Buffer): void {
      if (chunk.length > left) isCut = true
      if (left > 0) chunks.push(Buffer.from(chunk.subarray(0, left)))
      left -= Math.min(left, chunk.length)
    },
    bytes: (): Buffer => Buffer.concat(chunks),
    isCut: (): boolean => isCut,
  }
}

/** Cuts a stream of bytes into lines of text. A lone carriage return ends a line too, as progress bars use it. */
export function splitLines(onLine: (line: string) => void) {
  let held: Buffer[] = []
  let heldBytes = 0
  let afterReturn = false

  function hold(bytes: Buffer): void {
    const room = bytes.subarray(0, Math.max(0, MAX_LINE_BYTES + 1 - heldBytes))
    if (room.length > 0) held.push(Buffer.from(room))
    heldBytes += room.length
  }

  function flush(): void {
    const bytes = Buffer.concat(held)
    const isLong = bytes.length > MAX_LINE_BYTES
    held = []
    heldBytes = 0
    onLine(isLong ? `${bytes.toString('utf8', 0, MAX_LINE_BYTES)}…` : bytes.toString('utf8'))
  }

  return {
    push(chunk: Buffer): void {
      let from = 0
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at]
        if (byte === LF && afterReturn) from = at + 1
        else if (byte === LF || byte === CR) {
          hold(chunk.subarray(from, at))
          flush()
          from = at + 1
        }
        afterReturn = byte === CR
      }
      hold(chunk.subarray(from))
    },
    end(): void {
      if (heldBytes > 0) flush()
    },
  }
}
