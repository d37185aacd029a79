import type {IncomingMessage} from 'node:http'
import type {ActiveModel} from './active-model.ts'
import type {Caller, Scope} from './bearer.ts'
import {type Digest, digestFrom, digestOfHex} from './digest.ts'
import type {Metrics} from './metrics.ts'
import type {ModelFiles} from './model-files.ts'
import {tensorsOf} from './model-inputs.ts'
import {outputsOf} from './model-outputs.ts'
import type {OpenModels} from './open-models.ts'
import {Refusal} from './refusal.ts'
import type {Reply} from './reply.ts'
import {checkFields, readObject} from './request-body.ts'

export type Call = {
  readonly request: IncomingMessage
  /** The path, as it was sent. */
  readonly path: string
  readonly caller: Caller
}

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Also the name in metrics; `{…}` at the end stands for any text. */
  readonly path: string
  /** None: open to everyone. */
  readonly scope?: Scope
  readonly answer: (call: Call) => Promise<Reply>
}

export type Parts = {
  readonly files: ModelFiles
  readonly models: OpenModels
  readonly active: ActiveModel
  readonly metrics: Metrics
  readonly bodyBytes: number
  readonly log: (line: string) => void
}

const MODELS = '/models/'

/** The contract, one entry for each thing that can be asked. */
export function makeRoutes(parts: Parts): readonly Route[] {
  return [
    {method: 'GET', path: '/healthz', answer: async () => ({status: 200, json: {status: 'ok'}})},
    {
      method: 'PUT',
      path: `${MODELS}{digest}`,
      scope: 'models:write',
      answer: call => putModel(parts, call),
    },
    {
      method: 'GET',
      path: '/active',
      scope: 'models:read',
      answer: async () => ({status: 200, json: parts.active.read()}),
    },
    {
      method: 'POST',
      path: '/active',
      scope: 'models:write',
      answer: call => activate(parts, call),
    },
    {
      method: 'POST',
      path: '/predict',
      scope: 'models:read',
      answer: call => predict(parts, call),
    },
    {
      method: 'GET',
      path: '/metrics',
      scope: 'models:read',
      answer: async () => ({
        status: 200,
        text: parts.metrics.text(parts.active.read()),
        headers: {'content-type': 'text/plain; version=0.0.4; charset=utf-8'},
      }),
    },
  ]
}

async function putModel({files, models}: Parts, {request, path}: Call): Promise<Reply> {
  const digest = digestOfHex(path.slice(MODELS.length))
  if (digest === undefined) {
    const message = 'the path must be /models/ and 64 lowercase hex digits, the SHA-256 of the body'
    throw new Refusal(400, 'bad-digest', {message})
  }
  const upload = await files.receive(request, digest)
  try {
    let isNew = false
    await models.admit(digest, upload.path, async () => {
      isNew = await upload.keep()
    })
    return {status: isNew ? 201 : 200, json: {digest}}
  } finally {
    await upload.discard()
  }
}

async function activate(parts: Parts, {request, caller}: Call): Promise<Reply> {
  const {active, files, models, metrics, log} = parts
  const body = await readObject(request, parts.bodyBytes)
  checkFields(body, {required: ['digest', 'expected']})
  const digest = digestField(body, 'digest')
  const expected = body['expected'] === null ? null : digestField(body, 'expected')
  const isChanged = await active.swap(digest, expected, async () => {
    // What is active can answer at once, and after a restart too.
    await files.find(digest)
    await models.use(digest, async () => {})
  })
  if (isChanged) {
    metrics.countActivation()
    const who = JSON.stringify(caller.subject)
    log(`${digest} is active, before it ${expected ?? 'none'}, by ${who}`)
  }
  return {status: 200, json: active.read()}
}

async function predict(parts: Parts, {request}: Call): Promise<Reply> {
  const {active, models, metrics} = parts
  const body = await readObject(request, parts.bodyBytes)
  checkFields(body, {required: ['inputs'], optional: ['digest']})
  const isNamed = Object.hasOwn(body, 'digest')
  const digest = isNamed ? digestField(body, 'digest') : active.read().digest
  if (digest === null) {
    throw new Refusal(409, 'nothing-active', {message: 'no model is active, so name a digest'})
  }
  return models.use(digest, async model => {
    const feeds = tensorsOf(body['inputs'], model.inputs)
    const outputs = outputsOf(await model.run(feeds))
    const rows = Math.max(1, ...Object.values(feeds).map(({dims}) => dims[0] ?? 1))
    metrics.countPrediction(digest === active.read().digest ? 'active' : 'other', rows)
    return {status: 200, json: {digest, outputs}}
  })
}

function digestField(body: Readonly<Record<string, unknown>>, name: string): Digest {
  const digest = digestFrom(body[name])
  if (digest !== undefined) return digest
  const message = `"${name}" must be "sha256:" and 64 lowercase hex digits`
  throw new Refusal(400, 'bad-request', {message})
}
