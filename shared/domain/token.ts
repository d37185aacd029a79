import * as z from 'zod'
import {isSafeEndpoint} from './endpoint.ts'

/** An endpoint that answers over TLS, or on this very machine. */
export const endpoint = z
  .url()
  .refine(isSafeEndpoint, 'must be an https:// address without a user, a query or a fragment')

const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')

const exchange = z.strictObject({
  exchange: endpoint.describe('Where the identity of the job is exchanged (RFC 8693).'),
  audience: z.string().min(1).describe('For whom the identity token is made out.'),
  scope: z.string().min(1).optional().describe('What the token may do, as the endpoint calls it.'),
  revocation: endpoint.optional().describe('Where the token is given back (RFC 7009).'),
})

const secret = z.strictObject({
  secret: environmentName.describe('A stored secret by its environment variable: the weakest.'),
})

/** What opens a target: a token that is made for the job, or a stored secret. */
export const tokenSchema = z.union([exchange, secret])
export type TokenWish = z.infer<typeof tokenSchema>
export type ExchangeWish = z.infer<typeof exchange>
export type SecretWish = z.infer<typeof secret>
