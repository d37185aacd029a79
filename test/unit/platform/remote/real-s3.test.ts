import {type ChildProcess, spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync} from 'node:fs'
import {createServer} from 'node:net'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {listRemote} from '../../../../shared/platform/remote/list.ts'
import {s3Uploader} from '../../../fakes/remote/s3-upload.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const isWanted = process.env['PROOFMARK_TEST_S3'] === '1'
if (!isWanted) {
  console.warn(
    '!!! SKIPPED: nothing is listed of real S3 servers; PROOFMARK_TEST_S3=1 does it ' +
      '(after scripts/s3-servers.sh, which needs Go and minutes the first time)',
  )
}
const TOOLS = process.env['PROOFMARK_TOOLS'] ?? join(homedir(), '.cache/proofmark-tools')
const KEY = 'proofmark'
const SECRET = 'hunter2-hunter2'
const folder = temporaryFolder()
const hash = (algorithm: string, bytes: string | Uint8Array) =>
  createHash(algorithm).update(bytes).digest()

type Server = {
  readonly name: string
  readonly args: (port: number, data: string) => readonly string[]
}

const SERVERS: readonly Server[] = [
  {
    name: 'versitygw',
    args: (port, data) => [
      ...['--port', `127.0.0.1:${port}`, '--access', KEY, '--secret', SECRET],
      ...['posix', '--versioning-dir', `${data}-versions`, data],
    ],
  },
  {
    name: 'minio',
    args: (port, data) => [
      ...['server', data, '--quiet', '--address', `127.0.0.1:${port}`],
      ...['--console-address', '127.0.0.1:0'],
    ],
  },
]

