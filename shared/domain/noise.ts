import * as z from 'zod'
import type {Rule} from './rule.ts'

const intervalSchema = z.strictObject({low: z.number(), high: z.number()})
/** How sure the comparison of one metric is, from scores by row; intervals to be shown are 95 %. */
export const noiseSchema = z.strictObject({
  /**
   * How much worse the candidate is than the rule allows, in the metric's own unit; each end is wrong with the chance that
   * was asked for. Absent where nothing bounds it.
   */
  harm: intervalSchema.optional(),
  /** One-sided: how often chance alone shows as much harm, were the harm exactly what is allowed; absent where unknown. */
  p: z.number().min(0).max(1).optional(),
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

/**
 * How much a metric varies by chance, where both models were scored row by row. The rule is on one metric and one side, of
 * one slice at most. `alpha` is the chance that an end of `harm` may be wrong, each by itself; default: 0.025.
 */
export type NoiseOf = (rule: Rule, ask?: {readonly alpha: number}) => Noise | undefined

/** Below this many independent rows nothing is decided. */
export const FEWEST_ROWS = 30
