import {DIGEST_LENGTHS} from './hash-batch.ts'
import type {Algorithm, Checksum} from './hash-file.ts'
import {openSpool, type Spool} from './spool.ts'

export type HashedFile<A extends Algorithm = 'sha256'> = {
  readonly digest: Checksum<A>
  readonly bytes: number
}
export type ListedFile<A extends Algorithm = 'sha256'> = HashedFile<A> & {readonly path: string}

/** Files that follow each other. */
export type ListedRun = {
  readonly paths: readonly string[]
  /** Their checksums, one behind the other. */
  readonly hex: string
}

/** Files with their checksums, of which any number takes little memory. */
export type HashedList<A extends Algorithm = 'sha256'> = {
  readonly count: number
  readonly bytes: number
  /** In the order in which they were given; may be asked for again. */
  readonly files: () => Iterable<ListedFile<A>>
  /** The same, many at a time: an object for each takes longer than what most ask it for. */
  readonly runs: () => Iterable<ListedRun>
  /** Whether any file has a size between these. */
  readonly hasSize: (least: number, most: number) => boolean
  /** From then on there are no files. */
  readonly close: () => void
}

const SIZE_BYTES = 8
/** Files that are read from the columns at once. Texts that V8 counts as large, from 128 KiB on, pile up. */
const WINDOW = 512
const WINDOW_BYTES = 64 * 1024

/** The names, checksums and sizes of files in columns: compact, and written in any order but that of the names. */
export function openColumns(folder: string, algorithm: Algorithm, memoryBytes?: number) {
  const length = DIGEST_LENGTHS[algorithm]
  const names = openSpool(folder, memoryBytes)
  const digests = openSpool(folder, memoryBytes)
  const sizes = openSpool(folder, memoryBytes)
  let count = 0
  let bytes = 0

  function* windows(): Generator<ListedRun & {readonly first: number}> {
    let first = 0
    const lent = Buffer.allocUnsafeSlow(WINDOW * length)
    for (const all of readNames(names.read)) {
      for (let from = 0; from < all.length; from += WINDOW) {
        const paths = all.slice(from, from + WINDOW)
        const hex = digests.read(first * length, paths.length * length, lent).toString('hex')
        yield {first, paths, hex}
        first += paths.length
      }
    }
  }

  function* files(): Generator<ListedFile<Algorithm>> {
    const lent = Buffer.allocUnsafeSlow(WINDOW * SIZE_BYTES)
    for (const {first, paths, hex} of windows()) {
      const numbers = sizes.read(first * SIZE_BYTES, paths.length * SIZE_BYTES, lent)
      for (const [at, path] of paths.entries()) {
        const digest = `${algorithm}:${hex.slice(2 * at * length, 2 * (at + 1) * length)}` as const
        yield {path, digest, bytes: numbers.readDoubleLE(at * SIZE_BYTES)}
      }
    }
  }

  function hasSize(least: number, most: number): boolean {
    const lent = Buffer.allocUnsafeSlow(WINDOW * SIZE_BYTES)
    for (let from = 0; from < count; from += WINDOW) {
      const {buffer, byteOffset, length} = sizes.read(from * SIZE_BYTES, lent.length, lent)
      const numbers = new Float64Array(buffer, byteOffset, length / SIZE_BYTES)
      if (numbers.some(size => size >= least && size <= most)) return true
    }
    return false
  }

  return {
    /** Adds names; gives the place behind them among the bytes of all names. */
    add(paths: readonly string[]): number {
      names.write(Buffer.from(`${paths.join('\0')}\0`), names.length())
      count += paths.length
      return names.length()
    },
    /** The names between two such places, separated by NUL. */
    names: (from: number, to: number): string => names.read(from, to - from - 1).toString('utf8'),
    /** Puts checksums and sizes of files that stand one after the other. */
    put(
      first: number,
      answers: {readonly digests: Uint8Array; readonly sizes: Float64Array; readonly bytes: number},
    ): void {
      digests.write(answers.digests, first * length)
      const {buffer, byteOffset, byteLength} = answers.sizes
      sizes.write(new Uint8Array(buffer, byteOffset, byteLength), first * SIZE_BYTES)
      bytes += answers.bytes
    },
    count: () => count,
    list: (): HashedList<Algorithm> => ({
      count,
      bytes,
      files,
      runs: windows,
      hasSize,
      close() {
        for (const spool of [names, digests, sizes]) spool.close()
      },
    }),
  }
}

export type Columns = ReturnType<typeof openColumns>

/** Names in the order in which they were added, some at a time. */
function* readNames(read: Spool['read']): Generator<readonly string[]> {
  const lent = Buffer.allocUnsafeSlow(WINDOW_BYTES)
  let at = 0
  for (let size = WINDOW_BYTES; ; size *= 2) {
    const window = read(at, size, lent)
    if (window.length === 0) return
    // A character may be cut at the end of a window, a name is not.
    const end = window.lastIndexOf(0)
    if (end === -1) continue
    yield window.toString('utf8', 0, end).split('\0')
    at += end + 1
    size = WINDOW_BYTES / 2
  }
}
