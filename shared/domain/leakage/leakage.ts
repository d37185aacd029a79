import * as z from 'zod'

const value = z.union([z.number(), z.string()])

const overlapSchema = z.strictObject({
  /** Rows of the holdout that are in the training data too, of those that were looked at. */
  rows: z.int().nonnegative(),
  of: z.int().nonnegative(),
  /** Only one of so many different rows was looked at, chosen by hash: there are too many to remember. */
  oneOf: z.int().min(2).optional(),
})
export type Overlap = z.infer<typeof overlapSchema>

/** What one dataset to train on and one to judge on have in common. */
export const leakageSchema = z.strictObject({
  train: z.string(),
  holdout: z.string(),
  /** The columns of both, by which rows are told apart. */
  columns: z.int().nonnegative().optional(),
  /** Rows that are the same in all common columns. */
  same: overlapSchema.optional(),
  /** Rows that are the same but for case, punctuation, digits behind the fifth, the label and the key; `same` are among them. */
  near: overlapSchema.optional(),
  /** Groups of the holdout that the training data have too. */
  groups: z
    .strictObject({column: z.string(), shared: z.int().nonnegative(), of: z.int().nonnegative()})
    .optional(),
  /** Rows of the training data that are not earlier than the earliest of the holdout. */
  time: z
    .strictObject({
      column: z.string(),
      late: z.int().nonnegative(),
      of: z.int().nonnegative(),
      /** Absent for data about persons. */
      earliest: value.optional(),
      latest: value.optional(),
    })
    .optional(),
  /** Files that are the same byte for byte; where rows cannot be compared. */
  files: z.strictObject({shared: z.int().nonnegative(), of: z.int().nonnegative()}).optional(),
  /** What was not compared, and why. */
  notCompared: z.string().optional(),
})
export type Leakage = z.infer<typeof leakageSchema>

/** How often models were judged on the very bytes of a holdout. */
export const looksSchema = z.strictObject({
  dataset: z.string(),
  /** Runs in the history, this one not among them. */
  runs: z.int().nonnegative(),
  /** How many commits the search went through. */
  commits: z.int().nonnegative(),
  /** It ended at the limit, so there may be more. */
  isMore: z.literal(true).optional(),
})
export type Looks = z.infer<typeof looksSchema>
