import {etagChecksum} from '../../domain/remote/checksum.ts'
import type {LocationOf} from '../../domain/remote/location.ts'
import {ActionError} from '../errors.ts'
import {malformed, refused} from './ask.ts'
import type {Collected} from './collect.ts'
import type {RemoteReach} from './reach.ts'
import {openBucket, s3Refusal} from './s3.ts'
import {additionalChecksum} from './s3-checksums.ts'
import {s3Signer} from './s3-sign.ts'
import {sizeOf} from './xml.ts'

/** One version of one object, as it was asked for: never another one, and an error when there is none. */
export async function findS3Version(
  location: LocationOf<'s3'> & {readonly version: string},
  shown: string,
  reach: RemoteReach,
): Promise<Collected> {
  const {path: key, version} = location
  const bucket = openBucket(location, shown, reach)
  const sign = await s3Signer(bucket.credentials, bucket.region, 'HEAD')
  const url = bucket.urlOf(key)
  url.search = `versionId=${encodeURIComponent(version)}`
  const answer = await bucket.ask({
    method: 'HEAD',
    url,
    headers: () => sign(url, {'x-amz-checksum-mode': 'ENABLED'}),
    what: `the version of ${shown}`,
  })
  // 400: this can be no version. 405: at that version the object was deleted.
  if ([400, 404, 405].includes(answer.status)) {
    throw new ActionError('remote-missing', `${shown} is not there (${answer.status})`, {
      hint: 'Look at the version: aws s3api list-object-versions names those that the bucket keeps. Without ?versionId= it is the newest.',
    })
  }
  if (!answer.isOk) throw refused(answer, s3Refusal(bucket, 's3:GetObjectVersion', undefined))
  if (answer.header('x-amz-version-id') !== version) {
    throw malformed(shown, 'the answer is about another version, or the server keeps none')
  }
  const checksum = additionalChecksum(answer, shown) ?? etagChecksum(answer.header('etag') ?? '')
  const bytes = sizeOf(answer.header('content-length'))
  if (!checksum) throw malformed(shown, 'the object has no ETag')
  if (!Number.isSafeInteger(bytes)) throw malformed(shown, 'the object has no size')
  return {base: key.replace(/[^/]*$/, ''), objects: [{key, bytes, checksum, version}], leftOut: []}
}
