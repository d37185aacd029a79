import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import type {Digest} from '../../../../shared/domain/digest.ts'
import {
  commandTarget,
  httpTarget,
  rollBack,
  undo,
} from '../../../../shared/features/deployment/index.ts'
import {codeOf} from '../../../../shared/platform/errors.ts'
import {sha256} from '../../../../shared/platform/hash.ts'
import {startSmallTarget} from '../../../acceptance/small-target.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const deliveryOf = (text: string, path = 'model.json') => ({
  digest: sha256(text),
  files: [{path, bytes: Buffer.from(text)}],
})
const [ONE, TWO] = [deliveryOf('{"weight":1}'), deliveryOf('{"weight":2}')]
const refusal = (work: Promise<unknown>) => work.then(() => 'nothing', codeOf)

async function open() {
  const server = await startSmallTarget()
  onTestFinished(server.close)
  const target = httpTarget({address: server.url, token: async () => 'secret-token', pauseMs: 1})
  return {server, target}
}

describe('a model server', () => {
  test('takes the model, makes it live, and answers', async () => {
    const {server, target} = await open()
    await target.put(ONE)
    expect(await target.active?.()).toBeNull()
    await target.activate(ONE.digest, null)
    expect(await target.active?.()).toBe(ONE.digest)
    expect(await target.predict?.({features: [[1, 2]]})).toEqual({
      model: ONE.digest,
      outputs: {prediction: [3]},
    })
    expect(server.tokens).toEqual(new Set(['Bearer secret-token']))
  })

  test('is not told to replace what it was not expected to serve', async () => {
    const {server, target} = await open()
    for (const delivery of [ONE, TWO]) await target.put(delivery)
    const other = server.meddle('{"weight":7}')
    expect(await refusal(target.activate(ONE.digest, null))).toBe('active-differs')
    expect(server.active()).toBe(other)
  })

  test.each([
    {name: 'once', times: 1, expected: 'nothing', asked: 1},
    {name: 'every time', times: 9, expected: 'nothing', asked: 1},
  ])('whose answer is lost $name has done it all the same', async ({times, expected, asked}) => {
    const {server, target} = await open()
    await target.put(ONE)
    server.trouble.lost = {path: /POST \/active/, times}
    expect(await refusal(target.activate(ONE.digest, null))).toBe(expected)
    expect(server.asked).toHaveLength(asked)
  })

  test('that is unwell is asked again, and in the end given up', async () => {
    const {server, target} = await open()
    await target.put(ONE)
    server.trouble.unwell = /POST \/active/
    expect(await refusal(target.activate(ONE.digest, null))).toBe('target-unwell')
    expect(server.active()).toBeNull()
  })

  test('takes models of one file only', async () => {
    const {target} = await open()
    const files = [...ONE.files, {path: 'weights.bin', bytes: Buffer.from('x')}]
    expect(await refusal(target.put({...ONE, files}))).toBe('unsupported-model')
  })

  test('that gets other bytes than their digest refuses them', async () => {
    const {target} = await open()
    expect(await refusal(target.put({...ONE, digest: TWO.digest}))).toBe('target-refused')
  })

  test('says nothing of ours in its errors', async () => {
    const {server, target} = await open()
    server.trouble.garbage = /.*/
    const error = await target.active?.().catch((thrown: unknown) => thrown)
    expect(String(error)).not.toContain('secret-token')
    expect(codeOf(error)).toBe('http-not-json')
  })

  test.each(['secret-token', 'cret-tok', 'c2vjcmv0lxrva2vu'])(
    'that sends the token back as a word for programs is not repeated: %s',
    async word => {
      const {server, target} = await open()
      server.trouble.odd = (_, response) => {
        response.writeHead(422).end(JSON.stringify({error: {code: word}}))
        return true
      }
      const error = await target.put(ONE).catch((thrown: unknown) => thrown)
      expect(codeOf(error)).toBe('target-refused')
      expect(String(error)).toMatch(word.includes('tok') ? /with 422$/ : /with 422, /)
    },
  )

  test('is given up when it drips', async () => {
    const server = await startSmallTarget()
    onTestFinished(server.close)
    server.trouble.odd = (_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
      return true
    }
    const target = httpTarget({address: server.url, askMs: 150})
    expect(await refusal(target.active?.() ?? Promise.resolve())).toBe('http-timeout')
  })

  test('is not waited for when the job was cancelled', async () => {
    const server = await startSmallTarget()
    onTestFinished(server.close)
    const abort = new AbortController()
    const target = httpTarget({address: server.url, signal: abort.signal})
    server.trouble.slow = {path: /PUT/, ms: 5000}
    const put = refusal(target.put(ONE))
    abort.abort()
    expect(await put).toBe('cancelled')
  })
})

