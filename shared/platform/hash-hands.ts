import {Worker} from 'node:worker_threads'
import type {HashReply} from './hash.worker.ts'
import {type BatchAnswers, batchHasher, type HashBatch, type HashSetup} from './hash-batch.ts'

/** Who does one batch after the other. */
export type Hand = {
  /** Small files that it is given at once, at most. */
  readonly most: number
  /** Whether it works on while this thread does something else. */
  readonly isOther: boolean
  readonly give: (batch: HashBatch) => void
  readonly stop: () => Promise<unknown>
}

/** What a hand has to say. */
export type Ears = {
  readonly onRead: (bytes: number) => void
  readonly onDone: (answers: BatchAnswers) => void
  readonly onDeath: (cause: unknown) => void
}

const MOST_FILES = 500
/** Files after which this thread looks at what the others say. */
const BREATH_FILES = 100
/** A young generation of the usual size would grow to more than all that a worker ever holds. */
const LIMITS = {maxYoungGenerationSizeMb: 8}

/** A thread of its own. */
export function otherHand(script: string, setup: HashSetup, {onRead, onDone, onDeath}: Ears): Hand {
  // Options of this process, such as a module to load first, are not meant for its threads.
  const worker = new Worker(script, {execArgv: [], workerData: setup, resourceLimits: LIMITS})
  worker.on('error', onDeath)
  worker.on('exit', code => onDeath(new Error(`exit code ${code}`)))
  worker.on('message', (reply: HashReply) => {
    if (reply.kind === 'read') onRead(reply.bytes)
    else onDone(reply.answers)
  })
  return {
    most: MOST_FILES,
    isOther: true,
    give: ({paths, isLarge}) => worker.postMessage({paths, isLarge}),
    stop: () => worker.terminate(),
  }
}

/** This thread: it would else only wait. */
export function ownHand(setup: HashSetup, {onRead, onDone, onDeath}: Ears): Hand {
  const hash = batchHasher(setup)
  let isStopped = false
  return {
    most: BREATH_FILES,
    isOther: false,
    give: batch =>
      void setImmediate(() => {
        if (!isStopped) hash(batch, onRead).then(onDone).catch(onDeath)
      }),
    async stop() {
      isStopped = true
    },
  }
}
