import {SignatureV4} from '@smithy/signature-v4'
import {escapeUri, NodeSha256} from '../../../shared/platform/remote/s3-sign.ts'

type Ask = {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** What fills a real S3 server for a test. */
export function s3Uploader(endpoint: string, accessKeyId: string, secretAccessKey: string) {
  const signer = new SignatureV4({
    credentials: {accessKeyId, secretAccessKey},
    region: 'us-east-1',
    service: 's3',
    sha256: NodeSha256,
    uriEscapePath: false,
  })

  async function ask({method, path, query = {}, headers = {}, body}: Ask): Promise<Response> {
    const url = new URL(`${endpoint}${path.split('/').map(escapeUri).join('/')}`)
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {...query},
      headers: {'content-type': 'application/octet-stream', ...headers, host: url.host},
      ...(body === undefined ? {} : {body}),
    })
    const {host: _, ...rest} = signed.headers
    url.search = Object.entries(query)
      .map(([name, value]) => `${name}=${escapeUri(value)}`)
      .join('&')
    const answer = await fetch(url, {
      method,
      headers: rest,
      ...(body === undefined ? {} : {body: Buffer.from(body)}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }

  return {
    makeBucket: (bucket: string) => ask({method: 'PUT', path: `/${bucket}`}),
    keepVersions: (bucket: string) =>
      ask({
        method: 'PUT',
        path: `/${bucket}`,
        query: {versioning: ''},
        body: '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>',
      }),
    put: (path: string, body: string | Uint8Array, headers: Ask['headers'] = {}) =>
      ask({method: 'PUT', path: `/${path}`, body, headers}),
    remove: (path: string) => ask({method: 'DELETE', path: `/${path}`}),
    /** One object in parts, with an additional checksum. */
    async putParts(path: string, parts: readonly Uint8Array[], how: Parts): Promise<void> {
      const {algorithm, type, sums} = how
      const begun = await ask({
        method: 'POST',
        path: `/${path}`,
        query: {uploads: ''},
        headers: {'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type},
      })
      const uploadId = /<UploadId>([^<]+)</.exec(await begun.text())?.[1] ?? ''
      const header = `x-amz-checksum-${algorithm.toLowerCase()}`
      const done: string[] = []
      for (const [at, body] of parts.entries()) {
        const sum = sums[at] ?? ''
        const query = {partNumber: String(at + 1), uploadId}
        const headers = {[header]: sum}
        const put = await ask({method: 'PUT', path: `/${path}`, query, headers, body})
        done.push(
          `<Part><PartNumber>${at + 1}</PartNumber><ETag>${put.headers.get('etag')}</ETag><Checksum${algorithm}>${sum}</Checksum${algorithm}></Part>`,
        )
      }
      await ask({
        method: 'POST',
        path: `/${path}`,
        query: {uploadId},
        body: `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${done.join('')}</CompleteMultipartUpload>`,
      })
    },
  }
}

type Parts = {
  readonly algorithm: 'SHA256' | 'CRC32C'
  readonly type: 'COMPOSITE' | 'FULL_OBJECT'
  readonly sums: readonly string[]
}