describe.runIf(isWanted).each(SERVERS)('$name', ({name, args}) => {
  let child: ChildProcess
  let endpoint = ''
  const parts = [Buffer.alloc(5 * 2 ** 20, 'p'), Buffer.from('q')]
  /** By what is written there. */
  const versions = new Map<string, string>()

  beforeAll(async () => {
    const program = join(TOOLS, 'bin', name)
    if (!existsSync(program)) throw new Error(`there is no ${program}: run scripts/s3-servers.sh`)
    const data = join(folder(), name)
    for (const path of [data, `${data}-versions`]) mkdirSync(path, {recursive: true})
    const port = await freePort()
    endpoint = `http://127.0.0.1:${port}`
    child = spawn(program, args(port, data), {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        HOME: data,
        MINIO_ROOT_USER: KEY,
        MINIO_ROOT_PASSWORD: SECRET,
      },
    })
    const {makeBucket, keepVersions, put, putParts, remove} = s3Uploader(endpoint, KEY, SECRET)
    // It answers before it is ready.
    await succeeding(() => makeBucket('data'))
    await keepVersions('data')
    await put('data/prices/plain a+b%ü.csv', 'plain')
    await put('data/prices/sha.csv', 'one', {
      'x-amz-checksum-sha256': hash('sha256', 'one').toString('base64'),
    })
    await put('data/prices/deep/crc.csv', '123456789', {'x-amz-checksum-crc64nvme': 'rosUhgp5mIg='})
    for (const text of ['first', 'second']) {
      versions.set(text, versionOf(await put('data/prices/twice.csv', text)))
    }
    versions.set('gone', versionOf(await put('data/prices/gone.csv', 'gone')))
    versions.set('deleted', versionOf(await remove('data/prices/gone.csv')))
    await putParts('data/prices/parts.bin', parts, {
      algorithm: 'SHA256',
      type: 'COMPOSITE',
      sums: parts.map(part => hash('sha256', part).toString('base64')),
    })
    await put('data/prices-old/x.csv', 'x')
    await makeBucket('plain')
    await put('plain/one.csv', 'one')
    await makeBucket('many')
    for (let at = 0; at < 1003; at += 59) {
      const some = Array.from({length: Math.min(59, 1003 - at)}, (_, more) => at + more)
      await Promise.all(some.map(one => put(`many/f/${one}`, String(one))))
    }
  }, 120_000)

  afterAll(async () => {
    if (child?.exitCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill()
    await ended
  })

  const list = (path: string, environment: Readonly<Record<string, string>> = {}) =>
    listRemote(path, {
      environment: {
        AWS_ENDPOINT_URL_S3: endpoint,
        AWS_ACCESS_KEY_ID: KEY,
        AWS_SECRET_ACCESS_KEY: SECRET,
        ...environment,
      },
      pauseMs: 1,
    })

  test('is listed with the checksums and versions that it keeps', async () => {
    const {files} = await list('s3://data/prices')
    const found = Object.fromEntries(files.map(({path, ...rest}) => [path, rest]))
    expect(Object.keys(found).sort()).toEqual(
      ['deep/crc.csv', 'parts.bin', 'plain a+b%ü.csv', 'sha.csv', 'twice.csv'].sort(),
    )
    expect(found['sha.csv']).toMatchObject({
      bytes: 3,
      checksum: {kind: 'sha256', value: hash('sha256', 'one').toString('hex')},
      version: expect.any(String),
    })
    expect(found['deep/crc.csv']).toMatchObject({
      bytes: 9,
      checksum: {kind: 'crc64nvme', value: 'ae8b14860a799888'},
    })
    const composite = hash('sha256', Buffer.concat(parts.map(part => hash('sha256', part))))
    expect(found['parts.bin']).toMatchObject({
      bytes: 5 * 2 ** 20 + 1,
      checksum: {
        kind: 'sha256-composite',
        value: expect.stringMatching(new RegExp(`^${composite.toString('hex')}(-2)?$`)),
      },
    })
    // Whether it adds a checksum of its own to what came without one is the server's choice.
    expect(['etag', 'crc64nvme']).toContain(found['plain a+b%ü.csv']?.checksum.kind)
    expect(found['twice.csv']?.bytes).toBe('second'.length)
  })

  test('has the versions that are asked for, also older ones and of what was deleted', async () => {
    const paths = {
      first: 'prices/twice.csv',
      second: 'prices/twice.csv',
      gone: 'prices/gone.csv',
    }
    const sums = new Set<string>()
    for (const [text, path] of Object.entries(paths)) {
      const version = versions.get(text) ?? ''
      const {files, root} = await list(`s3://data/${path}?versionId=${version}`)
      expect(root).toBe('s3://data/prices')
      expect(files).toMatchObject([{path: path.slice(7), bytes: text.length, version}])
      sums.add(JSON.stringify(files[0]?.checksum))
      if (text !== 'second') continue
      // The newest is listed like this without a version, too.
      expect((await list(`s3://data/${path}`)).files).toEqual(files)
    }
    expect(sums.size).toBe(3)
  })

  test('is listed page by page', async () => {
    expect((await list('s3://many/f')).files).toHaveLength(1003)
  }, 60_000)

  test('is one object, or a glob', async () => {
    expect((await list('s3://data/prices/sha.csv')).files).toHaveLength(1)
    expect((await list('s3://data/prices/*.csv')).files).toHaveLength(3)
  })

  test.each([
    {
      name: 'a wrong secret',
      path: 's3://data/prices',
      more: {AWS_SECRET_ACCESS_KEY: 'no'},
      code: 'remote-forbidden',
    },
    {
      name: 'no credentials',
      path: 's3://data/prices',
      more: {AWS_SECRET_ACCESS_KEY: '', AWS_ACCESS_KEY_ID: ''},
      code: 'remote-forbidden',
    },
    {name: 'no such bucket', path: 's3://none/prices', more: {}, code: 'remote-missing'},
    {name: 'nothing there', path: 's3://data/nothing/', more: {}, code: 'nothing-matched'},
  ])('says what is wrong: $name', async ({path, more, code}) => {
    await expect(list(path, more)).rejects.toMatchObject({code})
  })

  test.each([
    {name: 'that was deleted', path: 'data/prices/gone.csv', of: 'deleted'},
    {name: 'of another object', path: 'data/prices/sha.csv', of: 'first'},
    {name: 'that can be none', path: 'data/prices/twice.csv', of: 'x'},
    {name: 'of an object that is not there', path: 'data/prices/none.csv', of: 'first'},
    {name: 'of a bucket that is not there', path: 'none/prices/none.csv', of: 'first'},
  ])('lists no version $name', async ({path, of}) => {
    const version = versions.get(of) ?? of
    await expect(list(`s3://${path}?versionId=${version}`)).rejects.toMatchObject({
      code: 'remote-missing',
    })
  })

  test('lists no version where none are kept', async () => {
    const asking = list(`s3://plain/one.csv?versionId=${versions.get('first')}`)
    await expect(asking).rejects.toMatchObject({
      code: expect.stringMatching(/^remote-(missing|malformed)$/),
    })
  })

  test('shows no version without the credentials', async () => {
    const path = `s3://data/prices/twice.csv?versionId=${versions.get('first')}`
    const asking = list(path, {AWS_SECRET_ACCESS_KEY: 'no'})
    await expect(asking).rejects.toMatchObject({code: 'remote-forbidden'})
  })
})

function versionOf({headers}: Response): string {
  return headers.get('x-amz-version-id') ?? ''
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function succeeding(attempt: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const isDone = await attempt().then(
      () => true,
      () => false,
    )
    if (isDone) return
    await sleep(100)
  }
  await attempt()
}
