import {execFile, spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {promisify} from 'node:util'
import {beforeAll, describe, expect, test} from 'vitest'
import {readMetrics} from '../../../../shared/features/gating/index.ts'
import {terminalPlace} from '../../../../shared/platform/place.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const run = promisify(execFile)
const INSTALL_MS = 400_000
const RUN_MS = 120_000
const PACKAGES = ['tensorboardX==2.6.5', 'metaflow==2.19.39', 'numpy']
const isWanted = process.env['PROOFMARK_TEST_PYTHON'] === '1'
/** Its server takes 850 MB and half a minute. */
const isMlflowWanted = process.env['PROOFMARK_TEST_MLFLOW'] === '1'
if (!isWanted || !isMlflowWanted) {
  console.warn(
    '!!! SKIPPED: files of the real writers are not read; PROOFMARK_TEST_PYTHON=1 reads those of tensorboardX and ' +
      'Metaflow, PROOFMARK_TEST_MLFLOW=1 those of a server of MLflow (both need Python 3 and PyPI)',
  )
}

async function install(name: string, packages: readonly string[]): Promise<string> {
  const venv = join(process.env['PROOFMARK_TEST_VENV'] ?? tmpdir(), `proofmark-${name}`)
  if (existsSync(join(venv, 'complete'))) return venv
  await rm(venv, {recursive: true, force: true})
  await run('python3', ['-m', 'venv', venv], {timeout: INSTALL_MS})
  const pip = join(venv, 'bin/pip')
  await run(pip, ['install', '--quiet', '--disable-pip-version-check', ...packages], {
    timeout: INSTALL_MS,
  })
  await writeFile(join(venv, 'complete'), '')
  return venv
}

const folder = temporaryFolder()
const here = (name: string) => join(import.meta.dirname, name)
const environment = () => ({
  PATH: process.env['PATH'],
  HOME: folder(),
  METAFLOW_USER: 'tester',
  GIT_PYTHON_REFRESH: 'quiet',
  LC_ALL: 'C.UTF-8',
})
const read = (path: string, more = {}) => readMetrics([path], terminalPlace(more, folder()))

describe.runIf(isWanted)('tensorboardX and Metaflow', () => {
  let venv = ''
  beforeAll(async () => {
    venv = await install('metric-writers', PACKAGES)
  }, INSTALL_MS)

  const python = (...args: readonly string[]) =>
    run(join(venv, 'bin/python'), [...args], {cwd: folder(), env: environment(), timeout: RUN_MS})

  test(
    'event files',
    async () => {
      await python(here('real-writers.py'), folder())
      const {metrics, problems} = await read('logs')
      expect(problems).toEqual([])
      expect(metrics).toMatchObject([
        {key: ['train', 'loss'], value: Math.fround(0.2), step: 4, dtype: 'f32'},
        {key: ['train', 'nan'], value: 'NaN', step: 1},
      ])
    },
    RUN_MS,
  )

  test(
    'artifacts',
    async () => {
      await python(here('real-flow.py'), 'run', '--run-id-file', 'id')
      const id = (await readFile(join(folder(), 'id'), 'utf8')).trim()
      const {metrics, problems} = await read(`metaflow:RealFlow/${id}/start`)
      expect(problems).toEqual([])
      expect(metrics.map(({key, value}) => [key[0], value])).toEqual([
        ['rmse', 3.25],
        ['r2', Math.fround(0.9)],
        ['rows', 7],
        ['nan', 'NaN'],
      ])
      expect((await read(`metaflow:RealFlow/${id}/start#array`)).problems[0]).toContain(
        'never run here',
      )
    },
    RUN_MS,
  )
})

describe.runIf(isMlflowWanted)('MLflow', () => {
  test(
    'a run on a server, and what it keeps of values that it cannot read',
    async () => {
      const venv = await install('mlflow-3.17.2', ['mlflow==3.17.2'])
      const port = await freePort()
      const url = `http://127.0.0.1:${port}`
      await mkdir(join(folder(), 'server'))
      const env = {...environment(), MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false'}
      const server = spawn(
        join(venv, 'bin/mlflow'),
        [
          'server',
          '--host',
          '127.0.0.1',
          '--port',
          String(port),
          '--workers',
          '1',
          '--backend-store-uri',
          'sqlite:///x.db',
          '--artifacts-destination',
          './art',
        ],
        {cwd: join(folder(), 'server'), env, stdio: 'ignore', detached: true},
      )
      try {
        await untilWell(`${url}/health`)
        const {stdout} = await run(
          join(venv, 'bin/python'),
          [here('real-writers.py'), folder(), url],
          {cwd: folder(), env, timeout: RUN_MS},
        )
        const id = /^[0-9a-f]{32}$/m.exec(stdout)?.[0] ?? ''
        for (const [key, value] of [
          ['text', '"abc"'],
          ['bare', 'NaN'],
        ]) {
          const body = `{"run_id": "${id}", "metrics": [{"key": "${key}", "value": ${value}, "timestamp": 1, "step": 1}]}`
          const headers = {'content-type': 'application/json'}
          await fetch(`${url}/api/2.0/mlflow/runs/log-batch`, {method: 'POST', headers, body})
        }
        const {metrics, problems} = await read(`mlflow:${id}`, {MLFLOW_TRACKING_URI: url})
        expect(problems).toEqual([])
        const values = Object.fromEntries(metrics.map(({key, value}) => [key[0], value]))
        expect(values).toMatchObject({'val/rmse': 2, zero: 0, nan: 'NaN', inf: 'Infinity'})
        // Neither of them may become a number, whatever the server made of them.
        for (const name of ['text', 'bare']) expect(typeof (values[name] ?? 'none')).toBe('string')
        const missing = await read(`mlflow:${'0'.repeat(32)}`, {MLFLOW_TRACKING_URI: url})
        expect(missing.problems[0]).toContain('(404 RESOURCE_DOES_NOT_EXIST)')
        const database = await read('server/x.db')
        expect(database.problems[0]).toContain('is an SQLite database, which is not read directly')
      } finally {
        if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL')
      }
    },
    2 * INSTALL_MS,
  )
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function untilWell(url: string): Promise<void> {
  for (const end = Date.now() + RUN_MS; Date.now() < end; await sleep(500)) {
    const isWell = await fetch(url).then(
      answer => answer.ok,
      () => false,
    )
    if (isWell) return
  }
  throw new Error('the server of MLflow did not start')
}
