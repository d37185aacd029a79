import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {connect} from 'node:net'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {describe, expect, onTestFinished, test, vi} from 'vitest'
import {modelProcesses, type Served, serve, sharedIssuer, sharedServer} from './served.ts'
import {bytesAsModel, externalModel, loopModel, ONE, swellingModel, TWO} from './served-models.ts'

const issuer = sharedIssuer()
const GOOD = {features: [[1, 2]]}
const isLinux = process.platform === 'linux'

/** Whatever was sent before: the server is there, and the active model answers. */
async function isWell(server: Served): Promise<boolean> {
  const {status} = await server.predict(GOOD, ONE.digest)
  return status === 200
}

describe('a body', () => {
  const server = sharedServer(issuer, [ONE])
  const send = (path: string, body: string | Buffer) =>
    server().ask('POST', path, {body: Buffer.from(body)})

  const BAD = [
    {name: 'empty', body: ''},
    {name: 'no JSON', body: 'inputs=1'},
    {name: 'cut off', body: '{"inputs": {"features": [[1,'},
    {name: 'no UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])},
    {name: 'a number', body: '7'},
    {name: 'null', body: 'null'},
    {name: 'a list', body: '[]'},
    {name: 'a hundred thousand brackets', body: '['.repeat(100_000)},
  ]
  test.each(BAD)('that is $name is refused', async ({body}) => {
    for (const path of ['/predict', '/active']) {
      expect(await send(path, body)).toMatchObject({status: 400, code: 'bad-json'})
    }
  })

  test('with a million closed brackets is refused', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    const answer = await send('/predict', `{"inputs": {"features": ${deep}}}`)
    expect(answer.status).toBe(400)
    expect(await isWell(server())).toBe(true)
  })

  test('with an unknown field is refused', async () => {
    const answer = await send('/predict', '{"inputs": {}, "model": 1, "__proto__": {"digest": 1}}')
    expect(answer).toMatchObject({status: 400, code: 'bad-request'})
    expect(answer.text).toMatch(/\\"model\\" is unknown; \\"__proto__\\" is unknown/)
  })

  test.each([
    {name: 'that says so', headers: {'content-length': '5000'}},
    {name: 'that does not say so', headers: {}},
  ])('that is too large, $name, is refused', async ({headers}) => {
    const small = await serve(issuer(), {limits: {bodyBytes: 4000, modelBytes: 4000}})
    const tooLarge = {status: 413, code: 'too-large'}
    for (const [method, path] of [
      ['POST', '/predict'],
      ['POST', '/active'],
      ['PUT', `/models/${ONE.hex}`],
    ] as const) {
      const body = 'content-length' in headers ? Buffer.alloc(5000) : stream(5000)
      expect(await small.ask(method, path, {body})).toMatchObject(tooLarge)
    }
    expect(await readdir(join(small.folder, 'uploads'))).toEqual([])
    expect(await small.put(ONE)).toMatchObject({status: 201})
  })

  test('that is much too large gets its answer though nobody reads it', async () => {
    const small = await serve(issuer(), {limits: {modelBytes: 4000}})
    const body = Buffer.alloc(30_000_000)
    const answer = await small.ask('PUT', `/models/${ONE.hex}`, {body})
    expect(answer).toMatchObject({status: 413, code: 'too-large'})
    expect(answer.headers.get('connection')).toBe('close')
  })
})

describe('an upload that is cut off', () => {
  test.each([
    {name: 'with a length', head: 'content-length: 1000', body: 'some bytes'},
    {name: 'in chunks', head: 'transfer-encoding: chunked', body: '4\r\nsome\r\n'},
  ])('leaves nothing, $name', async ({head, body}) => {
    const server = await serve(issuer())
    const {hostname, port} = new URL(server.url)
    const token = await issuer().token()
    const socket = connect(Number(port), hostname)
    socket.write(
      `PUT /models/${ONE.hex} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n${head}\r\n\r\n${body}`,
    )
    const uploads = join(server.folder, 'uploads')
    await expect.poll(() => readdir(uploads)).toHaveLength(1)
    socket.destroy()
    await expect.poll(() => readdir(uploads)).toEqual([])
    expect(await server.activate(ONE.digest, null)).toMatchObject({code: 'unknown-model'})
    const metrics = await server.ask('GET', '/metrics')
    expect(metrics.text).toContain('method="PUT",route="/models/{digest}",status="gone"} 1')
  })

  test('because it takes too long, too', async () => {
    const server = await serve(issuer(), {limits: {requestMs: 300}})
    const body = new ReadableStream<Uint8Array>({start: it => it.enqueue(Buffer.from('some'))})
    const upload = server.ask('PUT', `/models/${ONE.hex}`, {body}).catch(() => ({status: 408}))
    expect(await upload).toMatchObject({status: 408})
    await expect.poll(() => readdir(join(server.folder, 'uploads'))).toEqual([])
  })

  test('because the server closes, too', async () => {
    const server = await serve(issuer(), {limits: {closeMs: 100}})
    const body = new ReadableStream<Uint8Array>({start: it => it.enqueue(Buffer.from('some'))})
    const upload = server.ask('PUT', `/models/${ONE.hex}`, {body}).catch(() => 'cut off')
    const uploads = join(server.folder, 'uploads')
    await expect.poll(() => readdir(uploads)).toHaveLength(1)
    await server.close()
    expect([await upload, await readdir(uploads)]).toEqual(['cut off', []])
  })
})

