import {ActionError} from './errors.ts'
import type {BatchAnswers, FailedFile, HashBatch, LargeFile} from './hash-batch.ts'
import type {Columns} from './hash-columns.ts'
import {pathText} from './path-text.ts'
import {listProblems} from './problem-list.ts'

/** Files in the order in which their checksums are wanted. */
export type FileTree = {
  /** What the paths are relative to. */
  readonly root: string
  readonly boundary?: string | undefined
  /** A few paths at a time. In the end it throws what is wrong with the tree. */
  readonly runs: Iterable<readonly string[]>
  /** Whether nothing wrong was found so far; checksums of a tree that is not sound are of no use. */
  readonly isSound: () => boolean
}

/** What is taken at once: files that follow each other, or large ones from anywhere. */
export type Task = HashBatch & {readonly indexes: readonly number[]}

/** Names that are held for those who will hash them; the walk does not run further ahead. */
const AHEAD_FILES = 1_000_000
/** A task should not take much longer than this many bytes do. */
const TASK_BYTES = 16 * 2 ** 20
const MOST_FILES = 500
const LEAST_FILES = 16
/** Failures beyond these are counted. */
const KEPT_FAILURES = 1000

type Run = {readonly first: number; readonly count: number; readonly paths: string}

/**
 * Work on files of which nobody knows yet how many there are and how large. They are taken in batches, and those that
 * turn out to be large come back to be taken before all others, the largest first, so that nobody waits for one in the
 * end.
 */
export function hashQueue(tree: FileTree, columns: Columns) {
  const walk = tree.runs[Symbol.iterator]()
  let runs: Run[] = []
  let next = 0
  let ahead = 0
  let isWalked = false
  let unsettled = 0
  const large: LargeFile[] = []
  /** Bytes of large files: of those that nobody took yet, and of all. */
  let largeBytes = 0
  let allLarge = 0
  let small = {files: 0, bytes: 0}
  const failed: (FailedFile & {readonly index: number})[] = []
  let failures = 0

  /** Goes on with the walk; says whether it went on. */
  function pull(): boolean {
    if (isWalked) return false
    const {value, done} = walk.next()
    if (done) {
      isWalked = true
      return false
    }
    if (value.length === 0 || !tree.isSound()) return true
    const paths = value.join('\0')
    runs.push({first: columns.add(paths, value.length), count: value.length, paths})
    ahead += value.length
    return true
  }

  function takeRun(): Run | undefined {
    while (next >= runs.length && pull());
    const run = runs[next++]
    if (next > 1024) {
      runs = runs.slice(next)
      next = 0
    }
    ahead -= run?.count ?? 0
    return run
  }

  /** Few files while nobody knows how large they are, or when they are not small. */
  function batchSize(most: number): number {
    if (small.files === 0) return LEAST_FILES
    const fitting = Math.floor((TASK_BYTES * small.files) / Math.max(1, small.bytes))
    return Math.max(1, Math.min(fitting, most, MOST_FILES))
  }

  function takeLarge(): Task | undefined {
    const taken: LargeFile[] = []
    for (let bytes = 0; bytes < TASK_BYTES; ) {
      const largest = large.pop()
      if (!largest) break
      taken.push(largest)
      bytes += largest.bytes
    }
    if (taken.length === 0) return undefined
    for (const {bytes} of taken) largeBytes -= bytes
    const paths = taken.map(({path}) => path).join('\0')
    return {indexes: taken.map(({index}) => index), paths, isLarge: true}
  }

  function takeSmall(most: number): Task | undefined {
    const wanted = batchSize(most)
    const paths: string[] = []
    const indexes: number[] = []
    while (indexes.length < wanted) {
      const run = takeRun()
      if (!run) break
      paths.push(run.paths)
      for (let at = 0; at < run.count; at++) indexes.push(run.first + at)
    }
    if (indexes.length === 0) return undefined
    unsettled += indexes.length
    return {indexes, paths: paths.join('\0'), isLarge: false}
  }

  function settle({indexes, isLarge}: Task, answers: BatchAnswers): number {
    if (isLarge) {
      for (const [at, index] of indexes.entries()) {
        const length = answers.digests.length / indexes.length
        const digests = answers.digests.subarray(at * length, (at + 1) * length)
        columns.put(index, {digests, sizes: answers.sizes.subarray(at, at + 1)})
      }
    } else {
      columns.put(indexes[0] ?? 0, answers)
      unsettled -= indexes.length
      const bytes = answers.sizes.reduce((sum, size) => sum + Math.max(0, size), 0)
      small = {files: small.files + indexes.length, bytes: small.bytes + bytes}
    }
    for (const file of answers.large) {
      large.push({...file, index: indexes[file.index] ?? 0})
      largeBytes += file.bytes
      allLarge += file.bytes
    }
    if (answers.large.length > 0) large.sort((a, b) => a.bytes - b.bytes)
    failures += answers.failed.length
    for (const file of answers.failed.slice(0, KEPT_FAILURES - failed.length)) {
      failed.push({...file, index: indexes[file.index] ?? 0})
    }
    return indexes.length - answers.large.length
  }

  return {
    takeLarge,
    takeSmall,
    /** Takes the answers to a task; says how many files are finished by them. */
    settle,

    /** Walks on for a short while; says whether there is reason to go on. */
    walkAhead(): boolean {
      for (let step = 0; step < 16; step++) {
        if ((ahead >= AHEAD_FILES && tree.isSound()) || !pull()) return false
      }
      return true
    },

    /** Whether there are no more files than these; walks as far as it takes to know. */
    hasAtMost(files: number): boolean {
      while (columns.count() <= files && pull());
      return isWalked && columns.count() <= files
    },

    isEmpty: () => isWalked && next >= runs.length && large.length === 0,
    largeBytes: () => largeBytes,
    /** How many files and bytes there are in all, as far as that is known. */
    expected: () => ({
      ...(isWalked ? {files: columns.count()} : {}),
      ...(isWalked && ahead === 0 && unsettled === 0 ? {bytes: small.bytes + allLarge} : {}),
    }),

    /** Throws one error about all files that have no checksum. */
    check(): void {
      if (failures === 0) return
      failed.sort((a, b) => a.index - b.index)
      const problems = failed.map(({path, why}) => `${pathText(path)} ${why}`)
      const codes = new Set(failed.map(({code}) => code))
      const [only, ...more] = codes
      throw new ActionError(
        only !== undefined && more.length === 0 ? only : 'file-unreadable',
        `no checksum could be taken:\n${listProblems(problems, failures)}`,
      )
    },
  }
}

export type HashQueue = ReturnType<typeof hashQueue>
