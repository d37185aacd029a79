import {constants} from 'node:fs'
import {open} from 'node:fs/promises'
import {IMAGE_HEAD, type ImageSize, imageSize} from './image-size.ts'
import {type ArrayShape, NPY_HEAD, npyShape, npzShapes} from './numpy.ts'

type Answer<T> = {readonly found: T} | {readonly problem: string}

/** The size of an image from its header, or why it is none. */
export function imageAt(path: string): Promise<Answer<ImageSize | 'unknown'>> {
  return lookAt(path, async (read, size) => {
    const found = imageSize(await read(0, Math.min(size, IMAGE_HEAD)))
    if (found === undefined) throw new RangeError('it does not begin as an image does')
    return found
  })
}

/** The arrays of an NPY or NPZ file, or why it is none. */
export function arraysAt(path: string, name: string): Promise<Answer<readonly ArrayShape[]>> {
  return lookAt(path, async (read, size) => {
    const head = await read(0, Math.min(size, NPY_HEAD))
    if (head.toString('latin1', 0, 2) !== 'PK') return [npyShape(head, name)]
    const shapes = await npzShapes(read, size)
    return shapes.map(each => ({...each, name: `${name}: ${each.name}`}))
  })
}

type Read = (start: number, length: number) => Promise<Buffer>

/** What is wrong with the contents is an answer; what is wrong with the disk is an error. */
async function lookAt<T>(
  path: string,
  body: (read: Read, size: number) => Promise<T>,
): Promise<Answer<T>> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const {size} = await file.stat()
    if (size === 0) return {problem: 'no bytes'}
    const read: Read = async (start, length) => {
      if (start < 0 || length < 0 || start + length > size)
        throw new RangeError('it ends too early')
      const bytes = Buffer.alloc(length)
      const {bytesRead} = await file.read(bytes, 0, length, start)
      return bytes.subarray(0, bytesRead)
    }
    return {found: await body(read, size)}
  } catch (error) {
    if (!(error instanceof Error) || 'syscall' in error) throw error
    return {problem: error.message}
  } finally {
    await file.close()
  }
}
