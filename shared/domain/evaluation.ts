import * as z from 'zod'
import {digestSchema} from './digest-schema.ts'
import {metricSchema} from './metric-record.ts'
import {unscoredSchema} from './unscored.ts'

export const TASKS = ['regression', 'classification'] as const
export type Task = (typeof TASKS)[number]

const scoredSchema = z.strictObject({
  /** The model whose predictions these are. */
  model: digestSchema,
  metrics: z.array(metricSchema).min(1),
  /** The file of scores, one JSON object a line, in the order of the holdout's rows. */
  scores: z.strictObject({digest: digestSchema, bytes: z.number().nonnegative()}),
})

export type Scored = z.infer<typeof scoredSchema>

const figuresSchema = scoredSchema.omit({model: true})
/** How the candidate does on the rows that judged the baseline, where those that judge now are others. */
const baseHoldoutSchema = z.union([
  z.strictObject({
    /** The baseline's, which holds these rows. */
    commit: z.string(),
    ...figuresSchema.shape,
    holdout: z.strictObject({path: z.string(), digest: digestSchema, rows: z.int().positive()}),
  }),
  /** One sentence: why the candidate was not scored there. */
  z.strictObject({commit: z.string(), problem: z.string()}),
])

/** A model's predictions on the holdout, computed by the suite itself from the model's bytes. */
export const evaluationBodySchema = z.strictObject({
  ...scoredSchema.shape,
  holdout: z.strictObject({
    name: z.string(),
    path: z.string(),
    digest: digestSchema,
    rows: z.int().positive(),
  }),
  task: z.enum(TASKS),
  target: z.string(),
  /** Classes that the model tells apart, in the order of its output; absent where it says labels alone. */
  classes: z.array(z.string()).min(2).optional(),
  /** The model's inputs, each with the columns it was fed. */
  inputs: z.record(z.string(), z.array(z.string()).min(1)),
  /** How the model wants to be asked, where that is not any number of rows of lists. */
  asked: z
    .strictObject({
      /** Inputs that take one number a row, not a list of one. */
      vectors: z.array(z.string()).min(1).optional(),
      /** The only number of rows at a time. */
      rows: z.int().positive().optional(),
    })
    .optional(),
  /** The model's output that holds the prediction. */
  output: z.string(),
  /** How rows depend on each other, which decides how noise is measured, and by which columns they are judged apart. */
  rows: z.strictObject({
    key: z.string().optional(),
    order: z.string().optional(),
    cluster: z.string().optional(),
    slices: z.array(z.string()).min(1).readonly().optional(),
  }),
  /** Versions of what computed it. */
  runtime: z.strictObject({onnxruntime: z.string()}),
  wallSeconds: z.number().nonnegative(),
  /** The baseline's model on the same rows; absent when its bytes were not at hand or were not needed. */
  baseline: z.strictObject({...scoredSchema.shape, commit: z.string()}).optional(),
  baseHoldout: baseHoldoutSchema.optional(),
  /** Models that are live in an environment, on the same rows; the candidate and a baseline that was judged are left out. */
  champions: z
    .array(
      z.strictObject({
        ...scoredSchema.shape,
        /** Of its deployment. */
        commit: z.string(),
        environments: z.array(z.string()).min(1),
      }),
    )
    .min(1)
    .optional(),
  /** Models that are live, and whose scores on these rows are there without a file of their own; absent where nobody looked. */
  live: z
    .array(
      z.strictObject({
        model: digestSchema,
        commit: z.string(),
        environments: z.array(z.string()).min(1),
      }),
    )
    .optional(),
  /** Models that are live and were not scored. */
  unscored: z.array(unscoredSchema).min(1).optional(),
})
export type EvaluationBody = z.infer<typeof evaluationBodySchema>

/** What a model is asked, and on which rows. */
export type Ground = Pick<EvaluationBody, 'task' | 'target' | 'classes'> & {
  readonly holdout: Pick<EvaluationBody['holdout'], 'digest'>
}

/** Two models that predict something else cannot be compared, whatever the rows. */
export function isSameQuestion(
  a: Pick<Ground, 'task' | 'target'>,
  b: Pick<Ground, 'task' | 'target'>,
): boolean {
  return a.task === b.task && a.target === b.target
}

/** Figures on the same ground are those of the same rows, and mean the same. */
export function isSameGround(a: Ground, b: Ground): boolean {
  return (
    a.holdout.digest === b.holdout.digest &&
    isSameQuestion(a, b) &&
    JSON.stringify(a.classes) === JSON.stringify(b.classes)
  )
}
