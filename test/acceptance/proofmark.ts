import {execFile} from 'node:child_process'
import {join} from 'node:path'
import {REPOSITORY} from '../harness/action-metadata.ts'
import {COMPILED} from '../harness/child.ts'

export const CLI = join(REPOSITORY, 'dist', 'cli.js')

export type Said = {readonly code: number; readonly stdout: string; readonly stderr: string}

/** One command line in a folder, with no environment but the path and what is given. */
export function proofmark(
  args: readonly string[],
  cwd: string,
  {environment = {}}: {readonly environment?: Readonly<Record<string, string | undefined>>} = {},
): Promise<Said> {
  return new Promise(resolve => {
    const env = {PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILED, ...environment}
    const options = {cwd, env, timeout: 30_000}
    execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      resolve({code: error ? Number(error.code) : 0, stdout, stderr})
    })
  })
}
