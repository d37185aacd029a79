import type {FileFacts} from './file-facts.ts'
import {isFine, isQuiet} from './file-facts.ts'

/** An entry: device, inode, size, and the two times in nanoseconds, 8 bytes each, then the SHA-256. */
export const FACTS_BYTES = 40
export const DIGEST_BYTES = 32
export const ENTRY_BYTES = FACTS_BYTES + DIGEST_BYTES
const WORDS = ENTRY_BYTES / 8

export const UNUSED = 0
export const USED = 1
const OUTDATED = 2

/** What threads share of a stat cache. */
export type SharedTable = {
  /** Entries, one after the other. */
  readonly entries: SharedArrayBuffer
  /** Places of entries by device and inode, 1 for the first; 0 where there is none. A power of two long. */
  readonly slots: SharedArrayBuffer
  /** A mark for every entry: nothing, found since, or of a file that has another entry. */
  readonly used: SharedArrayBuffer
  /** Entries of files that were touched at or after this moment are not to be believed. */
  readonly quietBefore: bigint
}

/** Finds places for entries; of two for one file the first counts. */
export function tableOf(entries: SharedArrayBuffer, quietBefore: bigint): SharedTable {
  const count = entries.byteLength / ENTRY_BYTES
  let length = 16
  while (length < 2 * count) length *= 2
  const slots = new SharedArrayBuffer(4 * length)
  const places = new Int32Array(slots)
  const words = new BigInt64Array(entries)
  const used = new SharedArrayBuffer(count)
  const marks = new Uint8Array(used)
  for (let entry = 0; entry < count; entry++) {
    const dev = words[entry * WORDS] ?? 0n
    const ino = words[entry * WORDS + 1] ?? 0n
    let slot = slotOf(dev, ino, length)
    for (; places[slot] !== 0; slot = (slot + 1) & (length - 1)) {
      const at = ((places[slot] ?? 0) - 1) * WORDS
      // Many names may lead to one file; an entry for each would make a long queue in one place.
      if (words[at + 1] === ino && words[at] === dev) break
    }
    if (places[slot] === 0) places[slot] = entry + 1
    else marks[entry] = OUTDATED
  }
  return {entries, slots, used, quietBefore}
}

/** With plain numbers, which is many times quicker; beyond 2^53 it only spreads worse. */
function slotOf(dev: bigint, ino: bigint, length: number): number {
  const number = Number(ino)
  const mixed = Math.imul(number | 0, 0x9e37_79b1) ^ Math.imul((number / 2 ** 32) | 0, 0x85eb_ca6b)
  const spread = mixed ^ Math.imul(Number(dev) | 0, 31)
  return (spread ^ (spread >>> 15)) & (length - 1)
}

/** Looks files up. The digest is lent, up to the next question. */
export function tableReader({entries, slots, used, quietBefore}: SharedTable) {
  const words = new BigInt64Array(entries)
  const bytes = new Uint8Array(entries)
  const places = new Int32Array(slots)
  const marks = new Uint8Array(used)
  return (facts: FileFacts): Uint8Array | undefined => {
    // The rule of git: what was written at the moment of the last look may have been written again after it.
    if (!isQuiet(facts, quietBefore)) return undefined
    const {dev, ino, size, mtimeNs, ctimeNs} = facts
    const mask = places.length - 1
    for (let slot = slotOf(dev, ino, places.length); ; slot = (slot + 1) & mask) {
      const place = places[slot] ?? 0
      if (place === 0) return undefined
      const at = (place - 1) * WORDS
      if (
        words[at + 1] === ino &&
        words[at + 4] === ctimeNs &&
        words[at + 3] === mtimeNs &&
        words[at + 2] === size &&
        words[at] === dev
      ) {
        marks[place - 1] = USED
        const from = (place - 1) * ENTRY_BYTES + FACTS_BYTES
        return bytes.subarray(from, from + DIGEST_BYTES)
      }
    }
  }
}

type Rules = {
  readonly quietBefore: bigint
  readonly isKeptHere: (facts: FileFacts, path: string) => boolean
}

/** Whether it can later be seen by its facts alone that a file is still the same. */
export function isKeepable(
  facts: FileFacts,
  path: string,
  {quietBefore, isKeptHere}: Rules,
): boolean {
  return isFine(facts) && isQuiet(facts, quietBefore) && isKeptHere(facts, path)
}

/** Collects new entries of one batch. */
export function entryList(most: number) {
  const entries = new Uint8Array(most * ENTRY_BYTES)
  const words = new BigInt64Array(entries.buffer)
  let count = 0
  return {
    add({dev, ino, size, mtimeNs, ctimeNs}: FileFacts, digest: Uint8Array): void {
      words.set([dev, ino, size, mtimeNs, ctimeNs], count * WORDS)
      entries.set(digest, count * ENTRY_BYTES + FACTS_BYTES)
      count++
    },
    entries: () => entries.slice(0, count * ENTRY_BYTES),
  }
}
