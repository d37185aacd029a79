import {createHash} from 'node:crypto'
import {gunzipSync} from 'node:zlib'

/** The bytes in a gzip file; nothing where it is none, or holds more than the limit. */
export function unzipped(bytes: Uint8Array, limitBytes: number): Uint8Array | undefined {
  try {
    return gunzipSync(bytes, {maxOutputLength: limitBytes})
  } catch {
    return undefined
  }
}

/** Under this name others keep bytes; it is no proof of what they are. */
export function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex')
}
