/** `sha256:` and 64 lowercase hex digits. */
export type Digest = `sha256:${string}`

const HEX = /^[0-9a-f]{64}$/

/** Anything else than 64 lowercase hex digits is no digest; so no path can hide in one. */
export function digestOfHex(hex: string): Digest | undefined {
  return HEX.test(hex) ? `sha256:${hex}` : undefined
}

export function digestFrom(value: unknown): Digest | undefined {
  if (typeof value !== 'string' || !value.startsWith('sha256:')) return undefined
  return digestOfHex(value.slice('sha256:'.length))
}

export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}
