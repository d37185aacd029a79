import * as z from 'zod'
import {baselineSchema} from './baseline-choice.ts'
import {commitSchema} from './commit.ts'
import {dataBodySchema} from './data.ts'
import type {Digest} from './digest.ts'
import {digestSchema} from './digest-schema.ts'
import {evaluationBodySchema} from './evaluation.ts'
import {canonicalJson, type Json} from './json.ts'
import {JUDGING} from './judging.ts'
import {metricSchema} from './metric-record.ts'
import {noiseSchema} from './noise.ts'
import {predictionChangeSchema} from './prediction-change.ts'
import {modelBodySchema, trainingBodySchema} from './training.ts'
import {VERDICTS} from './verdict.ts'

const TRUSTS = ['claimed', 'reviewed', 'recomputed', 'attested'] as const
export type Trust = (typeof TRUSTS)[number]

/** Who wrote a section, where and about which commit. */
const authorSchema = z.strictObject({
  action: z.string(),
  version: z.string(),
  pipeline: z.string(),
  leg: z.string(),
  commit: commitSchema.optional(),
  /** The run of GitHub Actions; absent in a terminal. */
  run: z.strictObject({id: z.int(), attempt: z.int(), event: z.string()}).optional(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
})
export type Author = z.infer<typeof authorSchema>

const ruleResultSchema = z.strictObject({
  /** The rule as the user wrote it. */
  rule: z.string(),
  /** The metric's name as the rule has it. */
  metric: z.string(),
  verdict: z.enum(VERDICTS),
  /** Stable, kebab-case, listed in reason-codes.ts: `within-limits`, `over-limit`, `worse-than-baseline`, … */
  reasonCode: z.string(),
  /** One sentence with the values. */
  reason: z.string(),
  blocking: z.boolean(),
  direction: z.enum(['lower', 'higher']),
  kind: z.enum(['absolute', 'relative']),
  candidate: z.number().optional(),
  baseline: z.number().optional(),
  /** Absolute rules: the limit. Relative rules: the worst value that would still pass. */
  limit: z.number().optional(),
  /** Relative rules: the tolerance as written (`+ 2%`). */
  tolerance: z.string().optional(),
  /** Relative rules whose metric was computed row by row for both models. */
  noise: noiseSchema.optional(),
  /** Where the value stands. */
  source: z.string().optional(),
  line: z.int().positive().optional(),
})
export type RuleResult = z.infer<typeof ruleResultSchema>

export const gateBodySchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  reasonCode: z.string(),
  /** One sentence: why this verdict. */
  reason: z.string(),
  rules: z.array(ruleResultSchema),
  metrics: z.array(metricSchema),
  baseline: baselineSchema,
  /** The baseline's metrics, so that a report needs nothing else. */
  baselineMetrics: z.array(metricSchema),
  policy: z.strictObject({
    /** Where the rules came from. */
    from: z.enum(['commit', 'inputs', 'worktree', 'proposed']),
    path: z.string().optional(),
    commit: commitSchema.optional(),
    digest: digestSchema,
    /** What the judged change does to its own policy; its rules are shown, never obeyed. */
    proposed: z
      .strictObject({
        change: z.enum(['edited', 'removed']),
        rules: z.array(ruleResultSchema),
        message: z.string(),
      })
      .optional(),
  }),
  /** What the judged change does to the configuration besides its rules; none of it decided. */
  configuration: z
    .strictObject({
      path: z.string(),
      /** Why the file of the change cannot be used; the trusted one was. */
      problem: z.string().optional(),
      isRemoved: z.literal(true).optional(),
      /** The metrics file: that of the trusted configuration was judged. */
      metrics: z.strictObject({trusted: z.string(), proposed: z.string().optional()}).optional(),
      /** The name of the pipeline: the trusted one was compared with. */
      pipeline: z.strictObject({trusted: z.string(), proposed: z.string()}).optional(),
      /** What it says otherwise about how models are judged; they were judged as the trusted one says. */
      evaluation: z.array(z.enum(JUDGING)).min(1).optional(),
    })
    .optional(),
  /** The model is the baseline's: nothing that it depends on differs, so nothing was trained. */
  unchanged: z
    .strictObject({
      commit: commitSchema,
      /** The baseline's record, whose metrics were judged. */
      record: z.string(),
      model: digestSchema,
      /** Datasets that were not at hand, so that nobody looked again whether they are the same. */
      claimed: z.array(z.string()),
    })
    .optional(),
  /** The rows that judge differ from those that judged the baseline. */
  isHoldoutChanged: z.literal(true).optional(),
  /** What the same rules say on the rows that judged the baseline, or why they say nothing; it decides nothing. */
  baseHoldout: z
    .union([
      z.strictObject({
        commit: commitSchema,
        rows: z.int().positive(),
        rules: z.array(ruleResultSchema).min(1),
      }),
      z.strictObject({commit: commitSchema, problem: z.string()}),
    ])
    .optional(),
  /** What is predicted, and from what, differs from the baseline's record. */
  prediction: predictionChangeSchema.optional(),
  /** Known when a rule that decides was judged on scores by row. */
  noise: z.enum(['unknown', 'known']),
  attempt: z.int().positive(),
})
export type GateBody = z.infer<typeof gateBodySchema>
export type Unchanged = NonNullable<GateBody['unchanged']>
export type ConfigurationChange = NonNullable<GateBody['configuration']>

