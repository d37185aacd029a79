import type {Digest} from '../digest.ts'

/** What a pointer of Git LFS stands for. */
export type LfsPointer = {readonly digest: Digest; readonly bytes: number}

/** Sizes that a pointer without extensions can have. */
export const POINTER_BYTES = {least: 126, most: 141} as const

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (0|[1-9][0-9]{0,15})\n$/

/** Reads a pointer; there is one way to write each, and anything else is a file like any other. */
export function readPointer(text: string): LfsPointer | undefined {
  const [, hex, size] = POINTER.exec(text) ?? []
  const bytes = Number(size)
  if (hex === undefined || !Number.isSafeInteger(bytes)) return undefined
  return {digest: `sha256:${hex}`, bytes}
}
