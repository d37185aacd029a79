import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {startHub} from '../fakes/remote/hub.ts'
import type {FakeServer} from '../fakes/remote/pages.ts'
import {type FakeObject, startS3} from '../fakes/remote/s3.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {startWebServer, type WebServer} from '../fakes/web-server.ts'
import {proofmark} from './proofmark.ts'

const SECRET = 'hunter2/secret+key'
const COMMIT = '1'.repeat(40)
const folder = temporaryFolder()
let s3: FakeServer
let hub: FakeServer
let web: WebServer
let objects: readonly FakeObject[] = []

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const crc = (value: string) => ({
  'x-amz-checksum-crc64nvme': value,
  'x-amz-checksum-type': 'FULL_OBJECT',
})

beforeAll(async () => {
  s3 = await startS3({
    bucket: 'data',
    objects: () => objects,
    pageSize: 2,
    accessKeyId: 'AKIDEXAMPLE',
  })
  hub = await startHub({
    dataset: 'org/name',
    commits: {main: COMMIT},
    entries: [
      {path: 'README.md', size: 10, oid: 'a'.repeat(40)},
      {path: 'data/train.parquet', size: 5000, oid: 'b'.repeat(40), lfs: 'c'.repeat(64)},
    ],
  })
  web = await startWebServer((asked, response) => {
    const isWeak = asked.url?.startsWith('/weak')
    response.writeHead(200, {'content-length': 5, etag: isWeak ? 'W/"1"' : '"v1"'}).end()
  })
})
afterAll(async () => {
  for (const server of [s3, hub, web]) await server.close()
})
beforeEach(() => {
  objects = [
    {key: 'prices/2024.csv', body: 'a', checksums: crc('M3eFcAZSQlc=')},
    {key: 'prices/2025.csv', body: 'b', checksums: crc('M3eFcAZSQlg=')},
    {key: 'prices/notes.txt', body: 'c'},
  ]
})

const environment = () => ({
  AWS_ENDPOINT_URL_S3: s3.url,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: SECRET,
  HF_ENDPOINT: hub.url,
  PROOFMARK_REMOTE_HOSTS: new URL(web.url).host,
})

async function run(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const said = await proofmark(args, folder(), {environment: {...environment(), ...more}})
  expect(said.stdout + said.stderr).not.toContain('hunter2')
  return {...said, json: () => JSON.parse(said.stdout)}
}

