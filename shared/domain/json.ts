export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | {readonly [key: string]: Json | undefined}

const LONE_SURROGATE = /[\ud800-\udfff]/u

/** Whether a text has no half of a character, which no UTF-8 file could hold. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text)
}

/**
 * Canonical JSON after RFC 8785: keys sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
 * A number without a JSON form (NaN, ±Infinity) and a lone surrogate are refused: records carry such values as states.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`canonical JSON has no form for ${value}`)
  }
  if (typeof value === 'string' && !isWellFormed(value)) {
    throw new RangeError('canonical JSON has no form for a lone surrogate')
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter((member): member is [string, Json] => member[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${canonicalJson(key)}:${canonicalJson(item)}`)
  return `{${members.join(',')}}`
}

/** `Array.isArray` for lists that cannot be changed. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
