import {textOfBytes} from '../formats/byte-text.ts'
import {doubled, hashOfBytes, hashOfText, isName, type NameTable, nameTable} from './name-table.ts'

export type ExampleIds = {
  /** Why the name cannot be that of another example. */
  readonly add: (id: string, line: number) => string | undefined
  /** The same from the bytes of a file, where they are plain ASCII; false where they must be read as text first. */
  readonly addBytes: (
    bytes: Uint8Array,
    from: number,
    to: number,
    line: number,
  ) => string | undefined | false
  readonly all: () => readonly string[]
  /** The row of the name, from 0; -1 where there is none. */
  readonly rowOf: (id: string) => number
}

/** What is known of lists of names because they were read here: their tables, and their rows in another list. */
const tables = new WeakMap<readonly string[], NameTable>()
const besides = new WeakMap<
  readonly string[],
  {readonly other: readonly string[]; readonly rows: Uint32Array}
>()

/** For each of the other names the row of the same one here and 1; nothing unless the names were read beside them. */
export function rowsBeside(
  ids: readonly string[],
  other: readonly string[],
): Uint32Array | undefined {
  const known = besides.get(ids)
  return known?.other === other ? known.rows : undefined
}

function tableOf(ids: readonly string[]): NameTable {
  const known = tables.get(ids)
  if (known) return known
  const table = nameTable()
  for (const id of ids) table.put(id, hashOfText(id))
  tables.set(ids, table)
  return table
}

const FIRST = 2048

/**
 * Names of examples, of which none may come twice. Read beside other names, mostly the same in mostly the same order,
 * the texts of those are used and looked up no more.
 */
export function exampleIds(other: readonly string[] = []): ExampleIds {
  const beside = other.length > 0 ? tableOf(other) : undefined
  /** Of each of the others the row here and 1. */
  const rows = new Uint32Array(other.length)
  /** Names that the others do not have; all of them, where there are none. */
  const own = nameTable()
  /** The row here of each own name, where others stand between them. */
  let ownRows = new Uint32Array(beside ? FIRST : 0)
  const ids: string[] = beside ? [] : own.names
  let lines = new Uint32Array(FIRST)
  /** The row of the others that is expected next. */
  let next = 0
  if (beside) besides.set(ids, {other, rows})
  else tables.set(ids, own)

  function place(row: number, line: number): string | undefined {
    if (row >= 0) return `is there twice, first on line ${lines[row]}`
    if (ids.length === lines.length) lines = doubled(lines)
    lines[ids.length] = line
    return undefined
  }

  function addKnown(known: number, line: number): string | undefined {
    const twice = place((rows[known] ?? 0) - 1, line)
    if (twice !== undefined) return twice
    ids.push(other[known] ?? '')
    rows[known] = ids.length
    next = known + 1
    return undefined
  }

  function twiceOwn(row: number, line: number): string | undefined {
    return place(row < 0 || !beside ? row : (ownRows[row] ?? 0), line)
  }

  function putOwn(id: string, hash: number): void {
    if (beside) {
      if (own.names.length === ownRows.length) ownRows = doubled(ownRows)
      ownRows[own.names.length] = ids.length
      ids.push(id)
    }
    own.put(id, hash)
  }

  return {
    add(id, line) {
      const known = beside ? beside.rowOf(id) : -1
      if (known >= 0) return addKnown(known, line)
      const twice = twiceOwn(own.rowOf(id), line)
      if (twice !== undefined) return twice
      putOwn(id, hashOfText(id))
      return undefined
    },
    addBytes(bytes, from, to, line) {
      const guess = other[next]
      if (guess !== undefined && isName(guess, bytes, from, to)) return addKnown(next, line)
      const hash = hashOfBytes(bytes, from, to)
      if (hash < 0) return false
      const known = beside ? beside.rowOfBytes(bytes, from, to, hash) : -1
      if (known >= 0) return addKnown(known, line)
      const twice = twiceOwn(own.rowOfBytes(bytes, from, to, hash), line)
      if (twice !== undefined) return twice
      putOwn(textOfBytes(bytes, from, to), hash)
      return undefined
    },
    all: () => ids,
    rowOf(id) {
      const row = own.rowOf(id)
      if (!beside) return row
      return row < 0 ? (rows[beside.rowOf(id)] ?? 0) - 1 : (ownRows[row] ?? -1)
    },
  }
}
