import * as z from 'zod'

/** An endpoint that answers over TLS, or on this very machine. */
const endpoint = z
  .url()
  .refine(isSafeEndpoint, 'must be an https:// address without a user, a query or a fragment')

const argv = z.array(z.string().min(1)).min(1)
const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')

const target = z.union([
  z.strictObject({http: endpoint.describe('A model server that speaks the open contract.')}),
  z.strictObject({
    command: argv.describe('A program that deploys; it finds the model in PROOFMARK_MODEL.'),
  }),
])

const token = z.union([
  z.strictObject({
    exchange: endpoint.describe('Where the identity of the job is exchanged (RFC 8693).'),
    audience: z.string().min(1).describe('For whom the identity token is made out.'),
    scope: z.string().min(1).optional(),
  }),
  z.strictObject({
    secret: environmentName.describe('A stored secret by its environment variable: the weakest.'),
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
  token: token.optional().describe('What opens the target; absent: nothing is needed.'),
  approvals: approvals.prefault({}).describe('Who must approve the environment in GitHub.'),
  smoke: smoke.prefault({}).describe('What the served model is asked before it counts as live.'),
})
export type DeployEnvironment = z.infer<typeof deployEnvironmentSchema>
export type ApprovalWish = DeployEnvironment['approvals']
export type Barred = (typeof BARRED)[number]

function isSafeEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const {protocol, hostname, username, password, search, hash} = new URL(text)
  if (username || password || search || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

function isLoopback(hostname: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost|.*\.localhost)$/.test(hostname)
}
