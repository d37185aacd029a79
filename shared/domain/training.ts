import * as z from 'zod'
import {digestSchema} from './digest-schema.ts'

/** How a training ended. Only the first made a model. */
export const TRAINING_EXITS = [
  'succeeded',
  'user-error',
  'cuda-oom',
  'host-oom',
  'timed-out',
  'cancelled',
  'killed',
  'not-started',
  'no-model',
  'no-metrics',
] as const

const fileSchema = z.strictObject({
  path: z.string(),
  digest: digestSchema,
  bytes: z.number().nonnegative(),
})

export const trainingBodySchema = z.strictObject({
  command: z.array(z.string()).min(1),
  exit: z.strictObject({
    reason: z.enum(TRAINING_EXITS),
    code: z.int().optional(),
    signal: z.string().optional(),
    /** One sentence. */
    message: z.string(),
  }),
  /** ISO 8601, UTC. */
  startedAt: z.iso.datetime(),
  wallSeconds: z.number().nonnegative(),
  /** Files of the checkout differed from the commit; absent without git. */
  isDirty: z.boolean().optional(),
  parameters: fileSchema.optional(),
  /** Files that pin what training runs on. */
  lockfiles: z.array(fileSchema),
  environment: z.strictObject({
    os: z.string(),
    arch: z.string(),
    /** Names of variables that the configuration passed on; values are never kept. */
    passed: z.array(z.string()),
  }),
  gpus: z.array(
    z.strictObject({
      name: z.string(),
      /** SHA-256 of the card's own id: the same card is seen again, and nobody learns which it is. */
      id: digestSchema,
      driver: z.string(),
      memoryMiB: z.number().nonnegative(),
    }),
  ),
  metrics: fileSchema.optional(),
})
export type TrainingBody = z.infer<typeof trainingBodySchema>

export const modelBodySchema = z.strictObject({
  path: z.string(),
  /** Of one file its own SHA-256, of a folder as for a dataset. */
  digest: digestSchema,
  bytes: z.number().nonnegative(),
  files: z.array(fileSchema).min(1),
})
export type ModelBody = z.infer<typeof modelBodySchema>

/** What is known of how a process ended, before anybody says what it means. */
export type ProcessEnd =
  | {readonly kind: 'exited'; readonly code: number}
  | {readonly kind: 'signalled'; readonly signal: string}
  | {readonly kind: 'timed-out'}
  | {readonly kind: 'not-started'; readonly cause: unknown}

export type EndClues = {
  readonly end: ProcessEnd
  /** Somebody asked us to stop. */
  readonly isCancelled: boolean
  /** The kernel killed something in our group for want of memory. */
  readonly isOutOfMemory: boolean
  /** The last lines that the training said. */
  readonly lastLines: readonly string[]
}

const CUDA_OOM =
  /CUDA out of memory|torch\.(cuda\.)?OutOfMemoryError|CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation/

/** What an end means, from the most certain clue to the least. */
export function classifyEnd({
  end,
  isCancelled,
  isOutOfMemory,
  lastLines,
}: EndClues): TrainingBody['exit'] {
  if (end.kind === 'exited' && end.code === 0)
    return {reason: 'succeeded', message: 'training ended well'}
  const how =
    end.kind === 'exited' ? {code: end.code} : end.kind === 'signalled' ? {signal: end.signal} : {}
  if (isCancelled) return {reason: 'cancelled', ...how, message: 'training was cancelled'}
  switch (end.kind) {
    case 'not-started': {
      const why = end.cause instanceof Error ? `: ${end.cause.message}` : ''
      return {reason: 'not-started', message: `training could not be started${why}`}
    }
    case 'timed-out':
      return {reason: 'timed-out', message: 'training did not end within its time'}
    case 'signalled':
    case 'exited':
      break
  }
  const cuda = lastLines.findLast(line => CUDA_OOM.test(line))
  if (cuda !== undefined) {
    return {
      reason: 'cuda-oom',
      ...how,
      message: `the GPU ran out of memory: ${cuda.trim().slice(0, 300)}`,
    }
  }
  const isKilled = end.kind === 'signalled' ? end.signal === 'SIGKILL' : end.code === 137
  if (isKilled && isOutOfMemory) {
    return {
      reason: 'host-oom',
      ...how,
      message: 'the machine ran out of memory and killed the training',
    }
  }
  if (end.kind === 'signalled') {
    return {reason: 'killed', ...how, message: `something ended the training (${end.signal})`}
  }
  const last = lastLines.findLast(line => line.trim() !== '')
  const words = last === undefined ? '' : `: ${last.trim().slice(0, 300)}`
  return {
    reason: 'user-error',
    ...how,
    message: `training ended with exit code ${end.code}${words}`,
  }
}
