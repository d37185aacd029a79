import {type Dirent, opendirSync, readdirSync, statSync} from 'node:fs'
import {compareBytes} from '../domain/byte-order.ts'
import {openSpool, type Spool} from './spool.ts'

/** So many names are sorted in memory; those of a larger folder by way of sorted parts on the disk. */
const MOST_NAMES = 10_000
/** What a folder takes itself says roughly how many names it holds. To be asked for one by one, they take twice as long. */
const LARGE_FOLDER_BYTES = 2 ** 20
const WINDOW_BYTES = 16 * 1024

/** What follows the name: a folder counts in the order as its files do, with the slash behind its name. */
const FOLDER = '/'
const LINK = '\0l'
const OTHER = '\0o'
/** Of keys on the disk. A name may hold a line feed, but no NUL. */
const BETWEEN = '\0\0'

export type EntryKind = 'file' | 'folder' | 'link' | 'other'

type Options = {
  /** Where parts of a very large folder may lie for a while. */
  readonly scratch: string
  readonly most?: number
}

/**
 * The entries of a folder, each a name with its kind, so that a walk which goes down at once gives all paths in the order
 * of their bytes.
 */
export function sortedKeys(folder: string, options: Options): Iterable<string> {
  if (options.most === undefined && statSync(folder).size < LARGE_FOLDER_BYTES) {
    return sorted(readdirSync(folder, {withFileTypes: true}).map(keyOf))
  }
  return sortedInParts(folder, options)
}

function* sortedInParts(folder: string, {scratch, most = MOST_NAMES}: Options): Generator<string> {
  let keys: string[] = []
  const parts: Part[] = []
  const spool = openSpool(scratch)
  try {
    for (const entry of entriesOf(folder)) {
      keys.push(keyOf(entry))
      if (keys.length < most) continue
      parts.push(writePart(spool, sorted(keys)))
      keys = []
    }
    if (keys.length > 0) parts.push(writePart(spool, sorted(keys)))
    keys = []
    yield* merge(spool, parts)
  } finally {
    spool.close()
  }
}

export function kindOf(key: string): EntryKind {
  if (key.endsWith(FOLDER)) return 'folder'
  if (key.charCodeAt(key.length - 2) !== 0) return 'file'
  return key.endsWith(LINK) ? 'link' : 'other'
}

export function nameOf(key: string, kind: EntryKind): string {
  if (kind === 'file') return key
  return key.slice(0, kind === 'folder' ? -FOLDER.length : -LINK.length)
}

function keyOf(entry: Dirent): string {
  if (entry.isFile()) return entry.name
  if (entry.isDirectory()) return entry.name + FOLDER
  return entry.name + (entry.isSymbolicLink() ? LINK : OTHER)
}

function* entriesOf(folder: string): Generator<Dirent> {
  const open = opendirSync(folder, {bufferSize: 1024})
  try {
    for (let entry = open.readSync(); entry !== null; entry = open.readSync()) yield entry
  } finally {
    open.closeSync()
  }
}

function sorted(keys: string[]): string[] {
  // The order of JavaScript's strings is that of the bytes where no name has a character beyond U+FFFF.
  return keys.some(key => /[\ud800-\udfff]/.test(key)) ? keys.sort(compareBytes) : keys.sort()
}

type Part = {readonly from: number; readonly to: number}

function writePart(spool: Spool, keys: readonly string[]): Part {
  const from = spool.length()
  spool.write(Buffer.from(keys.join(BETWEEN) + BETWEEN), from)
  return {from, to: spool.length()}
}

function* merge(spool: Spool, parts: readonly Part[]): Generator<string> {
  const lent = Buffer.allocUnsafeSlow(WINDOW_BYTES)
  const cursors = parts.map(part => cursorOn(spool, part, lent)).filter(({head}) => head() !== '')
  cursors.sort((a, b) => compareBytes(a.head(), b.head()))
  for (let first = cursors.shift(); first !== undefined; first = cursors.shift()) {
    yield first.head()
    first.advance()
    if (first.head() !== '') cursors.splice(placeOf(first.head(), cursors), 0, first)
  }
}

type Cursor = {readonly head: () => string; readonly advance: () => void}

/** Where the next key belongs among the others, which are in order. */
function placeOf(key: string, cursors: readonly Cursor[]): number {
  let low = 0
  let high = cursors.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareBytes(cursors[middle]?.head() ?? '', key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Reads a part window by window; its head is empty at the end. */
function cursorOn(spool: Spool, {from, to}: Part, lent: Buffer): Cursor {
  let at = from
  let keys: readonly string[] = []
  let next = 0
  const fill = (): void => {
    for (let size = WINDOW_BYTES; next >= keys.length && at < to; size *= 2) {
      const window = spool.read(at, Math.min(size, to - at), lent)
      const end = window.lastIndexOf(BETWEEN)
      if (end === -1) continue
      keys = window.toString('utf8', 0, end).split(BETWEEN)
      next = 0
      at += end + BETWEEN.length
    }
  }
  fill()
  return {
    head: () => keys[next] ?? '',
    advance() {
      next++
      fill()
    },
  }
}
