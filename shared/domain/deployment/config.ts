import * as z from 'zod'
import {endpoint, tokenSchema} from '../token.ts'

/** As GitHub takes them, less what could be mistaken in a log or an address. */
const ENVIRONMENT_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,254}$/
const environmentName = z
  .string()
  .regex(ENVIRONMENT_NAME, 'must be letters, digits, spaces, ".", "_", "/" or "-"')

const argv = z.array(z.string().min(1)).min(1)

const target = z
  .strictObject({
    http: endpoint.optional().describe('A model server that speaks the open contract.'),
    command: argv
      .optional()
      .describe('A program that deploys; it finds the model in PROOFMARK_MODEL.'),
    predict: endpoint
      .optional()
      .describe('Beside a command: where the served model answers, for the smoke test.'),
  })
  .refine(
    ({http, command}) => (http === undefined) !== (command === undefined),
    'must have exactly one of http, command',
  )
  .refine(
    ({command, predict}) => predict === undefined || command !== undefined,
    'has predict, which belongs beside a command',
  )

const BARRED = ['author', 'last-pusher', 'actor'] as const

const approvals = z.union([
  z.literal('none').describe('Nobody is asked; must be said where no protection can be had.'),
  z
    .strictObject({
      people: z.int().min(1).max(6).default(1).describe('How many people must approve.'),
      not: z.array(z.enum(BARRED)).default(['author']).describe('Whose approval does not count.'),
      across: z
        .array(environmentName)
        .min(1)
        .optional()
        .describe('Environments whose approvals of the run count together; default: this one.'),
    })
    .refine(
      ({people, across}) => people <= (across?.length ?? 1),
      'asks more people than environments: GitHub lets one person pass each, so name as many in across',
    ),
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

export const deploySchema = z.record(environmentName, deployEnvironmentSchema)

/** Whose approvals count for an environment, itself among them. */
export function approvingEnvironments(name: string, wish: ApprovalWish): readonly string[] {
  return wish === 'none' ? [name] : [...new Set([...(wish.across ?? []), name])]
}
