import * as z from 'zod'
import {noiseSchema} from './noise.ts'
import {VERDICTS} from './verdict.ts'

/** One metric of two models on the same examples. */
export const comparisonSchema = z.strictObject({
  metric: z.string(),
  /** Examples that both models were scored on. */
  n: z.int().positive(),
  /** Means over these examples. */
  candidate: z.number(),
  baseline: z.number(),
  /** Candidate minus baseline. */
  difference: z.number(),
  /** Where the true difference lies, low and high; null where nothing bounds it. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** One-sided: how often chance alone shows as much harm, were it exactly the margin. */
  p: z.number().nullable(),
  /** The same by Holm, where several metrics were asked about. */
  pHolm: z.number().optional(),
  /** How they were compared. */
  test: noiseSchema.shape.method,
  verdict: z.enum(VERDICTS),
  /** The smallest harm beyond the margin that is seen in 8 of 10 comparisons like this. */
  detectable: z.number().nullable(),
  direction: z.enum(['lower', 'higher']),
  /** How much worse the candidate may be. */
  margin: z.number().nonnegative(),
  /** The same for people. */
  sentence: z.string(),
  noise: noiseSchema,
})
export type Comparison = z.infer<typeof comparisonSchema>

const one = comparisonSchema.omit({verdict: true}).partial().shape

/** What `compare` answers. */
export const compareResultSchema = z.strictObject({
  schema: z.literal('proofmark/compare-result/v1'),
  /** The worst of all. */
  verdict: z.enum(VERDICTS),
  reasonCode: z.literal('compared'),
  /** One less the level of the intervals. */
  alpha: z.number(),
  comparisons: z.array(comparisonSchema).min(1),
  ...one,
})
/** Of a single metric its comparison stands at the top as well. */
export type CompareResult = z.infer<typeof compareResultSchema>
