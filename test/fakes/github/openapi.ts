import {readFileSync} from 'node:fs'
import type {Ajv, ValidateFunction} from 'ajv'

type Schema = Readonly<Record<string, unknown>>
type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}
type Reference = {readonly $ref: string}
export type Operation = {
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: {
    readonly required?: boolean
    readonly content: Readonly<Record<string, {readonly schema: Schema}>>
  }
}
export type Description = {
  readonly version: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export type Asked = {
  readonly method: string
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
}

export type Findings = {
  /** GitHub would refuse the request. */
  readonly errors: readonly string[]
  /** GitHub would not mind, but it means nothing: a mistake of the caller. */
  readonly oddities: readonly string[]
}

const SLICE = new URL('openapi.json', import.meta.url)
const BASE = 'https://api.github.com/'

/** Checks requests against GitHub's own description of its API. Everything is loaded when first needed. */
export function makeValidator() {
  let description: Description | undefined
  let ajv: Promise<Ajv> | undefined
  const compiled = new Map<string, ValidateFunction>()
  const load = () => {
    description ??= readDescription()
    return description
  }

  async function check(schema: Schema, key: string): Promise<ValidateFunction> {
    const known = compiled.get(key)
    if (known) return known
    ajv ??= makeAjv(load())
    const added = (await ajv).compile(schema)
    compiled.set(key, added)
    return added
  }

  return async ({method, path, parameters, query, body}: Asked): Promise<Findings> => {
    const key = `${method} ${path}`
    const operation = load().paths[path]?.[method.toLowerCase()]
    if (!operation) return {errors: [`${key} is not in GitHub's description`], oddities: []}
    const expected = (operation.parameters ?? []).map(entry => follow(load(), entry))
    const errors: string[] = []
    const oddities: string[] = []
    for (const parameter of expected) {
      const {name, in: where} = parameter
      const value = where === 'path' ? parameters[name] : query.get(name)
      if (value === null || value === undefined) {
        if (parameter.required && where === 'query') errors.push(`${name} is missing`)
        continue
      }
      const validate = await check(absolute(parameter.schema), `${key} ${where} ${name}`)
      if (!validate(coerce(value, parameter.schema))) errors.push(...textsOf(validate, name))
    }
    const names = new Set(expected.filter(({in: where}) => where === 'query').map(({name}) => name))
    for (const name of query.keys()) {
      if (!names.has(name)) oddities.push(`query parameter "${name}" is unknown`)
    }
    const schema = operation.requestBody?.content['application/json']?.schema
    if (schema) {
      const validate = await check(absolute(schema), `${key} body`)
      if (body === undefined && operation.requestBody?.required) errors.push('the body is missing')
      if (body !== undefined && !validate(body)) errors.push(...textsOf(validate, 'body'))
      oddities.push(...unknownFields(schema, body))
    }
    return {errors, oddities}
  }
}

export function readDescription(): Description {
  return allowNull(JSON.parse(readFileSync(SLICE, 'utf8'))) as Description
}

async function makeAjv({components}: Description): Promise<Ajv> {
  const [{Ajv}, formats] = await Promise.all([import('ajv'), import('ajv-formats')])
  const ajv = new Ajv({strict: false, allErrors: true, validateFormats: true})
  const add = formats.default as unknown as (target: Ajv) => unknown
  add(ajv)
  ajv.addSchema({$id: BASE, components})
  return ajv
}

/** OpenAPI 3.0 says `nullable: true` where JSON Schema has a type of its own. */
function allowNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(allowNull)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) copy[key] = allowNull(inner)
  const {nullable, ...schema} = copy
  if (nullable !== true) return copy
  return {anyOf: [schema, {type: 'null'}]}
}

/** Schemas that are compiled alone still refer to the components. */
function absolute(value: Schema): Schema {
  return JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#/', `"$ref":"${BASE}#/`)) as Schema
}

function follow({components}: Description, entry: Parameter | Reference): Parameter {
  if (!('$ref' in entry)) return entry
  const [, , kind = '', name = ''] = entry.$ref.split('/')
  return components[kind]?.[name] as Parameter
}

/** What stands in an address is text; the description says what it means. */
function coerce(value: string, {type, anyOf}: Schema): unknown {
  const kinds = [type, ...((anyOf as readonly Schema[] | undefined) ?? []).map(one => one['type'])]
  if (kinds.some(kind => kind === 'integer' || kind === 'number') && /^-?\d+$/.test(value)) {
    return Number(value)
  }
  if (kinds.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true'
  return value
}

function textsOf({errors}: ValidateFunction, name: string): readonly string[] {
  return (errors ?? []).map(
    ({instancePath, message = ''}) => `${name}${instancePath.replaceAll('/', '.')} ${message}`,
  )
}

function unknownFields({properties, additionalProperties}: Schema, body: unknown) {
  if (typeof properties !== 'object' || properties === null || additionalProperties) return []
  if (typeof body !== 'object' || body === null) return []
  const odd = Object.keys(body).filter(name => !(name in properties))
  return odd.map(name => `body field "${name}" is unknown`)
}
