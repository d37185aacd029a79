import {textOfBytes} from '../formats/byte-text.ts'
import {type Names, namesAt} from '../names.ts'

/** Names one behind the other, the plain ones as bytes: a million texts take longer to make than a file takes to read. */
export type NameList = {
  readonly names: Names
  readonly count: () => number
  readonly push: (name: string) => void
  /** The same from the bytes of a file, which must be plain. */
  readonly pushBytes: (bytes: Uint8Array, from: number, to: number) => void
  readonly is: (row: number, name: string) => boolean
  readonly isBytes: (row: number, bytes: Uint8Array, from: number, to: number) => boolean
  /** What another finds of the name of this row. */
  readonly find: (row: number, finder: NameFinder) => number
}

export type NameFinder = {
  /** The row of a name, or -1. */
  readonly rowOf: (name: string) => number
  /** The same from plain bytes, without making a text of them; the hash is theirs. */
  readonly rowOfBytes: (bytes: Uint8Array, from: number, to: number, hash: number) => number
}

const FIRST = 2048
/** Of more bytes than that the last names are kept as texts. */
const MOST_BYTES = 2 ** 30

export function nameList(): NameList {
  let bytes = new Uint8Array(16 * FIRST)
  /** Behind the bytes of each row. */
  let ends = new Uint32Array(FIRST)
  let length = 0
  let used = 0
  /** Names that are not plain, which have no bytes. */
  const texts = new Map<number, string>()

  const startOf = (row: number) => (row === 0 ? 0 : (ends[row - 1] ?? 0))

  function textOf(row: number): string {
    return texts.get(row) ?? textOfBytes(bytes, startOf(row), ends[row] ?? 0)
  }

  /** Ends a row whose bytes are there. */
  function endRow(): void {
    if (length === ends.length) ends = doubled(ends)
    ends[length++] = used
  }

  function hasRoom(size: number): boolean {
    if (used + size > MOST_BYTES) return false
    if (used + size > bytes.length) {
      const more = new Uint8Array(Math.max(2 * bytes.length, used + size))
      more.set(bytes)
      bytes = more
    }
    return true
  }

  function push(name: string): void {
    const isPlain = /^[\0-[\]-\x7f]*$/.test(name)
    if (isPlain && hasRoom(name.length)) {
      for (let at = 0; at < name.length; at++) bytes[used++] = name.charCodeAt(at)
    } else texts.set(length, name)
    endRow()
  }

  return {
    names: namesAt(() => length, textOf),
    count: () => length,
    push,
    pushBytes(from, start, end) {
      if (!hasRoom(end - start)) return push(textOfBytes(from, start, end))
      const [all, offset] = [bytes, used - start]
      for (let at = start; at < end; at++) all[offset + at] = from[at] ?? 0
      used += end - start
      endRow()
    },
    is(row, name) {
      const text = texts.get(row)
      if (text !== undefined) return text === name
      const start = startOf(row)
      if ((ends[row] ?? 0) - start !== name.length) return false
      for (let at = 0; at < name.length; at++) {
        if (bytes[start + at] !== name.charCodeAt(at)) return false
      }
      return true
    },
    isBytes(row, from, start, end) {
      const first = startOf(row)
      if ((ends[row] ?? 0) - first !== end - start || texts.has(row)) return false
      const [all, offset] = [bytes, first - start]
      for (let at = start; at < end; at++) if (all[offset + at] !== from[at]) return false
      return true
    },
    find(row, finder) {
      const text = texts.get(row)
      if (text !== undefined) return finder.rowOf(text)
      const [from, to] = [startOf(row), ends[row] ?? 0]
      return finder.rowOfBytes(bytes, from, to, hashOfBytes(bytes, from, to))
    },
  }
}

export function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * values.length)
  more.set(values)
  return more
}

/** FNV-1a with a last stir, since the lowest bits choose the place. */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The same of plain bytes, which are ASCII without escapes; -1 of others. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80 || byte === 0x5c) return -1
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}
