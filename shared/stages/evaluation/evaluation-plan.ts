import type {Config} from '../../domain/config.ts'
import {judgingChange} from '../../domain/judging.ts'
import type {MetricName} from '../../domain/measures.ts'
import type {EvaluationWish, RowColumns} from '../../features/evaluation/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {inputHint} from '../hints.ts'
import {type EvaluateInputs, evaluateInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'
import {baseConfig} from '../trusted.ts'

/** What the configuration and the inputs together ask for. */
export type EvaluationPlan = {
  /** Where the model lies when no job of the run trained it. */
  readonly model: string | undefined
  readonly holdout: {readonly name: string; readonly path: string}
  readonly rows: RowColumns
  readonly wish: EvaluationWish
  readonly metrics: readonly MetricName[] | undefined
  readonly batch: number
}

const BATCH = 1024

/**
 * What decides comes from the trusted configuration where there is one: which rows, which target, which metrics. How the
 * model is fed is the change's own, for a change may well change it.
 */
export async function planEvaluation(
  setting: Setting,
  inputs: EvaluateInputs,
): Promise<EvaluationPlan> {
  const {config: own, configError, configPath, runner} = setting
  const trusted = await baseConfig(setting)
  if (configError && !trusted) throw configError
  const deciding = trusted?.evaluate ? trusted : own
  const evaluate = deciding?.evaluate
  if (trusted?.evaluate && own && judgingChange(trusted, own).length > 0) {
    runner.annotate(
      'notice',
      `This change says in ${configPath} that other rows, targets or metrics judge the model; judged is as its base branch says.`,
    )
  }
  const target = inputs.target ?? evaluate?.target
  if (target === undefined) {
    throw new ActionError('no-target', 'nothing says which column of the holdout is predicted', {
      hint: inputHint(evaluateInputs, 'target', {
        value: 'price',
        configured: {path: configPath, yaml: 'evaluate:\n  target: price'},
      }),
    })
  }
  const {holdout, rows: known} = holdoutOf(inputs, deciding, configPath)
  const rows = {...known, ...(evaluate?.slices ? {slices: evaluate.slices} : {})}
  return {
    model: inputs.model ?? own?.model?.path ?? trusted?.model?.path,
    holdout,
    rows,
    wish: {
      target,
      inputs: fedBy(inputs, own ?? trusted),
      output: inputs.output ?? (own ?? trusted)?.evaluate?.output,
      task: inputs.task ?? evaluate?.task,
      classes: evaluate?.classes,
    },
    metrics: evaluate?.metrics,
    batch: evaluate?.batch ?? BATCH,
  }
}

function fedBy({features}: EvaluateInputs, config: Config | undefined): EvaluationWish['inputs'] {
  if (features && features.length > 0) return {features}
  return config?.evaluate?.inputs
}

function holdoutOf(inputs: EvaluateInputs, config: Config | undefined, configPath: string) {
  if (inputs.holdout !== undefined) {
    return {holdout: {name: 'holdout', path: inputs.holdout}, rows: {}}
  }
  const found = Object.entries(config?.data ?? {}).filter(([, {role}]) => role === 'holdout')
  const [only, ...more] = found
  if (!only || more.length > 0) {
    const what = only
      ? `several datasets are holdouts: ${found.map(([name]) => name).join(', ')}`
      : 'no dataset is a holdout'
    throw new ActionError('no-holdout', what, {
      hint: inputHint(evaluateInputs, 'holdout', {
        value: 'data/holdout.csv',
        configured: {
          path: configPath,
          yaml: 'data:\n  holdout: { path: data/holdout.csv, role: holdout }',
        },
      }),
    })
  }
  const [name, {path, key, order, cluster}] = only
  const rows = {
    ...(key === undefined ? {} : {key}),
    ...(order === undefined ? {} : {order}),
    ...(cluster === undefined ? {} : {cluster}),
  }
  return {holdout: {name, path}, rows}
}
