import {createHash} from 'node:crypto'
import {byKey, type FakeServer, type Fault, pageOf, startFake, xmlText} from './pages.ts'

export type FakeObject = {
  readonly key: string
  readonly body: string
  /** Without quotes; default: the MD5, as of an object that came in one part. */
  readonly etag?: string
  readonly version?: string
  /** A version that only says that the object was deleted. */
  readonly isDeleted?: boolean
  /** Headers of a HEAD with x-amz-checksum-mode. */
  readonly checksums?: Readonly<Record<string, string>>
}

type Wish = {
  readonly bucket: string
  readonly objects: () => readonly FakeObject[]
  readonly pageSize?: number
  /** Whose signed requests are answered; without one everybody's. */
  readonly accessKeyId?: string
  readonly fault?: Fault
}

/** S3 as its reference documents ListObjectsV2 and HeadObject, with the bucket in the path. It checks no signature. */
export function startS3({
  bucket,
  objects,
  pageSize = 1000,
  accessKeyId,
  fault,
}: Wish): Promise<FakeServer> {
  return startFake((url, response, asked) => {
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, {'content-type': 'application/xml'})
        .end(
          asked.method === 'HEAD'
            ? ''
            : `<Error><Code>${code}</Code><Message>about ${accessKeyId}</Message></Error>`,
        )
    const signed = asked.headers.authorization ?? ''
    if (accessKeyId && !signed.startsWith(`AWS4-HMAC-SHA256 Credential=${accessKeyId}/`)) {
      return void refuse(403, 'AccessDenied')
    }
    const [, name, ...rest] = url.pathname.split('/')
    if (name !== bucket) return void refuse(404, 'NoSuchBucket')
    const key = decodeURIComponent(rest.join('/'))
    if (asked.method === 'HEAD') {
      const version = url.searchParams.get('versionId')
      const isMeant = (one: FakeObject) => version === null || one.version === version
      const object = objects().find(one => one.key === key && isMeant(one))
      if (object?.isDeleted) return void refuse(405, 'MethodNotAllowed')
      if (!object && version !== null) return void refuse(version.length < 4 ? 400 : 404, '')
      if (!object) return void refuse(404, 'NoSuchKey')
      const isAsked = asked.headers['x-amz-checksum-mode'] === 'ENABLED'
      return void response
        .writeHead(200, {
          etag: `"${etagOf(object)}"`,
          'content-length': Buffer.byteLength(object.body),
          ...(object.version ? {'x-amz-version-id': object.version} : {}),
          ...(isAsked ? object.checksums : {}),
        })
        .end()
    }
    const query = url.searchParams
    const size = Math.min(pageSize, Number(query.get('max-keys') ?? 1000))
    const prefix = query.get('prefix') ?? ''
    const all = byKey(newest(objects())).filter(one => one.key.startsWith(prefix))
    const {items, next} = pageOf(all, {size, token: query.get('continuation-token')})
    const contents = items.map(
      one =>
        `<Contents><Key>${encodeURIComponent(one.key).replaceAll('%2F', '/').replaceAll('%20', '+')}</Key>` +
        `<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;${etagOf(one)}&quot;</ETag>` +
        `<Size>${Buffer.byteLength(one.body)}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    )
    const more = next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''
    response
      .writeHead(200, {'content-type': 'application/xml'})
      .end(
        `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
          `<Name>${bucket}</Name><Prefix>${xmlText(prefix)}</Prefix><KeyCount>${items.length}</KeyCount>` +
          `<MaxKeys>${size}</MaxKeys><EncodingType>url</EncodingType><IsTruncated>${next !== undefined}</IsTruncated>` +
          `${more}${contents.join('')}</ListBucketResult>`,
      )
  }, fault)
}

/** Of several versions the first. */
function newest(objects: readonly FakeObject[]): readonly FakeObject[] {
  return objects.filter((one, at) => objects.findIndex(({key}) => key === one.key) === at)
}

function etagOf({etag, body}: FakeObject): string {
  return etag ?? createHash('md5').update(body).digest('hex')
}
