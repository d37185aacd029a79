import {isAbsolute} from 'node:path'
import {
  type Algorithm,
  type HashAnswer,
  hashLarge,
  hashSmall,
  largeBuffers,
  smallBuffer,
} from './hash-file.ts'

export type HashBatch = {
  /** What the paths are relative to. */
  readonly root: string
  readonly paths: readonly string[]
  readonly algorithm: Algorithm
  /** One large file, with news on the way; else small files, where a large one is only said to be one. */
  readonly isLarge: boolean
}

/** A pair of hands that works on one batch after the other, with buffers of its own. */
export function batchHasher() {
  const buffer = smallBuffer()
  let buffers: readonly [Buffer, Buffer] | undefined
  return async (
    {root, paths, isLarge, algorithm}: HashBatch,
    onRead: (bytes: number) => void,
  ): Promise<readonly HashAnswer[]> => {
    const answers: HashAnswer[] = []
    for (const path of paths) {
      const file = isAbsolute(path) ? path : `${root}/${path}`
      if (isLarge) {
        buffers ??= largeBuffers()
        answers.push(await hashLarge(file, buffers, {algorithm, onRead}))
      } else {
        answers.push(hashSmall(file, buffer, algorithm))
      }
    }
    return answers
  }
}
