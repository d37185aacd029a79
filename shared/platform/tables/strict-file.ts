import type {FileHandle} from 'node:fs/promises'

const LOOK_MS = 50
/** So many looks without a read and without an answer mean that there is nothing left to wait for. */
const IDLE_LOOKS = 4
/** Besides one for each few bytes, which no honest file comes near. */
const MOST_READS = 200

/**
 * A file for a decoder that, on a broken file, would ask for bytes that are not there, read the same ones again and
 * again, or wait for ever for a message that nobody sends. All of that becomes an error here.
 */
export async function strictFile(file: FileHandle) {
  const {size} = await file.stat()
  let reads = 0
  let inFlight = 0
  const handle: Pick<FileHandle, 'fd' | 'stat' | 'close'> & {readonly read: unknown} = {
    fd: file.fd,
    stat: file.stat.bind(file),
    close: () => Promise.resolve(),
    async read(bytes: Uint8Array, offset: number, length: number, position: number) {
      const isInside = position >= 0 && length > 0 && position + length <= size
      if (!isInside) {
        throw new RangeError(`it names bytes ${position} to ${position + length} of ${size}`)
      }
      reads++
      if (reads > MOST_READS + size / 8) throw new RangeError('its parts go round in circles')
      inFlight++
      try {
        const answer = await file.read(bytes, offset, length, position)
        if (answer.bytesRead === 0) throw new RangeError('it became shorter while it was read')
        return answer
      } finally {
        inFlight--
      }
    },
  }

  async function unlessIdle<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const idle = new Promise<never>((_, reject) => {
      let before = reads
      let looks = 0
      timer = setInterval(() => {
        looks = inFlight > 0 || reads !== before ? 0 : looks + 1
        before = reads
        if (looks === IDLE_LOOKS) reject(new RangeError('it ends in the middle of a message'))
      }, LOOK_MS)
    })
    try {
      return await Promise.race([work, idle])
    } finally {
      clearInterval(timer)
    }
  }

  return {handle: handle as FileHandle, unlessIdle}
}
