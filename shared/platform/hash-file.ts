import crypto, {createHash} from 'node:crypto'
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import {systemCode} from './errors.ts'
import {type FileFacts, isQuiet, isSameFile} from './file-facts.ts'
import {isInside} from './files.ts'
import {pathText} from './path-text.ts'
import {readAhead, waitsForDisk} from './read-ahead.ts'

/** MD5 only for programs that know nothing else; it proves nothing against people. */
export type Algorithm = 'sha256' | 'md5'
export type Checksum<A extends Algorithm = Algorithm> = `${A}:${string}`

export type Failure = {
  readonly kind: 'failed'
  readonly code: 'file-changed' | 'file-unreadable'
  readonly why: string
}
/** A digest is a character for each byte: the form that is quickest to make and to put down. */
export type HashAnswer =
  | {readonly kind: 'hashed'; readonly digest: string; readonly facts: FileFacts}
  /** Not hashed yet. */
  | {readonly kind: 'large'; readonly bytes: number}
  | Failure

export type HashRules = {
  readonly algorithm: Algorithm
  /** Links must not lead out of this folder; absent where the caller has looked at that. */
  readonly boundary?: string | undefined
  /** Files that nobody touched since before this moment cannot have changed meanwhile without showing it. */
  readonly quietBefore: bigint
  /** Whether the times of a file are kept by this machine. */
  readonly isKeptHere: (facts: FileFacts, path: string) => boolean
}

/** A FIFO that took the place of a file must not make us wait for its writer. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0)

/** Checksum of a file that fits into the buffer, which the caller lends; a larger one is only said to be `large`. */
export function hashSmall(path: string, buffer: Buffer, rules: HashRules): HashAnswer {
  let file: number | undefined
  try {
    file = openFile(path, rules.boundary)
    let bytes = readSync(file, buffer, 0, buffer.length, 0)
    let facts = fstatSync(file, {bigint: true})
    if (!facts.isFile()) return changed(OTHER_KIND)
    if (bytes === buffer.length || facts.size > buffer.length) {
      return {kind: 'large', bytes: Number(facts.size)}
    }
    // Who wrote it since we began has changed its times; only then, or with a foreign clock, it is worth a second look.
    if (!isQuiet(facts, rules.quietBefore) || !rules.isKeptHere(facts, path)) {
      const before = facts
      bytes = readSync(file, buffer, 0, buffer.length, 0)
      facts = fstatSync(file, {bigint: true})
      if (!isSameFile(before, facts)) return changed(WHILE_READ)
    }
    if (BigInt(bytes) !== facts.size) return changed(WHILE_READ)
    return {kind: 'hashed', digest: digestOf(buffer.subarray(0, bytes), rules.algorithm), facts}
  } catch (error) {
    return failure(error)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

const PIECE_BYTES = 512 * 1024
/** Between two looks of this thread at what else there is to do. */
const BREATH_BYTES = 32 * PIECE_BYTES

type Large = {
  readonly rules: HashRules
  readonly buffers: readonly [Buffer, Buffer]
  readonly onRead: (bytes: number) => void
}

/**
 * Checksum of a file of any size. Small pieces stay in the processor's cache, which is quickest as long as the bytes are
 * in memory; while they are not, one buffer is filled as the other is hashed.
 */
export async function hashLarge(
  path: string,
  {rules, buffers, onRead}: Large,
): Promise<HashAnswer> {
  let file: number | undefined
  try {
    file = openFile(path, rules.boundary)
    const before = fstatSync(file, {bigint: true})
    if (!before.isFile()) return changed(OTHER_KIND)
    const hash = createHash(rules.algorithm)
    const piece = buffers[0].subarray(0, PIECE_BYTES)
    const take = (bytes: Buffer): void => {
      hash.update(bytes)
      onRead(bytes.length)
    }
    let at = 0
    // One slow reading may only mean that somebody else had the processor.
    let slow = 0
    for (let breath = BREATH_BYTES; ; ) {
      const started = performance.now()
      const read = readSync(file, piece, 0, piece.length, at)
      if (read === 0) break
      slow = waitsForDisk(read, performance.now() - started) ? slow + 1 : 0
      take(read === piece.length ? piece : piece.subarray(0, read))
      at += read
      if (slow > 1) at = await readAhead(file, {at, buffers, take})
      else if (at >= breath) {
        breath = at + BREATH_BYTES
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    const facts = fstatSync(file, {bigint: true})
    if (BigInt(at) !== facts.size || !isSameFile(before, facts)) return changed(WHILE_READ)
    if (!isSameFile(facts, statSync(path, {bigint: true})))
      return changed('was replaced while it was read')
    return {kind: 'hashed', digest: hash.digest('binary'), facts}
  } catch (error) {
    return failure(error)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** What lies there, at the end of a link also; nothing when it is no file, or cannot be looked at. */
export function factsOf(path: string): BigIntStats | undefined {
  try {
    const facts = statSync(path, {bigint: true})
    return facts.isFile() ? facts : undefined
  } catch {
    return undefined
  }
}

const WHILE_READ = 'changed while it was read'
const OTHER_KIND = 'became something else than a file'

/** Where a link leads is looked at again: it may have been put there since. */
function openFile(path: string, boundary: string | undefined): number {
  try {
    return openSync(path, READ)
  } catch (error) {
    if (systemCode(error) !== 'ELOOP') throw error
    const target = realpathSync(path)
    if (boundary !== undefined && !isInside(boundary, target)) throw new LeadsOut(target)
    return openSync(target, READ)
  }
}

class LeadsOut extends Error {
  constructor(target: string) {
    super(`is now a link that leads out, to ${pathText(target)}`)
  }
}

function changed(why: string): Failure {
  return {kind: 'failed', code: 'file-changed', why}
}

function failure(error: unknown): Failure {
  if (error instanceof LeadsOut) return changed(error.message)
  const code = systemCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return changed('vanished meanwhile')
  if (code === 'EISDIR' || code === 'ENXIO' || code === 'EAGAIN' || code === 'ESPIPE') {
    return changed(OTHER_KIND)
  }
  return {kind: 'failed', code: 'file-unreadable', why: `cannot be read (${code ?? String(error)})`}
}

/** Hashing at one go spares an object for each file; Node has it since 20.12. */
const atOneGo: typeof crypto.hash | undefined = crypto.hash

function digestOf(bytes: Buffer, algorithm: Algorithm): string {
  return atOneGo
    ? atOneGo(algorithm, bytes, 'binary')
    : createHash(algorithm).update(bytes).digest('binary')
}
