import {type BigIntStats, closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'
import {now} from './clock.ts'
import {systemCode} from './errors.ts'
import {quietBefore} from './file-facts.ts'
import {writeAtomically} from './files.ts'
import {openSpool, type Spool} from './spool.ts'
import {ENTRY_BYTES, type SharedTable, tableOf, UNUSED, USED} from './stat-table.ts'
import {wordSum} from './word-sum.ts'

/** Also the order of the bytes in a number: a machine that has the other one reads something else here. */
const MAGIC = 0x7072_6f6f_6663_3032n
const HEAD_BYTES = 16
const SEAL_BYTES = 8
/** More are neither read nor written. */
const MOST_ENTRIES = 2_000_000
/** Entries that nothing asked for stay as long as there are not more of them than this or of those in use. */
const LEAST_KEPT = 100_000
const PIECE_BYTES = 4 * 2 ** 20

export type StatCache = {
  /** Absent where there is nothing that could be believed. */
  readonly table: SharedTable | undefined
  /** Why a file that lies there is not believed. */
  readonly note: string | undefined
  readonly remember: (entries: Uint8Array) => void
  /** Writes what was learned, if anything was. Says why where that is not possible; nothing depends on it. */
  readonly save: () => Promise<string | undefined>
}

type Options = {
  /** Believes nothing that lies there, and writes it anew. */
  readonly isVerifying: boolean
  /** Where new entries may lie for a while. */
  readonly scratch: string
}

/**
 * Digests of files by device, inode, size and times, so that what nobody touched need not be read again. Whatever is
 * wrong with the file only costs time.
 */
export function openStatCache(path: string, {isVerifying, scratch}: Options): StatCache {
  // Of a file that is touched from now on nothing will be believed.
  const quiet = quietBefore(now().getTime())
  const {table, note} = isVerifying ? {} : loadTable(path)
  const fresh = openSpool(scratch)
  return {
    table,
    note,
    remember: entries => fresh.write(entries, fresh.length()),
    async save() {
      try {
        if (fresh.length() > 0 || note !== undefined) {
          await writeAtomically(path, sealed(quiet, entriesOf(fresh, table)), {mode: 0o600})
        }
        return undefined
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      } finally {
        fresh.close()
      }
    },
  }
}

/** New ones first, then those that were asked for, then others: what does not fit is what nobody needed longest. */
function* entriesOf(fresh: Spool, table: SharedTable | undefined): Generator<Uint8Array> {
  const fitting = Math.min(fresh.length(), MOST_ENTRIES * ENTRY_BYTES)
  for (let at = 0; at < fitting; at += PIECE_BYTES) {
    yield fresh.read(at, Math.min(PIECE_BYTES, fitting - at))
  }
  if (table === undefined) return
  const written = fitting / ENTRY_BYTES
  const used = new Uint8Array(table.used)
  const inUse = used.reduce((sum, mark) => sum + Number(mark === USED), 0)
  const spare = Math.max(LEAST_KEPT, written + inUse)
  yield* marked(table, USED, MOST_ENTRIES - written)
  yield* marked(table, UNUSED, Math.min(spare, MOST_ENTRIES - written - inUse))
}

function* marked(table: SharedTable, mark: number, most: number): Generator<Uint8Array> {
  const used = new Uint8Array(table.used)
  let left = Math.max(0, most)
  for (let entry = 0; entry < used.length && left > 0; ) {
    const from = entry
    while (entry < used.length && used[entry] === mark && entry - from < left) entry++
    left -= entry - from
    if (entry > from) {
      yield new Uint8Array(table.entries, from * ENTRY_BYTES, (entry - from) * ENTRY_BYTES)
    } else entry++
  }
}

/** What the file holds: what it is and up to when it counts, the entries, and a sum of all of that. */
function* sealed(quiet: bigint, entries: Iterable<Uint8Array>): Generator<Uint8Array> {
  const sum = wordSum()
  const head = new Uint8Array(BigInt64Array.of(MAGIC, quiet).buffer)
  sum.add(head)
  yield head
  for (const piece of entries) {
    sum.add(piece)
    yield piece
  }
  yield sum.bytes()
}

type Loaded = {readonly table?: SharedTable; readonly note?: string}

const READ = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0)

function loadTable(path: string): Loaded {
  let file: number | undefined
  try {
    file = openSync(path, READ)
    const facts = fstatSync(file, {bigint: true})
    const size = Number(facts.size)
    const why = distrust(facts) ?? misshape(size)
    return why === undefined ? readTable(file, size) : {note: why}
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return {}
    if (code === 'ELOOP') return {note: 'it is a link'}
    return {note: `it cannot be read (${code ?? String(error)})`}
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Whoever may write it decides what the digests are. */
function distrust(facts: BigIntStats): string | undefined {
  if (!facts.isFile()) return 'it is no plain file'
  const user = process.getuid?.()
  if (user !== undefined && facts.uid !== BigInt(user)) return 'it belongs to another user'
  return (facts.mode & 0o022n) === 0n ? undefined : 'others than its owner may write it'
}

function misshape(size: number): string | undefined {
  const entries = (size - HEAD_BYTES - SEAL_BYTES) / ENTRY_BYTES
  if (entries > MOST_ENTRIES) return 'it is too large'
  return entries >= 0 && Number.isInteger(entries) ? undefined : 'it is not whole'
}

function readTable(file: number, size: number): Loaded {
  const head = new BigInt64Array(HEAD_BYTES / 8)
  const seal = Buffer.alloc(SEAL_BYTES)
  const entries = new SharedArrayBuffer(size - HEAD_BYTES - SEAL_BYTES)
  readFully(file, Buffer.from(head.buffer), 0)
  readFully(file, Buffer.from(entries), HEAD_BYTES)
  readFully(file, seal, size - SEAL_BYTES)
  const [magic, quiet = 0n] = head
  if (magic !== MAGIC) return {note: 'it is something else'}
  const sum = wordSum()
  sum.add(new Uint8Array(head.buffer))
  sum.add(new Uint8Array(entries))
  if (!seal.equals(sum.bytes())) return {note: 'it is damaged'}
  return {table: tableOf(entries, quiet)}
}

function readFully(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, at + done)
    if (read === 0) throw new Error('it became shorter')
    done += read
  }
}
