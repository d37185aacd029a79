import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {batchHasher} from './hash-batch.ts'
import {runCrew} from './hash-crew.ts'
import type {Algorithm} from './hash-file.ts'
import {type HashedFile, type HashQueue, hashQueue} from './hash-queue.ts'
import {batchOf, type HashWork, settle} from './hash-work.ts'

export type {HashedFile} from './hash-queue.ts'

/** Below these, starting threads costs more than it saves. */
const ALONE_FILES = 500
const ALONE_BYTES = 16 * 2 ** 20
const MOST_WORKERS = 8
/** Small files between two looks at signals and at progress. */
const BREATH_FILES = 100

export type HashOptions<A extends Algorithm = Algorithm> = {
  /** Default: SHA-256. */
  readonly algorithm?: A
  /** Files that are finished and bytes that are read since the last call. */
  readonly onProgress?: HashWork['onProgress']
  readonly signal?: AbortSignal
  /** Threads besides this one; default: one for each core, at most 8. With 0 this thread does all of it. */
  readonly workers?: number
}

/**
 * Checksum of every file, in the order given, paths relative to the root. Files that vanish or change meanwhile, or
 * cannot be read, are an error that names them all.
 */
export async function hashFiles<A extends Algorithm = 'sha256'>(
  root: string,
  paths: readonly string[],
  options: HashOptions<A> = {},
): Promise<readonly HashedFile<A>[]> {
  const queue = hashQueue(paths)
  const {onProgress = () => undefined, signal} = options
  const algorithm: Algorithm = options.algorithm ?? 'sha256'
  const work: HashWork = {root, paths, algorithm, queue, onProgress, signal}
  const script = workerScript()
  const workers = options.workers ?? Math.min(availableParallelism(), MOST_WORKERS)
  if (script === undefined || workers === 0) await workAlone(work, () => true)
  else {
    await workAlone(work, () => isLittle(queue))
    if (!queue.isEmpty()) await runCrew(script, workers, work)
  }
  // The queue holds what was asked for.
  return queue.results() as readonly HashedFile<A>[]
}

function isLittle(queue: HashQueue): boolean {
  const {files, largeBytes} = queue.rest()
  return files <= ALONE_FILES && (files > 0 || largeBytes <= ALONE_BYTES)
}

/** Works on this thread, small files first, as long as it may go on so. */
async function workAlone(work: HashWork, mayGoOn: () => boolean): Promise<void> {
  const hash = batchHasher()
  while (mayGoOn()) {
    work.signal?.throwIfAborted()
    const task = work.queue.takeSmall(BREATH_FILES) ?? work.queue.takeLarge()
    if (!task) return
    const answers = await hash(batchOf(task, work), bytes => work.onProgress({files: 0, bytes}))
    settle(task, answers, work)
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** Beside this file as TypeScript in a checkout, beside the bundle in `dist/`; where it is not, we work alone. */
function workerScript(): string | undefined {
  const name = import.meta.url.endsWith('.ts') ? './hash.worker.ts' : './hash.worker.js'
  const path = fileURLToPath(new URL(name, import.meta.url))
  return existsSync(path) ? path : undefined
}
