import * as z from 'zod'

/** `90s`, `15m`, `6h`, `2d`. */
export const duration = z
  .string()
  .regex(/^\d+(\.\d+)?\s*(s|m|h|d)$/, 'must be a duration such as 90s, 15m or 6h')
  .meta({examples: ['15m', '6h']})

export const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')

/** A list of words, or one line that is cut into words without a shell. */
export const command = z.union([z.array(z.string().min(1)).min(1), z.string().min(1)])
