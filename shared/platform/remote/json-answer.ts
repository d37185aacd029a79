type JsonObject = Readonly<Record<string, unknown>>

/** An answer as a JSON value; nothing when it is none. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(body))
  } catch {
    return undefined
  }
}

/** An answer as a JSON object; nothing when it is anything else. */
export function objectOf(body: Uint8Array): JsonObject | undefined {
  const value = jsonOf(body)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? {...value}
    : undefined
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

/** A member of an object that came as JSON. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

export function textOf(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name)
  return typeof found === 'string' ? found : undefined
}
