import * as z from 'zod'
import {baselineSchema} from './baseline-choice.ts'
import {dataBodySchema, datasetSchema} from './data.ts'
import {dataChangeSchema} from './data-change.ts'
import {DEPLOYED, type Deployed, REFUSALS, type Refusal} from './deployment/refusals.ts'
import {guardSchema, smokeSchema} from './deployment/section.ts'
import {digestSchema} from './digest-schema.ts'
import {evaluationBodySchema} from './evaluation.ts'
import {findingSchema} from './finding.ts'
import {gateBodySchema} from './gate.ts'
import {planSchema} from './plan.ts'
import {provenanceSchema} from './provenance/provenance.ts'
import {modelBodySchema, TRAINING_EXITS, trainingBodySchema} from './training.ts'
import {TRIGGER_ENDS, type TriggerEnd} from './trigger.ts'
import {VERDICTS} from './verdict.ts'

/** What `track` answers, as its output `result` and in a terminal with `--json`. */
export const trackResultSchema = z.strictObject({
  schema: z.literal('proofmark/track-result/v1'),
  /** Of a single dataset its own digest, else one over all of them. */
  digest: digestSchema,
  files: z.int().nonnegative(),
  bytes: z.number().nonnegative(),
  changed: z
    .boolean()
    .describe("Whether the data differs from the baseline's; true when there is no baseline."),
  reasonCode: z.enum(['changed', 'unchanged', 'no-baseline']).describe('Why changed says so.'),
  datasets: z.array(datasetSchema.extend({manifest: z.string().optional()})),
  change: dataChangeSchema.optional(),
  baseline: baselineSchema,
  /** `fail` when a finding fails. */
  verdict: z.enum(VERDICTS),
  findings: z.array(findingSchema),
  provenance: provenanceSchema.optional(),
  drift: dataBodySchema.shape.drift,
  leakage: dataBodySchema.shape.leakage,
  looks: dataBodySchema.shape.looks,
  plan: planSchema.optional(),
})
export type TrackResult = z.infer<typeof trackResultSchema>

/** What `trigger` answers. */
export const triggerResultSchema = z.strictObject({
  schema: z.literal('proofmark/trigger-result/v1'),
  pipeline: z.string(),
  digest: digestSchema,
  triggered: z.boolean().describe('Whether this run set something off.'),
  reasonCode: z
    .enum(Object.keys(TRIGGER_ENDS) as [TriggerEnd, ...TriggerEnd[]])
    .describe('What became of the data.'),
  /** Of the data alone. */
  verdict: z.enum(VERDICTS),
  /** Files, over all datasets, since the baseline. */
  changes: z.strictObject({
    added: z.int(),
    removed: z.int(),
    modified: z.int(),
    renamed: z.int(),
  }),
  branch: z.string().optional(),
  pullRequest: z.strictObject({number: z.int(), url: z.string()}).optional(),
})
export type TriggerResult = z.infer<typeof triggerResultSchema>

/** What `evaluate` answers. */
export const evaluateResultSchema = z.strictObject({
  schema: z.literal('proofmark/evaluate-result/v1'),
  pipeline: z.string(),
  leg: z.string(),
  ...evaluationBodySchema.shape,
  reasonCode: z.literal('evaluated'),
  /** Digest of the record's evaluation section. */
  section: digestSchema,
})
export type EvaluateResult = z.infer<typeof evaluateResultSchema>

/** What `gate` answers. */
export const gateResultSchema = z.strictObject({
  schema: z.literal('proofmark/gate-result/v1'),
  pipeline: z.string(),
  leg: z.string(),
  /** Rules that decide, by their verdicts; those that only report are counted apart. */
  counts: z.strictObject({
    pass: z.int(),
    fail: z.int(),
    inconclusive: z.int(),
    'no-baseline': z.int(),
    error: z.int(),
    'report-only': z.int(),
  }),
  ...gateBodySchema.shape,
  /** Digest of the record's gate section. */
  section: digestSchema,
  /** Whether the record entered the history, and if not, why. */
  remembered: z.string(),
})
export type GateResult = z.infer<typeof gateResultSchema>

/** What `comment` answers. */
export const commentResultSchema = z.strictObject({
  schema: z.literal('proofmark/comment-result/v1'),
  pipeline: z.string(),
  leg: z.string(),
  verdict: z.enum(VERDICTS),
  /** Where the report went. */
  comment: z.enum(['created', 'updated', 'unchanged', 'stale', 'summary-only']),
  reason: z.string(),
  url: z.string().optional(),
})
export type CommentResult = z.infer<typeof commentResultSchema>

/** What the root action answers: the parts' answers under one verdict. */
export const pipelineResultSchema = z.strictObject({
  schema: z.literal('proofmark/pipeline-result/v1'),
  verdict: z.enum(VERDICTS),
  reasonCode: z.string(),
  track: trackResultSchema.optional(),
  gate: gateResultSchema,
  comment: commentResultSchema,
})
export type PipelineResult = z.infer<typeof pipelineResultSchema>

/** What `train` answers. */
export const trainResultSchema = z.strictObject({
  schema: z.literal('proofmark/train-result/v1'),
  ...trainingBodySchema.shape,
  reasonCode: z.enum(TRAINING_EXITS),
  model: modelBodySchema.optional(),
})
export type TrainResult = z.infer<typeof trainResultSchema>

/** What `token` answers; the token itself is an output of its own. */
export const tokenResultSchema = z.strictObject({
  schema: z.literal('proofmark/token-result/v1'),
  reasonCode: z.literal('exchanged'),
  audience: z.string(),
  scope: z.string().optional(),
  expiresAt: z.iso.datetime().optional(),
  /** It outlives the job, for all that is known. */
  isWeak: z.boolean(),
  /** The variable in which later steps find it. */
  exportedAs: z.string().optional(),
  givenBack: z.enum(['after-the-job', 'already', 'never']),
})
export type TokenResult = z.infer<typeof tokenResultSchema>
const deployReasons = [...Object.keys(DEPLOYED), ...Object.keys(REFUSALS)] as readonly (
  | Deployed
  | Refusal
)[]

/** What `deploy` answers, in each of its three ways. */
export const deployResultSchema = z.strictObject({
  schema: z.literal('proofmark/deploy-result/v1'),
  way: z.enum(['plan', 'deploy', 'rollback']),
  pipeline: z.string(),
  leg: z.string(),
  environment: z.string(),
  reasonCode: z.enum(deployReasons),
  /** One sentence. */
  reason: z.string(),
  /** The model that the answer is about; absent when none was found. */
  model: digestSchema.optional(),
  /** What was live when this began. */
  live: z.strictObject({deployment: z.int(), commit: z.string(), model: digestSchema}).optional(),
  guards: z.array(guardSchema),
  /** Our deployment at GitHub, when it came to that. */
  deployment: z.int().optional(),
  smoke: smokeSchema.optional(),
  /** Digest of the record's deployment section; absent when none was kept. */
  section: digestSchema.optional(),
})
export type DeployResult = z.infer<typeof deployResultSchema>
