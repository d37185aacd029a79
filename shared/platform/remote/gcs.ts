import {etagChecksum, fromBase64} from '../../domain/remote/checksum.ts'
import type {LocationOf} from '../../domain/remote/location.ts'
import {ActionError} from '../errors.ts'
import {objectOf} from '../json-bytes.ts'
import {malformed, openAsker, refused} from './ask.ts'
import type {ObjectStore, StoredObject} from './collect.ts'
import {listOf, textOf} from './json-answer.ts'
import {type RemoteReach, variable} from './reach.ts'
import {escapeUri} from './s3-sign.ts'

const PAGE = 1000
const FIELDS = 'nextPageToken,items(name,size,md5Hash,crc32c,etag,generation)'
const TOKENS = ['CLOUDSDK_AUTH_ACCESS_TOKEN', 'GOOGLE_OAUTH_ACCESS_TOKEN'] as const

/** The objects of a bucket of Google Cloud Storage, each with its MD5, or CRC32C where it was put together of others. */
export function gcsStore(
  {bucket}: LocationOf<'gs'>,
  shown: string,
  reach: RemoteReach,
): ObjectStore {
  const token = TOKENS.map(name => variable(reach, name)).find(text => text !== undefined)
  const ask = openAsker(reach)
  const base = addressOf(reach)
  const tokenHint = `Set ${TOKENS[0]}, for example from the output access_token of google-github-actions/auth with token_format: access_token.`
  const refusal = {
    shown,
    forbidden:
      token === undefined
        ? `It was asked without a token. ${tokenHint}`
        : 'The token needs storage.objects.list (roles/storage.objectViewer), and must not have expired.',
    missing: 'Look at the name of the bucket.',
  }
  return {
    shown,
    emptyHint: 'Look at the spelling. A listing of nothing is no dataset.',
    async *pages(prefix, most) {
      let next: string | undefined
      do {
        const url = new URL(`${base}/storage/v1/b/${escapeUri(bucket)}/o`)
        url.searchParams.set('prefix', prefix)
        url.searchParams.set('maxResults', String(most ?? PAGE))
        url.searchParams.set('fields', FIELDS)
        if (next !== undefined) url.searchParams.set('pageToken', next)
        const answer = await ask({
          url,
          headers: async () => (token === undefined ? {} : {authorization: `Bearer ${token}`}),
          what: `the listing of ${shown}`,
        })
        if (!answer.isOk) throw refused(answer, refusal)
        const page = readGcsPage(answer.body, shown)
        yield page.objects
        if (page.next !== undefined && page.next === next) {
          throw malformed(shown, 'a page leads to itself')
        }
        next = page.next
      } while (next !== undefined)
    },
  }
}

/** Google's own, or the emulator that its libraries know by the same variable. */
function addressOf(reach: RemoteReach): string {
  const custom = variable(reach, 'STORAGE_EMULATOR_HOST')
  if (custom === undefined) return 'https://storage.googleapis.com'
  const address = /^https?:\/\//.test(custom) ? custom : `http://${custom}`
  if (URL.canParse(address)) return address.replace(/\/+$/, '')
  throw new ActionError('invalid-endpoint', 'STORAGE_EMULATOR_HOST is no address', {
    hint: 'For example: STORAGE_EMULATOR_HOST: http://127.0.0.1:4443',
  })
}

/** One page of a listing: its objects, and the token of the next. */
export function readGcsPage(page: Uint8Array, shown: string) {
  const body = objectOf(page)
  const items = body === undefined ? undefined : listOf(body['items'] ?? [])
  if (!body || !items) throw malformed(shown, 'a page is no JSON object with items')
  const next = body['nextPageToken']
  if (next !== undefined && (typeof next !== 'string' || next === '')) {
    throw malformed(shown, 'a page leads nowhere')
  }
  return {objects: items.map(item => storedObject(item, shown)), next}
}

function storedObject(item: unknown, shown: string): StoredObject {
  const key = textOf(item, 'name')
  const md5 = textOf(item, 'md5Hash')
  const crc = textOf(item, 'crc32c')
  const checksum =
    md5 !== undefined
      ? fromBase64('md5', md5)
      : crc !== undefined
        ? fromBase64('crc32c', crc)
        : etagChecksum(textOf(item, 'etag') ?? '')
  if (key === undefined || key === '') throw malformed(shown, 'an object has no name')
  if (!checksum) throw malformed(shown, 'an object has no checksum that can be read')
  const size = textOf(item, 'size')
  return {
    key,
    // A number of 64 bits, which JSON has as a text.
    bytes: size !== undefined && /^\d{1,16}$/.test(size) ? Number(size) : Number.NaN,
    checksum,
    version: textOf(item, 'generation'),
  }
}
