const FIRST_SLOTS = 2 ** 12

/** Where a row stands: the number of its file, and its line there. */
export type Spot = {readonly file: number; readonly line: number}

export type KeyIndex = {
  /** Counts a row under its key, which is above 0; the first spot of a key is kept. */
  readonly add: (key: number, spot: Spot) => void
  /** The place of a key; -1 where it is not in here. */
  readonly find: (key: number) => number
  /** Marks a place; answers whether it was not marked before. */
  readonly mark: (place: number) => boolean
  readonly spot: (place: number) => Spot
  readonly counts: () => KeyCounts
}

export type KeyCounts = {
  /** Rows that were looked at: all, or where there are too many keys those of a share of the keys. */
  readonly rows: number
  /** Different keys among them. */
  readonly keys: number
  /** Rows whose key is marked. */
  readonly markedRows: number
  readonly markedKeys: number
  /** One of so many keys is looked at: 1, 2, 4 … */
  readonly oneOf: number
}

/**
 * Rows by key, in memory that does not grow beyond `most` keys: when there are more, only every second key by its hash
 * stays, then every fourth, and so on. The same holds for the keys that are looked up, so shares stay true.
 */
export function keyIndex(most: number): KeyIndex {
  let oneOf = 1
  let used = 0
  let table = emptyTable(FIRST_SLOTS)

  function slotOf(key: number): number {
    const {keys} = table
    const mask = keys.length - 1
    // The low bits decide who stays, so the place comes from the others.
    let slot = ((key / 2 ** 21) >>> 0) & mask
    while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask
    return slot
  }

  function add(key: number, {file, line}: Spot): void {
    if (key % oneOf !== 0) return
    const slot = slotOf(key)
    if (table.keys[slot] === 0) {
      if (used >= most) {
        oneOf *= 2
        rebuild(table.keys.length)
        add(key, {file, line})
        return
      }
      if (2 * (used + 1) > table.keys.length) {
        rebuild(2 * table.keys.length)
        add(key, {file, line})
        return
      }
      used++
      table.keys[slot] = key
      table.files[slot] = file
      table.lines[slot] = line
    }
    table.counts[slot] = (table.counts[slot] ?? 0) + 1
  }

  function rebuild(slots: number): void {
    const old = table
    table = emptyTable(slots)
    used = 0
    for (const [from, key] of old.keys.entries()) {
      if (key === 0 || key % oneOf !== 0) continue
      const slot = slotOf(key)
      used++
      table.keys[slot] = key
      table.files[slot] = old.files[from] ?? 0
      table.lines[slot] = old.lines[from] ?? 0
      table.counts[slot] = old.counts[from] ?? 0
      table.marks[slot] = old.marks[from] ?? 0
    }
  }

  function counts(): KeyCounts {
    let [rows, markedRows, markedKeys] = [0, 0, 0]
    for (const [slot, count] of table.counts.entries()) {
      rows += count
      if (table.marks[slot] !== 1) continue
      markedRows += count
      markedKeys++
    }
    return {rows, keys: used, markedRows, markedKeys, oneOf}
  }

  return {
    add,
    find: key => {
      const slot = slotOf(key)
      return table.keys[slot] === key ? slot : -1
    },
    mark: place => {
      const isNew = table.marks[place] === 0
      table.marks[place] = 1
      return isNew
    },
    spot: place => ({file: table.files[place] ?? 0, line: table.lines[place] ?? 0}),
    counts,
  }
}

function emptyTable(slots: number) {
  return {
    keys: new Float64Array(slots),
    counts: new Uint32Array(slots),
    files: new Uint32Array(slots),
    lines: new Float64Array(slots),
    marks: new Uint8Array(slots),
  }
}
