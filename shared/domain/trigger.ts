import * as z from 'zod'
import {commitSchema} from './commit.ts'
import {type Digest, hexOf} from './digest.ts'
import {digestSchema} from './digest-schema.ts'

/** How new data are passed on. */
export const TRIGGER_WAYS = ['pull-request', 'dispatch'] as const
export type TriggerWay = (typeof TRIGGER_WAYS)[number]

/** Everything that can become of new data, and what it means. Stable words; the documentation is made from this table. */
export const TRIGGER_ENDS = {
  unchanged: 'The data are those that the repository or its last record knows.',
  opened: 'A pull request was opened.',
  'already-open': 'A pull request with the same data is open.',
  declined: 'A pull request with the same data was closed without a merge; nobody is asked again.',
  dispatched: 'The workflow was started.',
  'already-dispatched': 'The workflow was started for the same data before.',
  'data-failed': 'A finding fails the data, so no training was started with them.',
} as const
export type TriggerEnd = keyof typeof TRIGGER_ENDS

/** What is remembered before a workflow is started, so that nobody starts it for the same data again. */
export const triggerRecordSchema = z.strictObject({
  schema: z.literal('proofmark/trigger/v1'),
  pipeline: z.string(),
  leg: z.string(),
  /** Of all data together. */
  digest: digestSchema,
  /** The commit with the newest record, whose model the data are newer than. */
  since: commitSchema.optional(),
  workflow: z.string(),
  ref: z.string(),
  run: z.strictObject({id: z.int().nonnegative(), attempt: z.int().positive()}),
})
export type TriggerRecord = z.infer<typeof triggerRecordSchema>

/** What makes two triggers the same: the pipeline, the data, and the record that they are newer than. */
export function triggerText({
  pipeline,
  leg,
  digest,
  since,
}: Pick<TriggerRecord, 'pipeline' | 'leg' | 'digest' | 'since'>): string {
  return JSON.stringify([pipeline, leg, digest, since ?? null])
}

/** Where the history keeps it. */
export function triggerFolder(pipeline: string, key: Digest): string {
  return `triggers/${pipeline}/${hexOf(key)}`
}
