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
export type Task = HashBatch &
  (
    | {readonly isLarge: false; readonly first: number; readonly count: number}
    | {readonly isLarge: true; readonly indexes: readonly number[]}
  )

/** The walk does not run further ahead of those who hash than this. */
const AHEAD_FILES = 5_000_000
/** A task should not take much longer than this many bytes do. */
const TASK_BYTES = 16 * 2 ** 20
const MOST_FILES = 500
const LEAST_FILES = 16
/** Failures beyond these are counted. */
const KEPT_FAILURES = 1000

/**
 * Work on files of which nobody knows yet how many there are and how large. They are taken in batches, and those that
 * turn out to be large come back to be taken before all others, the largest first, so that nobody waits for one in the
 * end.
 */
export function hashQueue(tree: FileTree, columns: Columns) {
  const walk = tree.runs[Symbol.iterator]()
  /** Of every run that was not taken yet: how many files, and where their names end. */
  let runs: number[] = []
  let next = 0
  let taken = {files: 0, bytes: 0}
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
    runs.push(value.length, columns.add(value))
    return true
  }

  const ahead = (): number => columns.count() - taken.files

  /** Takes a run more; says whether there was one. */
  function takeRun(): boolean {
    while (next >= runs.length && pull());
    const [files, end] = [runs[next], runs[next + 1]]
    if (files === undefined || end === undefined) return false
    taken = {files: taken.files + files, bytes: end}
    next += 2
    if (next >= 2048) {
      runs = runs.slice(next)
      next = 0
    }
    return true
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
    const {files: first, bytes: from} = taken
    while (taken.files - first < wanted && takeRun());
    const count = taken.files - first
    if (count === 0) return undefined
    unsettled += count
    return {isLarge: false, first, count, paths: columns.names(from, taken.bytes)}
  }

  function settle(task: Task, answers: BatchAnswers): number {
    const count = task.isLarge ? task.indexes.length : task.count
    const indexOf = (at: number): number =>
      task.isLarge ? (task.indexes[at] ?? 0) : task.first + at
    if (task.isLarge) {
      for (const [at, index] of task.indexes.entries()) {
        const length = answers.digests.length / count
        const digests = answers.digests.subarray(at * length, (at + 1) * length)
        const sizes = answers.sizes.subarray(at, at + 1)
        columns.put(index, {digests, sizes, bytes: Math.max(0, sizes[0] ?? 0)})
      }
    } else {
      columns.put(task.first, answers)
      unsettled -= count
      small = {files: small.files + count, bytes: small.bytes + answers.bytes}
    }
    for (const file of answers.large) {
      large.push({...file, index: indexOf(file.index)})
      largeBytes += file.bytes
      allLarge += file.bytes
    }
    if (answers.large.length > 0) large.sort((a, b) => a.bytes - b.bytes)
    failures += answers.failed.length
    for (const file of answers.failed.slice(0, KEPT_FAILURES - failed.length)) {
      failed.push({...file, index: indexOf(file.index)})
    }
    return count - answers.large.length
  }

  return {
    takeLarge,
    takeSmall,
    /** Takes the answers to a task; says how many files are finished by them. */
    settle,

    /** Walks on for a short while; says whether there is reason to go on. */
    walkAhead(): boolean {
      for (let step = 0; step < 16; step++) {
        if ((ahead() >= AHEAD_FILES && tree.isSound()) || !pull()) return false
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
      ...(isWalked && ahead() === 0 && unsettled === 0 ? {bytes: small.bytes + allLarge} : {}),
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
