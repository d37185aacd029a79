import * as z from 'zod'
import {datasetKindSchema} from './dataset-kind.ts'
import {digestSchema} from './digest-schema.ts'
import {schemaChangeSchema} from './profile/schema-change.ts'

const fileChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({kind: z.enum(['added', 'removed', 'modified']), path: z.string()}),
  z.strictObject({kind: z.literal('renamed'), from: z.string(), to: z.string()}),
])
export type FileChange = z.infer<typeof fileChangeSchema>

const sideSchema = z.strictObject({
  digest: digestSchema,
  files: z.int().nonnegative(),
  bytes: z.number().nonnegative(),
})

const beforeAfter = z.strictObject({before: z.string(), after: z.string()})

const datasetChangeSchema = z.strictObject({
  name: z.string(),
  status: z.enum(['added', 'removed', 'changed', 'unchanged']),
  before: sideSchema.optional(),
  after: sideSchema.optional(),
  counts: z.strictObject({
    added: z.int(),
    removed: z.int(),
    modified: z.int(),
    renamed: z.int(),
  }),
  /** What the dataset is by its definition; said also where the bytes are the same. */
  redefined: z
    .strictObject({
      path: beforeAfter.optional(),
      role: beforeAfter.optional(),
      /** Known by bytes, by a provider's checksums, or by a claimed version. */
      kind: z.strictObject({before: datasetKindSchema, after: datasetKindSchema}).optional(),
    })
    .optional(),
  /** Both sides are listings whose files are known by other checksums, so that none of them can be compared. */
  checksums: beforeAfter.optional(),
  /** What a command said of both sides. */
  version: beforeAfter.optional(),
  /** The first changes by path; the counts are of all. Absent when the baseline's file list is not at hand. */
  changes: z.array(fileChangeSchema).optional(),
  /** What became of the columns; absent when they are the same, or are not known of both sides. */
  schema: schemaChangeSchema.optional(),
})
export type DatasetChange = z.infer<typeof datasetChangeSchema>

const parameterChangeSchema = z.strictObject({
  name: z.string(),
  before: z.json().optional(),
  after: z.json().optional(),
})
export type ParameterChange = z.infer<typeof parameterChangeSchema>

/** What of data, code and parameters differs from the baseline. */
export const dataChangeSchema = z.strictObject({
  datasets: z.array(datasetChangeSchema),
  code: datasetChangeSchema.optional(),
  parameters: z.array(parameterChangeSchema).optional(),
})
export type DataChange = z.infer<typeof dataChangeSchema>

/** How many file changes a record lists by name; the rest is counted. */
export const LISTED_CHANGES = 200

/** How many files changed, over all datasets. */
export function countChanges(datasets: readonly DatasetChange[] = []): DatasetChange['counts'] {
  const sum = (key: keyof DatasetChange['counts']) =>
    datasets.reduce((total, {counts}) => total + counts[key], 0)
  return {
    added: sum('added'),
    removed: sum('removed'),
    modified: sum('modified'),
    renamed: sum('renamed'),
  }
}
