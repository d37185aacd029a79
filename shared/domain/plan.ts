import * as z from 'zod'

/** Why a model must be trained, or need not be; in the order in which one is named where several hold. */
export const PLAN_REASONS = {
  'not-tracked': 'Nothing says what the model depends on: data, code or the command is not named.',
  'no-baseline': 'There is no record to compare with.',
  'baseline-not-good':
    'The record to compare with did not pass, or does not hold a model and what made it.',
  'data-changed': 'Data that the model is trained on, or a base model, differs.',
  'code-changed': 'Code differs.',
  'parameters-changed': 'The file of parameters differs.',
  'packages-changed': 'A lock file at the top of the repository differs.',
  'command-changed': 'The command differs, or what it is given, or where it leaves its work.',
  'holdout-changed': 'The same model would come out, but it was judged on other data.',
  'evaluation-changed': 'The same model would come out, but it was evaluated in another way.',
  'metrics-missing': 'The same model would come out, but a rule names a metric it was not given.',
  unchanged: 'Nothing that the model depends on differs.',
} as const satisfies Readonly<Record<string, string>>
export type PlanReason = keyof typeof PLAN_REASONS

const REASONS = Object.keys(PLAN_REASONS) as [PlanReason, ...PlanReason[]]

export const planSchema = z.strictObject({
  train: z.boolean(),
  reason: z.enum(REASONS),
  /** One sentence: what differs, or why nothing can be said. */
  message: z.string(),
  /** SHA-256 over what the model depends on, 64 hex digits; absent where that is not known. */
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
    .optional(),
})
export type Plan = z.infer<typeof planSchema>
