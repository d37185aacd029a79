import type {Digest} from '../domain/digest.ts'
import type {HashBatch} from './hash-batch.ts'
import type {HashAnswer} from './hash-file.ts'

/**
 * What goes between threads. Copying one long text is many times cheaper than copying a list of small objects, and
 * with small files that is what the time goes into.
 */
export type BatchMessage = Omit<HashBatch, 'paths'> & {
  /** Separated by NUL, which no path holds. */
  readonly paths: string
}

export type AnswersMessage = {
  /** Of all files that were hashed, one after the other. */
  readonly digests: string
  /** One for each path; negative where there is no digest. */
  readonly sizes: Float64Array
  /** What was answered instead, in order. */
  readonly others: readonly HashAnswer[]
}

const DIGEST_LENGTH = 'sha256:'.length + 64

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
  let at = 0
  let other = 0
  const answers: HashAnswer[] = []
  for (const bytes of sizes) {
    if (bytes >= 0) {
      // A piece of the long text; joining two would make an object more for each file.
      const digest = digests.slice(at, at + DIGEST_LENGTH) as Digest
      answers.push({kind: 'hashed', digest, bytes})
      at += DIGEST_LENGTH
    } else {
      const answer = others[other++]
      if (answer) answers.push(answer)
    }
  }
  return answers
}
