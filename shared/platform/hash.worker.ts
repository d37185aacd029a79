import {parentPort} from 'node:worker_threads'
import {batchHasher, type HashBatch} from './hash-batch.ts'
import type {HashAnswer} from './hash-file.ts'

/** What a worker says: bytes of a large file on the way, then one answer for each path. */
export type HashReply =
  | {readonly kind: 'read'; readonly bytes: number}
  | {readonly kind: 'done'; readonly answers: readonly HashAnswer[]}

const hash = batchHasher()
const reply = (message: HashReply): void => parentPort?.postMessage(message)

parentPort?.on('message', async (batch: HashBatch) => {
  reply({kind: 'done', answers: await hash(batch, bytes => reply({kind: 'read', bytes}))})
})
