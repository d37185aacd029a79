import {closeSync, constants, openSync, readSync} from 'node:fs'

/** The bytes of a file that is at most so long; nothing for a longer one, or where it cannot be read. */
export function readSmallFile(path: string, most: number): Buffer | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const bytes = Buffer.allocUnsafe(most + 1)
    const length = readSync(file, bytes, 0, most + 1, 0)
    return length > most ? undefined : bytes.subarray(0, length)
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
