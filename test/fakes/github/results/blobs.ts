import {randomBytes, randomUUID} from 'node:crypto'
import {Failure, notFound} from '../failure.ts'
import type {Reply} from '../route.ts'
import type {World} from '../world.ts'

/** A block blob of Azure's storage, as far as the clients of GitHub use it. */
export type StoredBlob = {
  readonly id: string
  /** Whoever knows it may read and write. */
  readonly signature: string
  /** Shown to who downloads it. */
  readonly fileName: string
  readonly staged: Map<string, Buffer>
  content: Buffer | undefined
  contentType: string
}

export type BlobRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export const BLOB_PATH = '/blobs/results/'

export function makeBlob(world: World, fileName: string): StoredBlob {
  const blob: StoredBlob = {
    id: randomUUID(),
    signature: randomBytes(16).toString('hex'),
    fileName,
    staged: new Map(),
    content: undefined,
    contentType: 'application/octet-stream',
  }
  world.blobs.set(blob.id, blob)
  return blob
}

/** An address that needs no token. */
export function blobUrl({url}: World, {id, signature}: StoredBlob): string {
  return `${url}${BLOB_PATH}${id}?sig=${signature}&se=2099-01-01T00%3A00%3A00Z`
}

export function serveBlob(world: World, request: BlobRequest): Reply {
  const {method, url} = request
  const blob = world.blobs.get(url.pathname.slice(BLOB_PATH.length))
  if (!blob) throw notFound()
  if (url.searchParams.get('sig') !== blob.signature) throw new Failure(403, 'AuthenticationFailed')
  if (method === 'PUT') return writeBlob(blob, request)
  if (method === 'GET' || method === 'HEAD') return readBlob(blob, request)
  throw new Failure(405, 'UnsupportedHttpVerb')
}

function writeBlob(blob: StoredBlob, {url, headers, body}: BlobRequest): Reply {
  const part = url.searchParams.get('comp')
  if (part === 'block') {
    blob.staged.set(url.searchParams.get('blockid') ?? '', body)
    return created()
  }
  if (part === 'blocklist') {
    const ids = [...body.toString('utf8').matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)]
    const blocks = ids.map(([, id = '']) => blob.staged.get(id))
    if (blocks.some(block => block === undefined)) throw new Failure(400, 'InvalidBlockList')
    blob.content = Buffer.concat(blocks.filter(block => block !== undefined))
    blob.staged.clear()
  } else blob.content = body
  blob.contentType = String(headers['x-ms-blob-content-type'] ?? headers['content-type'] ?? '')
  return created()
}

function created(): Reply {
  const headers = {etag: '"0x1"', 'last-modified': new Date(0).toUTCString()}
  return {status: 201, headers: {...headers, 'x-ms-request-server-encrypted': 'true'}}
}

function readBlob({content, contentType, fileName}: StoredBlob, {headers}: BlobRequest): Reply {
  if (!content) throw notFound('BlobNotFound')
  const common = {
    'content-type': contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'accept-ranges': 'bytes',
    'x-ms-blob-type': 'BlockBlob',
    etag: '"0x1"',
    'last-modified': new Date(0).toUTCString(),
  }
  const asked = headers['x-ms-range'] ?? headers['range']
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(String(asked ?? '')) ?? []
  if (from === undefined) return {body: content, headers: common}
  const start = Number(from)
  const end = Math.min(to ? Number(to) : content.length - 1, content.length - 1)
  if (start >= content.length) throw new Failure(416, 'InvalidRange')
  const range = `bytes ${start}-${end}/${content.length}`
  return {
    status: 206,
    body: content.subarray(start, end + 1),
    headers: {...common, 'content-range': range},
  }
}
