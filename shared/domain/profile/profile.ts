import * as z from 'zod'
import {COLUMN_TYPES} from '../ports/table.ts'

/** Shares at which a profile tells the value. */
export const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/** A number; of dates, timestamps and times as ISO 8601 has it. */
const value = z.union([z.number(), z.string()])

const profiledColumnSchema = z.strictObject({
  name: z.string(),
  type: z.enum(COLUMN_TYPES),
  nulls: z.int().nonnegative(),
  /** NaN and infinite numbers, which no other figure counts. */
  notFinite: z.int().positive().optional(),
  distinct: z.int().nonnegative(),
  /** There are more than `distinct`. */
  isMore: z.literal(true).optional(),
  min: value.optional(),
  max: value.optional(),
  mean: z.number().optional(),
  /** At 1, 5, 25, 50, 75, 95 and 99 %. */
  quantiles: z.array(value).length(QUANTILES.length).optional(),
  /** Of texts, in bytes. */
  lengths: z.strictObject({min: z.int(), max: z.int()}).optional(),
  /** The most frequent values, where there are few. */
  top: z.array(z.strictObject({value: z.string(), count: z.int()})).optional(),
})
export type ProfiledColumn = z.infer<typeof profiledColumnSchema>

/** What one look at every row of a dataset saw; of what is no table, what its names and headers say. */
export const profileSchema = z.strictObject({
  /** Of tables. */
  rows: z.int().nonnegative().optional(),
  /** The first 200 columns. */
  columns: z.array(profiledColumnSchema).optional(),
  /** Values are left out, because the dataset is said to be about persons. */
  isPersonal: z.literal(true).optional(),
  /** Folders of images with how many there are; sizes as `<width>x<height>`. */
  images: z
    .strictObject({
      files: z.int(),
      classes: z.array(z.strictObject({name: z.string(), count: z.int()})),
      sizes: z.array(z.strictObject({size: z.string(), count: z.int()})).optional(),
    })
    .optional(),
  arrays: z
    .array(z.strictObject({name: z.string(), type: z.string(), shape: z.array(z.int())}))
    .optional(),
  texts: z.strictObject({documents: z.int(), bytes: z.number()}).optional(),
  /** Files that nobody looked into, since they are nothing of that. */
  others: z.int().positive().optional(),
})
export type Profile = z.infer<typeof profileSchema>
