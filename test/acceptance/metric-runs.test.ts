import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {startWebServer, type WebServer} from '../fakes/web-server.ts'
import {proofmark} from './proofmark.ts'

const RUN = '0123456789abcdef0123456789abcdef'
const EVENTS = 'events.out.tfevents.1763700000.host'
const folder = temporaryFolder()
let server: WebServer

beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../fixtures/metrics'), folder(), {recursive: true})
  mkdirSync(join(folder(), 'logs/train'), {recursive: true})
  const events = readFileSync(join(folder(), EVENTS))
  writeFileSync(join(folder(), 'logs/train', EVENTS), events)
  events[40] = (events[40] ?? 0) ^ 1
  writeFileSync(join(folder(), `damaged.${EVENTS}`), events)
  writeFileSync(
    join(folder(), 'twice.jsonl'),
    '{"id": "a", "accuracy": 1}\n{"id": "a", "accuracy": 1}\n',
  )
  writeFileSync(
    join(folder(), 'laughs.xml'),
    '<!DOCTYPE a [<!ENTITY a "ha">]><testsuite name="&a;"/>',
  )
  const config =
    'gate:\n  rules: [mae <= 1]\n  predictions: {id: id, target: target, prediction: prediction, slice: [region]}\n'
  writeFileSync(join(folder(), 'predictions.yml'), config)
  server = await startWebServer((_, response) => {
    const metrics = [
      {key: 'rmse', value: 3.4, timestamp: 1763700000000, step: 9},
      {key: 'loss', value: 0, timestamp: 0, step: 0},
    ]
    const info = {run_id: RUN, status: 'FINISHED', lifecycle_stage: 'active'}
    response.end(JSON.stringify({run: {info, data: {metrics}}}))
  })
})
afterAll(() => server.close())

async function gate(...args: readonly string[]) {
  const environment = {MLFLOW_TRACKING_URI: server.url}
  const {code, stdout, stderr} = await proofmark(['gate', ...args, '--json'], folder(), {
    environment,
  })
  const {verdict, reason} = JSON.parse(stdout)
  return {code, verdict, reason, stderr}
}

test('files of test runners, benchmarks, loggers and a server are judged together', async () => {
  const files = [
    'junit.xml',
    'metrics.prom',
    'bencher.json',
    'action-benchmark.json',
    'scores.jsonl',
    'logs',
    `mlflow:${RUN}`,
  ]
  const rules = [
    'pass_rate >= 0.6',
    'model_accuracy >= 0.9',
    'accuracy[month=1] >= 0.3, at least 3 examples',
    'sort.latency <= 90',
    'Throughput >= 60',
    'accuracy >= 0.6',
    'train.loss/train <= 0.25',
    'train.accuracy >= 0.9',
    'rmse <= 3.4',
  ]
  const {verdict, code, reason} = await gate(...files, ...rules.flatMap(rule => ['--rule', rule]))
  expect({verdict, code, reason}).toMatchObject({verdict: 'pass', code: 0})
})

test('of a table of predictions the columns that the configuration names are judged', async () => {
  const {verdict, stderr} = await gate('predictions.csv', '--config', 'predictions.yml')
  expect(stderr).toContain(
    'read predictions.csv as predictions because gate.predictions in the configuration says so',
  )
  expect(verdict).toBe('pass')
})

test.each([
  {
    name: 'a damaged file of events',
    file: `damaged.${EVENTS}`,
    rule: 'loss/train <= 9',
    says: /does not match its checksum/,
  },
  {
    name: 'an example twice',
    file: 'twice.jsonl',
    rule: 'accuracy >= 0',
    says: /the id "a" is there twice, first on line 1/,
  },
  {
    name: 'entities of its own',
    file: 'laughs.xml',
    rule: 'pass_rate >= 0',
    says: /document type or an entity/,
  },
  {name: 'a value that MLflow lost', file: `mlflow:${RUN}`, rule: 'loss <= 1', says: /loss/},
  {name: 'NaN', file: 'metrics.prom', rule: 'model_loss <= 1', says: /model_loss/},
])('$name never passes', async ({file, rule, says}) => {
  const told = await gate(file, '--rule', rule)
  expect(told).toMatchObject({verdict: 'error', code: 2})
  expect(told.reason).toMatch(says)
})
