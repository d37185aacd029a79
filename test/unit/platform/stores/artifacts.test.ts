import {execFile} from 'node:child_process'
import {mkdir, readdir} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {artifactStore} from '../../../../shared/platform/stores/artifacts.ts'
import {type FakeGithub, type Run, startGithub} from '../../../fakes/github/index.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'
import type {Step} from './artifact-job.ts'

const folder = temporaryFolder()
const JOB = fileURLToPath(new URL('artifact-job.ts', import.meta.url))
let github: FakeGithub
let run: Run
beforeAll(async () => {
  github = await startGithub()
  const repository = github.addRepository({owner: 'acme', name: 'oil'})
  repository.commit('main', {x: '1'})
  run = github.startRun(repository)
})
afterAll(() => github.close())

/** Steps in a process of their own; gives their results and whatever else was printed. */
async function inJob(of: Run, steps: readonly Step[]) {
  const temporary = `${folder()}/temp`
  await mkdir(temporary, {recursive: true})
  const env = {
    PATH: process.env['PATH'],
    RUNNER_TEMP: temporary,
    GITHUB_WORKSPACE: folder(),
    ...of.environment(),
  }
  const {stdout} = await promisify(execFile)(process.execPath, [JOB, JSON.stringify(steps)], {env})
  const lines = stdout.trimEnd().split('\n')
  expect(await readdir(temporary)).toEqual([])
  return {results: JSON.parse(lines.at(-1) ?? 'null'), noise: lines.slice(0, -1)}
}

describe('workflow artifacts', () => {
  test('travel from job to job, quietly, once', async () => {
    const files = {'gate.json': '{"verdict":"pass"}', 'a.sha256': 'ü\n'}
    const name = 'oil-gate-main-1'
    const saved = await inJob(run, [['save', name, files]])
    expect(saved.results).toEqual(['saved'])
    expect(saved.noise.filter(line => !line.startsWith('::add-mask::'))).toEqual([])

    const {results} = await inJob(run.otherJob('review'), [
      ['load', name],
      ['load', 'oil-gate-main-2'],
      ['names', 'oil-'],
      ['names', 'gas-'],
      ['save', name, files],
      ['save', name, {...files, 'gate.json': '{"verdict":"fail"}'}],
    ])
    expect(results).toEqual([
      files,
      'absent',
      [name],
      [],
      'saved',
      {refused: expect.objectContaining({code: 'already-stored'})},
    ])
    expect(results.at(-1).refused.hint.github).toContain('leg:')

    const [artifact] = github.artifacts(run)
    expect(github.artifacts(run)).toHaveLength(1)
    const days = (Date.parse(artifact?.expiresAt ?? '') - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(7)
  })

  test.each([
    {name: 'outside of a runner', environment: {}},
    {name: 'without a token', environment: {ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/'}},
    {
      name: 'on a GitHub Enterprise Server',
      environment: {
        ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
        ACTIONS_RUNTIME_TOKEN: 'x',
        GITHUB_SERVER_URL: 'https://github.com.example',
      },
    },
  ])('are not there $name', ({environment}) => {
    expect(artifactStore({environment})).toBeUndefined()
  })

  test('have plain names', async () => {
    const environment = {ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/', ACTIONS_RUNTIME_TOKEN: 'x'}
    const store = artifactStore({environment})
    await expect(store?.load('../x')).rejects.toMatchObject({code: 'invalid-name'})
    await expect(store?.save('x', new Map([['a/b', new Uint8Array()]]))).rejects.toMatchObject({
      code: 'invalid-name',
    })
  })
})
