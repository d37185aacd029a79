import * as z from 'zod'
import {commitSchema} from './commit.ts'

/** How the baseline was chosen, and what was looked for without being found. */
export const baselineSchema = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.enum(['first-parent', 'merge-base', 'nearest-ancestor', 'parent']),
    commit: commitSchema,
    /** The record's key, `<pipeline>/<sha>/<run>-<attempt>`. */
    key: z.string(),
    /** When the baseline's record was written, ISO 8601. */
    at: z.iso.datetime(),
    /** Commits between the one looked for and the one found; 0 when found at once. */
    behind: z.int().nonnegative(),
    /** The commit that was looked for first. */
    wanted: commitSchema,
  }),
  /** Metrics given as a file (`--baseline old.json`) or read from a git revision. */
  z.strictObject({how: z.literal('file'), path: z.string()}),
  z.strictObject({how: z.literal('revision'), commit: commitSchema, path: z.string()}),
  z.strictObject({
    how: z.literal('none'),
    /** One sentence for people: what was looked for, and why there is nothing. */
    reason: z.string(),
    wanted: commitSchema.optional(),
  }),
])
export type BaselineChoice = z.infer<typeof baselineSchema>
