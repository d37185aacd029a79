import type {ServerResponse} from 'node:http'
import {describe, expect, onTestFinished, test} from 'vitest'
import type {Digest} from '../../shared/domain/digest.ts'
import {secretForms} from '../../shared/platform/secrets.ts'
import {startWebServer} from '../fakes/web-server.ts'
import type {DeployScene} from './deployment.ts'
import {BETTER, GOOD, openLive} from './live-scene.ts'
import {errorsOf} from './team.ts'

/** Lower case, so that it could pass for a word for programs. */
const SECRET = 'correct-horse-battery-staple'
const SECRETIVE = {deploy: 'token: { secret: MODELS_TOKEN }'}
const MORE = {environment: {MODELS_TOKEN: SECRET}, secrets: [SECRET]}

/** Neither in what the step said (the harness looks there), nor in what GitHub was told. */
function expectSecret(scene: DeployScene, secret: string): void {
  const said = JSON.stringify(scene.team.repository.deployments)
  for (const form of secretForms(secret)) expect(said.includes(form)).toBe(false)
}

type Odd = (response: ServerResponse) => void
const json = {'content-type': 'application/json'}
const huge = Buffer.alloc(64 * 1024, 'x')

/** Never ends, as long as somebody listens. */
function flood(response: ServerResponse): void {
  response.writeHead(200, json)
  const pour = (): void => {
    if (response.destroyed) return
    if (response.write(huge)) setImmediate(pour)
    else response.once('drain', pour)
  }
  pour()
}

