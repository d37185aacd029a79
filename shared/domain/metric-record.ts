import * as z from 'zod'

/** A number, or why there is none; records never hold NaN. */
const metricValueSchema = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity', 'not-a-number']),
])
export type MetricValue = z.infer<typeof metricValueSchema>

export const metricSchema = z.strictObject({
  key: z.array(z.string()).min(1),
  value: metricValueSchema,
  /** Of a value that is no number: what was there instead. */
  found: z.enum(['text', 'true or false', 'null', 'a list', 'a mapping']).optional(),
  source: z.string(),
  line: z.int().positive().optional(),
  /** Examples that the value was computed from, where the file says so. */
  n: z.int().positive().optional(),
  /** Standard error of the value, in its own unit, where the file states one. */
  stderr: z.number().nonnegative().optional(),
  /** The bounds that the file states, in the metric's own unit; of what level is the file's affair. */
  interval: z.strictObject({low: z.number(), high: z.number()}).optional(),
  unit: z.string().optional(),
  /** Which way is better, where the file says so; names are never a reason to set it. */
  direction: z.enum(['lower', 'higher']).optional(),
  /** The training step or epoch that the value belongs to. */
  step: z.number().optional(),
  /** The part of the examples that the value is of: dimension to value, such as {"month": "12"}; absent: all of them. */
  slice: z.record(z.string(), z.string()).optional(),
  /** The precision that the value was stored with, which decides what counts as equal; absent: a double. */
  dtype: z.enum(['f32', 'f64', 'int']).optional(),
})
export type MetricRecord = z.infer<typeof metricSchema>
