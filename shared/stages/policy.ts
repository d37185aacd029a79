import type {Config} from '../domain/config.ts'
import {canonicalPolicy} from '../domain/policy.ts'
import type {GateBody} from '../domain/record.ts'
import type {Rule} from '../domain/rule.ts'
import {readConfig, rulesFromLines, rulesOf} from '../features/configuration/index.ts'
import type {ProposedPolicy} from '../features/gating/index.ts'
import type {Wanted} from '../features/history/index.ts'
import {ActionError} from '../platform/errors.ts'
import {sha256} from '../platform/hash.ts'
import type {GateInputs} from './inputs.ts'
import type {Setting} from './setting.ts'

export type Policy = {
  readonly rules: readonly Rule[]
  readonly from: Omit<GateBody['policy'], 'proposed'>
  readonly proposed?: ProposedPolicy
}

export type TrustedConfig = {
  /** Absent in a terminal, where the file at hand is all there is. */
  readonly commit?: string
  readonly config?: Config | undefined
}

/** The configuration of the commit that is trusted: of a pull request its base, else the one that runs. */
export async function readTrustedConfig(
  {github, configPath}: Setting,
  wanted: Wanted | undefined,
): Promise<TrustedConfig> {
  if (!github) return {}
  const commit = github.context.pullRequest ? wanted?.sha : github.context.sha
  if (commit === undefined) return {}
  const bytes = await github.client.fileAt(configPath, commit)
  return {commit, config: bytes && (await readConfig(bytes, configPath))}
}

/**
 * Whose rules decide. Inputs win; else the configuration of the trusted commit: of a pull request the one it would be
 * merged onto, of the default branch the pushed one. A pull request that brings the first rules is judged by them.
 */
export async function choosePolicy(
  setting: Setting,
  inputs: GateInputs,
  trusted: TrustedConfig,
): Promise<Policy> {
  const {config, configPath, github} = setting
  if (inputs.rules && inputs.rules.length > 0) {
    const rules = rulesFromLines(inputs.rules)
    return {rules, from: {from: 'inputs', digest: digestOf(rules)}}
  }
  const own = config ? rulesOf(config) : []
  const isPull = github?.context.pullRequest !== undefined
  const {commit} = trusted
  if (commit === undefined) {
    return {rules: own, from: {from: 'worktree', path: configPath, digest: digestOf(own)}}
  }
  const rules = trusted.config ? rulesOf(trusted.config) : []
  if (isPull && rules.length === 0) {
    const from = {from: 'proposed', path: configPath, digest: digestOf(own)} as const
    return {rules: own, from}
  }
  const from = {from: 'commit', path: configPath, commit, digest: digestOf(rules)} as const
  const proposed = isPull ? proposalOf(setting, rules, own) : undefined
  return {rules, from, ...(proposed ? {proposed} : {})}
}

/** What says that there is nothing to judge by, before anything else is read. */
export function noRules(path: string): ActionError {
  return new ActionError('no-rules', 'there is no rule to judge by', {
    hint: `Add rules to the step:\n  with:\n    rules: |\n      rmse <= baseline + 2%\nor to ${path}:\n  gate:\n    rules:\n      - rmse <= baseline + 2%`,
  })
}

function proposalOf(
  {config}: Setting,
  trusted: readonly Rule[],
  own: readonly Rule[],
): ProposedPolicy | undefined {
  if (canonicalPolicy(own) === canonicalPolicy(trusted)) return undefined
  return {change: config && own.length > 0 ? 'edited' : 'removed', rules: own}
}

function digestOf(rules: readonly Rule[]) {
  return sha256(canonicalPolicy(rules))
}