describe('a command', () => {
  const folder = temporaryFolder()
  const {runner} = recordingRunner()
  const command = (script: string, environment = {}) =>
    commandTarget({
      argv: ['sh', '-c', script],
      environment: 'production',
      token: async () => 'secret-token',
      mark: folder(),
      runner,
      place: {
        kind: 'github',
        environment: {PATH: process.env['PATH'], ...environment},
        workspace: folder(),
        temporary: join(folder(), 'temporary'),
      },
    })

  test.each(['../outside.json', '/etc/outside.json', 'a/../../outside.json', '.'])(
    'is never given a file outside of its folder: %s',
    async path => {
      expect(await refusal(command('true').put(deliveryOf('x', path)))).toBe('path-outside')
    },
  )

  test('is given a folder when the model has several files', async () => {
    const target = command('cp -r "$PROOFMARK_MODEL" given')
    const digest: Digest = `sha256:${'a'.repeat(64)}`
    const file = (path: string) => ({path, bytes: Buffer.from(path)})
    await target.put({digest, files: [file('model.onnx'), file('data/weights.bin')]})
    await target.activate(digest, null)
    expect(await readFile(join(folder(), 'given/data/weights.bin'), 'utf8')).toBe(
      'data/weights.bin',
    )
  })

  test('that fails is told by its last words, without the token', async () => {
    const target = command('echo "no such host, token $PROOFMARK_TOKEN" >&2; exit 4')
    const error = await target.activate(ONE.digest, null).catch((thrown: unknown) => thrown)
    expect(codeOf(error)).toBe('command-failed')
    expect(String(error)).toContain('ended with exit code 4: no such host, token ***')
  })

  test('whose last line was cut in the middle of the token does not tell its first part', async () => {
    const target = command('head -c 16377 /dev/zero | tr "\\0" x; echo "$PROOFMARK_TOKEN"; exit 4')
    const error = await target.activate(ONE.digest, null).catch((thrown: unknown) => thrown)
    expect(String(error)).toContain('xxx')
    expect(String(error)).not.toContain('secret-')
  })

  test('is asked to go back even where nobody can tell what it serves', async () => {
    const log = join(folder(), 'asked-back')
    const target = command(`echo "$PROOFMARK_ACTION" >> ${log}`)
    expect(await rollBack(target, ONE.digest, ONE.digest)).toEqual({outcome: 'deployed'})
    expect(await readFile(log, 'utf8')).toBe('rollback\n')
  })

  test('cannot say what is live, and answers nothing unless an address is named', () => {
    const target = command('true')
    expect(target.active).toBeUndefined()
    expect(target.predict).toBeUndefined()
  })
})

describe('after whoever made a model live is gone', () => {
  const pauseMs = 1
  const [model, back] = [TWO.digest, ONE.digest]

  async function openLive() {
    const {server, target} = await open()
    for (const delivery of [ONE, TWO]) await target.put(delivery)
    await target.activate(back, null)
    return {server, target}
  }

  test('the untried one is replaced by the one before', async () => {
    const {server, target} = await openLive()
    await target.activate(model, back)
    const undone = await undo(target, {model, back, wasLive: true, pauseMs})
    expect(undone).toEqual({live: back, isSettled: true})
    expect(server.active()).toBe(back)
  })

  test("somebody else's model is left alone", async () => {
    const {server, target} = await openLive()
    const other = server.meddle('{"weight":7}')
    const undone = await undo(target, {model, back, wasLive: true, pauseMs})
    expect(undone).toEqual({live: other, isSettled: true})
    expect(server.active()).toBe(other)
  })

  test('a request that nobody answered is looked for twice, and doubted after that', async () => {
    const {server, target} = await openLive()
    const undone = await undo(target, {model, back, wasLive: false, pauseMs})
    expect(undone).toEqual({live: back, isSettled: false})
    expect(server.arrived.filter(path => path === 'GET /active')).toHaveLength(2)
  })

  test('a request that arrives meanwhile is taken back', async () => {
    const {server, target} = await openLive()
    const going = undo(target, {model, back, wasLive: false, pauseMs: 300})
    await expect.poll(() => server.arrived.at(-1)).toBe('GET /active')
    server.meddle('{"weight":2}')
    expect(await going).toEqual({live: back, isSettled: true})
    expect(server.active()).toBe(back)
  })

  test('a target that says so and does not is not believed', async () => {
    const {server, target} = await openLive()
    await target.activate(model, back)
    server.trouble.ignores = back
    expect(await refusal(undo(target, {model, back, wasLive: true, pauseMs}))).toBe(
      'active-differs',
    )
  })
})
