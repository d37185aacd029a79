import {etagChecksum} from '../../domain/remote/checksum.ts'
import type {LocationOf} from '../../domain/remote/location.ts'
import {ActionError} from '../errors.ts'
import type {HttpAnswer} from '../http/request.ts'
import {type Asker, malformed, openAsker, refused} from './ask.ts'
import type {ObjectStore, StoredObject} from './collect.ts'
import {type RemoteReach, variable} from './reach.ts'
import {type AwsCredentials, awsCredentials, escapeUri, s3Signer} from './s3-sign.ts'
import {readXml, sizeOf, type XmlNode} from './xml.ts'

/** A bucket that can be asked. */
export type Bucket = {
  readonly shown: string
  readonly region: string
  readonly credentials: AwsCredentials | undefined
  readonly urlOf: (key: string) => URL
  readonly ask: Asker
}

const PAGE = 1000

/** Where a bucket is asked, by the environment: region, address, and whether its name is a part of the host. */
export function openBucket({bucket}: LocationOf<'s3'>, shown: string, reach: RemoteReach): Bucket {
  const region =
    variable(reach, 'AWS_REGION') ?? variable(reach, 'AWS_DEFAULT_REGION') ?? 'us-east-1'
  if (!/^[a-z0-9-]{2,40}$/.test(region)) {
    throw new ActionError('invalid-region', `"${region}" is no region of S3`, {
      hint: 'Set AWS_REGION, for example to eu-central-1.',
    })
  }
  const custom = variable(reach, 'AWS_ENDPOINT_URL_S3') ?? variable(reach, 'AWS_ENDPOINT_URL')
  return {
    shown,
    region,
    credentials: awsCredentials(reach),
    urlOf: addressOf(bucket, region, custom),
    ask: openAsker(reach),
  }
}

/** Of another server the bucket is a part of the path, and so it is where a certificate would not fit the name. */
function addressOf(bucket: string, region: string, custom: string | undefined) {
  if (custom !== undefined && !(URL.canParse(custom) && /^https?:/.test(custom))) {
    throw new ActionError('invalid-endpoint', 'AWS_ENDPOINT_URL_S3 is no http(s) address', {
      hint: 'For example: AWS_ENDPOINT_URL_S3: https://minio.example.com',
    })
  }
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const isHostName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)
  const inPath = custom !== undefined || !isHostName
  const base = custom ?? `https://${inPath ? '' : `${bucket}.`}s3.${region}.${suffix}`
  const root = `${base.replace(/\/+$/, '')}${inPath ? `/${bucket}` : ''}`
  return (key: string) => new URL(`${root}/${key.split('/').map(escapeUri).join('/')}`)
}

/** What is needed to see a bucket's objects. */
export function s3Refusal(bucket: Bucket, permission: string, word: string | undefined) {
  const isAnonymous = bucket.credentials === undefined
  return {
    shown: bucket.shown,
    word,
    forbidden: isAnonymous
      ? 'It was asked without credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) in the environment of the step.'
      : `The credentials in the environment need ${permission}; look also at AWS_REGION (now ${bucket.region}), AWS_SESSION_TOKEN and the clock.`,
    missing: `Look at the name of the bucket, at AWS_REGION (now ${bucket.region}) and at AWS_ENDPOINT_URL_S3.`,
    elsewhere: `The bucket is in another region than ${bucket.region}: set AWS_REGION to its own.`,
  }
}

/** The objects of a bucket by ListObjectsV2, each with its ETag. */
export function s3Store(bucket: Bucket): ObjectStore {
  const {shown} = bucket
  return {
    shown,
    emptyHint:
      'Look at the spelling, and whether the credentials may see it (s3:ListBucket). A listing of nothing is no dataset.',
    async *pages(prefix, most) {
      const sign = await s3Signer(bucket.credentials, bucket.region, 'GET')
      let token: string | undefined
      do {
        const url = bucket.urlOf('')
        const query = {
          ...(token === undefined ? {} : {'continuation-token': token}),
          'encoding-type': 'url',
          'list-type': '2',
          'max-keys': String(most ?? PAGE),
          prefix,
        }
        url.search = Object.entries(query)
          .map(([name, value]) => `${name}=${escapeUri(value)}`)
          .join('&')
        const answer = await bucket.ask({
          url,
          headers: () => sign(url, {}),
          what: `the listing of ${shown}`,
        })
        const page = await readPage(answer, bucket)
        yield page.objects
        if (page.next !== undefined && page.next === token) {
          throw malformed(shown, 'a page leads to itself')
        }
        token = page.next
      } while (token !== undefined)
    },
  }
}

async function readPage(answer: HttpAnswer, bucket: Bucket) {
  const {shown} = bucket
  if (!answer.isOk) {
    const problem = await readXml(answer.body, 'Error')
    throw refused(answer, s3Refusal(bucket, 's3:ListBucket', problem?.text('Code')))
  }
  return readS3Page(answer.body, shown)
}

/** One page of a listing: its objects, and the token of the next. */
export async function readS3Page(page: Uint8Array, shown: string) {
  const root = await readXml(page, 'ListBucketResult')
  if (!root) throw malformed(shown, 'a page is no ListBucketResult, or only a part of one')
  const encoding = root.text('EncodingType')
  const contents = root.all('Contents')
  const count = root.text('KeyCount')
  if (count !== undefined && count !== String(contents.length)) {
    throw malformed(
      shown,
      `a page says that it has ${count.slice(0, 12)} keys, and has ${contents.length}`,
    )
  }
  const isTruncated = root.text('IsTruncated')
  const next = root.text('NextContinuationToken')
  if (isTruncated !== 'true' && isTruncated !== 'false') {
    throw malformed(shown, 'a page does not say whether it is the last')
  }
  if (isTruncated === 'true' && !next) {
    throw malformed(shown, 'a page says that there are more, and not where')
  }
  return {
    objects: contents.map(object => objectOf(object, encoding === 'url', shown)),
    next: isTruncated === 'true' ? next : undefined,
  }
}

function objectOf(object: XmlNode, isEncoded: boolean, shown: string): StoredObject {
  const name = object.text('Key')
  const key = name !== undefined && isEncoded ? decodeKey(name) : name
  const checksum = etagChecksum(object.text('ETag') ?? '')
  if (key === undefined || key === '') throw malformed(shown, 'an object has no key')
  if (!checksum) throw malformed(shown, 'an object has no ETag')
  return {key, bytes: sizeOf(object.text('Size')), checksum}
}

function decodeKey(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
