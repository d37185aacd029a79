/** Bytes as a JSON value; nothing when they are none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
  } catch {
    return undefined
  }
}

/** Bytes as a JSON object; nothing when they are anything else. */
export function objectOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const value = jsonOf(bytes)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? {...value}
    : undefined
}
