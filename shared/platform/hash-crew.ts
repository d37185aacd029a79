import {Worker} from 'node:worker_threads'
import {ActionError} from './errors.ts'
import type {HashReply} from './hash.worker.ts'
import {packBatch, unpackAnswers} from './hash-message.ts'
import type {Task} from './hash-queue.ts'
import {batchOf, type HashWork, settle} from './hash-work.ts'
import {pathText} from './path-text.ts'

const MOST_FILES = 500
const LEAST_FILES = 50

/** Does the work on several threads, which are gone afterwards, however it ends. */
export async function runCrew(script: string, size: number, work: HashWork): Promise<void> {
  const {queue, signal} = work
  signal?.throwIfAborted()
  const {files} = queue.rest()
  const most = Math.min(MOST_FILES, Math.max(LEAST_FILES, Math.ceil(files / (4 * size))))
  // Options of this process, such as a module to load first, are not meant for its threads.
  const workers = Array.from({length: size}, () => new Worker(script, {execArgv: []}))
  const idle = new Set(workers)
  const busy = new Map<Worker, Task>()
  let onAbort: (() => void) | undefined

  try {
    await new Promise<void>((resolve, reject) => {
      // A batch may come back with large files, which is new work for those who found none.
      const assign = (): void => {
        for (const worker of idle) {
          const task = queue.takeLarge() ?? queue.takeSmall(most)
          if (!task) break
          idle.delete(worker)
          busy.set(worker, task)
          worker.postMessage(packBatch(batchOf(task, work)))
        }
        if (busy.size === 0) resolve()
      }
      const fail = (worker: Worker, cause: unknown): void => {
        const near = work.paths[busy.get(worker)?.indexes[0] ?? -1]
        const where = near === undefined ? '' : `, at or after ${pathText(near)}`
        reject(new ActionError('hashing-failed', `a hashing thread died${where}`, {cause}))
      }
      onAbort = () => reject(signal?.reason)
      signal?.addEventListener('abort', onAbort, {once: true})
      for (const worker of workers) {
        worker.on('error', cause => fail(worker, cause))
        worker.on('exit', code => fail(worker, new Error(`exit code ${code}`)))
        worker.on('message', (reply: HashReply) => {
          const task = busy.get(worker)
          if (reply.kind === 'read') work.onProgress({files: 0, bytes: reply.bytes})
          else if (task) {
            busy.delete(worker)
            idle.add(worker)
            settle(task, unpackAnswers(reply.answers), work)
            assign()
          }
        })
      }
      assign()
    })
  } finally {
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}
