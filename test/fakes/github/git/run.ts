import {spawn} from 'node:child_process'

/** Git without anybody's settings: not the machine's, not the user's, not those of a hook that we run in. */
const ISOLATED = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  TZ: 'UTC',
}

type Options = {
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** What git prints; rejects with what it complains about. */
export async function runGit(
  directory: string,
  args: readonly string[],
  {input = '', environment = {}}: Options = {},
): Promise<Buffer> {
  const child = spawn('git', args, {cwd: directory, env: {...ISOLATED, ...environment}})
  const printed: Buffer[] = []
  const complaints: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
  // Git may end before it read everything; its exit code says the rest.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code === 0) return Buffer.concat(printed)
  throw new Error(`git ${args[0]} failed: ${Buffer.concat(complaints).toString()}`)
}
