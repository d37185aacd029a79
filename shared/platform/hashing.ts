import {existsSync} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import {fileURLToPath} from 'node:url'
import {now} from './clock.ts'
import {quietBefore} from './file-facts.ts'
import {batchHasher} from './hash-batch.ts'
import {type HashedFile, type HashedList, openColumns} from './hash-columns.ts'
import {runCrew} from './hash-crew.ts'
import type {Algorithm} from './hash-file.ts'
import {type FileTree, type HashQueue, hashQueue} from './hash-queue.ts'
import {type HashWork, settle} from './hash-work.ts'
import type {SharedTable} from './stat-table.ts'

export type {HashedFile, HashedList, ListedFile} from './hash-columns.ts'
export type {FileTree} from './hash-queue.ts'
export type {HashStep} from './hash-work.ts'

/** Below these, starting threads costs more than it saves. */
const ALONE_FILES = 500
const ALONE_BYTES = 16 * 2 ** 20
const MOST_THREADS = 8
/** Small files between two looks at signals and at progress. */
const BREATH_FILES = 100

/** A memory of digests that may spare reading files; the stat cache is one. */
export type DigestMemory = {
  /** Absent where nothing of it is to be believed. */
  readonly table: SharedTable | undefined
  readonly remember: (entries: Uint8Array) => void
}

export type HashOptions<A extends Algorithm = Algorithm> = {
  /** Default: SHA-256. */
  readonly algorithm?: A
  readonly onProgress?: HashWork['onProgress']
  readonly signal?: AbortSignal
  /** Threads besides this one; default: with this one, one for each core, at most 8. With 0 this one does all of it. */
  readonly workers?: number
  /** Only of SHA-256. */
  readonly memory?: DigestMemory | undefined
  /** Where long lists may lie for a while. */
  readonly scratch?: string
}

/**
 * Checksum of every file of a tree, in its order. Files that vanish or change meanwhile, or cannot be read, are an error
 * that names them.
 */
export async function hashTree<A extends Algorithm = 'sha256'>(
  tree: FileTree,
  options: HashOptions<A> = {},
): Promise<HashedList<A>> {
  const {onProgress = () => undefined, signal, memory} = options
  const algorithm: Algorithm = options.algorithm ?? 'sha256'
  const columns = openColumns(options.scratch ?? tmpdir(), algorithm)
  const queue = hashQueue(tree, columns)
  const work: HashWork = {
    setup: {
      root: tree.root,
      boundary: tree.boundary,
      algorithm,
      quietBefore: quietBefore(now().getTime()),
      table: memory?.table,
      isKeeping: memory !== undefined && algorithm === 'sha256',
    },
    queue,
    onProgress,
    onEntries: memory?.remember ?? (() => undefined),
    isSound: tree.isSound,
    signal,
  }
  const script = workerScript()
  const workers = options.workers ?? Math.min(availableParallelism(), MOST_THREADS) - 1
  try {
    if (script === undefined || workers === 0) await workAlone(work, () => true)
    else {
      if (queue.hasAtMost(ALONE_FILES)) await workAlone(work, () => isLittle(queue))
      if (!queue.isEmpty()) await runCrew(script, workers, work)
    }
    // What is wrong with the tree comes with its end.
    while (queue.walkAhead());
    queue.check()
  } catch (error) {
    columns.list().close()
    throw error
  }
  // The columns hold what was asked for.
  return columns.list() as HashedList<A>
}

/** The same for a list, whose paths may also be absolute. */
export async function hashFiles<A extends Algorithm = 'sha256'>(
  root: string,
  paths: readonly string[],
  options: HashOptions<A> = {},
): Promise<readonly HashedFile<A>[]> {
  const list = await hashTree(listedTree(root, paths), options)
  try {
    return Array.from(list.files(), ({digest, bytes}) => ({digest, bytes}))
  } finally {
    list.close()
  }
}

const RUN_FILES = 32

/** A tree of which somebody knows all files. */
export function listedTree(root: string, paths: readonly string[]): FileTree {
  function* runs() {
    for (let from = 0; from < paths.length; from += RUN_FILES)
      yield paths.slice(from, from + RUN_FILES)
  }
  return {root, runs: runs(), isSound: () => true}
}

function isLittle(queue: HashQueue): boolean {
  return queue.largeBytes() <= ALONE_BYTES
}

/** Works on this thread, small files first, as long as it may go on so. */
async function workAlone(work: HashWork, mayGoOn: () => boolean): Promise<void> {
  const hash = batchHasher(work.setup)
  while (mayGoOn() && work.isSound()) {
    work.signal?.throwIfAborted()
    const task = work.queue.takeSmall(BREATH_FILES) ?? work.queue.takeLarge()
    if (!task) return
    const answers = await hash(task, bytes => work.onProgress({files: 0, bytes}))
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
