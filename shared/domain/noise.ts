import * as z from 'zod'
import type {Rule} from './rules/rule.ts'
import type {DrawBlocks} from './statistics/resample.ts'

const intervalSchema = z.strictObject({low: z.number(), high: z.number()})

/** How a comparison was made; what each is for stands in docs/noise.md. */
const NOISE_METHODS = [
  'mcnemar',
  'score',
  'paired-t',
  'clustered-t',
  'signed-rank',
  'batches',
  'moving-blocks',
  'bootstrap',
  'clusters',
  'welch',
  'paired-seeds',
  'sign-flips',
  'stated',
  'history',
] as const
export type NoiseMethod = (typeof NOISE_METHODS)[number]

/** How sure the comparison of one metric is; intervals to be shown are 95 %. */
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
  /** Rows that both models were scored on, or seeds or earlier runs; absent where only errors are stated. */
  rows: z.int().positive().optional(),
  method: z.enum(NOISE_METHODS),
  /** Rows, clusters or, of neighbours that depend on each other, the independent rows that they are worth. */
  independent: z.int().nonnegative(),
  /** The column that rows are ordered or clustered by. */
  by: z.string().optional(),
  /** Of neighbouring rows in their order. */
  autocorrelation: z.number().min(-1).max(1).optional(),
  /** Rows in a batch or block. */
  block: z.int().positive().optional(),
  /** Of the interval of the harm; absent: 0.95. */
  level: z.number().gt(0).lt(1).optional(),
  /** The smallest harm beyond what is allowed that is seen in 8 of 10 comparisons like this, in the metric's own unit. */
  detectable: z.number().nonnegative().optional(),
  /** Rows that would settle it, if the change is what it seems; absent where it is settled, or nobody has so many. */
  needed: z.int().positive().optional(),
})
export type Noise = z.infer<typeof noiseSchema>

/** Below this many independent rows nothing is decided. */
export const FEWEST_ROWS = 30
const FEWEST_SEEDS = 3

/** How many rows, clusters, seeds or runs a comparison must stand on, by how it was made. */
export function fewestFor({method, rows}: Pick<Noise, 'method' | 'rows'>): number {
  switch (method) {
    case 'welch':
    case 'paired-seeds':
    case 'sign-flips':
      return FEWEST_SEEDS
    case 'history':
      return 0
    case 'stated':
      return rows === undefined ? 0 : FEWEST_ROWS
    default:
      return FEWEST_ROWS
  }
}

/** Why the models cannot be compared on what is there, which is no question of chance. */
export type NotComparable = {
  readonly problem: string
  /** Absent where the examples of both sides are not the same. */
  readonly reasonCode?: 'values-too-large'
}

export type NoiseAsk = {
  /** The chance that an end of `harm` may be wrong, each by itself; 0.025 unless given. */
  readonly alpha?: number | undefined
  /** Who draws resamples; this thread unless given. */
  readonly draw?: DrawBlocks | undefined
}

/**
 * How much a metric varies by chance; nothing where that is unknown. The rule is on one metric and one side, of one slice
 * at most.
 */
export type NoiseOf = (rule: Rule, ask?: NoiseAsk) => Noise | NotComparable | undefined

/** What the first knows, else what the second does. */
export function firstNoise(
  better: NoiseOf | undefined,
  other: NoiseOf | undefined,
): NoiseOf | undefined {
  if (!better || !other) return better ?? other
  return (rule, ask) => better(rule, ask) ?? other(rule, ask)
}

/** The noise of a rule; figures that no test can be computed of cannot be compared, which is no question of chance. */
export function askNoise(
  noise: NoiseOf | undefined,
  rule: Rule,
  ask: NoiseAsk,
): ReturnType<NoiseOf> {
  try {
    return noise?.(rule, ask)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return {
      reasonCode: 'values-too-large',
      problem: 'its values are too large, or too far apart, for a difference to be computed',
    }
  }
}
