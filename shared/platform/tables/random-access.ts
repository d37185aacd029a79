import {constants} from 'node:fs'
import {open} from 'node:fs/promises'

/** More than this is never read of a file at once. */
const MOST_SLICE = 2 ** 30

/** Parts of a file by their places, as its own footer names them. */
export async function openRandomAccess(path: string) {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const {size} = await file.stat()
  return {
    byteLength: size,
    async slice(start: number, end = size): Promise<ArrayBuffer> {
      const isInside = start >= 0 && start <= end && end <= size && end - start <= MOST_SLICE
      if (!isInside) throw new RangeError(`it names bytes ${start} to ${end} of ${size}`)
      const bytes = new ArrayBuffer(end - start)
      const view = new Uint8Array(bytes)
      let done = 0
      while (done < view.length) {
        const {bytesRead} = await file.read(view, done, view.length - done, start + done)
        if (bytesRead === 0) throw new RangeError('it became shorter while it was read')
        done += bytesRead
      }
      return bytes
    },
    close: () => file.close(),
  }
}
