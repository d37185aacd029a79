import {describe, expect, test} from 'vitest'
import {modelProcesses, serve, sharedIssuer} from './served.ts'
import {loopModel, ONE, sumModel, TWO} from './served-models.ts'

const issuer = sharedIssuer()
const GOOD = {features: [[1, 2]]}

describe('many', () => {
  test('models: the active one stays open, the others take turns', async () => {
    const server = await serve(issuer(), {limits: {openModels: 2}})
    const models = [1, 2, 3, 4].map(sumModel)
    for (const model of models) await server.put(model)
    await server.activate(models[0]?.digest ?? '', null)
    for (const [index, {digest}] of [...models, ...models].entries()) {
      const expected = {json: {digest, outputs: {prediction: [3 * ((index % 4) + 1)]}}}
      expect(await server.predict(GOOD, digest)).toMatchObject(expected)
    }
    if (process.platform === 'linux') expect(await modelProcesses()).toHaveLength(2)
  })

  test('models at a time: who finds no place is told to come again', async () => {
    const server = await serve(issuer(), {limits: {openModels: 2, predictMs: 3000}})
    const [loop, other] = [loopModel(), TWO]
    await server.deploy(ONE)
    for (const model of [other, loop]) await server.put(model)
    const hanging = server.predict({rounds: [Number.MAX_SAFE_INTEGER]}, loop.digest)
    const busy = {status: 503, code: 'busy'}
    const asked = () => server.predict(GOOD, other.digest)
    await expect.poll(asked, {timeout: 2500}).toMatchObject(busy)
    const answer = await server.activate(other.digest, ONE.digest)
    expect(answer).toMatchObject(busy)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await server.predict(GOOD)).toMatchObject({status: 200, json: {digest: ONE.digest}})
    await hanging
    expect(await server.activate(other.digest, ONE.digest)).toMatchObject({status: 200})
  })

  test('models too few: a server that could never switch does not start', async () => {
    const starting = serve(issuer(), {limits: {openModels: 1}})
    await expect(starting).rejects.toThrow('openModels must be 2 or more: 1')
  })

  test('questions: each gets its own answer', async () => {
    const server = await serve(issuer())
    await server.deploy(ONE)
    const asked = await Promise.all(
      Array.from({length: 50}, (_, n) => server.predict({features: [[n, n]]})),
    )
    expect(asked.map(({json}) => json)).toEqual(
      asked.map((_, n) => ({digest: ONE.digest, outputs: {prediction: [2 * n]}})),
    )
  })

  test('questions more than one model can bear: the rest is told to come again', async () => {
    const server = await serve(issuer())
    await server.deploy(loopModel())
    const ask = () => server.predict({rounds: [20_000]})
    const asked = await Promise.all(Array.from({length: 90}, ask))
    const statuses = asked.map(({status}) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
  })
})
