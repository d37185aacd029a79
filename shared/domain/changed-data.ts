import * as z from 'zod'
import {digestSchema} from './digest-schema.ts'

/** What `track` says to `trigger` about data that git keeps. */
export const changedDataSchema = z.strictObject({
  /** Files of the data that git keeps, or would, and that differ from the commit; paths from the repository's root. */
  files: z.array(z.strictObject({path: z.string(), digest: digestSchema})),
  /** Datasets of which every file is as the commit holds it. */
  committed: z.array(z.string()),
})
