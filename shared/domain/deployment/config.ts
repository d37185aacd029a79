import * as z from 'zod'
import {endpoint, tokenSchema} from '../token.ts'

const argv = z.array(z.string().min(1)).min(1)

const target = z.union([
  z.strictObject({http: endpoint.describe('A model server that speaks the open contract.')}),
  z.strictObject({
    command: argv.describe('A program that deploys; it finds the model in PROOFMARK_MODEL.'),
  }),
])

export const BARRED = ['author', 'last-pusher', 'actor'] as const

const approvals = z.union([
  z.literal('none').describe('Nobody is asked; must be said where no protection can be had.'),
  z.strictObject({
    people: z.int().min(1).max(6).default(1).describe('How many people must approve.'),
    not: z.array(z.enum(BARRED)).default(['author']).describe('Whose approval does not count.'),
  }),
])

const smoke = z.strictObject({
  rows: z.int().min(1).max(10_000).default(200).describe('Holdout rows that are sent.'),
  tolerance: z
    .number()
    .nonnegative()
    .default(1e-5)
    .describe('Largest difference to the evaluated prediction, absolute or relative.'),
})

export const deployEnvironmentSchema = z.strictObject({
  target: target.describe('Where the model goes.'),
  token: tokenSchema.optional().describe('What opens the target; absent: nothing is needed.'),
  approvals: approvals.prefault({}).describe('Who must approve the environment in GitHub.'),
  smoke: smoke.prefault({}).describe('What the served model is asked before it counts as live.'),
})
export type DeployEnvironment = z.infer<typeof deployEnvironmentSchema>
export type ApprovalWish = DeployEnvironment['approvals']
export type Barred = (typeof BARRED)[number]
