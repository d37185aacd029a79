import * as z from 'zod'

/** How a dataset is known: by its bytes, by what a provider says of them, or by a version that a command told. */
const DATASET_KINDS = ['bytes', 'remote', 'claimed'] as const
export type DatasetKind = (typeof DATASET_KINDS)[number]
export const datasetKindSchema = z.enum(DATASET_KINDS)
