import {createHash} from 'node:crypto'
import type {Digest} from '../domain/digest.ts'

/** SHA-256 of bytes that are in memory already. */
export function sha256(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
