import {byKey, type FakeServer, type Fault, pageOf, startFake, xmlText} from './pages.ts'

export type FakeBlob = {
  readonly key: string
  readonly size: number
  readonly etag: string
  readonly md5?: string
  readonly type?: 'BlockBlob' | 'AppendBlob' | 'PageBlob'
  readonly isFolder?: boolean
}

type Wish = {
  readonly container: string
  readonly blobs: readonly FakeBlob[]
  readonly pageSize?: number
  /** Whether a request may see the container. */
  readonly allows?: (url: URL, authorization: string | undefined) => boolean
  readonly fault?: Fault
}

/** The Blob service of Azure as its reference documents List Blobs. */
export function startAzure({
  container,
  blobs,
  pageSize = 5000,
  allows,
  fault,
}: Wish): Promise<FakeServer> {
  return startFake((url, response, asked) => {
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, {'x-ms-error-code': code, 'content-type': 'application/xml'})
        .end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`)
    if (url.pathname !== `/${container}`) return void refuse(404, 'ContainerNotFound')
    if (allows && !allows(url, asked.headers.authorization)) {
      return void refuse(asked.headers.authorization ? 403 : 409, 'PublicAccessNotPermitted')
    }
    const query = url.searchParams
    if (query.get('restype') !== 'container' || query.get('comp') !== 'list') {
      return void refuse(400, 'InvalidQueryParameterValue')
    }
    const size = Math.min(pageSize, Number(query.get('maxresults') ?? 5000))
    const all = byKey(blobs).filter(({key}) => key.startsWith(query.get('prefix') ?? ''))
    const {items, next} = pageOf(all, {size, token: query.get('marker')})
    response
      .writeHead(200, {'content-type': 'application/xml'})
      .end(
        `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="http://fake/" ContainerName="${container}">` +
          `<MaxResults>${size}</MaxResults><Blobs>${items.map(blobXml).join('')}</Blobs>` +
          `${next ? `<NextMarker>${next}</NextMarker>` : '<NextMarker />'}</EnumerationResults>`,
      )
  }, fault)
}

function blobXml({key, size, etag, md5, type = 'BlockBlob', isFolder}: FakeBlob): string {
  // What XML cannot hold is escaped, and said to be.
  const isOdd = [...key].some(character => character < ' ')
  const name = isOdd
    ? `<Name Encoded="true">${encodeURIComponent(key)}</Name>`
    : `<Name>${xmlText(key)}</Name>`
  const kind = isFolder ? '<ResourceType>directory</ResourceType>' : ''
  return (
    `<Blob>${name}<Properties><Etag>${etag}</Etag>${kind}<Content-Length>${size}</Content-Length>` +
    `${md5 ? `<Content-MD5>${md5}</Content-MD5>` : '<Content-MD5 />'}<BlobType>${type}</BlobType></Properties><OrMetadata /></Blob>`
  )
}
