import * as z from 'zod'

const rateSchema = z.strictObject({
  /** Of the comparisons, or of a rule that compares nothing of the runs: how many fail. */
  failed: z.int().nonnegative(),
  of: z.int().positive(),
  rate: z.number(),
  /** 95 %, each run counted once. */
  interval: z.strictObject({low: z.number(), high: z.number()}),
})
export type Rate = z.infer<typeof rateSchema>

const calibratedRuleSchema = z.strictObject({
  rule: z.string(),
  metric: z.string(),
  blocking: z.boolean(),
  /** How often the same model is failed by the rule. */
  falseAlarms: rateSchema,
  /** Neither failed nor passed: what a deployment would not take. */
  undecided: z.int().nonnegative(),
  /** Over the runs, where they have the metric once. */
  spread: z
    .strictObject({mean: z.number(), deviation: z.number(), low: z.number(), high: z.number()})
    .optional(),
  /** The smallest tolerance with which the rule fails the same model in at most 5 % of comparisons. */
  suggestion: z.strictObject({rule: z.string(), falseAlarms: rateSchema}).optional(),
  /** Why no tolerance is suggested. */
  noSuggestion: z.string().optional(),
})
export type CalibratedRule = z.infer<typeof calibratedRuleSchema>

/** What `calibrate` answers. */
export const calibrateResultSchema = z.strictObject({
  schema: z.literal('proofmark/calibrate-result/v1'),
  reasonCode: z.literal('calibrated'),
  /** Independent runs. */
  runs: z.int().min(2),
  /** Where they are from. */
  from: z.enum(['command', 'files', 'records']),
  /** Every run gave the same figures. */
  isConstant: z.boolean(),
  gate: z.strictObject({falseAlarms: rateSchema, suggested: rateSchema.optional()}),
  rules: z.array(calibratedRuleSchema).min(1),
})
export type CalibrateResult = z.infer<typeof calibrateResultSchema>
