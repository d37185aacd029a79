import * as z from 'zod'

/** What of a column is compared. */
export const ABOUT = ['values', 'lengths', 'missing', 'new-categories', 'out-of-range'] as const
export const DRIFT_TESTS = [
  'kolmogorov-smirnov',
  'wasserstein',
  'chi-square',
  'proportions',
  'jensen-shannon',
  'relabelling',
  'ranks',
] as const
/** `small`: chance does not explain it, and it is smaller than what is told as drift. */
export const DRIFT_LEVELS = ['drift', 'small', 'none'] as const
export type DriftLevel = (typeof DRIFT_LEVELS)[number]

/** Bins and categories that a small histogram has at most. */
export const MOST_BARS = 12

const checkSchema = z.strictObject({
  about: z.enum(ABOUT),
  test: z.enum(DRIFT_TESTS),
  /**
   * How far apart: of numbers and lengths in standard deviations of the reference, of categories the Jensen–Shannon
   * distance, else the difference of the shares. Absent where a constant is left, which no number measures.
   */
  size: z.number().nonnegative().optional(),
  p: z.number().min(0).max(1),
  /** For all checks of the dataset together (Benjamini and Hochberg). */
  adjusted: z.number().min(0).max(1),
  level: z.enum(DRIFT_LEVELS),
})
export type DriftCheck = z.infer<typeof checkSchema>

const value = z.union([z.number(), z.string()])
const bothSides = z.strictObject({reference: value, current: value})

const columnDriftSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['number', 'category', 'text']),
  level: z.enum(DRIFT_LEVELS),
  checks: z.array(checkSchema),
  /** The population stability index, and what chance gives at most in 1 − alpha of all cases, at least 0.1. */
  stability: z
    .strictObject({index: z.number().nonnegative(), limit: z.number().positive()})
    .optional(),
  /** Of numbers; absent for data about persons. */
  middle: bothSides.optional(),
  /** Shares of empty cells. */
  missing: z.strictObject({reference: z.number(), current: z.number()}),
  /** The first categories that the reference does not have; absent for data about persons. */
  added: z.array(z.string()).optional(),
  /** Thousandths of either side. Bins of equal width from `from` to `to`, the outer ones with all beyond; or categories. */
  bars: z
    .strictObject({
      from: value.optional(),
      to: value.optional(),
      labels: z.array(z.string()).optional(),
      reference: z.array(z.int().nonnegative()).max(MOST_BARS),
      current: z.array(z.int().nonnegative()).max(MOST_BARS),
    })
    .optional(),
})
export type ColumnDrift = z.infer<typeof columnDriftSchema>

/** How far a dataset is from its reference. */
export const driftSchema = z.strictObject({
  dataset: z.string(),
  reference: z.string(),
  alpha: z.number(),
  /** All rows of either side. */
  rows: z.strictObject({reference: z.int(), current: z.int()}),
  /** How many of them the tests looked at, where that is not all. */
  sampled: z.strictObject({reference: z.int(), current: z.int()}).optional(),
  /** The worst first. */
  columns: z.array(columnDriftSchema),
  notCompared: z.array(z.strictObject({name: z.string(), why: z.string()})).optional(),
})
export type Drift = z.infer<typeof driftSchema>
