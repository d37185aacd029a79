import * as z from 'zod'
import {digestSchema} from '../digest-schema.ts'
import {canonicalJson} from '../json.ts'
import {COLUMN_TYPES} from '../ports/table.ts'

const schemaColumnSchema = z.strictObject({
  name: z.string(),
  type: z.enum(COLUMN_TYPES),
  /** What the file declares, else whether an empty cell was seen. */
  nullable: z.boolean(),
})
export type SchemaColumn = z.infer<typeof schemaColumnSchema>

/** The columns of a dataset in their order. */
export const dataSchemaSchema = z.strictObject({
  /** SHA-256 of the canonical JSON of the columns: a list of name, type and nullable. */
  fingerprint: digestSchema,
  columns: z.array(schemaColumnSchema),
})
export type DataSchema = z.infer<typeof dataSchemaSchema>

/** The text whose SHA-256 is the fingerprint. */
export function fingerprintText(columns: readonly SchemaColumn[]): string {
  return canonicalJson(columns.map(({name, type, nullable}) => ({name, type, nullable})))
}
