/** More different keys than this are not held in memory: they take 256 MB. */
export const MOST_KEYS = 2 ** 24

export type KeySet = {
  /** False when it was there already, or when there is no room any more. */
  readonly add: (key: number) => boolean
  readonly has: (key: number) => boolean
  readonly size: () => number
  /** Whether keys were refused for want of room: what is in it is then not all. */
  readonly isFull: () => boolean
}

/** A set of hashes of 53 bits, 16 to 32 bytes for each, up to a number of them. */
export function keySet(most = MOST_KEYS): KeySet {
  let slots = new Float64Array(1024)
  let mask = slots.length - 1
  let size = 0
  let isFull = false

  function place(key: number): number {
    let slot = key & mask
    while (slots[slot] !== 0 && slots[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  function grow(): void {
    const old = slots
    slots = new Float64Array(old.length * 2)
    mask = slots.length - 1
    for (const key of old) if (key !== 0) slots[place(key)] = key
  }

  return {
    add(hash) {
      // 0 marks a free place, so it is moved aside; one value in 2^53 has it.
      const key = hash || 1
      const slot = place(key)
      if (slots[slot] === key) return false
      if (size >= most) {
        isFull = true
        return false
      }
      slots[slot] = key
      size++
      if (size * 2 > slots.length) grow()
      return true
    },
    has: hash => slots[place(hash || 1)] !== 0,
    size: () => size,
    isFull: () => isFull,
  }
}

/** One key of two, in which their order counts. */
export function joinKeys(first: number, second: number): number {
  let one = Math.imul(first ^ (first / 0x1_0000_0000), 0x9e3779b1)
  let two = Math.imul((first / 0x1_0000_0000) ^ 0x41c6ce57, 0x5f356495) ^ first
  one = Math.imul(one ^ (one >>> 15) ^ second, 0x85ebca6b)
  two = Math.imul(two ^ (two >>> 13) ^ (second / 0x1_0000_0000), 0xc2b2ae35)
  one = Math.imul(one ^ (one >>> 16) ^ two, 0x9e3779b1)
  two = Math.imul(two ^ (two >>> 15) ^ one, 0x5f356495)
  return 0x1_0000_0000 * ((two ^ (two >>> 16)) & 0x1f_ffff) + ((one ^ (one >>> 13)) >>> 0)
}
