import * as z from 'zod'

/** A limit: a number, a percentage, or a word about the baseline, as it would stand in a rule. */
const bound = z.union([z.number(), z.string()])
const name = z.string().min(1)
const names = z.array(name).min(2).max(100)
const sliceValue = z.union([z.string(), z.number(), z.boolean()])

const BOUNDS = ['at-most', 'at-least', 'below', 'above', 'between', 'within'] as const
const SUBJECTS = ['metric', 'matching', 'drops-of', 'rises-of'] as const

/** A rule as a mapping. */
export const ruleObjectSchema = z
  .strictObject({
    metric: name.optional().describe('The metric, with dots between nested names.'),
    matching: name
      .optional()
      .describe('Every metric of such a name, where "*" stands for any characters.'),
    slice: z
      .union([
        z.enum(['*', 'worst']),
        z.record(name, z.union([sliceValue, z.array(sliceValue).min(1).max(100)])),
      ])
      .optional()
      .describe(
        'Of which part of the examples: a value, a list of values that must all be there, "*" or "worst" for each dimension, or "*" or "worst" over all slices.',
      ),
    groups: name
      .optional()
      .describe('Of a fairness measure: the dimension whose values are the groups.'),
    reference: name
      .optional()
      .describe('Of disparate_impact: the group that others are compared with.'),
    'drops-of': names
      .optional()
      .describe('Metrics of which higher is better, and that may lose at-most so much together.'),
    'rises-of': names
      .optional()
      .describe('Metrics of which lower is better, and that may rise by at-most so much together.'),
    'at-most': bound.optional().describe('Lower is better: 3.5, or "baseline + 2%".'),
    'at-least': bound.optional().describe('Higher is better: 0.9, or "baseline - 1 pp".'),
    below: bound.optional().describe('Like at-most, without equality.'),
    above: bound.optional().describe('Like at-least, without equality.'),
    between: z
      .array(bound)
      .length(2)
      .optional()
      .describe('From the first to the second: [0.2, 0.4].'),
    within: z.string().min(1).optional().describe('On either side: "5 % of baseline".'),
    runs: z
      .union([
        z.int().min(2),
        z.strictObject({
          'at-least': z.int().min(1).describe('In so many of them it must hold.'),
          of: z.int().min(1).describe('So many runs there are.'),
        }),
      ])
      .optional()
      .describe(
        'Over how many runs the mean is judged, or in how many of how many it must hold; each wrote a file of its own.',
      ),
    'noise-from': z
      .enum(['history'])
      .optional()
      .describe(
        'Where nothing else says what chance does: from ten or more earlier runs of the default branch.',
      ),
    examples: z
      .int()
      .min(0)
      .optional()
      .describe('The fewest examples that the value must come from; default: 30 of each slice.'),
    required: z
      .boolean()
      .optional()
      .describe('false: where the metric is absent, that is told, and does not decide.'),
    'report-only': z.boolean().optional().describe('Shown, but never decides.'),
  })
  .refine(
    rule => BOUNDS.filter(key => rule[key] !== undefined).length === 1,
    'must have exactly one of at-most, at-least, below, above, between, within',
  )
  .refine(
    rule => SUBJECTS.filter(key => rule[key] !== undefined).length === 1,
    'must have exactly one of metric, matching, drops-of, rises-of',
  )
export type RuleObject = z.infer<typeof ruleObjectSchema>
