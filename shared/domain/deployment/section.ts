import * as z from 'zod'
import {digestSchema} from '../digest-schema.ts'

/** How a deployment ended, by what the target serves since; always one of these. */
export const OUTCOMES = {
  deployed: 'The model is live; after a rollback by hand: live again.',
  'rolled-back': 'It was made live and did not hold; the model before is live again.',
  'left-live': 'It was made live and did not hold, but there was none before to go back to.',
  refused: 'A guard or another deployment stood against it; the target was not touched.',
  unneeded: 'The model was live already.',
  failed: 'It was not made live; what was live stays live.',
  unclear: 'Nobody knows what the target serves.',
} as const satisfies Readonly<Record<string, string>>
export type DeploymentOutcome = keyof typeof OUTCOMES

const outcomes = Object.keys(OUTCOMES) as readonly DeploymentOutcome[]

export const guardSchema = z.strictObject({
  name: z.string(),
  state: z.enum(['holds', 'refused', 'asked']),
  reasonCode: z.string().optional(),
  /** One sentence with the values. */
  reason: z.string(),
})

export const smokeSchema = z.strictObject({
  rows: z.int().nonnegative(),
  holds: z.boolean(),
  largestDifference: z.number().optional(),
})

/** What the deploying job did, and on whose word. The evidence for the model stands in the sections that it uses. */
export const deploymentBodySchema = z.strictObject({
  way: z.enum(['deploy', 'rollback']),
  environment: z.string(),
  model: digestSchema,
  /** What was live before, as far as deployments say. */
  replaced: digestSchema.optional(),
  /** Its number at GitHub; absent when it was refused before one was made. */
  deployment: z.int().optional(),
  outcome: z.enum(outcomes),
  /** Stable, kebab-case; docs/reason-codes.md lists those of a refusal. */
  reasonCode: z.string(),
  /** One sentence. */
  reason: z.string(),
  /** Of a rollback by hand: why, in the words of whoever asked for it. */
  asked: z.string().optional(),
  /** Of a rollback by hand: the deployment that it goes back to. */
  back: z.int().optional(),
  guards: z.array(guardSchema),
  /** Logins. */
  approvals: z.strictObject({
    wanted: z.int().nonnegative(),
    counted: z.array(z.string()),
    barred: z.array(z.strictObject({login: z.string(), as: z.string()})),
  }),
  smoke: smokeSchema.optional(),
  /** SHA-256 of the stamp as it was given. */
  stamp: digestSchema.optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
})
export type DeploymentBody = z.infer<typeof deploymentBodySchema>
