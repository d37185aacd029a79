import type {Config} from '../domain/config.ts'
import type {Wanted} from '../features/history/index.ts'
import {codeOf, describeError} from '../platform/errors.ts'
import {trustedCommit} from './baseline.ts'
import {loadConfig} from './load-config.ts'
import type {Setting} from './setting.ts'

/** What stands in the repository already, so that the change that is judged had no say in it. */
export type Trusted = {
  /** Whose record is compared with; absent before any commit and in a terminal. */
  readonly wanted?: Wanted | undefined
  /** Whose configuration decides; absent in a terminal, where the file at hand is all there is. */
  readonly commit?: string
  readonly config?: Config | undefined
}

type Asking = Pick<Setting, 'github' | 'place' | 'configPath' | 'runner'>

/** Of a pull request the commit it would be merged onto, else the one that runs. */
export async function readTrusted(asking: Asking): Promise<Trusted> {
  const {github, configPath} = asking
  const wanted = await trustedCommit(asking)
  if (!github) return {}
  const commit = github.context.pullRequest ? wanted?.sha : github.context.sha
  if (commit === undefined) return {wanted}
  const bytes = await github.client.fileAt(configPath, commit)
  return {wanted, commit, config: bytes && (await usableConfig(bytes, commit, asking))}
}

/** A configuration on the base branch that nobody can use must not stop the change that repairs it. */
async function usableConfig(
  bytes: Uint8Array,
  commit: string,
  {github, configPath, runner}: Asking,
): Promise<Config | undefined> {
  try {
    return await loadConfig(bytes, configPath, async path => github?.client.fileAt(path, commit))
  } catch (error) {
    if (codeOf(error) !== 'invalid-config' || !github?.context.pullRequest) throw error
    const {ref} = github.context.pullRequest.base
    runner.annotate('warning', `${configPath} on ${ref} cannot be used:\n${describeError(error)}`)
    return undefined
  }
}

/** The configuration that a step goes by where nothing depends on who wrote it: the one at hand if it can be used. */
export async function usedConfig(setting: Setting): Promise<Config | undefined> {
  if (setting.config) return setting.config
  const config = await baseConfig(setting)
  if (!config && setting.configError) throw setting.configError
  return config
}

/** What the base branch of a pull request says, where it can be used; nothing elsewhere. */
export async function baseConfig({github, trusted}: Setting): Promise<Config | undefined> {
  return github?.context.pullRequest ? (await trusted()).config : undefined
}
