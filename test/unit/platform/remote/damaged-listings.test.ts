import {afterEach, describe, expect, test} from 'vitest'
import {readAzurePage} from '../../../../shared/platform/remote/azure-blobs.ts'
import {readGcsPage} from '../../../../shared/platform/remote/gcs.ts'
import {readHubPage} from '../../../../shared/platform/remote/hub.ts'
import {listRemote} from '../../../../shared/platform/remote/list.ts'
import {startAzure} from '../../../fakes/remote/azure.ts'
import {startGcs} from '../../../fakes/remote/gcs.ts'
import {startHub} from '../../../fakes/remote/hub.ts'
import type {FakeServer, Fault} from '../../../fakes/remote/pages.ts'

/* Each of these is one damage that one guard stops: without it a part of a listing, or a wrong one, would pass for all of it. */

const open: FakeServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

const COMMIT = '1'.repeat(40)
const OID = 'b'.repeat(40)

/** Lists from a store of three files with a page for each; the fault meets every page but the first. */
async function listPages(kind: 'hub' | 'azure' | 'gcs', later: Fault) {
  const names = ['f/a', 'f/b', 'f/c']
  const fault: Fault = (asked, response, count) =>
    /cursor=|marker=|pageToken=/.test(asked.url ?? '') && later(asked, response, count)
  const wish = {pageSize: 1, fault}
  const start = {
    hub: () =>
      startHub({
        ...wish,
        dataset: 'org/name',
        commits: {main: COMMIT},
        entries: names.map(path => ({path, size: 1, oid: OID})),
      }),
    azure: () =>
      startAzure({
        ...wish,
        container: 'data',
        blobs: names.map((key, at) => ({key, size: 1, etag: `0x8${at}`})),
      }),
    gcs: () =>
      startGcs({
        ...wish,
        bucket: 'data',
        objects: names.map(key => ({key, size: 1, crc32c: 'mnG7TA==', generation: '1'})),
      }),
  }
  const server = await start[kind]()
  open.push(server)
  const path = {hub: 'hf://datasets/org/name/f/', azure: 'az://acme01/data/f/', gcs: 'gs://data/f/'}
  return listRemote(path[kind], {
    environment: {
      HF_ENDPOINT: server.url,
      AZURE_STORAGE_SERVICE_ENDPOINT: server.url,
      STORAGE_EMULATOR_HOST: server.url,
    },
    pauseMs: 1,
    limits: {pages: 8, tries: 2},
  })
}

describe('listings of several pages', () => {
  test.each(['hub', 'azure', 'gcs'] as const)(
    'of %s are whole when nothing is wrong',
    async kind => {
      expect((await listPages(kind, () => false)).files).toHaveLength(3)
    },
  )

  const next = (link: string) => (url: string) => ({
    link: link.replace('SELF', url).replace('HOST', new URL(url).origin),
  })
  test.each<{name: string; code: string; headers: (url: string) => Record<string, string>}>([
    {
      name: 'is said to be no folder any more',
      code: 'remote-missing',
      headers: () => ({'x-error-code': 'EntryNotFound'}),
    },
    {name: 'leads to itself', code: 'remote-malformed', headers: next('<SELF>; rel="next"')},
    {
      name: 'leads to another dataset',
      code: 'remote-malformed',
      headers: next('<HOST/api/datasets/org/other/tree/main/f>; rel="next"'),
    },
    {name: 'leads nowhere', code: 'remote-malformed', headers: next('<http://[>; rel="next"')},
    {name: 'leads on without an address', code: 'remote-malformed', headers: next('rel="next"')},
    {
      name: 'leads on with half an address',
      code: 'remote-malformed',
      headers: next('HOST/api/datasets>; rel="next"'),
    },
  ])('of the Hub, of which one $name', async ({code, headers}) => {
    const listing = listPages('hub', ({url = '', headers: {host = ''}}, response) => {
      const said = headers(`http://${host}${url}`)
      response.writeHead('link' in said ? 200 : 404, said).end('[]')
      return true
    })
    await expect(listing).rejects.toMatchObject({code})
  })

  test('of the Hub, of which the last one says only where it came from', async () => {
    const {files} = await listPages('hub', (_asked, response) => {
      response.writeHead(200, {link: '</first>; rel="first", </before>; rel="prev"'}).end('[]')
      return true
    })
    expect(files).toHaveLength(1)
  })

  test.each(['azure', 'gcs'] as const)('of %s, of which one leads to itself', async kind => {
    const listing = listPages(kind, (asked, response) => {
      const query = new URL(asked.url ?? '', 'http://fake').searchParams
      response.end(
        kind === 'gcs'
          ? JSON.stringify({items: [], nextPageToken: query.get('pageToken')})
          : `<EnumerationResults><Blobs/><NextMarker>${query.get('marker')}</NextMarker></EnumerationResults>`,
      )
      return true
    })
    await expect(listing).rejects.toMatchObject({code: 'remote-malformed'})
  })
})

