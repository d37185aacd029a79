import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {active, askRaw, type Served, serve, sharedIssuer, sharedServer, uploads} from './served.ts'
import {bytesAsModel, echoModel, ONE, PAIRS, rootModel, TWO} from './served-models.ts'

const issuer = sharedIssuer()

const stored = async ({folder}: Served) => readdir(join(folder, 'models')).catch(() => [])

describe('PUT /models/{hex}', () => {
  const empty = sharedServer(issuer, [])

  test('stores nothing when the body is other bytes than its name says', async () => {
    const server = await serve(issuer())
    const answer = await server.ask('PUT', `/models/${ONE.hex}`, {body: Buffer.from(TWO.bytes)})
    expect(answer).toMatchObject({status: 422, code: 'other-bytes', json: {digest: TWO.digest}})
    expect([await stored(server), await uploads(server)]).toEqual([[], []])
    expect(await server.activate(ONE.digest, null)).toMatchObject({status: 404})
  })

  test('refuses other bytes for a model that is there, which stays as it is', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    const answer = await server.ask('PUT', `/models/${ONE.hex}`, {body: Buffer.from(TWO.bytes)})
    expect(answer).toMatchObject({status: 422, code: 'other-bytes'})
    expect(await server.predict(PAIRS)).toMatchObject({json: {outputs: {prediction: [3, 7]}}})
  })

  test.each([
    {name: 'a model that is cut off', model: bytesAsModel(ONE.bytes.slice(0, -9))},
    {name: 'words', model: bytesAsModel(Buffer.from('no model at all'))},
    {name: 'a zip', model: bytesAsModel(Buffer.from('PK\u0003\u0004 and so on'))},
    {name: 'nothing', model: bytesAsModel(new Uint8Array())},
  ])('refuses $name, though the digest is right', async ({model}) => {
    const server = empty()
    expect(await server.put(model)).toMatchObject({status: 422, code: 'model-refused'})
    expect([await stored(server), await uploads(server)]).toEqual([[], []])
    expect(await server.activate(model.digest, null)).toMatchObject({code: 'unknown-model'})
    expect(await active(server)).toEqual({digest: null, previous: null, since: null})
  })

  test('answers 201 for a new model and 200 when it is there already', async () => {
    const server = await serve(issuer())
    expect(await server.put(ONE)).toMatchObject({status: 201, json: {digest: ONE.digest}})
    expect(await server.put(ONE)).toMatchObject({status: 200, json: {digest: ONE.digest}})
    expect([await stored(server), await uploads(server)]).toEqual([[ONE.hex], []])
    expect(await readFile(join(server.folder, 'models', ONE.hex, 'model.onnx'))).toEqual(
      Buffer.from(ONE.bytes),
    )
  })

  test('activates nothing', async () => {
    const server = await serve(issuer())
    await server.put(ONE)
    expect(await active(server)).toEqual({digest: null, previous: null, since: null})
  })
})

describe('a digest that is none', () => {
  const empty = sharedServer(issuer, [])
  const filled = sharedServer(issuer, [ONE])

  test.each([
    ONE.hex.toUpperCase(),
    ONE.hex.slice(1),
    `${ONE.hex}0`,
    `sha256:${ONE.hex}`,
    `${ONE.hex}/`,
    `../models/${ONE.hex}`,
    '../../../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    '',
  ])('is refused in a path: %s', async hex => {
    const server = empty()
    const asking = {method: 'PUT', path: `/models/${hex}`, token: await issuer().token()}
    expect(await askRaw(server.url, asking)).toMatchObject({status: 400, code: 'bad-digest'})
    expect(await stored(server)).toEqual([])
  })

  test.each([
    ONE.hex,
    ONE.digest.toUpperCase(),
    `md5:${ONE.hex}`,
    'sha256:../../active.json',
    '',
    7,
    [ONE.digest],
    {},
  ])('is refused in a body: %j', async digest => {
    const server = filled()
    const bad = {status: 400, code: 'bad-request'}
    const named = {json: {digest, inputs: PAIRS}}
    expect(await server.ask('POST', '/predict', named)).toMatchObject(bad)
    const wanted = {json: {digest, expected: ONE.digest}}
    expect(await server.ask('POST', '/active', wanted)).toMatchObject(bad)
    const expected = {json: {digest: ONE.digest, expected: digest}}
    expect(await server.ask('POST', '/active', expected)).toMatchObject(bad)
  })
})

describe('POST /predict', () => {
  test('has no answer before a model is active', async () => {
    const server = await serve(issuer())
    await server.put(ONE)
    const answer = await server.predict(PAIRS)
    expect(answer).toMatchObject({status: 409, code: 'nothing-active'})
  })

  test('refuses a digest that is not stored', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    const answer = await server.predict(PAIRS, TWO.digest)
    expect(answer).toMatchObject({status: 404, code: 'unknown-model'})
  })

  test('answers with the active model, or with one that is only stored when it is named', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    await server.put(TWO)
    const outputsOf = (factor: number) => ({prediction: [3 * factor, 7 * factor]})
    expect(await server.predict(PAIRS)).toMatchObject({
      status: 200,
      json: {digest: ONE.digest, outputs: outputsOf(1)},
    })
    expect(await server.predict(PAIRS, TWO.digest)).toMatchObject({
      status: 200,
      json: {digest: TWO.digest, outputs: outputsOf(2)},
    })
    expect(await active(server)).toMatchObject({digest: ONE.digest})
    await server.activate(TWO.digest, ONE.digest)
    const named = await server.predict(PAIRS, ONE.digest)
    expect(named).toMatchObject({json: {digest: ONE.digest, outputs: outputsOf(1)}})
  })

  test('takes and gives every type of number, one for each row or arrays within arrays', async () => {
    const server = await serve(issuer())
    await server.deploy(echoModel())
    const {json} = await server.predict({
      small: [0.5, -2],
      large: [0.1, 1e300],
      whole: [2147483647, -2147483648],
      long: [9007199254740991, -9007199254740991],
    })
    expect(json).toMatchObject({
      outputs: {
        same_small: [0.5, -2],
        same_large: [0.1, 1e300],
        same_whole: [2147483647, -2147483648],
        same_long: [9007199254740991, -9007199254740991],
        twice: [
          [0.5, 0.5],
          [-2, -2],
        ],
      },
    })
  })

  test('refuses an answer that JSON cannot hold, rather than say null', async () => {
    const server = await serve(issuer())
    await server.deploy(rootModel())
    expect(await server.predict({features: [[4, 9]]})).toMatchObject({
      json: {outputs: {root: [[2, 3]]}},
    })
    const answer = await server.predict({features: [[4, -9]]})
    expect(answer).toMatchObject({status: 422, code: 'model-failed'})
    expect(answer.text).toContain('NaN')
  })
})
