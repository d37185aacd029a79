import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import type {Digest} from '../../../../shared/domain/digest.ts'
import {commandTarget, httpTarget} from '../../../../shared/features/deployment/index.ts'
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

  test('cannot say what is live, and answers nothing unless an address is named', () => {
    const target = command('true')
    expect(target.active).toBeUndefined()
    expect(target.predict).toBeUndefined()
  })
})
