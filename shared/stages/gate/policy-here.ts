import type {Config} from '../../domain/config.ts'
import {chooseFormats} from '../../domain/metric-files/format-config.ts'
import {type FormatWishes, withPredictions} from '../../domain/metric-files/format-wishes.ts'
import type {GateQuestion} from '../../features/gating/index.ts'
import type {Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {findConfig} from '../found-config.ts'
import type {GateInputs} from '../inputs.ts'
import {namesChampion} from './champions.ts'
import {checkFormats} from './format-files.ts'
import {weighPolicy} from './judging-policy.ts'
import {choosePolicy, noRules} from './policy.ts'

export type PolicyHere = Pick<GateQuestion, 'rules' | 'policy' | 'settings'> & {
  readonly config: Config | undefined
  /** The metrics files: as the command names them, else as the configuration does. */
  readonly metrics: readonly string[]
  readonly formats: FormatWishes | undefined
}

/** What a gate in this folder would judge files by, besides what only a run on GitHub has. */
export async function policyHere(
  inputs: Pick<GateInputs, 'rules' | 'config' | 'format' | 'metrics'>,
  {runner, place}: Scene,
): Promise<PolicyHere> {
  const here = {
    ...(await findConfig(inputs.config, place, undefined)),
    configPath: inputs.config,
    github: undefined,
    place,
  }
  const {config} = here
  const chosen = choosePolicy(here, inputs, {})
  if (chosen.rules.length === 0) throw noRules(inputs.config)
  const rules = chosen.rules.filter(rule => !namesChampion([rule]))
  const others = chosen.rules.filter(rule => namesChampion([rule])).map(({text}) => `"${text}"`)
  if (others.length > 0) {
    const why = 'files do not say what is live'
    const hint = 'Try it with "baseline" in place of "champion".'
    if (rules.length === 0)
      throw new ActionError('no-rules', `${others.join(', ')}: ${why}`, {hint})
    runner.annotate('warning', `left out: ${others.join(', ')}: ${why}. ${hint}`)
  }
  const weighed = await weighPolicy(here, {...chosen, rules}, {})
  const train = config?.train?.metrics
  const metrics = inputs.metrics ?? (train === undefined ? [] : [train])
  const formats = chooseFormats(inputs.format, config?.gate?.format)
  await checkFormats(runner, formats, {metrics, baseline: undefined})
  return {
    rules,
    policy: weighed.from,
    settings: weighed.settings,
    config,
    metrics,
    formats: withPredictions(formats, config?.gate?.predictions),
  }
}
