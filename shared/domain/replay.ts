import * as z from 'zod'
import {commitSchema} from './commit.ts'
import {VERDICTS} from './verdict.ts'

/** What became of figures that were blocked. */
export const AFTERMATHS = ['came-back', 'stayed', 'unknown'] as const
export type Aftermath = (typeof AFTERMATHS)[number]

const ruleAtSchema = z.strictObject({
  /** Which rule of the list, from 0. */
  rule: z.int().nonnegative(),
  verdict: z.enum(VERDICTS),
  candidate: z.number().optional(),
  baseline: z.number().optional(),
  limit: z.number().optional(),
})

const rowSchema = z.strictObject({
  commit: commitSchema,
  /** When it was committed. */
  at: z.string(),
  subject: z.string(),
  isMerge: z.literal(true).optional(),
  /** Absent where the commit holds no metrics file: then nothing is judged. */
  verdict: z.enum(VERDICTS).optional(),
  reasonCode: z.string().optional(),
  reason: z.string(),
  /** Whether the metrics file differs from the baseline's; without a baseline it does. */
  isChanged: z.boolean(),
  baseline: z.strictObject({commit: commitSchema, commitsBefore: z.int().positive()}).optional(),
  rules: z.array(ruleAtSchema),
})
export type ReplayRow = z.infer<typeof rowSchema>

const blockedSchema = z.strictObject({
  commit: commitSchema,
  aftermath: z.enum(AFTERMATHS),
  /** How many changes of the figures later it came back. */
  changesLater: z.int().positive().optional(),
  /** The change is no larger than the metric's usual one. */
  isUsual: z.boolean().optional(),
  /** Chance was known when it was judged: from standard errors or scores by example. */
  isNoiseKnown: z.boolean(),
})
export type BlockedCommit = z.infer<typeof blockedSchema>

const replayedRuleSchema = z.strictObject({
  rule: z.string(),
  metric: z.string(),
  blocking: z.boolean(),
  /** Changes of the figures on which it gave a verdict other than error. */
  judged: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** How often it went from failing to not failing or back, from one change of the figures to the next. */
  flips: z.int().nonnegative(),
  /** The middle size of the metric's change from one change of the figures to the next. */
  usualChange: z.number().optional(),
  /** The metric over the changes of the figures, the oldest first. */
  sparkline: z.string(),
})
export type ReplayedRule = z.infer<typeof replayedRuleSchema>

/** What `replay` answers. */
export const replayResultSchema = z.strictObject({
  schema: z.literal('proofmark/replay-result/v1'),
  reasonCode: z.literal('replayed'),
  metrics: z.array(z.string()).min(1),
  /** The newest commit. */
  head: commitSchema,
  commits: z.int().nonnegative(),
  isShallow: z.boolean(),
  /** Names that a metrics file had before, the newest first. */
  earlierNames: z.array(z.strictObject({path: z.string(), until: commitSchema})),
  counts: z.strictObject({
    changed: z.int(),
    absent: z.int(),
    pass: z.int(),
    fail: z.int(),
    inconclusive: z.int(),
    'no-baseline': z.int(),
    error: z.int(),
  }),
  rules: z.array(replayedRuleSchema),
  /** Changes of the figures that the gate would have blocked, the newest first. */
  blocked: z.array(blockedSchema),
  /** Every commit, the newest first. */
  rows: z.array(rowSchema),
})
export type ReplayResult = z.infer<typeof replayResultSchema>
