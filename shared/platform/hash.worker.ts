import {parentPort} from 'node:worker_threads'
import {batchHasher} from './hash-batch.ts'
import {type AnswersMessage, type BatchMessage, packAnswers, unpackBatch} from './hash-message.ts'

/** What a worker says: bytes of a large file on the way, then the answers to its batch. */
export type HashReply =
  | {readonly kind: 'read'; readonly bytes: number}
  | {readonly kind: 'done'; readonly answers: AnswersMessage}

const hash = batchHasher()
const reply = (message: HashReply): void => parentPort?.postMessage(message)

parentPort?.on('message', async (message: BatchMessage) => {
  const answers = await hash(unpackBatch(message), bytes => reply({kind: 'read', bytes}))
  reply({kind: 'done', answers: packAnswers(answers)})
})
