import {createHash, createHmac} from 'node:crypto'
import {ActionError} from '../errors.ts'
import {type RemoteReach, variable} from './reach.ts'

export type AwsCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** From the environment; nothing when there are none, and then everybody may ask. Half of a pair is a mistake. */
export function awsCredentials(reach: RemoteReach): AwsCredentials | undefined {
  const accessKeyId = variable(reach, 'AWS_ACCESS_KEY_ID')
  const secretAccessKey = variable(reach, 'AWS_SECRET_ACCESS_KEY')
  const sessionToken = variable(reach, 'AWS_SESSION_TOKEN')
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return {accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : {sessionToken})}
  }
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined
  const missing = accessKeyId === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY'
  throw new ActionError('incomplete-credentials', `${missing} is not set, and its other half is`, {
    hint: 'Set both, or none to look at a public bucket.',
  })
}

type Signer = (
  url: URL,
  headers: Readonly<Record<string, string>>,
) => Promise<Record<string, string>>

/** Signs requests without a body for S3 (Signature Version 4). */
export async function s3Signer(
  credentials: AwsCredentials | undefined,
  region: string,
  method: 'GET' | 'HEAD',
): Promise<Signer> {
  if (!credentials) return async (_url, headers) => ({...headers})
  const {SignatureV4} = await import('@smithy/signature-v4')
  const signer = new SignatureV4({
    credentials,
    region,
    service: 's3',
    sha256: NodeSha256,
    // The keys of S3 are what they are: `a//b` is no `a/b`.
    uriEscapePath: false,
  })
  return async ({protocol, hostname, host, pathname, searchParams}, headers) => {
    const signed = await signer.sign({
      method,
      protocol,
      hostname,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: {...headers, host},
    })
    const {host: _, ...rest} = signed.headers
    return rest
  }
}

/** What the signer calls a hash: SHA-256, or with a key its HMAC. */
export class NodeSha256 {
  private readonly hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest()
  }
  reset(): void {
    throw new Error('a hash is used once')
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return new Uint8Array(data)
}

/** As Signature Version 4 wants it, and no other way. */
export function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
