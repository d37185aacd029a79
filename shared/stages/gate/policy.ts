import type {Config} from '../../domain/config.ts'
import type {ConfigurationChange, GateBody} from '../../domain/gate.ts'
import {judgingChange} from '../../domain/judging.ts'
import {canonicalPolicy, settingChanges} from '../../domain/policy.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import {rulesFromLines, rulesOf, settingsOf} from '../../features/configuration/index.ts'
import type {ProposedPolicy} from '../../features/gating/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import {inputHint} from '../hints.ts'
import {type GateInputs, gateInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'
import type {Trusted} from '../trusted.ts'

export type Policy = {
  readonly rules: readonly Rule[]
  readonly from: Omit<GateBody['policy'], 'proposed'>
  readonly proposed?: ProposedPolicy
  /** Whose settings decide besides the rules. */
  readonly config: Config | undefined
}

type Own = Pick<Setting, 'config' | 'configError' | 'configPath' | 'github'>

/**
 * Whose rules decide. Inputs win; else the configuration of the trusted commit: of a pull request the one it would be
 * merged onto, of the default branch the pushed one. A pull request that brings the first rules is judged by them.
 */
export function choosePolicy(
  setting: Own,
  inputs: Pick<GateInputs, 'rules'>,
  trusted: Trusted,
): Policy {
  const {config, configPath, github} = setting
  if (inputs.rules && inputs.rules.length > 0) {
    const rules = rulesFromLines(inputs.rules)
    const decides = trusted.commit === undefined ? config : trusted.config
    return {rules, from: {from: 'inputs', digest: digestOf(rules, decides)}, config: decides}
  }
  const own = config ? rulesOf(config) : []
  const isPull = github?.context.pullRequest !== undefined
  const {commit} = trusted
  if (commit === undefined) {
    const from = {from: 'worktree', path: configPath, digest: digestOf(own, config)} as const
    return {rules: own, from, config}
  }
  const rules = trusted.config ? rulesOf(trusted.config) : []
  if (isPull && rules.length === 0) {
    const from = {from: 'proposed', path: configPath, digest: digestOf(own, config)} as const
    return {rules: own, from, config}
  }
  const digest = digestOf(rules, trusted.config)
  const from = {from: 'commit', path: configPath, commit, digest} as const
  const proposed = isPull ? proposalOf(setting, {rules, config: trusted.config}, own) : undefined
  return {rules, from, config: trusted.config, ...(proposed ? {proposed} : {})}
}

/** What says that there is nothing to judge by, before anything else is read. */
export function noRules(path: string): ActionError {
  return new ActionError('no-rules', 'there is no rule to judge by', {
    hint: inputHint(gateInputs, 'rules', {
      value: ['rmse <= baseline + 2%'],
      configured: {path, yaml: 'gate:\n  rules:\n    - rmse <= baseline + 2%'},
    }),
  })
}

function proposalOf(
  {config, configError}: Own,
  trusted: Pick<Policy, 'rules' | 'config'>,
  own: readonly Rule[],
): ProposedPolicy | undefined {
  const [before, after] = [settingsOf(trusted.config), settingsOf(config)]
  if (configError || canonicalPolicy(own, after) === canonicalPolicy(trusted.rules, before)) {
    return undefined
  }
  const change = config && own.length > 0 ? 'edited' : 'removed'
  return {change, rules: own, settings: change === 'edited' ? settingChanges(before, after) : []}
}

/** What a pull request does to the trusted configuration besides its rules; nothing when all that decides is the same. */
export function configurationChange(
  {config, configError, configPath, github, usualName}: Setting,
  inputs: Pick<GateInputs, 'metrics' | 'pipeline'>,
  trusted: Trusted,
): ConfigurationChange | undefined {
  if (!github?.context.pullRequest || !trusted.config) return undefined
  if (configError) return {path: configPath, problem: configError.message}
  if (!config) return {path: configPath, isRemoved: true}
  const metrics = {trusted: trusted.config.train?.metrics, proposed: config.train?.metrics}
  const pipeline = {
    trusted: trusted.config.pipeline ?? usualName,
    proposed: config.pipeline ?? usualName,
  }
  const evaluation = trusted.config.evaluate ? judgingChange(trusted.config, config) : []
  const change: ConfigurationChange = {
    path: configPath,
    ...(!isGiven(inputs.metrics) && metrics.trusted && metrics.trusted !== metrics.proposed
      ? {metrics: {...metrics, trusted: metrics.trusted}}
      : {}),
    ...(inputs.pipeline === undefined && pipeline.trusted !== pipeline.proposed ? {pipeline} : {}),
    ...(evaluation.length > 0 ? {evaluation: [...evaluation]} : {}),
  }
  return Object.keys(change).length > 1 ? change : undefined
}

/** Whether the trusted configuration asks for an evaluation by the suite itself. */
export function isEvaluationDue(
  {config}: Setting,
  inputs: Pick<GateInputs, 'metrics'>,
  trusted: Trusted,
): boolean {
  return !isGiven(inputs.metrics) && (trusted.config ?? config)?.evaluate !== undefined
}

/**
 * Which files are judged. What decides must not be named by the change that is judged, or it could point at figures of
 * its own making: inputs win, then the trusted configuration, and only without one the file at hand.
 */
export function metricsPaths(
  {config, configPath}: Setting,
  inputs: Pick<GateInputs, 'metrics'>,
  {trusted, isEvaluated}: {readonly trusted: Trusted; readonly isEvaluated: boolean},
): readonly string[] {
  if (isGiven(inputs.metrics)) return inputs.metrics
  const configured = trusted.config?.train?.metrics ?? config?.train?.metrics
  if (configured !== undefined) return [configured]
  if (isEvaluated) return []
  throw new ActionError('no-metrics-file', 'no metrics file is named', {
    hint: inputHint(gateInputs, 'metrics', {
      value: 'metrics.json',
      configured: {path: configPath, yaml: 'train:\n  metrics: metrics.json'},
    }),
  })
}

function isGiven(list: readonly string[] | undefined): list is readonly string[] {
  return list !== undefined && list.length > 0
}

function digestOf(rules: readonly Rule[], config: Config | undefined) {
  return sha256(canonicalPolicy(rules, settingsOf(config)))
}
