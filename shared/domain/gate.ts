import * as z from 'zod'
import {acceptableSchema, acceptedSchema} from './acceptance.ts'
import {baselineSchema} from './baseline-choice.ts'
import {commitSchema} from './commit.ts'
import {digestSchema} from './digest-schema.ts'
import {JUDGING} from './judging.ts'
import {metricSchema} from './metric-record.ts'
import {noiseSchema} from './noise.ts'
import {predictionChangeSchema} from './prediction-change.ts'
import {CORRECTIONS} from './rules/family-correction.ts'
import {raiseSchema} from './rules/raised-floors.ts'
import {VERDICTS} from './verdict.ts'

const ruleResultSchema = z.strictObject({
  /** The rule as the user wrote it. */
  rule: z.string(),
  /** The metric's name as the rule has it. */
  metric: z.string(),
  verdict: z.enum(VERDICTS),
  /** Stable, kebab-case, listed in reason-codes.ts: `within-limits`, `over-limit`, `worse-than-baseline`, … */
  reasonCode: z.string(),
  /** One sentence with the values. */
  reason: z.string(),
  blocking: z.boolean(),
  /** Absent of a band, which has none. */
  direction: z.enum(['lower', 'higher']).optional(),
  kind: z.enum(['absolute', 'relative']),
  candidate: z.number().optional(),
  baseline: z.number().optional(),
  /** Absolute rules: the limit. Relative rules: the worst value that would still pass. */
  limit: z.number().optional(),
  /** Relative rules: the tolerance as written (`+ 2%`). */
  tolerance: z.string().optional(),
  /** What kind of rule it is, where kind alone does not say it. */
  form: z.enum(['floor', 'band', 'budget', 'runs', 'worst-slice', 'fairness']).optional(),
  /** What is allowed in words, where limit and tolerance do not say it: `0.2 … 0.4`. */
  allowed: z.string().optional(),
  /** Examples that the value comes from. */
  n: z.int().positive().optional(),
  /** Groups, slices or metrics that the value was made from, each with its own value and size. */
  parts: z
    .array(
      z.strictObject({
        name: z.string(),
        value: z.number().optional(),
        n: z.int().nonnegative().optional(),
        low: z.number().optional(),
        high: z.number().optional(),
      }),
    )
    .optional(),
  /** Rules about several runs: in how many of them the condition holds, and in how many it must. */
  runs: z
    .strictObject({held: z.int(), least: z.int().positive(), of: z.int().positive()})
    .optional(),
  /** One-sided, among all rules that were tested together; a failure needs at most alpha. */
  familyP: z.number().min(0).max(1).optional(),
  /** What is odd about the rule, though it was judged. */
  warning: z.string().optional(),
  /** Relative rules whose metric was computed row by row for both models. */
  noise: noiseSchema.optional(),
  /** Of a floor that holds: how bad the metric may be (one-sided 95 %), where rows or examples say it. */
  worseEnd: z.number().optional(),
  /** Where the value stands. */
  source: z.string().optional(),
  line: z.int().positive().optional(),
})
export type RuleResult = z.infer<typeof ruleResultSchema>

export const gateBodySchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  reasonCode: z.string(),
  /** One sentence: why this verdict. */
  reason: z.string(),
  rules: z.array(ruleResultSchema),
  metrics: z.array(metricSchema),
  baseline: baselineSchema,
  /** The baseline's metrics, so that a report needs nothing else. */
  baselineMetrics: z.array(metricSchema),
  policy: z.strictObject({
    /** Where the rules came from. */
    from: z.enum(['commit', 'inputs', 'worktree', 'proposed']),
    path: z.string().optional(),
    commit: commitSchema.optional(),
    digest: digestSchema,
    /** What the judged change does to its own policy; its rules are shown, never obeyed. */
    proposed: z
      .strictObject({
        change: z.enum(['edited', 'removed']),
        rules: z.array(ruleResultSchema),
        message: z.string(),
        /** What it says otherwise besides the rules: `gate.alpha 0.05 → 0.2`. */
        settings: z.array(z.string()).min(1).optional(),
      })
      .optional(),
    /** The chance of a false alarm, and how rules share it; absent: 0.05, by Holm. */
    alpha: z.number().optional(),
    correction: z.enum(CORRECTIONS).optional(),
    /** The reviewed file that rules on floors were judged by, and what the judged change does to it. */
    floors: z
      .strictObject({
        path: z.string(),
        values: z.record(z.string(), z.number()),
        changes: z
          .array(
            z.strictObject({
              metric: z.string(),
              before: z.number(),
              after: z.number().optional(),
              isLowered: z.boolean(),
            }),
          )
          .min(1)
          .optional(),
        /** Why the file of the change cannot be used. */
        problem: z.string().optional(),
      })
      .optional(),
  }),
  /** What the judged change does to the configuration besides its rules; none of it decided. */
  configuration: z
    .strictObject({
      path: z.string(),
      /** Why the file of the change cannot be used; the trusted one was. */
      problem: z.string().optional(),
      isRemoved: z.literal(true).optional(),
      /** The metrics file: that of the trusted configuration was judged. */
      metrics: z.strictObject({trusted: z.string(), proposed: z.string().optional()}).optional(),
      /** The name of the pipeline: the trusted one was compared with. */
      pipeline: z.strictObject({trusted: z.string(), proposed: z.string()}).optional(),
      /** What it says otherwise about how models are judged; they were judged as the trusted one says. */
      evaluation: z.array(z.enum(JUDGING)).min(1).optional(),
    })
    .optional(),
  /** The model is the baseline's: nothing that it depends on differs, so nothing was trained. */
  unchanged: z
    .strictObject({
      commit: commitSchema,
      /** The baseline's record, whose metrics were judged. */
      record: z.string(),
      model: digestSchema,
      /** Datasets that were not at hand, so that nobody looked again whether they are the same. */
      claimed: z.array(z.string()),
    })
    .optional(),
  /** The rows that judge differ from those that judged the baseline. */
  isHoldoutChanged: z.literal(true).optional(),
  /** Why the metrics are good enough to be judged, but not to be compared with. */
  unfitAsBaseline: z.array(z.string()).optional(),
  /** What the same rules say on the rows that judged the baseline, or why they say nothing; it decides nothing. */
  baseHoldout: z
    .union([
      z.strictObject({
        commit: commitSchema,
        rows: z.int().positive(),
        rules: z.array(ruleResultSchema).min(1),
      }),
      z.strictObject({commit: commitSchema, problem: z.string()}),
    ])
    .optional(),
  /** What is predicted, and from what, differs from the baseline's record. */
  prediction: predictionChangeSchema.optional(),
  /** The scores by example that metrics files hold, kept for the next comparison. */
  examples: z
    .strictObject({
      /** Of the file that holds them. */
      digest: digestSchema,
      bytes: z.int().positive(),
      tables: z
        .array(
          z.strictObject({
            source: z.string(),
            examples: z.int().positive(),
            scores: z.array(z.string()).min(1),
          }),
        )
        .min(1),
    })
    .optional(),
  /** Known when a rule that decides was judged on scores by row. */
  noise: z.enum(['unknown', 'known']),
  attempt: z.int().positive(),
  /** A person took the verdict upon themselves. */
  accepted: acceptedSchema.optional(),
  /** Floors that people may raise. */
  raise: raiseSchema.optional(),
  /** Nobody did, and somebody could. */
  acceptable: acceptableSchema.optional(),
})
export type GateBody = z.infer<typeof gateBodySchema>
export type Unchanged = NonNullable<GateBody['unchanged']>
export type ConfigurationChange = NonNullable<GateBody['configuration']>
