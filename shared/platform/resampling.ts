import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {Worker} from 'node:worker_threads'
import {type Block, type DrawBlocks, drawBlock, drawBlocks} from '../domain/statistics/resample.ts'
import type {Units} from '../domain/statistics/units.ts'

export type CrewOptions = {
  /** Threads, this one among them; default: one for each core, at most 8. */
  readonly workers?: number
  /** What the other threads run; default: what stands beside this file. */
  readonly script?: string | undefined
  /** How long to wait for a block that another thread took. */
  readonly patienceMs?: number
}

/** Fewer additions than these take less time than a thread takes to start. */
const ALONE = 2e7
const MOST_WORKERS = 8
/** Longer than any block takes: the thread that took it is no more. */
const PATIENCE_MS = 5000

/** Threads that draw resamples for this one, which waits for them. */
export type Crew = {
  /**
   * What `drawBlock` gives for each block, in their order. Blocks have seeds of their own, so that the number of threads
   * changes nothing but the time, and what a thread leaves undone this one does.
   */
  readonly draw: DrawBlocks
  readonly end: () => Promise<unknown>
}

/** The threads start when there is enough to draw, and end with the process. */
export function resamplingCrew({
  workers = Math.min(availableParallelism(), MOST_WORKERS),
  script,
  patienceMs = PATIENCE_MS,
}: CrewOptions = {}): Crew {
  const threads: Worker[] = []

  function callThreads(path: string): readonly Worker[] {
    while (threads.length < workers - 1) threads.push(startThread(path))
    return threads
  }

  return {
    draw(units, blocks) {
      const resamples = blocks.reduce((sum, block) => sum + block.resamples, 0)
      const isMuch = units.count * units.width * resamples >= ALONE && blocks.length > 1
      const path = isMuch && workers > 1 ? (script ?? workerScript()) : undefined
      if (path === undefined) return drawBlocks(units, blocks)
      const work: ResampleWork = {
        units,
        blocks,
        board: new SharedArrayBuffer(4 * (1 + blocks.length)),
        drawn: new SharedArrayBuffer(8 * resamples * units.width),
      }
      for (const thread of callThreads(path)) thread.postMessage(work)
      drawFreeBlocks(work)
      return collectBlocks(work, patienceMs)
    },
    end: () => Promise.all(threads.splice(0).map(thread => thread.terminate())),
  }
}

/** All cores, for who need not say how many. */
export const crew: Crew = resamplingCrew()

/** What threads share: `board` has the number of the next block that nobody has taken, and of each block whether it is drawn; `drawn` the sums. */
export type ResampleWork = {
  readonly units: Units
  readonly blocks: readonly Block[]
  readonly board: SharedArrayBuffer
  readonly drawn: SharedArrayBuffer
}

const NEXT = 0

/** Draws blocks that nobody has taken, until there are none: nobody waits for a thread that is slow to start. */
export function drawFreeBlocks(work: ResampleWork): void {
  const board = new Int32Array(work.board)
  for (;;) {
    const index = Atomics.add(board, NEXT, 1)
    const block = work.blocks[index]
    if (!block) return
    placeOf(work, index).set(drawBlock(work.units, block))
    Atomics.store(board, 1 + index, 1)
    Atomics.notify(board, 1 + index)
  }
}

function collectBlocks(work: ResampleWork, patienceMs: number): readonly Float64Array[] {
  const board = new Int32Array(work.board)
  return work.blocks.map((block, index) =>
    Atomics.wait(board, 1 + index, 0, patienceMs) === 'timed-out'
      ? drawBlock(work.units, block)
      : placeOf(work, index).slice(),
  )
}

function placeOf({units, blocks, drawn}: ResampleWork, index: number): Float64Array {
  let before = 0
  for (const {resamples} of blocks.slice(0, index)) before += resamples
  const length = (blocks[index]?.resamples ?? 0) * units.width
  return new Float64Array(drawn, 8 * before * units.width, length)
}

function startThread(script: string): Worker {
  // Options of this process, such as a module to load first, are not meant for its threads, and neither are its secrets.
  const thread = new Worker(script, {execArgv: [], env: {}})
  // A thread that dies is not missed: what it has taken is drawn again.
  thread.on('error', () => undefined)
  thread.unref()
  return thread
}

/** Beside this file as TypeScript in a checkout, beside the bundle in `dist/`; where it is not, this thread does it all. */
function workerScript(): string | undefined {
  const name = import.meta.url.endsWith('.ts') ? './resample.worker.ts' : './resample.worker.js'
  const path = fileURLToPath(new URL(name, import.meta.url))
  return existsSync(path) ? path : undefined
}
