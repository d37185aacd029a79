import type {RestOperation} from './operation.ts'
import {OPERATIONS, type RestName} from './operations.ts'

type Answer = {
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly data: unknown
}
type Kept = {readonly etag: string; readonly answer: Answer}

const KEPT = 50

/** Answers of GET requests with their ETag: a question asked again costs nothing of the rate limit when it gets 304. */
export function etagCache() {
  const kept = new Map<string, Kept>()
  const keyOf = (name: RestName, parameters: unknown) => `${name} ${JSON.stringify(parameters)}`
  return {
    find: (name: RestName, parameters: unknown) => kept.get(keyOf(name, parameters)),
    keep(name: RestName, parameters: unknown, answer: Answer) {
      const {etag} = answer.headers
      const {method}: RestOperation = OPERATIONS[name]
      // GitHub gives writes an ETag too; a conditional write is not what we want.
      if (method !== 'GET' || typeof etag !== 'string' || kept.size >= KEPT) return
      kept.set(keyOf(name, parameters), {etag, answer})
    },
    /** For `catch`: octokit throws 304. */
    answerUnchanged:
      (known: Kept | undefined) =>
      (error: unknown): Answer => {
        if (known && error instanceof Error && 'status' in error && error.status === 304) {
          return known.answer
        }
        throw error
      },
  }
}
