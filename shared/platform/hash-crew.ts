import {Worker} from 'node:worker_threads'
import {ActionError} from './errors.ts'
import type {HashReply} from './hash.worker.ts'
import type {Task} from './hash-queue.ts'
import {type HashWork, settle} from './hash-work.ts'
import {pathText} from './path-text.ts'

const MOST_FILES = 500
/** A young generation of the usual size would grow to more than all that a worker ever holds. */
const LIMITS = {maxYoungGenerationSizeMb: 8}

/** Does the work on several threads, which are gone afterwards, however it ends. */
export async function runCrew(script: string, size: number, work: HashWork): Promise<void> {
  const {queue, signal, setup} = work
  signal?.throwIfAborted()
  // Options of this process, such as a module to load first, are not meant for its threads.
  const workers = Array.from(
    {length: size},
    () => new Worker(script, {execArgv: [], workerData: setup, resourceLimits: LIMITS}),
  )
  const idle = new Set(workers)
  const busy = new Map<Worker, Task>()
  let isOver = false
  let onAbort: (() => void) | undefined

  try {
    await new Promise<void>((resolve, reject) => {
      // A batch may come back with large files, which is new work for those who found none.
      const assign = (): void => {
        for (const worker of idle) {
          const task = work.isSound()
            ? (queue.takeLarge() ?? queue.takeSmall(MOST_FILES))
            : undefined
          if (!task) break
          idle.delete(worker)
          busy.set(worker, task)
          const {paths, isLarge} = task
          worker.postMessage({paths, isLarge})
        }
        if (busy.size === 0) resolve()
      }
      const attempt = (body: () => void): void => {
        try {
          body()
        } catch (error) {
          reject(error)
        }
      }
      // Meanwhile this thread looks what else there is: for a mistake in the last folder nobody should wait for hours.
      const walkOn = (): void =>
        attempt(() => {
          if (isOver || !queue.walkAhead()) return
          setImmediate(walkOn)
        })
      const fail = (worker: Worker, cause: unknown): void => {
        const near = busy.get(worker)?.paths.split('\0', 1)[0]
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
            attempt(() => {
              settle(task, reply.answers, work)
              assign()
            })
          }
        })
      }
      attempt(assign)
      setImmediate(walkOn)
    })
  } finally {
    isOver = true
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}
