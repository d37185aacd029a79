/** A SHA-256 written with its algorithm, as every record, output and log of the suite writes it. */
export type Digest = `sha256:${string}`

const SHAPE = /^sha256:[0-9a-f]{64}$/

export function isDigest(text: string): text is Digest {
  return SHAPE.test(text)
}

/** The 64 hex digits alone, as coreutils prints them. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}

/** Enough of a digest for people to tell two apart: `sha256:4f2a19c0…`. */
export function shortDigest(digest: Digest): string {
  return `${digest.slice(0, 'sha256:'.length + 8)}…`
}
