import {textOfBytes} from '../formats/byte-text.ts'

/** Names by row, found again by text or by the bytes of a file. */
export type NameTable = {
  /** One list for the table and for whoever reads the names: it may be ten megabytes. */
  readonly names: string[]
  /** The row of a name, or -1. */
  readonly rowOf: (name: string) => number
  /** The same from ASCII bytes, without making a text of them; the hash is theirs. */
  readonly rowOfBytes: (bytes: Uint8Array, from: number, to: number, hash: number) => number
  /** Puts a name that is not there yet; the hash is its own. */
  readonly put: (name: string, hash: number) => void
}

const FIRST = 2048
/** Steps by row after which somebody must have chosen names that fall together. */
const MOST_STEPS = 64

/** A table of hashes of its own, because a `Map` of a million names takes longer than reading them. */
export function nameTable(): NameTable {
  const names: string[] = []
  /** By place two numbers: the row and 1, or 0 where it is free, and the hash. At most half of the places are taken. */
  let places = new Uint32Array(4 * FIRST)
  let steps = 0
  let slow: Map<string, number> | undefined

  function rowOf(name: string): number {
    if (slow) return slow.get(name) ?? -1
    const hash = hashOfText(name)
    const mask = places.length - 1
    for (let at = (2 * hash) & mask; ; at = (at + 2) & mask, steps++) {
      const row = (places[at] ?? 0) - 1
      if (row < 0) return -1
      if (places[at + 1] === hash && names[row] === name) return row
    }
  }

  // Four numbers: an object for each of a million names is a second of tidying up.
  function rowOfBytes(bytes: Uint8Array, from: number, to: number, hash: number): number {
    if (slow) return slow.get(textOfBytes(bytes, from, to)) ?? -1
    const mask = places.length - 1
    for (let at = (2 * hash) & mask; ; at = (at + 2) & mask, steps++) {
      const row = (places[at] ?? 0) - 1
      if (row < 0) return -1
      if (places[at + 1] === hash && isName(names[row] ?? '', bytes, from, to)) return row
    }
  }

  function grow(): void {
    const old = places
    places = new Uint32Array(2 * old.length)
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0) settle(old[at + 1] ?? 0, (old[at] ?? 0) - 1)
    }
  }

  function settle(hash: number, row: number): void {
    const mask = places.length - 1
    let at = (2 * hash) & mask
    while (places[at] !== 0) at = (at + 2) & mask
    places[at] = row + 1
    places[at + 1] = hash
  }

  return {
    names,
    rowOf,
    rowOfBytes,
    put(name, hash) {
      const row = names.length
      names.push(name)
      if (slow) {
        slow.set(name, row)
        return
      }
      if (4 * row === places.length) grow()
      settle(hash, row)
      if (steps > MOST_STEPS * (row + FIRST)) slow = new Map(names.map((one, at) => [one, at]))
    },
  }
}

/** Whether these bytes are those of the name, as far as both are ASCII. */
export function isName(name: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false
  for (let at = from; at < to; at++) {
    if (name.charCodeAt(at - from) !== bytes[at]) return false
  }
  return true
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

/** The same of ASCII bytes without escapes; -1 of others. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80 || byte === 0x5c) return -1
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}
