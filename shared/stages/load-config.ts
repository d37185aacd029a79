import {type Config, configSchema} from '../domain/config.ts'
import {readConfig} from '../features/configuration/index.ts'
import {ActionError} from '../platform/errors.ts'

/** Gives a file of the same commit or folder; nothing when it is not there. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>

/** Reads `proofmark.yml`, and where it says `from:` what the pipeline of DVC says. */
export async function loadConfig(
  bytes: Uint8Array,
  path: string,
  readFile: ReadFile,
): Promise<Config> {
  const config = await readConfig(bytes, path)
  if (config.from === undefined) return config
  const {fillConfig} = await import('../domain/dvc/fill-config.ts')
  const {readPipelineAt} = await import('../features/dvc/index.ts')
  const filled = fillConfig(config, await readPipelineAt(config.from, readFile))
  if ('problems' in filled) {
    throw new ActionError(
      'invalid-config',
      `${path}: from: ${config.from}\n${list(filled.problems)}`,
    )
  }
  // Names and paths of a pipeline are as free as those of a person.
  const checked = configSchema.safeParse(filled.value)
  if (checked.success) return checked.data
  const problems = checked.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`)
  throw new ActionError('invalid-config', `${path}: from: ${config.from}\n${list(problems)}`)
}

function list(problems: readonly string[]): string {
  return problems.map(problem => `- ${problem.replaceAll('\n', '\n  ')}`).join('\n')
}
