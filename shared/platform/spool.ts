import {randomUUID} from 'node:crypto'
import {closeSync, openSync, readSync, unlinkSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {ActionError} from './errors.ts'
import {pathText} from './path-text.ts'

const MEMORY_BYTES = 4 * 2 ** 20
const FIRST_BYTES = 64 * 1024

/** Bytes that are written and read at any place. */
export type Spool = {
  readonly length: () => number
  readonly write: (bytes: Uint8Array, at: number) => void
  /**
   * What was never written in between is undefined; beyond the end there is nothing. A buffer that is lent may hold the
   * answer: whoever reads much leaves less to tidy up so.
   */
  readonly read: (at: number, length: number, lent?: Buffer) => Buffer
  /** Gives the disk back; so does the end of the process. */
  readonly close: () => void
}

/**
 * Little stays in memory; much goes to a file in the folder that has no name, so that nobody else can open it and nothing
 * is left however this process ends.
 */
export function openSpool(folder: string, memoryBytes = MEMORY_BYTES): Spool {
  let memory = Buffer.allocUnsafeSlow(Math.min(FIRST_BYTES, memoryBytes))
  let file: number | undefined
  let length = 0

  return {
    length: () => length,
    write(bytes, at) {
      const end = at + bytes.length
      if (file === undefined && end > memoryBytes) {
        file = openNameless(folder)
        writeFully(file, memory.subarray(0, length), {at: 0, folder})
        memory = Buffer.alloc(0)
      }
      if (file === undefined) {
        if (end > memory.length) {
          const larger = Buffer.allocUnsafeSlow(
            Math.min(memoryBytes, Math.max(end, 2 * memory.length)),
          )
          memory.copy(larger, 0, 0, length)
          memory = larger
        }
        memory.set(bytes, at)
      } else writeFully(file, bytes, {at, folder})
      length = Math.max(length, end)
    },
    read(at, wanted, lent) {
      const size = Math.max(0, Math.min(wanted, length - at))
      if (file === undefined) return memory.subarray(at, at + size)
      const isEnough = lent !== undefined && lent.length >= size
      const bytes = isEnough ? lent.subarray(0, size) : Buffer.allocUnsafeSlow(size)
      for (let done = 0; done < size; ) {
        const read = readSync(file, bytes, done, size - done, at + done)
        if (read === 0) throw new Error('a temporary file lost its end')
        done += read
      }
      return bytes
    },
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
      memory = Buffer.alloc(0)
      length = 0
    },
  }
}

function openNameless(folder: string): number {
  const path = join(folder, `.proofmark-${randomUUID()}`)
  try {
    const file = openSync(path, 'wx+', 0o600)
    unlinkSync(path)
    return file
  } catch (cause) {
    throw unwritable(folder, cause)
  }
}

type Goal = {readonly at: number; readonly folder: string}

function writeFully(file: number, bytes: Uint8Array, {at, folder}: Goal): void {
  try {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(file, bytes, done, bytes.length - done, at + done)
    }
  } catch (cause) {
    throw unwritable(folder, cause)
  }
}

function unwritable(folder: string, cause: unknown): ActionError {
  return new ActionError(
    'file-unwritable',
    `cannot write a temporary file to ${pathText(folder)}`,
    {cause, hint: 'Long lists of files are kept there. Free some space, or set TMPDIR.'},
  )
}
