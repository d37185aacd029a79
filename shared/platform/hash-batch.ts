import {isAbsolute} from 'node:path'
import {clockKeeper} from './file-facts.ts'
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
  const length = DIGEST_LENGTHS[algorithm]
  const rules: HashRules = {algorithm, boundary, quietBefore, isKeptHere: clockKeeper()}
  const find = table && algorithm === 'sha256' ? tableReader(table) : undefined
  let buffers: readonly [Buffer, Buffer] | undefined

  return async (
    {paths, isLarge}: HashBatch,
    onRead: (bytes: number) => void,
  ): Promise<BatchAnswers> => {
    const names = paths.split('\0')
    const digests = Buffer.from(new ArrayBuffer(names.length * length))
    const sizes = new Float64Array(names.length).fill(-1)
    let bytes = 0
    const large: LargeFile[] = []
    const failed: FailedFile[] = []
    const fresh = entryList(isKeeping ? names.length : 0)

    const note = (index: number, path: string, answer: HashAnswer): void => {
      const name = names[index] ?? ''
      if (answer.kind === 'large') large.push({index, path: name, bytes: answer.bytes})
      else if (answer.kind === 'failed') {
        failed.push({index, path: name, code: answer.code, why: answer.why})
      } else {
        const at = index * length
        digests.write(answer.digest, at, 'binary')
        sizes[index] = Number(answer.facts.size)
        bytes += Number(answer.facts.size)
        if (isKeeping && isKeepable(answer.facts, path, rules)) {
          fresh.add(answer.facts, digests.subarray(at, at + length))
        }
      }
    }

    for (const [index, name] of names.entries()) {
      const path = isAbsolute(name) ? name : `${root}/${name}`
      if (isLarge) {
        buffers ??= largeBuffers()
        note(index, path, await hashLarge(path, {rules, buffers, onRead}))
        continue
      }
      const facts = find && factsOf(path)
      const known = facts && rules.isKeptHere(facts, path) ? find?.(facts) : undefined
      if (facts && known) {
        digests.set(known, index * length)
        sizes[index] = Number(facts.size)
        bytes += Number(facts.size)
      } else note(index, path, hashSmall(path, buffer, rules))
    }
    return {digests, sizes, bytes, large, failed, entries: fresh.entries()}
  }
}
