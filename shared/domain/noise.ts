import * as z from 'zod'

const intervalSchema = z.strictObject({low: z.number(), high: z.number()})
/** How sure the comparison of one metric is, from scores by row; all intervals are 95 %. */
export const noiseSchema = z.strictObject({
  /** How much worse the candidate is than the rule allows, in the metric's own unit; absent where nothing bounds it. */
  harm: intervalSchema.optional(),
  /** Candidate minus baseline, in the metric's own unit; absent likewise. */
  change: intervalSchema.optional(),
  /** The same as a share of the baseline's size; absent where that is 0. */
  relative: intervalSchema.optional(),
  rows: z.int().positive(),
  method: z.enum(['batches', 'clusters', 'bootstrap']),
  /** Rows, clusters or, of neighbours that depend on each other, the independent rows that they are worth. */
  independent: z.int().nonnegative(),
})
export type Noise = z.infer<typeof noiseSchema>

/** Below this many independent rows nothing is decided. */
export const FEWEST_ROWS = 30
