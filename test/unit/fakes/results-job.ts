import {fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'
import type {FakeGithub, Run} from '../../fakes/github/index.ts'

export type Step = readonly [name: string, ...values: unknown[]]
export type Job = {
  readonly environment: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

const CLIENT = fileURLToPath(new URL('results-client.ts', import.meta.url))

/**
 * Gives a function that does steps as a job of a run, one job after the other, and tells what each step gave. The
 * clients look for the address of the API when they are loaded, so they serve one fake.
 */
export function realClients({api}: FakeGithub) {
  const env = {PATH: process.env['PATH'], GITHUB_API_URL: api}
  const child = fork(CLIENT, {env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc']})
  onTestFinished(() => void child.kill())
  return async (run: Run, folder: string, steps: readonly Step[]): Promise<readonly unknown[]> => {
    const own = {RUNNER_TEMP: `${folder}/temp`, GITHUB_WORKSPACE: folder}
    child.send({environment: {...own, ...run.environment()}, steps} satisfies Job)
    const [results] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`the clients ended with ${code}`)
      }),
    ])
    return results
  }
}
