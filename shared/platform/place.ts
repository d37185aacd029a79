import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

/** Where people read what is said: in the log of a workflow, or in a terminal. */
export type PlaceKind = 'github' | 'terminal'

export type Environment = Readonly<Record<string, string | undefined>>

/** Where this process stands: whose machine, which folder, what environment. */
export type Place = {
  readonly kind: PlaceKind
  readonly environment: Environment
  /** Absolute; paths that users write are relative to it, and on GitHub nothing outside it is read. */
  readonly workspace: string
  /** Absolute; files of this job that nobody needs afterwards. */
  readonly temporary: string
}

export function githubPlace(environment: Environment): Place {
  return {
    kind: 'github',
    environment,
    workspace: resolve(environment['GITHUB_WORKSPACE'] || process.cwd()),
    temporary: join(environment['RUNNER_TEMP'] || tmpdir(), 'proofmark'),
  }
}

export function terminalPlace(environment: Environment, directory: string): Place {
  return {
    kind: 'terminal',
    environment,
    workspace: resolve(directory),
    temporary: join(tmpdir(), `proofmark-${process.pid}`),
  }
}
