import {ActionError} from './errors.ts'
import type {Algorithm, Checksum, HashAnswer} from './hash-file.ts'
import {pathText} from './path-text.ts'
import {listProblems} from './problem-list.ts'

export type HashedFile<A extends Algorithm = 'sha256'> = {
  readonly digest: Checksum<A>
  readonly bytes: number
}

/** What is taken at once: some small files or a large one, by their places in the list. */
export type Task = {readonly indexes: readonly number[]; readonly isLarge: boolean}

/**
 * Work on a list of files whose sizes nobody knows yet: they are taken in batches, and those that turn out to be large
 * come back to be taken one by one, the largest first, so that nobody waits for one in the end.
 */
export function hashQueue(paths: readonly string[]) {
  const answers = new Array<HashAnswer | undefined>(paths.length)
  const large: {readonly index: number; readonly bytes: number}[] = []
  let next = 0

  return {
    takeLarge(): Task | undefined {
      const largest = large.pop()
      return largest && {indexes: [largest.index], isLarge: true}
    },

    takeSmall(most: number): Task | undefined {
      const from = next
      next = Math.min(paths.length, from + most)
      if (next === from) return undefined
      return {indexes: Array.from({length: next - from}, (_, at) => from + at), isLarge: false}
    },

    /** Takes the answers to a task; says how many files are finished by them. */
    settle({indexes}: Task, given: readonly HashAnswer[]): number {
      let finished = 0
      for (const [position, index] of indexes.entries()) {
        const answer = given[position]
        if (answer?.kind === 'large') large.push({index, bytes: answer.bytes})
        else {
          answers[index] = answer
          finished++
        }
      }
      if (finished < indexes.length) large.sort((a, b) => a.bytes - b.bytes)
      return finished
    },

    isEmpty: () => next >= paths.length && large.length === 0,

    /** What is not taken yet, as far as it is known. */
    rest: () => ({
      files: paths.length - next,
      largeBytes: large.reduce((sum, {bytes}) => sum + bytes, 0),
    }),

    /** All digests in the order of the paths, or one error about all files that have none. */
    results(): readonly HashedFile<Algorithm>[] {
      const hashed = answers.filter(answer => answer?.kind === 'hashed')
      if (hashed.length === paths.length) return hashed
      const problems: string[] = []
      const codes = new Set<string>()
      for (const [index, path] of paths.entries()) {
        const answer = answers[index]
        if (answer?.kind === 'hashed') continue
        const isFailed = answer?.kind === 'failed'
        problems.push(`${pathText(path)} ${isFailed ? answer.why : 'was not read'}`)
        codes.add(isFailed ? answer.code : 'file-unreadable')
      }
      const [only, ...more] = codes
      throw new ActionError(
        only !== undefined && more.length === 0 ? only : 'file-unreadable',
        `no checksum could be taken:\n${listProblems(problems)}`,
      )
    },
  }
}

export type HashQueue = ReturnType<typeof hashQueue>
