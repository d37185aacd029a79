import {isAbsolute} from 'node:path'
import {clockKeeper, type FileFacts} from './file-facts.ts'
import {
  type Algorithm,
  type Failure,
  factsOf,
  type HashAnswer,
  type HashRules,
  hashLarge,
  hashSmall,
} from './hash-file.ts'
import {largeBuffers} from './read-ahead.ts'
import {entryList, isKeepable, type SharedTable, tableReader} from './stat-table.ts'

/** What is the same for all batches. */
export type HashSetup = {
  /** What the paths are relative to. */
  readonly root: string
  readonly boundary?: string | undefined
  readonly algorithm: Algorithm
  /** A moment before the work began, see `quietBefore`. */
  readonly quietBefore: bigint
  /** Digests of files by their facts; absent where every byte is to be read. */
  readonly table?: SharedTable | undefined
  /** Whether somebody wants entries for such a table. */
  readonly isKeeping: boolean
}

export type HashBatch = {
  /** Separated by NUL, which no path holds: one long text crosses threads many times quicker than a list. */
  readonly paths: string
  /** Large files, with news on the way; else small ones, where a large one is only said to be one. */
  readonly isLarge: boolean
}

export type LargeFile = {readonly index: number; readonly path: string; readonly bytes: number}
export type FailedFile = Omit<Failure, 'kind'> & {readonly index: number; readonly path: string}

export type BatchAnswers = {
  /** One after the other, zeros where there is none. */
  readonly digests: Uint8Array
  /** Negative where there is no digest. */
  readonly sizes: Float64Array
  /** All sizes together. */
  readonly bytes: number
  /** What was not hashed because it is worth a task of its own; the index is the place in the batch. */
  readonly large: readonly LargeFile[]
  readonly failed: readonly FailedFile[]
  /** For a stat table. */
  readonly entries: Uint8Array
}

/** A file up to this size is read and hashed at one go. */
const SMALL_BYTES = 512 * 1024

export const DIGEST_LENGTHS: Readonly<Record<Algorithm, number>> = {sha256: 32, md5: 16}

/** A pair of hands that works on one batch after the other, with buffers of its own. */
export function batchHasher({root, boundary, algorithm, quietBefore, table, isKeeping}: HashSetup) {
  const buffer = Buffer.allocUnsafeSlow(SMALL_BYTES)
  const rules: HashRules = {algorithm, boundary, quietBefore, isKeptHere: clockKeeper()}
  const find = table && algorithm === 'sha256' ? tableReader(table) : undefined
  let buffers: readonly [Buffer, Buffer] | undefined

  const pathOf = (name: string): string => (isAbsolute(name) ? name : `${root}/${name}`)

  // Apart from what waits for large files, which the compiler of V8 makes slower code of.
  function hashSmalls(names: readonly string[], answers: Answers): void {
    for (let index = 0; index < names.length; index++) {
      const path = pathOf(names[index] ?? '')
      const facts = find && factsOf(path)
      const known = facts && rules.isKeptHere(facts, path) ? find?.(facts) : undefined
      if (facts && known) answers.know(index, facts, known)
      else answers.note(index, path, hashSmall(path, buffer, rules))
    }
  }

  return async (
    {paths, isLarge}: HashBatch,
    onRead: (bytes: number) => void,
  ): Promise<BatchAnswers> => {
    const names = paths.split('\0')
    const answers = openAnswers(names, rules, isKeeping)
    if (!isLarge) hashSmalls(names, answers)
    else {
      buffers ??= largeBuffers()
      for (const [index, name] of names.entries()) {
        const path = pathOf(name)
        answers.note(index, path, await hashLarge(path, {rules, buffers, onRead}))
      }
    }
    return answers.all()
  }
}

type Answers = ReturnType<typeof openAnswers>

/** Collects what is found of the files of one batch, in their order. */
function openAnswers(names: readonly string[], rules: HashRules, isKeeping: boolean) {
  const length = DIGEST_LENGTHS[rules.algorithm]
  const digests = Buffer.from(new ArrayBuffer(names.length * length))
  const sizes = new Float64Array(names.length).fill(-1)
  let bytes = 0
  const large: LargeFile[] = []
  const failed: FailedFile[] = []
  const fresh = entryList(isKeeping ? names.length : 0)
  /** Digests that follow each other are put down at one go, and where their end belongs. */
  let text = ''
  let end = 0

  const putDown = (): void => {
    digests.write(text, end - text.length, 'binary')
    text = ''
  }
  const count = (index: number, {size}: FileFacts): void => {
    sizes[index] = Number(size)
    bytes += Number(size)
  }

  return {
    know(index: number, facts: FileFacts, digest: Uint8Array): void {
      digests.set(digest, index * length)
      count(index, facts)
    },
    note(index: number, path: string, answer: HashAnswer): void {
      const name = names[index] ?? ''
      if (answer.kind === 'large') large.push({index, path: name, bytes: answer.bytes})
      else if (answer.kind === 'failed') {
        failed.push({index, path: name, code: answer.code, why: answer.why})
      } else {
        if (end !== index * length) putDown()
        text += answer.digest
        end = (index + 1) * length
        count(index, answer.facts)
        if (isKeeping && isKeepable(answer.facts, path, rules)) fresh.add(answer.facts, index)
      }
    },
    all(): BatchAnswers {
      putDown()
      return {digests, sizes, bytes, large, failed, entries: fresh.entries(digests)}
    },
  }
}
