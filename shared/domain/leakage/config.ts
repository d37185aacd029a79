import * as z from 'zod'

export const leakageConfigSchema = z.union([
  z.literal(false),
  z.strictObject({
    decides: z
      .boolean()
      .optional()
      .describe('Whether leakage fails the verdict of the data; default: it is told.'),
    near: z
      .boolean()
      .optional()
      .describe('Whether rows count that are nearly the same; default: true.'),
    'at-most': z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('The share of the holdout that may stand in the training data; default: 0.'),
  }),
])
export type LeakageConfig = z.infer<typeof leakageConfigSchema>
