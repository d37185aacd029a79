import {etagChecksum, fromBase64} from '../../domain/remote/checksum.ts'
import type {LocationOf} from '../../domain/remote/location.ts'
import {ActionError} from '../errors.ts'
import {malformed, openAsker, refused} from './ask.ts'
import {azureDoor} from './azure-sign.ts'
import type {ObjectStore, StoredObject} from './collect.ts'
import {type RemoteReach, variable} from './reach.ts'
import {readXml, sizeOf, type XmlNode} from './xml.ts'

const PAGE = 2000

/** The blobs of a container of Azure, block blobs by their Content-MD5 where they have one, all others by their ETag. */
export function azureStore(
  {account, container}: LocationOf<'az'>,
  shown: string,
  reach: RemoteReach,
): ObjectStore {
  const door = azureDoor(account, reach)
  const ask = openAsker(reach)
  const base = addressOf(account, reach)
  const anonymous = `It was asked without credentials. Set AZURE_STORAGE_ACCOUNT: ${account}, and one of AZURE_STORAGE_TOKEN, AZURE_STORAGE_SAS_TOKEN, AZURE_STORAGE_KEY.`
  const forbidden = door.isAnonymous
    ? anonymous
    : 'The credentials need to list blobs: the role Storage Blob Data Reader, or sp=rl in a shared access signature that has not expired.'
  const missing = `Look at the name of the container.${door.isAnonymous ? ` ${anonymous}` : ''}`
  return {
    shown,
    emptyHint: 'Look at the spelling. A listing of nothing is no dataset.',
    async *pages(prefix, most) {
      let marker: string | undefined
      do {
        const url = new URL(`${base}/${container}`)
        url.searchParams.set('restype', 'container')
        url.searchParams.set('comp', 'list')
        url.searchParams.set('prefix', prefix)
        url.searchParams.set('maxresults', String(most ?? PAGE))
        if (marker !== undefined) url.searchParams.set('marker', marker)
        door.query(url)
        const answer = await ask({
          url,
          headers: () => door.headers(url),
          what: `the listing of ${shown}`,
        })
        if (!answer.isOk) {
          const word = answer.header('x-ms-error-code')
          // A container that is not public answers a stranger with 404 or 409.
          const status = answer.status === 409 ? 403 : answer.status
          throw refused({status}, {shown, word, forbidden, missing})
        }
        const page = await readAzurePage(answer.body, shown)
        yield page.objects
        if (page.next !== undefined && page.next === marker) {
          throw malformed(shown, 'a page leads to itself')
        }
        marker = page.next
      } while (marker !== undefined)
    },
  }
}

/** Azure's own, or another that the command line of Azure knows by the same variable. */
function addressOf(account: string, reach: RemoteReach): string {
  const custom = variable(reach, 'AZURE_STORAGE_SERVICE_ENDPOINT')
  if (custom === undefined) return `https://${account}.blob.core.windows.net`
  if (/^https?:\/\//.test(custom) && URL.canParse(custom)) return custom.replace(/\/+$/, '')
  throw new ActionError(
    'invalid-endpoint',
    'AZURE_STORAGE_SERVICE_ENDPOINT is no http(s) address',
    {
      hint: 'For example: AZURE_STORAGE_SERVICE_ENDPOINT: https://account.blob.core.chinacloudapi.cn',
    },
  )
}

/** One page of a listing: its blobs, and the marker of the next. */
export async function readAzurePage(page: Uint8Array, shown: string) {
  const root = await readXml(page, 'EnumerationResults')
  const [blobs] = root?.all('Blobs') ?? []
  const next = root?.text('NextMarker')
  if (!root || !blobs || next === undefined) {
    throw malformed(shown, 'a page is no EnumerationResults with Blobs and NextMarker')
  }
  const objects = blobs.all('Blob').flatMap(blob => storedBlob(blob, shown))
  return {objects, next: next === '' ? undefined : next}
}

function storedBlob(blob: XmlNode, shown: string): readonly StoredObject[] {
  const [name] = blob.all('Name')
  const [properties] = blob.all('Properties')
  const key = name && (name.attribute('Encoded') === 'true' ? decoded(name.own) : name.own)
  if (!properties || key === undefined || key === '') throw malformed(shown, 'a blob has no name')
  // Accounts with a hierarchy list their folders too.
  if (properties.text('ResourceType') === 'directory') return []
  const md5 = properties.text('Content-MD5') ?? ''
  const etag = properties.text('Etag') ?? properties.text('ETag') ?? ''
  // What is appended to a blob, or written into its pages, leaves its MD5 as it was.
  const isBlock = properties.text('BlobType') === 'BlockBlob'
  const checksum = isBlock && md5 !== '' ? fromBase64('md5', md5) : etagChecksum(etag)
  if (!checksum) throw malformed(shown, 'a blob has neither an MD5 nor an ETag that can be read')
  const version = blob.text('VersionId') ?? (etag === '' ? undefined : etag)
  return [{key, bytes: sizeOf(properties.text('Content-Length')), checksum, version}]
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
