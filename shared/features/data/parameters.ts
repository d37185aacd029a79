import type {DataBody} from '../../domain/data.ts'
import {parseJsonTree} from '../../domain/formats/json.ts'
import {decodeText} from '../../domain/formats/text.ts'
import {isList, type Json} from '../../domain/json.ts'
import {atSpot, type ParsedTree, plainOf} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import type {Place} from '../../platform/place.ts'
import {listProblems} from '../../platform/problem-list.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import type {JsonValue} from './compare.ts'

const LIMIT = 2 ** 20

export type Parameters = NonNullable<DataBody['parameters']>

/** Reads a JSON or YAML file of parameters as dotted names with their values; lists stay whole. */
export async function readParameters(path: string, place: Place): Promise<Parameters> {
  const bytes = await readUserFile(place, path, LIMIT)
  const parsed = await parse(bytes, path)
  if ('problems' in parsed) {
    throw invalid(listProblems(parsed.problems.map(problem => atSpot(path, problem))))
  }
  const values = new Map<string, JsonValue>()
  for (const [name, value] of flatten(plainOf(parsed.tree), '')) {
    if (values.has(name)) throw invalid(`${path}: two values are called ${JSON.stringify(name)}`)
    values.set(name, value)
  }
  return {path, digest: sha256(bytes), values: Object.fromEntries(values)}
}

async function parse(bytes: Uint8Array, path: string): Promise<ParsedTree> {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return decoded
  return /\.json$/i.test(path) ? parseJsonTree(decoded.text) : parseYamlTree(decoded.text)
}

function invalid(message: string): ActionError {
  return new ActionError('invalid-parameters', message, {
    hint: 'The parameters file must be JSON or YAML with names and values.',
  })
}

function flatten(value: Json, name: string): readonly (readonly [string, JsonValue])[] {
  const members = membersOf(value)
  if (members === undefined || (members.length === 0 && name !== '')) {
    return [[name === '' ? 'value' : name, storable(value)]]
  }
  return members.flatMap(([key, item]) => flatten(item, name === '' ? key : `${name}.${key}`))
}

/** Records hold JSON: what JSON cannot say becomes its name. */
function storable(value: Json): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(storable)
  return Object.fromEntries((membersOf(value) ?? []).map(([key, item]) => [key, storable(item)]))
}

function membersOf(value: Json): readonly (readonly [string, Json])[] | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined
  return Object.entries(value).filter((member): member is [string, Json] => member[1] !== undefined)
}
