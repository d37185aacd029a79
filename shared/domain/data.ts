import * as z from 'zod'
import {baselineSchema} from './baseline-choice.ts'
import {dataChangeSchema} from './data-change.ts'
import {catalogueSchema} from './dataset-config.ts'
import {datasetKindSchema} from './dataset-kind.ts'
import {digestSchema} from './digest-schema.ts'
import {driftSchema} from './drift/drift.ts'
import {findingSchema, hasFailure} from './finding.ts'
import {leakageSchema, looksSchema} from './leakage/leakage.ts'
import {planSchema} from './plan.ts'
import {profileSchema} from './profile/profile.ts'
import {dataSchemaSchema} from './profile/schema.ts'
import {provenanceSchema} from './provenance/provenance.ts'
import type {Verdict} from './verdict.ts'

/** One dataset as it was seen; `files` is absent from records whose list travels beside them. */
export const datasetSchema = z.strictObject({
  name: z.string(),
  role: z.string(),
  /** As the user wrote it. */
  path: z.string(),
  /** The folder that file names are relative to, relative to the workspace. */
  root: z.string(),
  digest: digestSchema,
  files: z.int().nonnegative(),
  bytes: z.number().nonnegative(),
  /** Absent: its bytes. Digests of different kinds are never compared. */
  kind: datasetKindSchema.optional(),
  /** Of a remote one: how many files are known by which checksum. */
  checksums: z.record(z.string(), z.int().positive()).optional(),
  /** The commit of a remote repository, or the version that was claimed. */
  version: z.string().optional(),
  /** Files that lay there as pointers of Git LFS, and count as what they point to. */
  pointers: z.int().positive().optional(),
  /** The columns, where it has tables that were looked at. */
  schema: dataSchemaSchema.optional(),
  profile: profileSchema.optional(),
  catalogue: catalogueSchema.optional(),
})
export type DatasetRecord = z.infer<typeof datasetSchema>

/** A file of a dataset by its path from the workspace. */
export function pathOfFile({root}: Pick<DatasetRecord, 'root'>, path: string): string {
  return root === '.' || root === '' ? path : `${root}/${path}`
}

export const dataBodySchema = z.strictObject({
  datasets: z.array(datasetSchema),
  /** Digest over all datasets; of a single one its own. */
  digest: digestSchema,
  /** The files that make the model besides data, as one dataset-like list. */
  code: datasetSchema.optional(),
  /** The parameters file with its values, flattened to dotted names. */
  parameters: z
    .strictObject({
      path: z.string(),
      digest: digestSchema,
      values: z.record(z.string(), z.json()),
    })
    .optional(),
  /** Compared with the baseline's record; absent when there was none. */
  change: dataChangeSchema.optional(),
  baseline: baselineSchema,
  /** Whether the model must be trained; only where that was asked. */
  plan: planSchema.optional(),
  /** What is wrong with the data, or worth telling; absent where nothing was looked at. */
  findings: z.array(findingSchema).optional(),
  /** Which steps made the data, where a lock of DVC or a record tells of it. */
  provenance: provenanceSchema.optional(),
  /** How far datasets are from their references, each pair once. */
  drift: z.array(driftSchema).optional(),
  /** What datasets to train on and to judge on have in common, each pair once. */
  leakage: z.array(leakageSchema).optional(),
  /** How often each holdout was judged on. */
  looks: z.array(looksSchema).optional(),
})
export type DataBody = z.infer<typeof dataBodySchema>

/** Of the data alone: whether one finding fails. */
export function dataVerdict({findings = []}: Pick<DataBody, 'findings'>): Verdict {
  return hasFailure(findings) ? 'fail' : 'pass'
}
