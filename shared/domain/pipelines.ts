import * as z from 'zod'
import {digestSchema} from './digest-schema.ts'
import {planSchema} from './plan.ts'
import {commentResultSchema} from './results.ts'
import {VERDICTS} from './verdict.ts'

/** GitHub starts at most so many jobs of one matrix. */
export const MOST_PIPELINES = 256

/**
 * Paths that may stand in a matrix. Workflows put its values where they like, so nothing that a shell, an expression or a
 * log could take for more than a path.
 */
const PLAIN_PATH = /^(?:[A-Za-z0-9_.@+][A-Za-z0-9_.@+-]*\/)*[A-Za-z0-9_.@+][A-Za-z0-9_.@+-]*$/
const LONGEST_PATH = 240

/** Why a configuration cannot be one of many by its path, or nothing. */
export function pathProblem(path: string): string | undefined {
  if (path.length > LONGEST_PATH) return `its path has more than ${LONGEST_PATH} characters`
  if (PLAIN_PATH.test(path)) return undefined
  return 'its path may hold letters, digits and . _ - + @ alone, as it becomes a value of a matrix'
}

export type NamedConfig = {readonly config: string; readonly pipeline: string}

/** Configurations that have a name in common, also one that differs in capitals alone, as folders of records may not tell these apart. */
export function sharedNames(named: readonly NamedConfig[]): readonly (readonly NamedConfig[])[] {
  const groups = new Map<string, NamedConfig[]>()
  for (const one of named) {
    const key = one.pipeline.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].filter(group => group.length > 1)
}

const plannedSchema = z.strictObject({
  pipeline: z.string(),
  config: z.string(),
  ...planSchema.shape,
  changed: z.boolean().describe("Whether its data differs from the baseline's."),
  digest: digestSchema.describe('Of its data.'),
  /** Of its data alone. */
  verdict: z.enum(VERDICTS),
  findings: z.int().nonnegative(),
})
/** What the plan says about one of many pipelines. */
export type PlannedPipeline = z.infer<typeof plannedSchema>

/** Configurations about which nothing could be said, each with why. */
const problems = z.array(z.strictObject({config: z.string(), message: z.string()}))

/** What `track` answers where `config` names several files. */
export const pipelinesResultSchema = z.strictObject({
  schema: z.literal('proofmark/pipelines-result/v1'),
  verdict: z.enum(VERDICTS),
  reasonCode: z.enum(['changed', 'unchanged', 'invalid-pipelines']),
  pipelines: z.array(plannedSchema),
  problems,
})
export type PipelinesResult = z.infer<typeof pipelinesResultSchema>

/** What `comment` answers where `config` names several files. */
export const commentsResultSchema = z.strictObject({
  schema: z.literal('proofmark/comments-result/v1'),
  /** The worst of all that were reported. */
  verdict: z.enum(VERDICTS),
  reasonCode: z.string(),
  comments: z.array(commentResultSchema),
  /** Pipelines that the change does not touch. */
  untouched: z.array(z.string()),
  problems,
})
export type CommentsResult = z.infer<typeof commentsResultSchema>

/** For `strategy.matrix`: one job for each pipeline whose model must be trained. */
export function matrixOf(planned: readonly PlannedPipeline[]): string {
  const include = planned
    .filter(({train}) => train)
    .map(({pipeline, config, reason, key}) => ({pipeline, config, reason, key: key ?? ''}))
  return JSON.stringify({include})
}
