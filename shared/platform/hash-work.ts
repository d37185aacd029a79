import type {HashBatch} from './hash-batch.ts'
import type {Algorithm, HashAnswer} from './hash-file.ts'
import type {HashQueue, Task} from './hash-queue.ts'

/** A list of files to hash, and who wants to hear how far it is. */
export type HashWork = {
  readonly root: string
  readonly paths: readonly string[]
  readonly algorithm: Algorithm
  readonly queue: HashQueue
  readonly onProgress: (step: {readonly files: number; readonly bytes: number}) => void
  readonly signal: AbortSignal | undefined
}

export function batchOf({indexes, isLarge}: Task, {root, paths, algorithm}: HashWork): HashBatch {
  return {root, paths: indexes.map(index => paths[index] ?? ''), algorithm, isLarge}
}

/** Puts the answers to a task back, and tells of its progress; bytes of a large file were told as they were read. */
export function settle(task: Task, answers: readonly HashAnswer[], work: HashWork): void {
  const files = work.queue.settle(task, answers)
  const bytes = task.isLarge
    ? 0
    : answers.reduce((sum, answer) => sum + (answer.kind === 'hashed' ? answer.bytes : 0), 0)
  work.onProgress({files, bytes})
}
