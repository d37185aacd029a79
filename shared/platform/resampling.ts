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
 * of their own, so that the number of threads changes nothing but the time. The gate does not ask for threads: it spends at
 * most 2e8 additions on a rule, and to start a thread costs as much as a good part of them.
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
  // Whoever is free takes the next block, so that nobody waits for a thread that is slow to start.
  const work: ResampleWork = {units: shared(units), blocks, next: new SharedArrayBuffer(4)}
  const threads: Thread[] = []
  try {
    for (let own = 1; own < crew; own++) {
      const thread = startThread(script)
      threads.push(thread)
      thread.worker.postMessage(work)
    }
    const parts = [takeBlocks(work), ...(await Promise.all(threads.map(({drawn}) => drawn)))]
    const found = new Map(parts.flat())
    return blocks.map((_, index) => found.get(index) ?? missing())
  } finally {
    await Promise.all(threads.map(({worker}) => worker.terminate()))
  }
}

/** What threads share: the blocks, and the number of the next one that nobody has taken. */
export type ResampleWork = ResampleTask & {readonly next: SharedArrayBuffer}

/** With the number of their block. */
export type TakenBlocks = readonly (readonly [number, Float64Array])[]

/** Draws blocks that nobody has taken, until there are none. */
export function takeBlocks({units, blocks, next}: ResampleWork): TakenBlocks {
  const counter = new Int32Array(next)
  const taken: (readonly [number, Float64Array])[] = []
  for (;;) {
    const index = Atomics.add(counter, 0, 1)
    const block = blocks[index]
    if (!block) return taken
    taken.push([index, drawBlock(units, block)])
  }
}

/** The sums where threads read them without a copy of their own. */
function shared({sums, ...units}: Units): Units {
  const held = new Float64Array(new SharedArrayBuffer(sums.byteLength))
  held.set(sums)
  return {...units, sums: held}
}

type Thread = {readonly worker: Worker; readonly drawn: Promise<TakenBlocks>}

function startThread(script: string): Thread {
  // Options of this process, such as a module to load first, are not meant for its threads.
  const worker = new Worker(script, {execArgv: []})
  const drawn = new Promise<TakenBlocks>((resolve, reject) => {
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
