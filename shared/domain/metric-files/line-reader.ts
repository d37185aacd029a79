export type LineReader = {
  /** A piece of the file; it is only good until the next. */
  readonly push: (chunk: Uint8Array) => void
  /** After the last piece. */
  readonly end: () => void
}

type Lines = {
  /** Lines without anything but blanks are passed over. */
  readonly onLine: (bytes: Uint8Array, from: number, to: number, line: number) => void
  /** Reads a line without knowing its end, and says where that was; -1 where that cannot be done. */
  readonly onStart?: (bytes: Uint8Array, from: number, line: number) => number
  /** Nothing is read behind a line that has no end. */
  readonly onTooLong: (line: number) => void
  readonly longest: number
}

const LF = 0x0a

/** Cuts a file into lines as it comes, in pieces of any size. */
export function lineReader({onLine, onStart, onTooLong, longest}: Lines): LineReader {
  let rest: Uint8Array | undefined
  let line = 0
  let isOver = false

  function push(chunk: Uint8Array): void {
    if (isOver || chunk.length === 0) return
    const bytes = rest ? joined(rest, chunk) : chunk
    rest = undefined
    let from = line === 0 ? markLength(bytes) : 0
    for (;;) {
      const known = onStart?.(bytes, from, line + 1) ?? -1
      if (known >= 0) {
        line++
        from = known + 1
        continue
      }
      const stop = bytes.indexOf(LF, from)
      if (stop < 0) break
      tell(bytes, from, stop)
      from = stop + 1
      if (isOver) return
    }
    if (bytes.length - from > longest) {
      isOver = true
      onTooLong(line + 1)
    } else if (from < bytes.length) rest = new Uint8Array(bytes.subarray(from))
  }

  function tell(bytes: Uint8Array, from: number, to: number): void {
    line++
    if (to - from > longest) {
      isOver = true
      onTooLong(line)
    } else if (!isBlank(bytes, from, to)) onLine(bytes, from, to, line)
  }

  return {
    push,
    end() {
      if (rest && !isOver) tell(rest, line === 0 ? markLength(rest) : 0, rest.length)
      rest = undefined
    },
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

/** A byte order mark before the first line is no part of it. */
function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false
  }
  return true
}
