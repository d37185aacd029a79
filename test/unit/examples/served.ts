import {execFile} from 'node:child_process'
import {mkdtemp, readdir, rm} from 'node:fs/promises'
import {request as httpRequest} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {afterAll, beforeAll, onTestFinished} from 'vitest'
import {
  type ModelServerOptions,
  startModelServer,
} from '../../../examples/oil-price/server/model-server.ts'
import {emptyFolder} from './folder.ts'
import type {ServedModel} from './served-models.ts'
import {AUDIENCE, startIssuer, type TokenIssuer} from './token-issuer.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body, where it is JSON. */
  readonly json: unknown
  /** `error.code` of it. */
  readonly code: string | undefined
}

type Asking = {
  readonly json?: unknown
  readonly body?: Buffer | ReadableStream<Uint8Array>
  /** In place of a good one; null for none. */
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

export type Served = {
  readonly url: string
  readonly folder: string
  readonly ask: (method: string, path: string, asking?: Asking) => Promise<Answer>
  readonly put: (model: ServedModel) => Promise<Answer>
  readonly activate: (digest: string, expected: string | null) => Promise<Answer>
  readonly predict: (inputs: unknown, digest?: string) => Promise<Answer>
  /** Puts and activates, over whatever is active. */
  readonly deploy: (model: ServedModel) => Promise<void>
  readonly close: () => Promise<void>
}

/** The issuer of a test file. */
export function sharedIssuer(): () => TokenIssuer {
  let issuer: TokenIssuer | undefined
  beforeAll(async () => {
    issuer = await startIssuer()
  })
  afterAll(() => issuer?.close())
  return () => {
    if (issuer === undefined) throw new Error('the issuer has not started')
    return issuer
  }
}

/** A model server that lives as long as the test, and one who asks it with a good token. */
export async function serve(
  issuer: TokenIssuer,
  options: Partial<ModelServerOptions> = {},
): Promise<Served> {
  const served = await start(issuer, {folder: await emptyFolder(), ...options})
  onTestFinished(served.close)
  return served
}

/** One for all tests of a group, which starts with these models stored and the first of them active. */
export function sharedServer(
  issuer: () => TokenIssuer,
  models: readonly ServedModel[],
): () => Served {
  let served: Served | undefined
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oil-price-'))
    served = await start(issuer(), {folder})
    for (const model of models) await served.put(model)
    if (models[0]) await served.activate(models[0].digest, null)
  })
  afterAll(async () => {
    await served?.close()
    await rm(folder, {recursive: true, force: true})
  })
  return () => {
    if (served === undefined) throw new Error('the server has not started')
    return served
  }
}

async function start(
  issuer: TokenIssuer,
  options: Partial<ModelServerOptions> & Pick<ModelServerOptions, 'folder'>,
): Promise<Served> {
  const {issuer: name, jwks} = issuer
  const {folder} = options
  const {url, close} = await startModelServer({
    issuer: name,
    jwks,
    audience: AUDIENCE,
    ...options,
  })
  const good = await issuer.token()

  async function ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const {json, body = json === undefined ? undefined : JSON.stringify(json)} = asking
    const token = asking.token === undefined ? good : asking.token
    const answer = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined ? {} : {body, duplex: 'half'}),
      headers: {
        ...(token === null ? {} : {authorization: `Bearer ${token}`}),
        ...asking.headers,
      },
    } as RequestInit)
    return answerOf(answer.status, answer.headers, await answer.text())
  }

  const put = ({hex, bytes}: ServedModel) =>
    ask('PUT', `/models/${hex}`, {body: Buffer.from(bytes)})
  const activate = (digest: string, expected: string | null) =>
    ask('POST', '/active', {json: {digest, expected}})

  async function deploy(model: ServedModel): Promise<void> {
    const {json} = await ask('GET', '/active')
    const {digest} = json as {digest: string | null}
    const answers = [await put(model), await activate(model.digest, digest)]
    const failed = answers.find(({status}) => status >= 400)
    if (failed) throw new Error(failed.text)
  }

  return {
    url,
    folder,
    ask,
    put,
    activate,
    predict: (inputs, digest) =>
      ask('POST', '/predict', {json: {...(digest === undefined ? {} : {digest}), inputs}}),
    deploy,
    close,
  }
}

/** Asks for a path exactly as it is written, which fetch would tidy up. */
export function askRaw(
  url: string,
  {method, path, token}: {readonly method: string; readonly path: string; readonly token: string},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const {hostname, port} = new URL(url)
    const headers = {authorization: `Bearer ${token}`}
    const request = httpRequest({hostname, port, path, method, headers}, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(answerOf(response.statusCode ?? 0, new Headers(), text)))
    })
    request.on('error', reject)
    request.end()
  })
}

function answerOf(status: number, headers: Headers, text: string): Answer {
  const json = parsed(text)
  const code = (json as {error?: {code?: string}} | undefined)?.error?.code
  return {status, headers, text, json, code}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Models' processes of this test process. */
export async function modelProcesses(): Promise<readonly number[]> {
  const args = ['-o', 'pid=,stat=,args=', '--ppid', String(process.pid)]
  const {stdout} = await promisify(execFile)('ps', args)
  const lines = stdout.split('\n').filter(line => /^ *\d+ [^Z].*model-worker/.test(line))
  return lines.map(line => Number.parseInt(line, 10))
}

export const active = async (server: Served) => (await server.ask('GET', '/active')).json

export const uploads = ({folder}: Served) => readdir(join(folder, 'uploads'))
