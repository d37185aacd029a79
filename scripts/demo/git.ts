import {execFile} from 'node:child_process'
import {promisify} from 'node:util'

const execute = promisify(execFile)

/** Git with a person and a clock of its own, so that the demo leaves nobody's settings in its commits. */
const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana Silva',
  GIT_AUTHOR_EMAIL: 'ana@acme.example',
  GIT_COMMITTER_NAME: 'Ana Silva',
  GIT_COMMITTER_EMAIL: 'ana@acme.example',
}

export async function git(folder: string, ...words: readonly string[]): Promise<string> {
  const {stdout} = await execute('git', words, {cwd: folder, env: ENVIRONMENT})
  return stdout.trim()
}
