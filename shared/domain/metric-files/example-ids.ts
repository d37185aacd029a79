export type ExampleIds = {
  /** Why the name cannot be that of another example. */
  readonly add: (id: string, line: number) => string | undefined
  readonly all: () => readonly string[]
  /** The row of the name, from 0; -1 where there is none. */
  readonly rowOf: (id: string) => number
}

const FIRST = 2048
/** Steps by row after which somebody must have chosen names that fall together. */
const MOST_STEPS = 64

/**
 * Names of examples, of which none may come twice. A table of hashes of its own, because a `Set` of a million names
 * takes longer than reading them.
 */
export function exampleIds(): ExampleIds {
  const ids: string[] = []
  let lines = new Uint32Array(FIRST)
  let hashes = new Uint32Array(FIRST)
  /** Row and 1 by place; 0 is free. At most half of it is taken. */
  let places = new Uint32Array(2 * FIRST)
  let steps = 0
  let known: Set<string> | undefined

  /** The row of the name, or -1 and `free` is where it belongs. */
  let free = 0
  function find(id: string, hash: number): number {
    const mask = places.length - 1
    for (let at = hash & mask; ; at = (at + 1) & mask, steps++) {
      const row = (places[at] ?? 0) - 1
      if (row < 0) {
        free = at
        return -1
      }
      if (hashes[row] === hash && ids[row] === id) return row
    }
  }

  function grow(): void {
    lines = doubled(lines)
    if (known) return
    hashes = doubled(hashes)
    places = new Uint32Array(2 * places.length)
    const mask = places.length - 1
    for (let row = 0; row < ids.length; row++) {
      let at = (hashes[row] ?? 0) & mask
      while (places[at] !== 0) at = (at + 1) & mask
      places[at] = row + 1
    }
  }

  function rowOf(id: string, hash: number): number {
    if (known) return known.has(id) ? ids.indexOf(id) : -1
    return find(id, hash)
  }

  return {
    add(id, line) {
      if (ids.length === lines.length) grow()
      const hash = hashOf(id)
      const row = rowOf(id, hash)
      if (row >= 0) return `is there twice, first on line ${lines[row]}`
      if (known) known.add(id)
      else places[free] = ids.length + 1
      lines[ids.length] = line
      if (!known) hashes[ids.length] = hash
      ids.push(id)
      if (!known && steps > MOST_STEPS * (ids.length + FIRST)) known = new Set(ids)
      return undefined
    },
    all: () => ids,
    rowOf: id => rowOf(id, hashOf(id)),
  }
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * values.length)
  more.set(values)
  return more
}

/** FNV-1a with a last stir, since the lowest bits choose the place. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}
