import type {Writable} from 'node:stream'

type Outputs = {readonly stdout: Writable; readonly stderr: Writable}

/**
 * Keeps a stream that breaks from ending the program in the middle. Whoever stops reading (`| head -1`) wants no more,
 * and that is fine; a full disk is told, and the answer counts as not given.
 */
export function watchOutputs({stdout, stderr}: Outputs): () => Promise<boolean> {
  let isWhole = true
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return
      if (isWhole && stream === stdout) {
        stderr.write(`proofmark: the output could not be written: ${error.message}\n`)
      }
      isWhole = false
    })
  }
  return async () => {
    await Promise.all([stdout, stderr].map(flushed))
    return isWhole
  }
}

/** Errors of the last write come after it. */
function flushed(stream: Writable): Promise<void> {
  return new Promise(resolve => {
    if (stream.destroyed) setImmediate(resolve)
    else stream.write('', () => setImmediate(resolve))
  })
}
