import {ActionError} from './errors.ts'
import {childEnvironment} from './process-environment.ts'
import {type ProcessResult, runProcess} from './processes.ts'

const TIMEOUT_MS = 60_000

/** Larger files of a commit are not read. */
export const FILE_LIMIT = 32 * 2 ** 20

type GitOptions = {
  /** What git reads from its standard input. */
  readonly input?: Uint8Array
  readonly outputLimitBytes?: number
}

/**
 * Runs git so that it only reads, asks nobody, contacts nobody and starts nothing that the repository's own
 * configuration names. A job in a container owns the workspace under another user, hence `safe.directory`.
 */
export function git(
  workspace: string,
  args: readonly string[],
  {input, outputLimitBytes = FILE_LIMIT}: GitOptions = {},
): Promise<ProcessResult> {
  const settings = [
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.untrackedCache=false',
    'protocol.allow=never',
    'safe.bareRepository=explicit',
    `safe.directory=${workspace}`,
  ]
  return runProcess(
    [
      'git',
      '--no-pager',
      '--no-replace-objects',
      ...settings.flatMap(setting => ['-c', setting]),
      ...args,
    ],
    {
      cwd: workspace,
      environment: {
        ...childEnvironment(process.env),
        LC_ALL: 'C',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_NO_LAZY_FETCH: '1',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
      },
      timeoutMs: TIMEOUT_MS,
      outputLimitBytes,
      ...(input === undefined ? {} : {input}),
    },
  )
}

/** Whether it ended well. */
export function isDone({exit}: ProcessResult): boolean {
  return exit.kind === 'exited' && exit.code === 0
}

/** Whether it ended because no repository is here. */
export function hasNoRepository({stderr}: ProcessResult): boolean {
  return stderr.includes('not a git repository')
}

/** What git said when it did not end well. */
export function failed(what: string, {exit, stderr}: ProcessResult): ActionError {
  const said = stderr.toString('utf8').trim().slice(0, 2000)
  const end = exit.kind === 'exited' ? `code ${exit.code}` : exit.kind
  return new ActionError('git-failed', `git could not ${what} (${end})${said && `: ${said}`}`)
}
