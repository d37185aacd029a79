import {
  etagChecksum,
  type RemoteChecksum,
  S3_CHECKSUMS,
  s3Checksum,
} from '../../domain/remote/checksum.ts'
import {ActionError} from '../errors.ts'
import type {HttpAnswer} from '../http/request.ts'
import {pathText} from '../path-text.ts'
import {malformed, refused} from './ask.ts'
import type {StoredObject} from './collect.ts'
import {inParallel} from './parallel.ts'
import type {RemoteReach} from './reach.ts'
import {type Bucket, s3Refusal} from './s3.ts'
import {s3Signer} from './s3-sign.ts'

/** One request for each object is too much for more. */
export const MOST_ASKED = 5000
const AT_ONCE = 16

/**
 * The same objects with the checksum that S3 keeps of their bytes, where it keeps one, and with their version. A listing
 * only names the ETag, which changes with the size of parts and with encryption.
 */
export async function withChecksums(
  bucket: Bucket,
  objects: readonly StoredObject[],
  reach: RemoteReach,
): Promise<readonly StoredObject[]> {
  const sign = await s3Signer(bucket.credentials, bucket.region, 'HEAD')
  let done = 0
  return inParallel(objects, AT_ONCE, async object => {
    const url = bucket.urlOf(object.key)
    const answer = await bucket.ask({
      method: 'HEAD',
      url,
      headers: () => sign(url, {'x-amz-checksum-mode': 'ENABLED'}),
      what: `the checksum of ${pathText(object.key)}`,
    })
    const asked = readObject(answer, object, bucket)
    reach.onProgress?.({
      label: `checksums of ${bucket.shown}`,
      done: ++done,
      total: objects.length,
      unit: 'files',
    })
    return asked
  })
}

function readObject(answer: HttpAnswer, object: StoredObject, bucket: Bucket): StoredObject {
  const name = pathText(object.key)
  const etag = etagChecksum(answer.header('etag') ?? '')
  if (answer.status === 404 || (answer.isOk && etag?.value !== object.checksum.value)) {
    throw new ActionError(
      'changed-while-listed',
      `${name} of ${bucket.shown} changed while it was listed`,
      {
        hint: 'Run it again when nobody writes there, or track a folder that is written once.',
      },
    )
  }
  if (!answer.isOk) {
    const refusal = s3Refusal(bucket, 's3:GetObject', undefined)
    throw refused(answer, {...refusal, shown: `${name} of ${bucket.shown}`})
  }
  const size = answer.header('content-length')
  if (size !== undefined && size !== String(object.bytes)) {
    throw malformed(bucket.shown, `${name} has two sizes`)
  }
  const version = answer.header('x-amz-version-id')
  return {
    ...object,
    checksum: additionalChecksum(answer, bucket.shown) ?? object.checksum,
    ...(version === undefined || version === 'null' ? {} : {version: version.slice(0, 1024)}),
  }
}

/** The checksum that S3 keeps beside the ETag, where it keeps one. */
export function additionalChecksum(answer: HttpAnswer, shown: string): RemoteChecksum | undefined {
  const type = answer.header('x-amz-checksum-type')
  for (const name of S3_CHECKSUMS) {
    const text = answer.header(`x-amz-checksum-${name.toLowerCase()}`)
    if (text === undefined) continue
    const checksum = s3Checksum(name, text, type)
    if (!checksum) throw malformed(shown, `it answers with a checksum ${name} that is none`)
    return checksum
  }
  return undefined
}
