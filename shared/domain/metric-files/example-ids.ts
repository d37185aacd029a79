import {type Names, namesAt} from '../names.ts'
import {doubled, hashOfBytes} from './name-list.ts'
import {type NameTable, nameTable} from './name-table.ts'

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
  readonly all: () => Names
}

/** What is known of names because they were read here: their tables, and their rows in another list. */
const tables = new WeakMap<Names, NameTable>()
const besides = new WeakMap<Names, {readonly other: Names; readonly rows: Uint32Array}>()

/** For each of the other names the row of the same one here and 1, or 0; the name that one of both has twice. */
export function rowsBeside(
  ids: Names,
  other: Names,
): Uint32Array | {readonly twice: string; readonly isOther: boolean} {
  const known = besides.get(ids)
  if (known?.other === other) return known.rows
  const own = uniqueNames(ids)
  if ('twice' in own) return {...own, isOther: false}
  const theirs = tables.get(other)?.list
  const rows = new Uint32Array(other.length)
  const isTaken = new Uint8Array(ids.length)
  for (let row = 0; row < rows.length; row++) {
    const found = theirs ? theirs.find(row, own) : own.rowOf(other.at(row) ?? '')
    if (found < 0) continue
    if (isTaken[found] === 1) return {twice: other.at(row) ?? '', isOther: true}
    rows[row] = found + 1
    isTaken[found] = 1
  }
  return rows
}

function uniqueNames(ids: Names): NameTable | {readonly twice: string} {
  const known = tables.get(ids)
  if (known) return known
  const table = nameTable()
  for (const id of ids) {
    if (table.rowOf(id) >= 0) return {twice: id}
    table.put(id)
  }
  tables.set(ids, table)
  return table
}

const FIRST = 2048

/** Names of examples, of which none may come twice. Beside other names, mostly the same in mostly the same order, they are read quicker. */
export function exampleIds(other: Names = []): ExampleIds {
  const known = other.length > 0 ? uniqueNames(other) : undefined
  return known && 'list' in known ? idsBeside(other, known) : ownIds()
}

function ownIds(): ExampleIds {
  const table = nameTable()
  const {list} = table
  let lines = new Uint32Array(FIRST)
  tables.set(list.names, table)

  function told(row: number): string {
    return twice(lines[row] ?? 0)
  }

  /** Keeps the line of the last name. */
  function keep(line: number): undefined {
    if (list.count() > lines.length) lines = doubled(lines)
    lines[list.count() - 1] = line
  }

  return {
    add(id, line) {
      const row = table.rowOf(id)
      if (row >= 0) return told(row)
      table.put(id)
      return keep(line)
    },
    addBytes(bytes, from, to, line) {
      const hash = hashOfBytes(bytes, from, to)
      if (hash < 0) return false
      const row = table.rowOfBytes(bytes, from, to, hash)
      if (row >= 0) return told(row)
      table.putBytes(bytes, from, to, hash)
      return keep(line)
    },
    all: () => list.names,
  }
}

function twice(line: number): string {
  return `is there twice, first on line ${line}`
}

/** Of names that the others have as well only their rows there are kept. */
function idsBeside(other: Names, {list, rowOf, rowOfBytes}: NameTable): ExampleIds {
  const own = ownIds()
  /** Of each of the others the row here and 1, and the line. */
  const rows = new Uint32Array(other.length)
  const lines = new Uint32Array(other.length)
  /** By row here that of the others; or, below 0, the number of the own name, counted from -1 downwards. */
  let places = new Int32Array(FIRST)
  let count = 0
  /** The row of the others that is expected next. */
  let next = 0
  const ids = namesAt(
    () => count,
    row => {
      const place = places[row] ?? 0
      return place < 0 ? own.all().at(-1 - place) : list.names.at(place)
    },
  )
  besides.set(ids, {other, rows})

  function push(place: number): undefined {
    if (count === places.length) {
      const more = new Int32Array(2 * count)
      more.set(places)
      places = more
    }
    places[count++] = place
  }

  function addKnown(known: number, line: number): string | undefined {
    if ((rows[known] ?? 0) > 0) return twice(lines[known] ?? 0)
    push(known)
    rows[known] = count
    lines[known] = line
    next = known + 1
    return undefined
  }

  function addOwn(first: string | undefined): string | undefined {
    return first ?? push(-own.all().length)
  }

  return {
    add(id, line) {
      const known = rowOf(id)
      return known >= 0 ? addKnown(known, line) : addOwn(own.add(id, line))
    },
    addBytes(bytes, from, to, line) {
      if (next < list.count() && list.isBytes(next, bytes, from, to)) return addKnown(next, line)
      const hash = hashOfBytes(bytes, from, to)
      if (hash < 0) return false
      const known = rowOfBytes(bytes, from, to, hash)
      if (known >= 0) return addKnown(known, line)
      const first = own.addBytes(bytes, from, to, line)
      return first === false ? false : addOwn(first)
    },
    all: () => ids,
  }
}
