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
  found: z.enum(['text', 'true or false', 'null', 'a list']).optional(),
  source: z.string(),
  line: z.int().positive().optional(),
})
export type MetricRecord = z.infer<typeof metricSchema>
