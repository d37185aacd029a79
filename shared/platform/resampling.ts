import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {Worker} from 'node:worker_threads'
import {type Block, drawBlock} from '../domain/statistics/resample.ts'
import type {Units} from '../domain/statistics/units.ts'
import {ActionError} from './errors.ts'

export type ResampleTask = {readonly units: Units; readonly blocks: readonly Block[]}

export type ResampleOptions = {
  /** Threads, this one among them; default: one for each core, at most 8. */
  readonly workers?: number
}

/** Fewer draws than these take less time than a thread takes to start. */
const ALONE = 2e7
const MOST_WORKERS = 8

/**
 * What `drawBlock` gives for each block, in their order, drawn on several threads when it is worth it. Blocks have seeds
 * of their own, so that the number of threads changes nothing but the time.
 */
export async function drawBlocks(
  {units, blocks}: ResampleTask,
  {workers = Math.min(availableParallelism(), MOST_WORKERS)}: ResampleOptions = {},
): Promise<readonly Float64Array[]> {
  const draws = units.count * blocks.reduce((sum, {resamples}) => sum + resamples, 0)
  const script = workerScript()
  const crew = Math.min(workers, blocks.length)
  if (crew < 2 || draws < ALONE || script === undefined) {
    return blocks.map(block => drawBlock(units, block))
  }
  const shares = Array.from({length: crew}, (_, own) =>
    blocks.filter((_, index) => index % crew === own),
  )
  const threads: Thread[] = []
  try {
    for (const share of shares.slice(1)) {
      const thread = startThread(script)
      threads.push(thread)
      thread.worker.postMessage({units, blocks: share})
    }
    // The threads start while this one draws its own share.
    const first = (shares[0] ?? []).map(block => drawBlock(units, block))
    const parts = [first, ...(await Promise.all(threads.map(({drawn}) => drawn)))]
    return blocks.map((_, index) => parts[index % crew]?.[Math.floor(index / crew)] ?? missing())
  } finally {
    await Promise.all(threads.map(({worker}) => worker.terminate()))
  }
}

type Thread = {readonly worker: Worker; readonly drawn: Promise<readonly Float64Array[]>}

function startThread(script: string): Thread {
  // Options of this process, such as a module to load first, are not meant for its threads.
  const worker = new Worker(script, {execArgv: []})
  const drawn = new Promise<readonly Float64Array[]>((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(new ActionError('resampling-failed', 'a resampling thread died', {cause}))
    worker.once('message', resolve).once('error', fail)
    worker.once('exit', code => fail(new Error(`exit code ${code}`)))
  })
  // Awaited later; until then a failure is not unhandled.
  drawn.catch(() => undefined)
  return {worker, drawn}
}

function missing(): never {
  throw new ActionError('resampling-failed', 'a resampling thread answered with too little')
}

/** Beside this file as TypeScript in a checkout, beside the bundle in `dist/`; where it is not, this thread does it all. */
function workerScript(): string | undefined {
  const name = import.meta.url.endsWith('.ts') ? './resample.worker.ts' : './resample.worker.js'
  const path = fileURLToPath(new URL(name, import.meta.url))
  return existsSync(path) ? path : undefined
}