test('what is not HTTP ends its own connection only', async () => {
  const server = await serve(issuer())
  const {hostname, port} = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.end('let me in\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
  expect(await server.ask('GET', '/healthz')).toMatchObject({status: 200})
})

test('a failure of the server itself is told without details, and logged with them', async () => {
  const lines: string[] = []
  const server = await serve(issuer(), {log: line => lines.push(line)})
  await rm(join(server.folder, 'uploads'), {recursive: true})
  const answer = await server.put(ONE)
  expect(answer).toMatchObject({status: 500, code: 'internal'})
  expect(answer.text).not.toContain(server.folder)
  expect(lines.join()).toContain(server.folder)
})

describe('a hostile model', () => {
  test.runIf(isLinux)('finds no secrets in its environment', async () => {
    vi.stubEnv('DEPLOY_TOKEN', 'a secret')
    onTestFinished(() => void vi.unstubAllEnvs())
    const server = await serve(issuer())
    await server.put(ONE)
    const [pid] = await modelProcesses()
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8')
    expect(environment.split('\0').map(entry => entry.split('=')[0])).toEqual(
      expect.not.arrayContaining(['DEPLOY_TOKEN', 'PATH', 'HOME']),
    )
    expect(environment).not.toContain('a secret')
  })

  test.runIf(isLinux)(
    'that crashes fails the question, and the next one starts it anew',
    async () => {
      const server = await serve(issuer())
      await server.deploy(loopModel())
      const answer = server.predict({rounds: [Number.MAX_SAFE_INTEGER]})
      await server.ask('GET', '/active')
      for (const pid of await modelProcesses()) process.kill(pid, 'SIGSEGV')
      expect(await answer).toMatchObject({status: 500, code: 'model-crashed'})
      expect(await server.predict({rounds: [3]})).toMatchObject({status: 200})
    },
  )

  test.each([
    {name: 'beside it', location: '../../secret'},
    {name: 'by its whole path', location: 'whole'},
    {name: 'in the system', location: '/etc/passwd'},
  ])('that reads a file $name is refused', async ({location}) => {
    const server = await serve(issuer())
    const secret = join(server.folder, 'secret')
    await writeFile(secret, 'a secret text')
    const answer = await server.put(externalModel(location === 'whole' ? secret : location, 8))
    expect(answer).toMatchObject({status: 422, code: 'model-refused'})
    expect(answer.text).not.toContain(server.folder)
    expect(answer.text).not.toContain('a secret text')
  })

  test('that hangs loses its process, and the next question a new one', async () => {
    const server = await serve(issuer(), {limits: {predictMs: 1500}})
    const model = loopModel()
    await server.deploy(ONE)
    await server.put(model)
    const answer = await server.predict({rounds: [Number.MAX_SAFE_INTEGER]}, model.digest)
    expect(answer).toMatchObject({status: 504, code: 'model-too-slow'})
    expect(await isWell(server)).toBe(true)
    expect(await server.predict({rounds: [3]}, model.digest)).toMatchObject({
      json: {outputs: {same: [3]}},
    })
  })

  test.runIf(isLinux)('that swells loses its process, and the others go on', async () => {
    const server = await serve(issuer(), {limits: {memoryBytes: 400 * 2 ** 20}})
    const model = swellingModel()
    await server.deploy(ONE)
    await server.put(model)
    const answer = await server.predict({count: [20_000, 20_000]}, model.digest)
    expect(answer).toMatchObject({status: 500, code: 'model-crashed'})
    expect(answer.text).toContain('more than 400 MiB')
    expect(await isWell(server)).toBe(true)
  })

  test('that asks for all memory at once fails alone', async () => {
    const server = await serve(issuer())
    await server.deploy(swellingModel())
    const answer = await server.predict({count: [1_000_000, 1_000_000, 100_000]})
    expect(answer).toMatchObject({status: 422, code: 'model-failed'})
    expect(await server.predict({count: [10]})).toMatchObject({json: {outputs: {sum: [10]}}})
  })

  test('that opens too slowly is refused', async () => {
    const server = await serve(issuer(), {limits: {loadMs: 1}})
    const answer = await server.put(ONE)
    expect(answer).toMatchObject({status: 422, code: 'model-refused'})
    expect(answer.text).toContain('no answer within')
  })

  test('cannot be activated when it cannot be opened any more', async () => {
    const first = await serve(issuer())
    await first.deploy(ONE)
    await first.put(TWO)
    await first.close()
    const server = await serve(issuer(), {folder: first.folder, limits: {loadMs: 1}})
    const answer = await server.activate(TWO.digest, ONE.digest)
    expect(answer).toMatchObject({status: 422, code: 'model-refused'})
    expect(await server.ask('GET', '/active')).toMatchObject({json: {digest: ONE.digest}})
  })
})

test('an address that is wrong is told so to who has a token', async () => {
  const server = await serve(issuer())
  expect(await server.ask('GET', '/models')).toMatchObject({status: 404, code: 'not-found'})
  const answer = await server.ask('DELETE', '/active')
  expect(answer).toMatchObject({status: 405, code: 'bad-method'})
  expect(answer.headers.get('allow')).toBe('GET, POST')
  expect(await server.ask('GET', `/models/${bytesAsModel(new Uint8Array()).hex}`)).toMatchObject({
    status: 405,
  })
})

function stream(bytes: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(it) {
      for (let sent = 0; sent < bytes; sent += 500) it.enqueue(new Uint8Array(500))
      it.close()
    },
  })
}
