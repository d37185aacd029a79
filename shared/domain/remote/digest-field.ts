import {fromBase64, type RemoteChecksum} from './checksum.ts'

const NAMES = [
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
] as const

/**
 * The digest in a field `Repr-Digest` or `Content-Digest` of RFC 9530 (`sha-256=:base64:`), or `Digest` of RFC 3230
 * (`SHA-256=base64`). Algorithms that are known to be weak count as none.
 */
export function digestField(field: string | undefined): RemoteChecksum | undefined {
  if (field === undefined || field.length > 1000) return undefined
  const members = field.split(',').map(member => member.trim())
  for (const [name, kind] of NAMES) {
    const member = members.find(text => text.toLowerCase().startsWith(`${name}=`))
    const value = member?.slice(name.length + 1)
    if (value === undefined) continue
    return fromBase64(kind, /^:(.*):$/.exec(value)?.[1] ?? value)
  }
  return undefined
}
