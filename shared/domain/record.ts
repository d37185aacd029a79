import * as z from 'zod'
import {commitSchema} from './commit.ts'
import {dataBodySchema} from './data.ts'
import {deploymentBodySchema} from './deployment/section.ts'
import type {Digest} from './digest.ts'
import {digestSchema} from './digest-schema.ts'
import {evaluationBodySchema} from './evaluation.ts'
import {gateBodySchema} from './gate.ts'
import {canonicalJson, type Json} from './json.ts'
import {modelBodySchema, trainingBodySchema} from './training.ts'

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
/** The job that deploys may not write the history, so this one stays with its run. */
export const deploymentSectionSchema = z.strictObject({
  schema: z.literal('proofmark/deployment/v1'),
  ...envelope,
  body: deploymentBodySchema,
})
export type DataSection = z.infer<typeof dataSectionSchema>
export type TrainingSection = z.infer<typeof trainingSectionSchema>
export type ModelSection = z.infer<typeof modelSectionSchema>
export type EvaluationSection = z.infer<typeof evaluationSectionSchema>
export type GateSection = z.infer<typeof gateSectionSchema>
export type DeploymentSection = z.infer<typeof deploymentSectionSchema>
export type Section =
  | DataSection
  | TrainingSection
  | ModelSection
  | EvaluationSection
  | GateSection
  | DeploymentSection

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