describe('proofmark track', () => {
  test('knows a bucket by its checksums, in a listing that diff compares', async () => {
    const one = await run(['track', 's3://data/prices', '--json', '--manifest', 'kept-one'])
    expect(one.code).toBe(0)
    expect(one.json()).toMatchObject({
      files: 3,
      datasets: [
        {
          name: 'prices',
          kind: 'remote',
          root: 's3://data/prices',
          checksums: {crc64nvme: 2, etag: 1},
        },
      ],
    })
    const text = readFileSync(join(folder(), 'kept-one/prices.remote'), 'utf8')
    expect(text).toBe(
      `proofmark/remote/v1\ncrc64nvme:3377857006524257  1  2024.csv\ncrc64nvme:3377857006524258  1  2025.csv\netag:${md5('c')}  1  notes.txt\n`,
    )
    expect(one.json().digest).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`)
    expect(one.stderr).toContain('remote sha256:')
    expect(one.stderr).toContain('crc64nvme 2, etag 1')

    objects = [...objects.slice(1), {key: 'prices/2026.csv', body: 'd'}]
    await run(['track', 's3://data/prices', '--manifest', 'kept-two'])
    for (const sides of [
      ['kept-one/prices.remote', 'kept-two/prices.remote'],
      ['kept-one/prices.json', 's3://data/prices/'],
    ]) {
      const {json} = await run(['diff', '--json', ...sides])
      expect(json()).toMatchObject({
        changed: true,
        checksums: 'remote',
        change: {datasets: [{counts: {added: 1, removed: 1, modified: 0, renamed: 0}}]},
      })
    }
  })

  test('is never compared with bytes', async () => {
    mkdirSync(join(folder(), 'here'), {recursive: true})
    writeFileSync(join(folder(), 'here/2024.csv'), 'a')
    const {code, stdout} = await run(['diff', 's3://data/prices', 'here'])
    expect(code).toBe(2)
    expect(stdout).toContain('what a provider says')
  })

  test('pins a revision of the Hub to its commit', async () => {
    const {json, code} = await run(['track', 'hf://datasets/org/name/data', '--json'])
    expect(code).toBe(0)
    expect(json().datasets).toMatchObject([
      {kind: 'remote', version: COMMIT, checksums: {sha256: 1}, bytes: 5000},
    ])
  })

  test('keeps no query of an address', async () => {
    const url = `${web.url}/d/a.csv?X-Amz-Signature=hunter2`
    const {json, code} = await run(['track', url, '--json', '--manifest', 'web'])
    expect(code).toBe(0)
    expect(json().datasets).toMatchObject([
      {name: 'a', kind: 'remote', path: `${web.url}/d/a.csv`, checksums: {etag: 1}},
    ])
    for (const name of ['a.remote', 'a.json']) {
      expect(readFileSync(join(folder(), 'web', name), 'utf8')).not.toContain('hunter2')
    }
  })

  test('warns of what may change unseen', async () => {
    const {json} = await run(['track', `${web.url}/weak.csv`, '--json'])
    expect(json()).toMatchObject({
      verdict: 'pass',
      findings: [{code: 'weak-checksum', level: 'warn', count: 1}],
    })
  })

  test.each([
    {asks: 'schema: backward', code: 1, level: 'fail'},
    {asks: 'profile: true', code: 0, level: 'warn'},
  ])('says that nobody looked, where a look was asked for: $asks', async ({asks, code, level}) => {
    writeFileSync(
      join(folder(), 'look.yml'),
      `pipeline: p\ndata: { d: { path: 's3://data/prices/*.csv', ${asks} } }\n`,
    )
    const said = await run(['track', '--config', 'look.yml', '--json'])
    expect(said.code).toBe(code)
    expect(said.json()).toMatchObject({findings: [{code: 'not-looked-into', level}]})
  })

  test('takes the version that a command tells, marked as claimed', async () => {
    writeFileSync(
      join(folder(), 'claimed.yml'),
      `pipeline: p\ndata:\n  orders:\n    version: [${JSON.stringify(process.execPath)}, -p, '"snapshot " + 8123 + Object.keys(process.env).filter(n => /AWS/.test(n))']\n`,
    )
    const {code, json} = await run(['track', '--config', 'claimed.yml', '--json'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      datasets: [{name: 'orders', kind: 'claimed', version: 'snapshot 8123', files: 0}],
      findings: [{code: 'version-claimed', level: 'note'}],
    })
  })
})

describe('proofmark track ends with an error, and never with a part', () => {
  test.each([
    {path: 's3://data/nothing', more: {}, hint: 's3:ListBucket'},
    {path: 's3://other/prices', more: {}, hint: 'NoSuchBucket'},
    {path: 's3://data/prices', more: {AWS_ACCESS_KEY_ID: 'AKIDOTHER'}, hint: 'AccessDenied'},
    {path: 's3://data/prices', more: {AWS_SECRET_ACCESS_KEY: ''}, hint: 'AWS_SECRET_ACCESS_KEY'},
    {path: 'hf://datasets/org/none', more: {}, hint: 'HF_TOKEN'},
    {path: 'https://127.0.0.1/x?hunter2', more: {}, hint: 'PROOFMARK_REMOTE_HOSTS'},
    {path: 'ftp://host/x', more: {}, hint: 's3://bucket/folder/'},
  ])('$path: $hint', async ({path, more, hint}) => {
    const {code, stderr, stdout} = await run(['track', path, '--json'], more)
    expect(code).toBe(2)
    expect(stderr + stdout).toContain(hint)
  })

  test('and without a path or a version there is no dataset', async () => {
    writeFileSync(join(folder(), 'none.yml'), 'pipeline: p\ndata: { d: { role: train } }\n')
    const {code, stdout} = await run(['track', '--config', 'none.yml'])
    expect(code).toBe(2)
    expect(stdout).toContain('must have a path, or a version command')
  })
})