const HOSTILE: readonly {
  readonly name: string
  readonly path: RegExp
  readonly odd: Odd
  readonly code: string
  readonly says: string | RegExp
  readonly live?: Digest
}[] = [
  {
    name: 'says without end what is live',
    path: /GET \/active/,
    odd: flood,
    code: 'target-failed',
    says: 'more than 1048576 bytes',
  },
  {
    name: 'predicts without end',
    path: /predict/,
    odd: flood,
    code: 'smoke-test-failed',
    says: 'more than 16777216 bytes',
  },
  {
    name: 'answers with less than it announced',
    path: /GET \/active/,
    odd: response => {
      response.writeHead(200, {...json, 'content-length': 500})
      response.write('{"digest":')
      response.destroy()
    },
    code: 'target-failed',
    says: 'the connection',
  },
  {
    name: 'closes in the middle of each prediction',
    path: /predict/,
    odd: response => {
      response.writeHead(200, json)
      response.write('{"digest":')
      setTimeout(() => response.destroy(), 20)
    },
    code: 'smoke-test-failed',
    says: 'the connection',
  },
  {
    name: 'has a head without end',
    path: /PUT/,
    odd: response => {
      response.socket?.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}`)
    },
    code: 'target-failed',
    says: 'what was live stays live',
  },
  {
    name: 'answers in the name of another model',
    path: /predict/,
    odd: response => {
      const outputs = {prediction: [9, 21, 3]}
      response.writeHead(200, json).end(JSON.stringify({digest: GOOD, outputs}))
    },
    code: 'smoke-test-failed',
    says: `${GOOD} answers, not ${BETTER}`,
  },
  {
    name: 'says that a text is live',
    path: /GET \/active/,
    odd: response => void response.writeHead(200, json).end('{"digest":"latest"}'),
    code: 'target-failed',
    says: 'not as the contract says (digest)',
  },
  {
    name: 'answers predictions with a page for people',
    path: /predict/,
    odd: response => void response.writeHead(200, {'content-type': 'text/html'}).end('<h1>Hi</h1>'),
    code: 'smoke-test-failed',
    says: 'no JSON object but text/html',
  },
  {
    name: 'repeats the token as its word for a refusal',
    path: /PUT/,
    odd: response =>
      void response.writeHead(422, json).end(JSON.stringify({error: {code: SECRET}})),
    code: 'target-failed',
    says: /with 422; what was live/,
  },
  {
    name: 'repeats the token as a prediction',
    path: /predict/,
    odd: response => {
      const outputs = {prediction: [SECRET, SECRET, SECRET]}
      response.writeHead(200, json).end(JSON.stringify({digest: BETTER, outputs}))
    },
    code: 'smoke-test-failed',
    says: 'row 1: served a text, evaluated 9',
  },
  {
    name: 'repeats the token in an error page',
    path: /POST \/active/,
    odd: response =>
      void response.writeHead(401, json).end(JSON.stringify({error: {code: 'no'}, token: SECRET})),
    code: 'target-failed',
    says: 'does not accept our token (401)',
  },
]

describe('a target that', {timeout: 90_000}, () => {
  test.each(HOSTILE)('$name: $code', async ({path, odd, code, says}) => {
    const scene = await openLive(SECRETIVE, MORE)
    scene.target.trouble.odd = (asked, response) => {
      if (!path.test(asked)) return false
      odd(response)
      return true
    }
    const finished = await scene.deployed({weight: 3}, MORE)
    expect(finished.exitCode).toBe(1)
    expect(finished.outputs['reason-code']).toBe(code)
    expect(errorsOf(finished)).toMatch(says)
    expect(scene.target.active()).toBe(GOOD)
    expect(scene.lastWord()).toMatchObject({state: 'failure'})
    expectSecret(scene, SECRET)
  })

  test.each([
    {path: /GET \/active/, code: 'target-failed'},
    {path: /PUT/, code: 'target-failed'},
    {path: /POST \/active/, code: 'target-failed'},
    {path: /predict/, code: 'smoke-test-failed'},
  ])('sends $path elsewhere is not followed: model and token stay here', async ({path, code}) => {
    const scene = await openLive(SECRETIVE, MORE)
    const seen: (string | undefined)[] = []
    const other = await startWebServer((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(200, json).end(JSON.stringify({digest: BETTER}))
    })
    onTestFinished(other.close)
    scene.target.trouble.odd = (asked, response) => {
      if (!path.test(asked)) return false
      response.writeHead(307, {location: `${other.url}/active`}).end()
      return true
    }
    const finished = await scene.deployed({weight: 3}, MORE)
    expect(finished.outputs['reason-code']).toBe(code)
    expect(errorsOf(finished)).toContain('none is followed')
    expect(seen).toEqual([])
    expect(scene.target.active()).toBe(GOOD)
  })

  test('claims to have gone back, and has not, is not believed: rollback-failed', async () => {
    const scene = await openLive(SECRETIVE, MORE)
    scene.target.trouble.lie = {model: BETTER, by: 1}
    scene.target.trouble.ignores = GOOD
    const finished = await scene.deployed({weight: 3}, MORE)
    expect(finished.outputs['reason-code']).toBe('rollback-failed')
    expect(errorsOf(finished)).toContain(`serves ${BETTER}, not ${GOOD}`)
    expect(scene.lastWord()).toMatchObject({state: 'error'})
  })

  test('claims to have made the model live, and has not, is found out by who answers', async () => {
    const scene = await openLive(SECRETIVE, MORE)
    scene.target.trouble.ignores = BETTER
    const finished = await scene.deployed({weight: 3}, MORE)
    expect(finished.outputs['reason-code']).toBe('smoke-test-failed')
    expect(errorsOf(finished)).toContain(`${GOOD} answers, not ${BETTER}`)
    expect(scene.lastWord()).toMatchObject({state: 'failure'})
  })

  test('drips its answer is not waited for once the job is cancelled', async () => {
    const scene = await openLive(SECRETIVE, MORE)
    scene.target.trouble.odd = (asked, response) => {
      if (!asked.startsWith('POST /predict')) return false
      response.writeHead(200, json)
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
      return true
    }
    const ran = await scene.run({weight: 3})
    const {stamp = ''} = (await ran.plan()).outputs
    const {approve, act} = await ran.deploying()
    approve()
    const when = () => scene.target.arrived.filter(path => path === 'POST /predict').length === 2
    const finished = await act({stamp}, {...MORE, cancel: {when, scale: 1}})
    expect(finished.ladder).toEqual(['SIGINT'])
    expect(finished.outputs['reason-code']).toBe('cancelled')
    expect(scene.target.active()).toBe(GOOD)
  })
})
