import {read} from 'node:fs'

export const BUFFER_BYTES = 4 * 2 ** 20
/** Reading from memory is several times quicker than this; a disk that is quicker need not be waited for. */
const MEMORY_BYTES_PER_MS = 1e6
/** After so much it is tried again whether the bytes are in memory. */
const STRETCH_BYTES = 16 * BUFFER_BYTES

export function waitsForDisk(bytes: number, ms: number): boolean {
  return bytes < ms * MEMORY_BYTES_PER_MS
}

type Ahead = {
  readonly at: number
  readonly buffers: readonly [Buffer, Buffer]
  readonly take: (bytes: Buffer) => void
}

/** Reads a stretch of a file: while one buffer is taken, the other is filled. Gives the place it came to. */
export async function readAhead(file: number, {at, buffers, take}: Ahead): Promise<number> {
  let [filling, taking] = buffers
  let place = at
  let reading = fill(file, filling, place)
  for (;;) {
    const bytes = await reading
    if (bytes === 0) return place
    place += bytes
    ;[filling, taking] = [taking, filling]
    const isEnd = place >= at + STRETCH_BYTES
    if (!isEnd) reading = fill(file, filling, place)
    take(taking.subarray(0, bytes))
    if (isEnd) return place
  }
}

function fill(file: number, buffer: Buffer, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, buffer, 0, buffer.length, at, (error, bytes) =>
      error ? reject(error) : resolve(bytes),
    )
  })
}

export function largeBuffers(): readonly [Buffer, Buffer] {
  return [Buffer.allocUnsafeSlow(BUFFER_BYTES), Buffer.allocUnsafeSlow(BUFFER_BYTES)]
}
