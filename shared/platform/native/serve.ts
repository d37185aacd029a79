import {once} from 'node:events'
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads'

const WATCH_MS = 500

/**
 * What a process for native code does: it answers its parent one question after another, and ends with it, also while
 * native code keeps it busy: then only another thread can see that the parent is gone. The file is the one that runs.
 */
export function serveParent<Request, Reply extends object>(
  file: string,
  answer: (request: Request) => Promise<Reply>,
): void {
  if (!isMainThread) {
    watchParent()
    return
  }
  const watch = new Worker(file, {env: {}, workerData: process.ppid})
  // A thread that is not there yet would wait for this one, which native code may never give free again.
  const watching = once(watch, 'message')
  watch.unref()
  process.on('message', (request: Request) => {
    watching
      .then(() => answer(request))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        return {kind: 'failed', message} as const
      })
      .then(reply => process.send?.(reply))
      .catch(() => process.disconnect())
  })
}

function watchParent(): void {
  const parent: unknown = workerData
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  }, WATCH_MS)
  parentPort?.postMessage('watching')
}
