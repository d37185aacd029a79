import {
  configJsonSchema,
  isSchema,
  type JsonSchema,
} from '../../shared/features/configuration/index.ts'
import {table} from './tables.ts'

type Key = {
  readonly path: string
  readonly about: string
  readonly kind: string
  readonly usual: string
}

/** How the free names of a mapping are called. */
const FREE_NAMES: Readonly<Record<string, string>> = {
  data: '<name>',
  deploy: '<environment>',
  inputs: '<input>',
}

/** For each section of `proofmark.yml` the table of its keys, from the descriptions in the schema. */
export function configurationTables(): ReadonlyMap<string, string> {
  const {properties = {}, required = []} = configJsonSchema()
  return new Map(
    Object.entries(properties).map(([name, schema]) => [
      name,
      keyTable(keysOf(name, asSchema(schema), required.includes(name) ? '**required**' : '')),
    ]),
  )
}

function keyTable(keys: readonly Key[]): string {
  return table(
    ['key', 'what', 'kind', 'default'],
    keys.map(({path, about, kind, usual}) => [`\`${path}\``, about, kind, usual]),
  )
}

/** A key and all below it, in the order of the schema. */
function keysOf(path: string, schema: JsonSchema, need: string): readonly Key[] {
  const {about, usual} = wordsOf(path, schema)
  const own = {path, about, kind: kindOf(schema), usual: need || usual}
  return [own, ...below(path, schema, '**required**')]
}

function below(path: string, schema: JsonSchema, need: string): readonly Key[] {
  const {properties = {}, required = [], additionalProperties, items} = schema
  const named = Object.entries(properties).flatMap(([name, inner]) =>
    keysOf(`${path}.${name}`, asSchema(inner), required.includes(name) ? need : ''),
  )
  const free = typeof additionalProperties === 'object' ? asSchema(additionalProperties) : undefined
  const label = FREE_NAMES[path.split('.').at(-1) ?? ''] ?? '<name>'
  const inList = typeof items === 'object' && !Array.isArray(items) ? asSchema(items) : undefined
  const branches = (schema.anyOf ?? []).map(asSchema)
  const isOneOf = branches.filter(({properties}) => properties).length > 1
  return [
    ...named,
    ...(free ? below(`${path}.${label}`, free, need) : []),
    ...(inList ? below(`${path}[]`, inList, need) : []),
    ...branches.flatMap(one => below(path, one, isOneOf ? '**required** in this form' : need)),
  ]
}

/** What a description says, and apart from it the default that it names. */
function wordsOf(path: string, {description = '', default: value}: JsonSchema) {
  if (description === '') throw new Error(`${path} of proofmark.yml has no description`)
  const hit = /^(.*?)(?:; default: |\bDefault: )(.*)\.$/.exec(description)
  const about = hit ? (hit[1] ?? '') : description
  const isObject = typeof value === 'object' && !Array.isArray(value)
  const usual =
    value === undefined || isObject ? '' : `\`${JSON.stringify(value).replaceAll('"', '')}\``
  return {about: about.replace(/([^.!?])$/, '$1.'), usual: usual || (hit?.[2] ?? '')}
}

function kindOf(schema: JsonSchema): string {
  const {type, items, anyOf, format, examples = []} = schema
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum) return `one of ${schema.enum.map(value => `\`${String(value)}\``).join(', ')}`
  if (anyOf) return [...new Set(anyOf.map(one => kindOf(asSchema(one))))].join(' or ')
  if (Array.isArray(type)) return type.map(one => kindOf({type: one})).join(' or ')
  const such = examples.length > 0 ? ` such as ${examples.map(one => `\`${one}\``).join(', ')}` : ''
  switch (type) {
    case 'string':
      return format === 'uri' ? 'https address' : `text${such}`
    case 'array':
      return `list of ${kindOf(asSchema(items))
        .replace(/^text\b/, 'texts')
        .replace(/^one of/, 'any of')}`
    case 'object':
      return 'mapping'
    case 'boolean':
      return 'true or false'
    case 'integer':
      return `whole number${range(schema)}`
    default:
      return `number${range(schema)}`
  }
}

function range({minimum, maximum}: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`
  return minimum === undefined ? '' : `, ${minimum} or more`
}

function asSchema(schema: unknown): JsonSchema {
  if (isSchema(schema)) return schema
  throw new Error('proofmark.yml: a key of the schema says nothing')
}
