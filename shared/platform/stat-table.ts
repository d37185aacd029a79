import type {FileFacts} from './file-facts.ts'
import {isFine, isQuiet} from './file-facts.ts'

/** An entry: device, inode, size, and the two times in nanoseconds, 8 bytes each, then the SHA-256. */
export const FACTS_BYTES = 40
export const DIGEST_BYTES = 32
export const ENTRY_BYTES = FACTS_BYTES + DIGEST_BYTES
const WORDS = ENTRY_BYTES / 8
/** The same in halves of words: a whole word is a bigint, and one for each step takes longer than all else. */
const HALVES = ENTRY_BYTES / 4
const FACTS_HALVES = FACTS_BYTES / 4

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
  const halves = new Int32Array(entries)
  const used = new SharedArrayBuffer(count)
  const marks = new Uint8Array(used)
  for (let entry = 0; entry < count; entry++) {
    const from = entry * HALVES
    let slot = slotOf(halves, from, length)
    for (; places[slot] !== 0; slot = (slot + 1) & (length - 1)) {
      // Many names may lead to one file; an entry for each would make a long queue in one place.
      if (isSame(halves, from, {others: halves, at: placeOf(places, slot), most: FILE_HALVES}))
        break
    }
    if (places[slot] === 0) places[slot] = entry + 1
    else marks[entry] = OUTDATED
  }
  return {entries, slots, used, quietBefore}
}

/** Device and inode, which is what a file is known by. */
const FILE_HALVES = 4

function slotOf(halves: Int32Array, at: number, length: number): number {
  const [dev = 0, ino = 0, inoHigh = 0] = [halves[at], halves[at + 2], halves[at + 3]]
  const mixed = Math.imul(ino, 0x9e37_79b1) ^ Math.imul(inoHigh, 0x85eb_ca6b)
  const spread = mixed ^ Math.imul(dev, 31)
  return (spread ^ (spread >>> 15)) & (length - 1)
}

function placeOf(places: Int32Array, slot: number): number {
  return ((places[slot] ?? 0) - 1) * HALVES
}

type Others = {readonly others: Int32Array; readonly at: number; readonly most: number}

function isSame(halves: Int32Array, from: number, {others, at, most}: Others): boolean {
  for (let half = 0; half < most; half++) {
    if (halves[from + half] !== others[at + half]) return false
  }
  return true
}

/** Looks files up. The digest is lent, up to the next question. */
export function tableReader({entries, slots, used, quietBefore}: SharedTable) {
  const halves = new Int32Array(entries)
  const bytes = new Uint8Array(entries)
  const places = new Int32Array(slots)
  const marks = new Uint8Array(used)
  const asked = new BigInt64Array(FACTS_BYTES / 8)
  const others = new Int32Array(asked.buffer)
  return (facts: FileFacts): Uint8Array | undefined => {
    // The rule of git: what was written at the moment of the last look may have been written again after it.
    if (!isQuiet(facts, quietBefore)) return undefined
    writeFacts(asked, 0, facts)
    const mask = places.length - 1
    for (let slot = slotOf(others, 0, places.length); ; slot = (slot + 1) & mask) {
      const place = places[slot] ?? 0
      if (place === 0) return undefined
      const from = (place - 1) * HALVES
      if (!isSame(halves, from, {others, at: 0, most: FACTS_HALVES})) continue
      marks[place - 1] = USED
      const digest = (place - 1) * ENTRY_BYTES + FACTS_BYTES
      return bytes.subarray(digest, digest + DIGEST_BYTES)
    }
  }
}

function writeFacts(words: BigInt64Array, at: number, facts: FileFacts): void {
  words[at] = facts.dev
  words[at + 1] = facts.ino
  words[at + 2] = facts.size
  words[at + 3] = facts.mtimeNs
  words[at + 4] = facts.ctimeNs
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
  const indexes: number[] = []
  return {
    /** The index is that of the file in the batch. */
    add(facts: FileFacts, index: number): void {
      writeFacts(words, indexes.length * WORDS, facts)
      indexes.push(index)
    },
    /** With the digests of the batch, one after the other. */
    entries(digests: Uint8Array): Uint8Array {
      for (const [entry, index] of indexes.entries()) {
        const digest = digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES)
        entries.set(digest, entry * ENTRY_BYTES + FACTS_BYTES)
      }
      return entries.slice(0, indexes.length * ENTRY_BYTES)
    },
  }
}
