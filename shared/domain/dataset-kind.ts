import * as z from 'zod'

/** How a dataset is known: by its bytes, by what a provider says of them, or by a version that a command told. */
const DATASET_KINDS = ['bytes', 'remote', 'claimed'] as const
export type DatasetKind = (typeof DATASET_KINDS)[number]
export const datasetKindSchema = z.enum(DATASET_KINDS)

const ENDINGS = {bytes: 'sha256', remote: 'remote', claimed: 'claimed'} as const satisfies Readonly<
  Record<DatasetKind, string>
>

/** What the file with a dataset's list is called: `prices.sha256` is for `sha256sum`, the others are not. */
export function listName({
  name,
  kind = 'bytes',
}: {
  readonly name: string
  readonly kind?: DatasetKind | undefined
}): string {
  return `${name}.${ENDINGS[kind]}`
}
