import {parentPort} from 'node:worker_threads'
import {hashBuffer, hashFile} from './hash-file.ts'

const buffer = hashBuffer()

/** A batch of paths in, one answer for each out: a digest, or the reason why there is none. */
parentPort?.on('message', (paths: readonly string[]) => {
  parentPort?.postMessage(
    paths.map(path => {
      try {
        return hashFile(path, buffer)
      } catch (error) {
        return {problem: error instanceof Error ? error.message : String(error)}
      }
    }),
  )
})
