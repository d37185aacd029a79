import * as z from 'zod'
import {command, duration, variable} from './config-words.ts'
import {driftConfigSchema} from './drift/config.ts'
import {expectSchema} from './expect/entry.ts'
import {TABLE_FORMATS} from './ports/table.ts'
import {SCHEMA_RULES} from './profile/schema-change.ts'

const ROLES = ['train', 'holdout', 'reference', 'production', 'base-model'] as const

/** What a dataset is, where that is not seen from the names of its files. */
export const DATA_FORMATS = [...TABLE_FORMATS, 'npy', 'npz', 'images', 'text'] as const
export type DataFormat = (typeof DATA_FORMATS)[number]

/** What people say of a dataset, so that others know whom to ask and what they may do. */
export const CATALOGUE_FIELDS = ['owner', 'licence', 'personal', 'source'] as const
export type CatalogueField = (typeof CATALOGUE_FIELDS)[number]

const column = z.string().min(1)
const words = z.string().min(1).max(300)

/** Catalogue fields of a dataset, in its configuration and its record. */
export const catalogueShape = {
  owner: words.optional().describe('Who answers for the data: a person, a team, an address.'),
  licence: words.optional().describe('Under which terms the data may be used.'),
  personal: words
    .optional()
    .describe(
      'What the data say about persons, or "none". Anything but "none" keeps values out of the record.',
    ),
  source: words.optional().describe('Where the data come from.'),
}
export const catalogueSchema = z.strictObject(catalogueShape)
export type Catalogue = z.infer<typeof catalogueSchema>

/** How new data are fetched: the command alone, or with what it may see and how long it may take. */
const refreshSchema = z.union([
  command,
  z.strictObject({
    run: command.describe('The command that fetches new data.'),
    pass: z
      .array(variable)
      .optional()
      .describe('Names of environment variables that it may see; default: none.'),
    timeout: duration.optional().describe('The longest that it may take; default: 1h.'),
  }),
])

/** The same in one form. */
export function refreshOf(refresh: z.infer<typeof refreshSchema>) {
  const {
    run,
    pass = [],
    timeout,
  } = typeof refresh === 'string' || Array.isArray(refresh)
    ? {run: refresh, pass: [], timeout: undefined}
    : refresh
  return {run, pass, timeout}
}

const datasetShape = {
  path: z
    .string()
    .min(1)
    .default('')
    .describe(
      'A file, a folder or a glob, relative to the repository; or what lies elsewhere: s3://, gs://, az://, hf://, https://.',
    ),
  role: z.enum(ROLES).default('train').describe('What the model does with it.'),
  key: column.optional().describe('The column that names a row.'),
  order: column.optional().describe('The column that orders rows which depend on each other.'),
  cluster: column
    .optional()
    .describe('The column of rows that belong together, such as a customer.'),
  format: z
    .enum(DATA_FORMATS)
    .optional()
    .describe('What the files are; default: seen from their names.'),
  schema: z
    .enum(SCHEMA_RULES)
    .optional()
    .describe('Which changes of the columns pass; default: any, which is told and never decides.'),
  missing: z
    .array(z.string().min(1).max(40))
    .max(20)
    .optional()
    .describe('Words that stand for an empty cell, such as NA; default: none but nothing.'),
  profile: z
    .boolean()
    .optional()
    .describe('Whether every row is looked at; default: up to 256 MB, or where a check needs it.'),
  reference: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The dataset that drift is measured against; default with drift: the one of role reference.',
    ),
  drift: driftConfigSchema.optional().describe('How drift from the reference is measured.'),
  version: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      'A command, as a list, that prints the id of a snapshot: all that is known of the dataset then, and marked as claimed. It runs without a shell and without tokens.',
    ),
  expect: expectSchema
    .optional()
    .describe('What must be true of the table, as texts such as "rows >= 1000".'),
  refresh: refreshSchema
    .optional()
    .describe(
      'The command that fetches new data, run by `track` with `refresh: true` alone; or `{ run, pass, timeout }` with the variables it may see and its longest time.',
    ),
  ...catalogueShape,
}
export const datasetConfigSchema = z
  .strictObject(datasetShape)
  .refine(
    ({path, version}) => path !== '' || version !== undefined,
    'must have a path, or a version command',
  )
export type DatasetConfig = z.infer<typeof datasetConfigSchema>

export const catalogueConfigSchema = z.strictObject({
  require: z
    .array(z.enum(CATALOGUE_FIELDS))
    .min(1)
    .describe('What every dataset must say; one that does not fails.'),
})

/** What of the catalogue a dataset says. */
export function catalogueOf(config: Catalogue): Catalogue | undefined {
  const said = CATALOGUE_FIELDS.flatMap(field => {
    const text = config[field]
    return text === undefined ? [] : [[field, text] as const]
  })
  return said.length === 0 ? undefined : Object.fromEntries(said)
}

/** Whether values must stay out of records and reports. */
export function isPersonal({personal}: Catalogue): boolean {
  return personal !== undefined && personal.trim().toLowerCase() !== 'none'
}
