import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {active, serve, sharedIssuer, uploads} from './served.ts'
import {ONE, PAIRS, TWO} from './served-models.ts'

const issuer = sharedIssuer()

describe('POST /active', () => {
  test.each([
    {name: 'nothing', expected: null},
    {name: 'another model', expected: TWO.digest},
  ])('changes nothing when $name was expected, and tells what is active', async ({expected}) => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    const before = await active(server)
    expect(await server.activate(ONE.digest, expected)).toMatchObject({
      status: 409,
      code: 'active-differs',
      json: {active: ONE.digest},
    })
    expect(await active(server)).toEqual(before)
  })

  test('tells with null that nothing is active', async () => {
    const server = await serve(issuer())
    await server.put(ONE)
    const answer = await server.activate(ONE.digest, TWO.digest)
    expect(answer).toMatchObject({status: 409, json: {active: null}})
  })

  test('refuses a model that is not stored', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    const answer = await server.activate(TWO.digest, ONE.digest)
    expect(answer).toMatchObject({status: 404, code: 'unknown-model'})
    expect(await active(server)).toMatchObject({digest: ONE.digest})
  })

  test.each([
    {name: 'without expected', json: {digest: ONE.digest}},
    {name: 'without digest', json: {expected: null}},
    {name: 'with a misspelt field', json: {digest: ONE.digest, expected: null, force: true}},
    {name: 'that is a list', json: [ONE.digest, null]},
    {name: 'that is null', json: null},
  ])('refuses a body $name', async ({json}) => {
    const server = await serve(issuer())
    await server.put(ONE)
    expect(await server.ask('POST', '/active', {json})).toMatchObject({status: 400})
    expect(await active(server)).toMatchObject({digest: null})
  })

  test('lets one of many win a race', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    await server.put(TWO)
    const race = Array.from({length: 8}, () => server.activate(TWO.digest, ONE.digest))
    const statuses = (await Promise.all(race)).map(({status}) => status)
    expect(statuses.toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  })

  test('refuses a stored model whose file has changed, until it is stored again', async () => {
    const server = await serve(issuer())
    await server.put(ONE)
    await writeFile(join(server.folder, 'models', ONE.hex, 'model.onnx'), TWO.bytes)
    const refused = {status: 500, code: 'model-damaged'}
    expect(await server.activate(ONE.digest, null)).toMatchObject(refused)
    expect(await active(server)).toMatchObject({digest: null})
    expect(await server.put(ONE)).toMatchObject({status: 200})
    expect(await server.activate(ONE.digest, null)).toMatchObject({status: 200})
  })

  test('makes a model active, tells since when, and keeps the one before for the way back', async () => {
    let minute = 0
    const now = () => new Date(Date.UTC(2024, 1, 29, 12, minute++))
    const server = await serve(issuer(), {now})
    await server.put(ONE)
    await server.put(TWO)
    const first = {digest: ONE.digest, previous: null, since: '2024-02-29T12:00:00.000Z'}
    expect(await server.activate(ONE.digest, null)).toMatchObject({status: 200, json: first})
    const second = {digest: TWO.digest, previous: ONE.digest, since: '2024-02-29T12:01:00.000Z'}
    const answer = await server.activate(TWO.digest, ONE.digest)
    expect(answer).toMatchObject({status: 200, json: second})
    expect(await active(server)).toEqual(second)
    expect(await server.predict(PAIRS)).toMatchObject({json: {outputs: {prediction: [6, 14]}}})

    await server.activate(ONE.digest, TWO.digest)
    expect(await active(server)).toMatchObject({digest: ONE.digest, previous: TWO.digest})
    expect(await server.predict(PAIRS)).toMatchObject({json: {outputs: {prediction: [3, 7]}}})
  })

  test('changes nothing when the model is active already', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    await server.deploy(TWO)
    const before = await active(server)
    const again = await server.activate(TWO.digest, TWO.digest)
    expect(again).toMatchObject({status: 200, json: before})
    expect(await active(server)).toEqual(before)
  })

  test('leaves a line with who did what', async () => {
    const lines: string[] = []
    const server = await serve(issuer(), {log: line => lines.push(line)})
    await server.put(ONE)
    const token = await issuer().token({sub: 'repo:acme/oil\nfake line'})
    await server.ask('POST', '/active', {token, json: {digest: ONE.digest, expected: null}})
    expect(lines).toEqual([
      `${ONE.digest} is active, before it none, by "repo:acme/oil\\nfake line"`,
    ])
  })
})

describe('after a restart', () => {
  test('the same model is active, and the one before can be had back', async () => {
    const first = await serve(issuer())
    await first.deploy(ONE)
    await first.deploy(TWO)
    const before = await active(first)
    await first.close()
    const server = await serve(issuer(), {folder: first.folder})
    expect(await active(server)).toEqual(before)
    expect(await server.predict(PAIRS)).toMatchObject({json: {outputs: {prediction: [6, 14]}}})
    expect(await server.activate(ONE.digest, TWO.digest)).toMatchObject({status: 200})
    expect(await server.predict(PAIRS)).toMatchObject({json: {outputs: {prediction: [3, 7]}}})
  })

  test('what a broken upload left behind is gone', async () => {
    const first = await serve(issuer())
    await first.close()
    await writeFile(join(first.folder, 'uploads', 'half'), 'half a model')
    const server = await serve(issuer(), {folder: first.folder})
    expect(await uploads(server)).toEqual([])
  })

  test('an active model that has changed on disk does not answer, and the way back is open', async () => {
    const first = await serve(issuer())
    await first.deploy(ONE)
    await first.deploy(TWO)
    await first.close()
    await writeFile(join(first.folder, 'models', TWO.hex, 'model.onnx'), ONE.bytes)
    const lines: string[] = []
    const server = await serve(issuer(), {folder: first.folder, log: line => lines.push(line)})
    expect(lines.join()).toContain('has changed on disk')
    expect(await server.predict(PAIRS)).toMatchObject({status: 500, code: 'model-damaged'})
    expect(await server.activate(ONE.digest, TWO.digest)).toMatchObject({status: 200})
    expect(await server.predict(PAIRS)).toMatchObject({status: 200})
  })

  test.each([
    '',
    '{',
    '[]',
    '{"digest":"sha256:00","previous":null,"since":"now"}',
    '{"digest":null}',
  ])('a broken active.json stops the start: %s', async text => {
    const first = await serve(issuer())
    await first.close()
    await writeFile(join(first.folder, 'active.json'), text)
    await expect(serve(issuer(), {folder: first.folder})).rejects.toThrow('is broken')
  })
})
