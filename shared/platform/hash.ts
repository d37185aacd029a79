import {createHash} from 'node:crypto'
import type {Digest} from '../domain/digest.ts'

/** SHA-256 of bytes that are in memory already. */
export function sha256(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** SHA-256 of what comes in pieces, and how many bytes it has. */
export function sha256OfPieces(pieces: Iterable<Uint8Array>): {
  readonly digest: Digest
  readonly bytes: number
} {
  const hash = createHash('sha256')
  let bytes = 0
  for (const piece of pieces) {
    hash.update(piece)
    bytes += piece.length
  }
  return {digest: `sha256:${hash.digest('hex')}`, bytes}
}

/** MD5 of a text, as other programs name their objects; it proves nothing against people. */
export function md5Hex(text: Uint8Array | string): string {
  return createHash('md5').update(text).digest('hex')
}

/** An MD5 over what comes piece by piece. */
export function startMd5(): {
  readonly add: (bytes: Uint8Array) => void
  readonly hex: () => string
} {
  const hash = createHash('md5')
  return {add: bytes => void hash.update(bytes), hex: () => hash.digest('hex')}
}
