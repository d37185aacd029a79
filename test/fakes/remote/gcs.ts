import {byKey, type FakeServer, type Fault, pageOf, startFake} from './pages.ts'

export type FakeGcsObject = {
  readonly key: string
  readonly size: number
  readonly md5Hash?: string
  readonly crc32c: string
  readonly generation: string
}

type Wish = {
  readonly bucket: string
  readonly objects: readonly FakeGcsObject[]
  readonly pageSize?: number
  readonly token?: string
  readonly fault?: Fault
}

/** The JSON API of Google Cloud Storage as its reference documents objects.list. */
export function startGcs({
  bucket,
  objects,
  pageSize = 1000,
  token,
  fault,
}: Wish): Promise<FakeServer> {
  return startFake((url, response, asked) => {
    const json = (status: number, body: unknown) =>
      response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body))
    const problem = (code: number, message: string) => json(code, {error: {code, message}})
    if (token && asked.headers.authorization !== `Bearer ${token}`) {
      return void problem(asked.headers.authorization ? 401 : 403, 'Anonymous caller')
    }
    if (url.pathname !== `/storage/v1/b/${bucket}/o`) return void problem(404, 'No such bucket')
    const query = url.searchParams
    const size = Math.min(pageSize, Number(query.get('maxResults') ?? 1000))
    const all = byKey(objects).filter(({key}) => key.startsWith(query.get('prefix') ?? ''))
    const {items, next} = pageOf(all, {size, token: query.get('pageToken')})
    json(200, {
      ...(next ? {nextPageToken: next} : {}),
      // Without a match the member is not there at all.
      ...(items.length === 0
        ? {}
        : {
            items: items.map(({key, size: bytes, ...rest}) => ({
              name: key,
              size: String(bytes),
              etag: 'CAE=',
              ...rest,
            })),
          }),
    })
  }, fault)
}
