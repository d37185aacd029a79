/**
 * What a provider can know the content of a file by. A composite one is a checksum of the checksums of parts, so the same
 * bytes in other parts have another; so it is with the ETag of an upload in parts.
 */
export const REMOTE_CHECKSUMS = [
  'sha256',
  'sha512',
  'sha1',
  'md5',
  'git',
  'crc64nvme',
  'crc32c',
  'crc32',
  'sha256-composite',
  'sha1-composite',
  'crc32c-composite',
  'crc32-composite',
  'etag',
  'multipart-etag',
  'weak',
] as const
export type RemoteChecksumKind = (typeof REMOTE_CHECKSUMS)[number]
export type RemoteChecksum = {readonly kind: RemoteChecksumKind; readonly value: string}

/** One file of a listing; the path is relative to what was asked for, with `/`. */
export type RemoteFile = {
  readonly path: string
  readonly bytes: number
  readonly checksum: RemoteChecksum
  /** What its provider calls this state of it. */
  readonly version?: string | undefined
}

/** `crc64nvme:0011…`: what stands where others have a digest. */
export function checksumText({kind, value}: RemoteChecksum): string {
  return `${kind}:${value}`
}

/** The kind of a checksum as a text; those of two families say nothing about each other. */
export function familyOf(text: string): string {
  const kind = text.slice(0, text.indexOf(':'))
  return kind === 'multipart-etag' ? 'etag' : kind
}

/** A checksum of a fixed length that was sent as base64; nothing when it is something else. */
export function fromBase64(kind: RemoteChecksumKind, base64: string): RemoteChecksum | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return undefined
  const hex = Array.from(atob(base64), byte => byte.charCodeAt(0).toString(16).padStart(2, '0'))
  const length = LENGTHS[kind]
  return length === hex.length ? {kind, value: hex.join('')} : undefined
}

const LENGTHS: Readonly<Partial<Record<RemoteChecksumKind, number>>> = {
  sha256: 32,
  sha512: 64,
  sha1: 20,
  md5: 16,
  crc64nvme: 8,
  crc32c: 4,
  crc32: 4,
}

/** The longest tag that is kept; what is longer tells no version. */
const LONGEST_TAG = 200

/**
 * What an ETag says: an opaque name of a state, never an MD5, though it often looks like one. One with a count of parts
 * is that of an upload in parts; a weak one may stay the same when bytes differ.
 */
export function etagChecksum(etag: string): RemoteChecksum | undefined {
  const [, weak, quoted] = /^(W\/)?"([^"]*)"$/.exec(etag.trim()) ?? []
  const tag = quoted ?? (/["\s]/.test(etag.trim()) ? '' : etag.trim())
  if (tag === '' || tag.length > LONGEST_TAG || !/^[\x21-\x7e]+$/.test(tag)) return undefined
  if (weak !== undefined) return {kind: 'weak', value: escapeTag(`W/"${tag}"`)}
  const kind = /^[0-9a-f]{32}-[1-9][0-9]{0,4}$/i.test(tag) ? 'multipart-etag' : 'etag'
  return {kind, value: escapeTag(tag)}
}

/** Only letters that need no quotes anywhere. */
export function escapeTag(tag: string): string {
  return encodeURIComponent(tag).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

const S3_NAMES = {
  SHA256: 'sha256',
  SHA1: 'sha1',
  CRC64NVME: 'crc64nvme',
  CRC32C: 'crc32c',
  CRC32: 'crc32',
} as const
/** In the order in which they are believed. */
export const S3_CHECKSUMS = Object.keys(S3_NAMES) as readonly (keyof typeof S3_NAMES)[]

/**
 * An additional checksum of S3: of the whole object, or `COMPOSITE`, of the checksums of its parts, with their count
 * behind it. Servers that do not say which are known by that count.
 */
export function s3Checksum(
  name: keyof typeof S3_NAMES,
  text: string,
  type: string | undefined,
): RemoteChecksum | undefined {
  const [, base64 = '', parts] = /^([^-]*)(?:-([1-9][0-9]{0,4}))?$/.exec(text) ?? []
  const whole = fromBase64(S3_NAMES[name], base64)
  if (!whole) return undefined
  const isComposite = type === 'COMPOSITE' || parts !== undefined
  if (!isComposite) return whole
  if (whole.kind === 'crc64nvme' || type === 'FULL_OBJECT') return undefined
  const kind = `${S3_NAMES[name]}-composite` as RemoteChecksumKind
  return {kind, value: parts === undefined ? whole.value : `${whole.value}-${parts}`}
}
