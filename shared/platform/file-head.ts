import {constants} from 'node:fs'
import {open} from 'node:fs/promises'

/** The first bytes of a file, fewer where it is shorter, and how long it is. */
export async function readHead(
  path: string,
  bytes: number,
): Promise<{readonly head: Uint8Array; readonly size: number}> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const {size} = await file.stat()
    const buffer = Buffer.alloc(bytes)
    const {bytesRead} = await file.read(buffer, 0, bytes, 0)
    return {head: buffer.subarray(0, bytesRead), size}
  } finally {
    await file.close()
  }
}
