import {expect, test} from 'vitest'
import {serve, sharedIssuer} from './served.ts'
import {ONE, PAIRS, TWO} from './served-models.ts'

const issuer = sharedIssuer()
const SINCE = Date.UTC(2024, 1, 29)
const SAMPLE = /^model_server_\w+(\{\w+="[^"\\]*"(,\w+="[^"\\]*")*\})? (\d+(\.\d+)?(e-?\d+)?)$/

test('metrics of a new server are those of one who did nothing', async () => {
  const server = await serve(issuer())
  const {status, headers, text} = await server.ask('GET', '/metrics')
  expect([status, headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
  expect(samples(text)).toEqual(['model_server_activations_total 0'])
})

test('metrics count what was asked, answered, predicted and activated', async () => {
  const server = await serve(issuer(), {now: () => new Date(SINCE)})
  await server.deploy(ONE)
  await server.put(TWO)
  await server.activate(TWO.digest, null)
  await server.predict(PAIRS)
  await server.predict(PAIRS)
  await server.predict(PAIRS, TWO.digest)
  await server.predict('no inputs')
  await server.ask('GET', '/nowhere"\n{}', {token: null})
  const {text} = await server.ask('GET', '/metrics')

  const found = samples(text)
  expect(found.filter(line => !SAMPLE.test(line))).toEqual([])
  expect(found).toEqual(
    expect.arrayContaining([
      'model_server_requests_total{method="PUT",route="/models/{digest}",status="201"} 2',
      'model_server_requests_total{method="POST",route="/active",status="200"} 1',
      'model_server_requests_total{method="POST",route="/active",status="409"} 1',
      'model_server_requests_total{method="POST",route="/predict",status="200"} 3',
      'model_server_requests_total{method="POST",route="/predict",status="400"} 1',
      'model_server_requests_total{method="other",route="other",status="401"} 1',
      'model_server_predictions_total{model="active"} 2',
      'model_server_predictions_total{model="other"} 1',
      'model_server_predicted_rows_total{model="active"} 4',
      'model_server_predicted_rows_total{model="other"} 2',
      'model_server_activations_total 1',
      `model_server_active_model_info{digest="${ONE.digest}"} 1`,
      `model_server_active_since_seconds ${SINCE / 1000}`,
      'model_server_request_seconds_bucket{route="/predict",le="+Inf"} 4',
      'model_server_request_seconds_count{route="/predict"} 4',
    ]),
  )
})

test('the histogram only grows, from bucket to bucket up to the count', async () => {
  const server = await serve(issuer())
  await server.deploy(ONE)
  for (let n = 0; n < 5; n++) await server.predict(PAIRS)
  const {text} = await server.ask('GET', '/metrics')
  const buckets = samples(text)
    .filter(line => line.startsWith('model_server_request_seconds_bucket{route="/predict"'))
    .map(line => Number(line.split(' ').at(-1)))
  expect(buckets).toHaveLength(12)
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b))
  expect(buckets.at(-1)).toBe(5)
})

test('every family says what it is, once', async () => {
  const server = await serve(issuer())
  await server.deploy(ONE)
  const {text} = await server.ask('GET', '/metrics')
  const types: readonly string[] = text.match(/(?<=^# TYPE )\w+/gm) ?? []
  const named = samples(text).map(line => line.replace(/(_(bucket|sum|count))?[{ ].*/, ''))
  expect(new Set(types).size).toBe(types.length)
  expect(named.filter(name => !types.includes(name))).toEqual([])
  expect(text.endsWith('\n')).toBe(true)
})

function samples(text: string): readonly string[] {
  return text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
}
