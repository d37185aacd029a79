import type {BatchAnswers, HashSetup} from './hash-batch.ts'
import type {HashQueue, Task} from './hash-queue.ts'

/** How far it is since the last call, and how much there is in all as far as that is known. */
export type HashStep = {
  /** Files that are finished. */
  readonly files: number
  /** Bytes that are read, or known without reading. */
  readonly bytes: number
  readonly expected?: {readonly files?: number; readonly bytes?: number}
}

/** Files to hash, and who wants to hear how far it is. */
export type HashWork = {
  readonly setup: HashSetup
  readonly queue: HashQueue
  readonly onProgress: (step: HashStep) => void
  readonly onEntries: (entries: Uint8Array) => void
  readonly isSound: () => boolean
  readonly signal: AbortSignal | undefined
}

/** Puts the answers to a task back, and tells of its progress; bytes of a large file were told as they were read. */
export function settle(task: Task, answers: BatchAnswers, work: HashWork): void {
  const files = work.queue.settle(task, answers)
  const bytes = task.isLarge ? 0 : answers.bytes
  if (answers.entries.length > 0) work.onEntries(answers.entries)
  work.onProgress({files, bytes, expected: work.queue.expected()})
}
