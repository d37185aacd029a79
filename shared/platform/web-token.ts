/** Whether it has the form of a signed web token (JWT). */
export function isWebToken(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)
}

/** What a web token says about itself, unchecked; nothing when it is none. */
export function readClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  if (!isWebToken(token)) return undefined
  try {
    const value: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    )
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? {...value}
      : undefined
  } catch {
    return undefined
  }
}
