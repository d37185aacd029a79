import * as z from 'zod'

/** What `init` answers. */
export const initResultSchema = z.strictObject({
  schema: z.literal('proofmark/init-result/v1'),
  reasonCode: z.enum(['written', 'dry-run', 'already-there']),
  /** What was found, one sentence each. */
  found: z.array(z.string()),
  files: z.array(
    z.strictObject({
      path: z.string(),
      text: z.string(),
      isWritten: z.boolean(),
      /** A file of that name is there, and stays as it is. */
      isTaken: z.boolean(),
    }),
  ),
  /** What to do next, one sentence each. */
  next: z.array(z.string()),
})
export type InitResult = z.infer<typeof initResultSchema>
