import * as z from 'zod'
import {configSchema} from '../../domain/config.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The JSON Schema that editors complete and check `proofmark.yml` with. */
export function configJsonSchema(): JsonSchema {
  return {
    ...z.toJSONSchema(configSchema, {io: 'input'}),
    title: 'proofmark.yml',
    description: 'What a model is made from, and what its changes are judged by.',
  }
}

/** The keys that a mapping at this path may have; none where keys are free. */
export function knownKeys(schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const keys = schemasAt(schema, path).flatMap(({properties}) => Object.keys(properties ?? {}))
  return [...new Set(keys)]
}

/** What the schema says about the value at a path. */
export function descriptionAt(schema: JsonSchema, path: readonly PropertyKey[]): string {
  return schemasAt(schema, path).find(({description}) => description)?.description ?? ''
}

function schemasAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly JsonSchema[] {
  let here: readonly JsonSchema[] = branches(schema)
  for (const step of path) {
    here = here.flatMap(one => childrenOf(one, step)).flatMap(branches)
  }
  return here
}

function branches(schema: JsonSchema): readonly JsonSchema[] {
  const inner = (schema.anyOf ?? []).filter(isSchema).flatMap(branches)
  return [schema, ...inner]
}

function childrenOf(
  {properties, additionalProperties, items}: JsonSchema,
  step: PropertyKey,
): readonly JsonSchema[] {
  const own = properties && Object.hasOwn(properties, step) ? properties[String(step)] : undefined
  const listed = Array.isArray(items) ? [] : [items]
  const nested = typeof step === 'number' ? listed : [own ?? additionalProperties]
  return nested.filter(isSchema)
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null
}