const envelope = {
  by: authorSchema,
  /** The sections and files this one was made from. */
  uses: z.record(z.string(), digestSchema),
  trust: z.enum(TRUSTS),
}

export const dataSectionSchema = z.strictObject({
  schema: z.literal('proofmark/data/v1'),
  ...envelope,
  body: dataBodySchema,
})
export const gateSectionSchema = z.strictObject({
  schema: z.literal('proofmark/gate/v1'),
  ...envelope,
  body: gateBodySchema,
})
export const trainingSectionSchema = z.strictObject({
  schema: z.literal('proofmark/training/v1'),
  ...envelope,
  body: trainingBodySchema,
})
export const modelSectionSchema = z.strictObject({
  schema: z.literal('proofmark/model/v1'),
  ...envelope,
  body: modelBodySchema,
})
export const evaluationSectionSchema = z.strictObject({
  schema: z.literal('proofmark/evaluation/v1'),
  ...envelope,
  body: evaluationBodySchema,
})
export type DataSection = z.infer<typeof dataSectionSchema>
export type TrainingSection = z.infer<typeof trainingSectionSchema>
export type ModelSection = z.infer<typeof modelSectionSchema>
export type EvaluationSection = z.infer<typeof evaluationSectionSchema>
export type GateSection = z.infer<typeof gateSectionSchema>
export type Section = DataSection | TrainingSection | ModelSection | EvaluationSection | GateSection

/** All that is remembered of one pipeline run at one commit. */
export const runRecordSchema = z.strictObject({
  schema: z.literal('proofmark/record/v1'),
  pipeline: z.string(),
  leg: z.string(),
  commit: commitSchema,
  run: z.strictObject({id: z.int(), attempt: z.int()}),
  data: dataSectionSchema.optional(),
  training: trainingSectionSchema.optional(),
  model: modelSectionSchema.optional(),
  evaluation: evaluationSectionSchema.optional(),
  gate: gateSectionSchema.optional(),
})
export type RunRecord = z.infer<typeof runRecordSchema>

/** The bytes a section is stored as and its digest is taken over. */
export function encodeSection(section: Section): Uint8Array {
  return new TextEncoder().encode(canonicalJson(section as Json))
}

/** `<pipeline>/<sha>/<run>-<attempt>`: what a baseline is found by. */
export function recordKey(record: Pick<RunRecord, 'pipeline' | 'commit' | 'run'>): string {
  return `${record.pipeline}/${record.commit}/${record.run.id}-${record.run.attempt}`
}

/** Sections whose digests do not match what is at hand; a section that is not at hand is no mismatch. */
export function mismatches(
  section: {readonly uses: Readonly<Record<string, string>>},
  atHand: ReadonlyMap<string, Digest>,
): readonly string[] {
  return Object.entries(section.uses)
    .filter(([name, digest]) => atHand.has(name) && atHand.get(name) !== digest)
    .map(([name]) => name)
}
