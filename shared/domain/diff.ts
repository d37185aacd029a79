import * as z from 'zod'
import {dataChangeSchema} from './data-change.ts'

/** What kind of checksum the files of a side are known by; those of two kinds are never compared. */
export const CHECKSUM_KINDS = ['sha256', 'git', 'dvc', 'remote'] as const
export type ChecksumKind = (typeof CHECKSUM_KINDS)[number]

/** What `diff` answers. */
export const diffResultSchema = z.strictObject({
  schema: z.literal('proofmark/diff-result/v1'),
  reasonCode: z.enum(['changed', 'unchanged']),
  changed: z.boolean(),
  before: z.string(),
  after: z.string(),
  /** What the files were compared by. */
  checksums: z.enum(CHECKSUM_KINDS),
  change: dataChangeSchema,
})
export type DiffResult = z.infer<typeof diffResultSchema>
