import type {ConfigurationChange} from '../../domain/gate.ts'
import type {JudgingSettings} from '../../domain/judgement.ts'
import {chooseFormats} from '../../domain/metric-files/format-config.ts'
import {withPredictions} from '../../domain/metric-files/format-wishes.ts'
import type {GateInputs} from '../inputs.ts'
import type {Made} from '../made.ts'
import type {Setting} from '../setting.ts'
import type {Trusted} from '../trusted.ts'
import {checkFormats} from './format-files.ts'
import {weighPolicy} from './judging-policy.ts'
import {
  choosePolicy,
  configurationChange,
  isEvaluationDue,
  metricsPaths,
  noRules,
  type Policy,
} from './policy.ts'

/** What decides about the model, settled before a single metric is read. */
export type Terms = {
  /** Absent where nothing had to be asked of the repository. */
  readonly trusted: Trusted | undefined
  readonly policy: Policy
  readonly told: Policy['from']
  readonly settings: Partial<JudgingSettings>
  readonly configuration: ConfigurationChange | undefined
  /** The configuration asks for an evaluation by the suite itself. */
  readonly isEvaluationDue: boolean
  /** The files that are judged, and as what they are read. */
  readonly metrics: readonly string[]
  readonly format: GateInputs['format']
}

/** Whose rules, settings and files count. What decides is never named by the change that is judged. */
export async function settleTerms(
  setting: Setting,
  inputs: GateInputs,
  {made, isSpared}: {readonly made: Made; readonly isSpared: boolean},
): Promise<Terms> {
  const trusted = isSpared || needsRepository(setting, inputs) ? await setting.trusted() : undefined
  const known = trusted ?? {}
  if (setting.configError && !known.config) throw setting.configError
  const policy = choosePolicy(setting, inputs, known)
  if (policy.rules.length === 0) throw noRules(setting.configPath)
  const {from, settings} = await weighPolicy(setting, policy, known)
  const isDue = isEvaluationDue(setting, inputs, known)
  const isEvaluated = made.evaluation !== undefined || isDue
  const metrics = metricsPaths(setting, inputs, {trusted: known, isEvaluated})
  const decides = (known.config ?? setting.config)?.gate
  const formats = chooseFormats(inputs.format, decides?.format)
  await checkFormats(setting.runner, formats, {metrics, baseline: inputs.baseline})
  return {
    trusted,
    policy,
    told: from,
    settings,
    configuration: configurationChange(setting, inputs, known),
    isEvaluationDue: isDue,
    metrics,
    format: withPredictions(formats, decides?.predictions),
  }
}

/** Outside of pull requests, rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({history, config, context}: Setting, inputs: GateInputs): boolean {
  const {rules = [], metrics = [], baseline} = inputs
  // Floors are read from the trusted commit, whoever names the rules.
  if (rules.some(rule => /\bfloor\b/.test(rule))) return true
  // How files are read decides as well, so a change must not say it of its own figures, nor leave it out.
  if (context?.pullRequest) return true
  if (config?.gate?.format !== undefined || config?.gate?.predictions) return true
  return (
    rules.length === 0 || metrics.length === 0 || (baseline === undefined && history !== undefined)
  )
}
