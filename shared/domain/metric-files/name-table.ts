import {textOfBytes} from '../formats/byte-text.ts'
import {hashOfText, type NameFinder, type NameList, nameList} from './name-list.ts'

/** Names by row, found again by text or by the bytes of a file. */
export type NameTable = NameFinder & {
  readonly list: NameList
  /** Puts a name that is not there yet. */
  readonly put: (name: string) => void
  /** The same from plain bytes; the hash is theirs. */
  readonly putBytes: (bytes: Uint8Array, from: number, to: number, hash: number) => void
}

const FIRST = 2048
/** Steps by row after which somebody must have chosen names that fall together. */
const MOST_STEPS = 64

/** A table of hashes of its own, because a `Map` of a million names takes longer than reading them. */
export function nameTable(): NameTable {
  const list = nameList()
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
      if (places[at + 1] === hash && list.is(row, name)) return row
    }
  }

  // Four numbers: an object for each of a million names is a second of tidying up.
  function rowOfBytes(bytes: Uint8Array, from: number, to: number, hash: number): number {
    if (slow) return slow.get(textOfBytes(bytes, from, to)) ?? -1
    const mask = places.length - 1
    for (let at = (2 * hash) & mask; ; at = (at + 2) & mask, steps++) {
      const row = (places[at] ?? 0) - 1
      if (row < 0) return -1
      if (places[at + 1] === hash && list.isBytes(row, bytes, from, to)) return row
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

  /** Makes the last of the names findable. */
  function place(hash: number): void {
    const row = list.count() - 1
    if (slow) {
      slow.set(list.names.at(row) ?? '', row)
      return
    }
    if (4 * row === places.length) grow()
    settle(hash, row)
    if (steps > MOST_STEPS * (row + FIRST))
      slow = new Map([...list.names].map((one, at) => [one, at]))
  }

  return {
    list,
    rowOf,
    rowOfBytes,
    put(name) {
      list.push(name)
      place(hashOfText(name))
    },
    putBytes(bytes, from, to, hash) {
      list.pushBytes(bytes, from, to)
      place(hash)
    },
  }
}
