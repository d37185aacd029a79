import {constants} from 'node:fs'
import {type FileHandle, open} from 'node:fs/promises'

/** Reads a file in pieces of exactly this size, but for the last one; a piece is only good until the next. */
export async function eachChunk(
  path: string,
  chunkBytes: number,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes)
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    for (let at = 0; ; ) {
      const length = await fill(file, buffer, at)
      if (length > 0) onChunk(buffer.subarray(0, length))
      if (length < buffer.length) return
      at += length
    }
  } finally {
    await file.close()
  }
}

async function fill(file: FileHandle, buffer: Buffer, at: number): Promise<number> {
  let length = 0
  while (length < buffer.length) {
    const {bytesRead} = await file.read(buffer, length, buffer.length - length, at + length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return length
}