describe('a page', () => {
  const file = {type: 'file', path: 'f/a', size: 1, oid: OID}
  test.each<{name: string; page: unknown}>([
    {name: 'that is an object', page: {items: [file]}},
    {name: 'with an entry of no kind', page: [{...file, type: undefined}]},
    {name: 'with a link', page: [{...file, type: 'symlink'}]},
    {name: 'with a file without a path', page: [{...file, path: undefined}]},
    {name: 'with a file without a name', page: [{...file, path: ''}]},
    {name: 'with a file without an oid', page: [{...file, oid: undefined}]},
    {name: 'with an oid that is cut', page: [{...file, oid: OID.slice(1)}]},
    {name: 'with a file of LFS without its SHA-256', page: [{...file, lfs: {size: 1}}]},
    {name: 'with a SHA-256 that is cut', page: [{...file, lfs: {oid: 'c'.repeat(63)}}]},
  ])('of the Hub $name', ({page}) => {
    expect(readHubPage(bytes([file]), 'the dataset')).toHaveLength(1)
    expect(() => readHubPage(bytes(page), 'the dataset')).toThrow(/cannot be used/)
  })

  const item = {name: 'f/a', size: '1', crc32c: 'mnG7TA==', generation: '1'}
  test.each<{name: string; page: unknown}>([
    {name: 'that is a list', page: [item]},
    {name: 'with items that are none', page: {items: {0: item}}},
    {name: 'that leads on without a word', page: {items: [item], nextPageToken: ''}},
    {name: 'that leads on with a number', page: {items: [item], nextPageToken: 7}},
    {name: 'with an object without a name', page: {items: [{...item, name: ''}]}},
    {name: 'with an object without a checksum', page: {items: [{...item, crc32c: undefined}]}},
    {name: 'with an MD5 that is cut', page: {items: [{...item, md5Hash: 'AAAA'}]}},
  ])('of Google Cloud Storage $name', ({page}) => {
    expect(readGcsPage(bytes({items: [item]}), 'the bucket').objects).toHaveLength(1)
    expect(() => readGcsPage(bytes(page), 'the bucket')).toThrow(/cannot be used/)
  })

  test.each(['1e3', '-1', '', '1.5', '0x10', '12345678901234567'])(
    'of Google Cloud Storage with the size %s has an object without a size',
    size => {
      const {objects} = readGcsPage(bytes({items: [{...item, size}]}), 'the bucket')
      expect(objects[0]?.bytes).toBeNaN()
    },
  )

  const PROPERTIES =
    '<Properties><Etag>0x8</Etag><Content-Length>1</Content-Length><BlobType>BlockBlob</BlobType></Properties>'
  const results = (blobs: string, marker = '<NextMarker/>') =>
    `<EnumerationResults><Blobs>${blobs}</Blobs>${marker}</EnumerationResults>`
  test.each([
    {name: 'without blobs', page: '<EnumerationResults><NextMarker/></EnumerationResults>'},
    {name: 'without the end of the listing', page: results('', '')},
    {name: 'with two ends', page: results('', '<NextMarker/><NextMarker>x</NextMarker>')},
    {name: 'of another root', page: '<Error><Blobs/><NextMarker/></Error>'},
    {name: 'with a blob without a name', page: results(`<Blob>${PROPERTIES}</Blob>`)},
    {name: 'with an empty name', page: results(`<Blob><Name/>${PROPERTIES}</Blob>`)},
    {
      name: 'with a name whose escapes are damaged',
      page: results(`<Blob><Name Encoded="true">f/%E0%A4</Name>${PROPERTIES}</Blob>`),
    },
    {name: 'with a blob without properties', page: results('<Blob><Name>f/a</Name></Blob>')},
    {
      name: 'with an MD5 that is cut',
      page: results(
        `<Blob><Name>f/a</Name>${PROPERTIES.replace('</Etag>', '</Etag><Content-MD5>AAAA</Content-MD5>')}</Blob>`,
      ),
    },
    {
      name: 'with a blob without an ETag',
      page: results(`<Blob><Name>f/a</Name>${PROPERTIES.replace('<Etag>0x8</Etag>', '')}</Blob>`),
    },
  ])('of Azure $name', async ({page}) => {
    const whole = await readAzurePage(
      Buffer.from(results(`<Blob><Name>f/a</Name>${PROPERTIES}</Blob>`)),
      'the container',
    )
    expect(whole.objects).toHaveLength(1)
    await expect(readAzurePage(Buffer.from(page), 'the container')).rejects.toThrow(
      /cannot be used/,
    )
  })

  test.each(['1e3', '-1', '01', '1 ', ''])(
    'of Azure with the size "%s" has a blob without a size',
    async size => {
      const properties = PROPERTIES.replace('>1</Content-Length>', `>${size}</Content-Length>`)
      const page = Buffer.from(results(`<Blob><Name>f/a</Name>${properties}</Blob>`))
      expect((await readAzurePage(page, 'the container')).objects[0]?.bytes).toBeNaN()
    },
  )
})

function bytes(page: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(page))
}
