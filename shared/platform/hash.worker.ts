import {parentPort, workerData} from 'node:worker_threads'
import {type BatchAnswers, batchHasher, type HashBatch, type HashSetup} from './hash-batch.ts'

/** What a worker says: bytes of a large file on the way, then the answers to its batch. */
export type HashReply =
  | {readonly kind: 'read'; readonly bytes: number}
  | {readonly kind: 'done'; readonly answers: BatchAnswers}

const hash = batchHasher(workerData as HashSetup)

function reply(message: HashReply, transferred: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transferred)
}

parentPort?.on('message', async (batch: HashBatch) => {
  const answers = await hash(batch, bytes => reply({kind: 'read', bytes}))
  const buffers = [answers.digests, answers.sizes, answers.entries].map(({buffer}) => buffer)
  reply({kind: 'done', answers}, buffers as ArrayBuffer[])
})
