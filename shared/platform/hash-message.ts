import type {HashBatch} from './hash-batch.ts'
import type {Checksum, HashAnswer} from './hash-file.ts'

/**
 * What goes between threads. Copying one long text is many times cheaper than copying a list of small objects, and
 * with small files that is what the time goes into.
 */
export type BatchMessage = Omit<HashBatch, 'paths'> & {
  /** Separated by NUL, which no path holds. */
  readonly paths: string
}

export type AnswersMessage = {
  /** Of all files that were hashed, one after the other, all of one length. */
  readonly digests: string
  /** One for each path; negative where there is no digest. */
  readonly sizes: Float64Array
  /** What was answered instead, in order. */
  readonly others: readonly HashAnswer[]
}

export function packBatch(batch: HashBatch): BatchMessage {
  return {...batch, paths: batch.paths.join('\0')}
}

export function unpackBatch(message: BatchMessage): HashBatch {
  return {...message, paths: message.paths.split('\0')}
}

export function packAnswers(answers: readonly HashAnswer[]): AnswersMessage {
  const sizes = Float64Array.from(answers, answer => (answer.kind === 'hashed' ? answer.bytes : -1))
  const others = answers.filter(({kind}) => kind !== 'hashed')
  let digests = ''
  for (const answer of answers) {
    if (answer.kind === 'hashed') digests += answer.digest
  }
  return {digests, sizes, others}
}

export function unpackAnswers({digests, sizes, others}: AnswersMessage): readonly HashAnswer[] {
  const hashed = sizes.reduce((count, bytes) => count + (bytes >= 0 ? 1 : 0), 0)
  const length = hashed === 0 ? 0 : digests.length / hashed
  let at = 0
  let other = 0
  const answers: HashAnswer[] = []
  for (const bytes of sizes) {
    if (bytes >= 0) {
      // A piece of the long text; joining two would make an object more for each file.
      const digest = digests.slice(at, at + length) as Checksum
      answers.push({kind: 'hashed', digest, bytes})
      at += length
    } else {
      const answer = others[other++]
      if (answer) answers.push(answer)
    }
  }
  return answers
}
