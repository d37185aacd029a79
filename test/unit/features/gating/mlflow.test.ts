import {mkdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {readMetrics} from '../../../../shared/features/gating/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'
import {startWebServer, type WebServer} from '../../../fakes/web-server.ts'

const RUN = '0123456789abcdef0123456789abcdef'
const folder = temporaryFolder()

type Answer = {readonly status?: number; readonly body: string}
let answer: Answer = {body: ''}
let asked:
  | {readonly url: string | undefined; readonly authorization: string | undefined}
  | undefined
let server: WebServer

beforeAll(async () => {
  server = await startWebServer((request, response) => {
    asked = {url: request.url, authorization: request.headers.authorization}
    const isJson = request.headers['content-type'] === 'application/json'
    response.writeHead(isJson ? (answer.status ?? 200) : 400, {'content-type': 'application/json'})
    response.end(answer.body)
  })
})
afterAll(() => server.close())

/** As the server of MLflow 3 writes it. */
function run(metrics: string, info: Readonly<Record<string, string>> = {}) {
  const all = {run_id: RUN, run_uuid: RUN, status: 'FINISHED', lifecycle_stage: 'active', ...info}
  return `{"run": {"info": ${JSON.stringify(all)}, "data": {"metrics": [${metrics}], "tags": []}, "inputs": {}}}`
}

const metric = (key: string, value: string, timestamp = '1763700000000', step = '3') =>
  `{"key": "${key}", "value": ${value}, "timestamp": ${timestamp}, "step": ${step}, "model_id": ""}`

async function read(environment: Readonly<Record<string, string>> = {}, path = `mlflow:${RUN}`) {
  const place = terminalPlace({MLFLOW_TRACKING_URI: `${server.url}/`, ...environment}, folder())
  return readMetrics([path], place)
}

describe('a run on a server', () => {
  test('each metric has its last value; NaN comes as a text, infinity as the largest number', async () => {
    answer = {
      body: run(
        [
          metric('rmse', '3.4'),
          metric('val/loss', '0.0'),
          metric('nan', '"NaN"'),
          metric('high', '1.7976931348623157e+308'),
          metric('low', '-1.7976931348623157e+308'),
          metric('odd', '"abc"'),
        ].join(','),
      ),
    }
    const {metrics, problems, warnings, notes} = await read()
    const at = {source: `mlflow:${RUN}`, step: 3}
    expect(metrics).toEqual([
      {key: ['rmse'], value: 3.4, ...at},
      {key: ['val/loss'], value: 0, ...at},
      {key: ['nan'], value: 'NaN', ...at},
      {key: ['high'], value: 'Infinity', ...at},
      {key: ['low'], value: '-Infinity', ...at},
      {key: ['odd'], value: 'not-a-number', found: 'text', ...at},
    ])
    expect({problems, warnings}).toEqual({problems: [], warnings: []})
    expect(notes).toEqual([
      `read mlflow:${RUN} as MLflow run because ${server.url} says so (5 values)`,
    ])
    expect(asked).toEqual({url: `/api/2.0/mlflow/runs/get?run_id=${RUN}`, authorization: undefined})
  })

  test('what MLflow keeps of a value that it could not read is no value', async () => {
    answer = {body: run(metric('loss', '0.0', '0', '0'))}
    const {metrics, warnings} = await read()
    expect(metrics).toMatchObject([{key: ['loss'], value: 'not-a-number'}])
    expect(warnings[0]).toContain('loss is 0 at time 0, which is what MLflow keeps')
  })

  test.each([
    {name: 'a token', set: {MLFLOW_TRACKING_TOKEN: 's3cret'}, sent: 'Bearer s3cret'},
    {
      name: 'a user with a password',
      set: {MLFLOW_TRACKING_USERNAME: 'ü', MLFLOW_TRACKING_PASSWORD: 'p:w'},
      sent: `Basic ${Buffer.from('ü:p:w').toString('base64')}`,
    },
  ])('$name goes along', async ({set, sent}) => {
    answer = {body: run(metric('a', '1'))}
    await read(set)
    expect(asked?.authorization).toBe(sent)
  })

  test.each([
    {
      name: 'an unknown run',
      is: {
        status: 404,
        body: '{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "SELECT secret"}',
      },
      says: `has no run ${RUN} (404 RESOURCE_DOES_NOT_EXIST)`,
    },
    {
      name: 'a server that wants to know who asks',
      is: {status: 401, body: 'no'},
      says: `does not show the run ${RUN} (401)`,
    },
    {
      name: 'another error',
      is: {status: 400, body: '{"error_code": "<b>"}'},
      says: `did not answer for the run ${RUN} (400)`,
    },
    {
      name: 'a page for people',
      is: {body: '<html>'},
      says: `mlflow:${RUN}:1:1  expected a value, found "<"`,
    },
    {
      name: 'another service',
      is: {body: '{"ok": true}'},
      says: 'is no answer of MLflow: it has no run.info',
    },
    {
      name: 'another run',
      is: {body: run('', {run_id: 'f'.repeat(32)})},
      says: 'is about another run than was asked for',
    },
    {
      name: 'a deleted run',
      is: {body: run('', {lifecycle_stage: 'deleted'})},
      says: 'says that the run is deleted',
    },
    {
      name: 'a metric twice',
      is: {body: run(`${metric('a', '1')},${metric('a', '2')}`)},
      says: 'a stands twice',
    },
  ])('$name: a problem that repeats nothing of the server', async ({is, says}) => {
    answer = is
    const {metrics, problems} = await read({MLFLOW_TRACKING_TOKEN: 's3cret'})
    expect(metrics).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
    expect(problems[0]).not.toMatch(/SELECT|s3cret|<b>/)
  })

  test('a run that has not ended, or failed, is told', async () => {
    answer = {body: run(metric('a', '1'), {status: 'RUNNING'})}
    expect((await read()).warnings[0]).toContain('has not ended')
    answer = {body: run(metric('a', '1'), {status: 'FAILED'})}
    expect((await read()).warnings[0]).toContain('failed or was stopped')
  })

  test.each([
    {
      name: 'no address',
      path: `mlflow:${RUN}`,
      set: {MLFLOW_TRACKING_URI: ' '},
      says: 'MLFLOW_TRACKING_URI is not set',
    },
    {
      name: 'a database',
      path: `mlflow:${RUN}`,
      set: {MLFLOW_TRACKING_URI: 'sqlite:///mlflow.db'},
      says: 'it begins with sqlite:',
    },
    {
      name: 'an open line',
      path: `mlflow:${RUN}`,
      set: {MLFLOW_TRACKING_URI: 'http://mlflow.example'},
      says: 'cannot go to the address',
    },
    {name: 'no id', path: 'mlflow:../../x', set: {}, says: '"../../x" is no id of a run'},
    {
      name: 'a folder without the run',
      path: `mlflow:${RUN}`,
      set: {MLFLOW_TRACKING_URI: 'nowhere'},
      says: `nowhere has no run ${RUN}`,
    },
  ])('$name: a problem', async ({path, set, says}) => {
    const {problems} = await read(set, path)
    expect(problems[0]).toContain(says)
  })
})

describe('a run in a folder', () => {
  const base = () => join(folder(), 'mlruns/1', RUN)
  const put = async (name: string, text: string) => {
    await mkdir(join(base(), name, '..'), {recursive: true})
    await writeFile(join(base(), name), text)
  }

  beforeAll(async () => {
    await put('meta.yaml', `run_id: ${RUN}\nstatus: 3\nlifecycle_stage: active\n`)
    await put('metrics/rmse', '1666000000000 0.91 3\n1666000000001 0.93 10\n1666000000002 0.92 4\n')
    await put('metrics/val/loss', '1666000000000 nan 0\n')
    await put('metrics/two', '5 0.5 1\n5 0.25 1 data 8a1b\n')
    await put('params/lr', '0.1')
  })

  test.each([
    {name: 'by its path', path: () => `mlruns/1/${RUN}`, set: {}},
    {name: 'by its id', path: () => `mlflow:${RUN}`, set: {MLFLOW_TRACKING_URI: './mlruns'}},
    {
      name: 'by its id and a file address',
      path: () => `mlflow:${RUN}`,
      set: {MLFLOW_TRACKING_URI: 'file:mlruns'},
    },
  ])('$name', async ({path, set}) => {
    const {metrics, problems, warnings, notes} = await read(set, path())
    expect(problems).toEqual([])
    expect(metrics).toMatchObject([
      {key: ['rmse'], value: 0.93, step: 10, line: 2},
      {key: ['two'], value: 0.5, step: 1, line: 1},
      {key: ['val/loss'], value: 'NaN', step: 0, line: 1},
    ])
    expect(metrics[0]?.source).toBe(`mlruns/1/${RUN}/metrics/rmse`)
    expect(warnings[0]).toContain('two has two values at its last step 1: 0.25 and 0.5')
    expect(notes[0]).toContain('as MLflow run because it has meta.yaml and metrics/ (3 values)')
  })

  test.each([
    {
      name: 'a line that is none',
      file: 'metrics/bad',
      text: '1 2 3\nx y z\n',
      says: 'is no line of time, value and step',
    },
    {name: 'an empty file', file: 'metrics/bad', text: ' ', says: 'is empty'},
    {
      name: 'a value that is none',
      file: 'metrics/bad',
      text: '1 abc 3',
      says: 'is no line of time, value and step',
    },
    {
      name: 'a run that is deleted',
      file: 'meta.yaml',
      text: 'lifecycle_stage: deleted\n',
      says: 'the run is deleted',
    },
  ])('$name: a problem', async ({file, text, says}) => {
    await put(file, text)
    const {problems, metrics} = await read({}, `mlruns/1/${RUN}`)
    expect(metrics).toEqual([])
    expect(problems[0]).toContain(says)
    if (file !== 'meta.yaml') await rm(join(base(), file))
  })

  test('a database is not read, and the hint says what to do', async () => {
    await writeFile(join(folder(), 'mlflow.db'), `SQLite format 3\0${'\0'.repeat(100)}`)
    const {problems} = await read({}, 'mlflow.db')
    expect(problems[0]).toContain('name the run as mlflow:RUN_ID')
  })

  test('another folder is none', async () => {
    expect((await read({}, 'mlruns')).problems[0]).toBe('mlruns is a folder, and none of a run')
  })
})
