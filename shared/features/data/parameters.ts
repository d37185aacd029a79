import {decodeText} from '../../domain/formats/text.ts'
import type {DataBody} from '../../domain/record.ts'
import {atSpot, plainOf} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {readCapped} from '../../platform/files.ts'
import {sha256} from '../../platform/hash.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import type {JsonValue} from './compare.ts'

const LIMIT = 2 ** 20

export type Parameters = NonNullable<DataBody['parameters']>

/** Reads a JSON or YAML file of parameters as dotted names with their values; lists stay whole. */
export async function readParameters(path: string, place: Place): Promise<Parameters> {
  const bytes = await readCapped(await userPath(place, path), LIMIT)
  const decoded = decodeText(bytes)
  const parsed = 'text' in decoded ? await parseYamlTree(decoded.text) : decoded
  if ('problems' in parsed) {
    const lines = parsed.problems.slice(0, 20).map(problem => atSpot(path, problem))
    throw new ActionError('invalid-parameters', lines.join('\n'), {
      hint: 'The parameters file must be JSON or YAML.',
    })
  }
  const values = Object.fromEntries(flatten(plainOf(parsed.tree), ''))
  return {path, digest: sha256(bytes), values}
}

function flatten(value: unknown, name: string): readonly (readonly [string, JsonValue])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [[name === '' ? 'value' : name, storable(value)]]
  }
  return Object.entries(value).flatMap(([key, item]) =>
    flatten(item, name === '' ? key : `${name}.${key}`),
  )
}

/** Records hold JSON: what JSON cannot say becomes its name. */
function storable(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item)]))
  }
  return String(value)
}
