import {createHash} from 'node:crypto'

/** The id that git gives a file of these bytes, in a repository whose ids look like `like`. */
export function blobId(bytes: Uint8Array, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.byteLength}\0`)
    .update(bytes)
    .digest('hex')
}
