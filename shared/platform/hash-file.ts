import crypto, {createHash} from 'node:crypto'
import {closeSync, constants, fstatSync, openSync, readSync, type Stats} from 'node:fs'
import {type FileHandle, open} from 'node:fs/promises'
import {systemCode} from './errors.ts'

/** A file up to this size is read and hashed at one go; a larger one is worth a turn of its own. */
const SMALL_BYTES = 256 * 1024
/** So much is read at one moment, so it cannot change while it is read. */
const PAGE_BYTES = 4096
const LARGE_BYTES = 4 * 2 ** 20

/** MD5 only for programs that know nothing else; it proves nothing against people. */
export type Algorithm = 'sha256' | 'md5'
export type Checksum<A extends Algorithm = Algorithm> = `${A}:${string}`

export type HashAnswer =
  | {readonly kind: 'hashed'; readonly digest: Checksum; readonly bytes: number}
  /** Nothing was read yet. */
  | {readonly kind: 'large'; readonly bytes: number}
  | {
      readonly kind: 'failed'
      readonly code: 'file-changed' | 'file-unreadable'
      readonly why: string
    }

type Large = {readonly algorithm: Algorithm; readonly onRead: (bytes: number) => void}

/** A FIFO that took the place of a file must not make us wait for its writer. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK

/** Checksum of a file that fits into the buffer, which the caller lends; a larger one is only said to be `large`. */
export function hashSmall(path: string, buffer: Buffer, algorithm: Algorithm): HashAnswer {
  let file: number | undefined
  try {
    file = openSync(path, READ)
    const before = fstatSync(file)
    if (!before.isFile()) return changed('became something else than a file')
    if (before.size > buffer.length) return {kind: 'large', bytes: before.size}
    let bytes = 0
    while (bytes < before.size) {
      const read = readSync(file, buffer, bytes, buffer.length - bytes, null)
      if (read === 0) break
      bytes += read
    }
    if (bytes !== before.size) return changed(WHILE_READ)
    if (bytes > PAGE_BYTES && isOther(before, fstatSync(file))) return changed(WHILE_READ)
    return {kind: 'hashed', digest: checksumOf(buffer.subarray(0, bytes), algorithm), bytes}
  } catch (error) {
    return failure(error)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Checksum of a file of any size: while one buffer is hashed, the other is filled. */
export async function hashLarge(
  path: string,
  buffers: readonly [Buffer, Buffer],
  {algorithm, onRead}: Large,
): Promise<HashAnswer> {
  let file: FileHandle | undefined
  try {
    file = await open(path, READ)
    const before = await file.stat()
    const hash = createHash(algorithm)
    let bytes = 0
    let [filling, hashing] = buffers
    let reading = file.read(filling, 0, filling.length, 0)
    for (;;) {
      const {bytesRead} = await reading
      if (bytesRead === 0) break
      bytes += bytesRead
      ;[filling, hashing] = [hashing, filling]
      reading = file.read(filling, 0, filling.length, bytes)
      hash.update(hashing.subarray(0, bytesRead))
      onRead(bytesRead)
    }
    if (bytes !== before.size || isOther(before, await file.stat())) return changed(WHILE_READ)
    return {kind: 'hashed', digest: `${algorithm}:${hash.digest('hex')}`, bytes}
  } catch (error) {
    return failure(error)
  } finally {
    await file?.close()
  }
}

export function smallBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(SMALL_BYTES)
}

export function largeBuffers(): readonly [Buffer, Buffer] {
  return [Buffer.allocUnsafeSlow(LARGE_BYTES), Buffer.allocUnsafeSlow(LARGE_BYTES)]
}

const WHILE_READ = 'changed while it was read'

function isOther(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs
}

function changed(why: string): HashAnswer {
  return {kind: 'failed', code: 'file-changed', why}
}

function failure(error: unknown): HashAnswer {
  const code = systemCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return changed('vanished before it was read')
  return {kind: 'failed', code: 'file-unreadable', why: `cannot be read (${code ?? String(error)})`}
}

/** Hashing at one go spares an object for each file; Node has it since 20.12. */
const atOneGo: typeof crypto.hash | undefined = crypto.hash

function checksumOf(bytes: Buffer, algorithm: Algorithm): Checksum {
  const hex = atOneGo
    ? atOneGo(algorithm, bytes, 'hex')
    : createHash(algorithm).update(bytes).digest('hex')
  return `${algorithm}:${hex}`
}
