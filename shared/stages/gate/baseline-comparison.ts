import type {FileFigures} from '../../domain/file-noise.ts'
import type {GateBody} from '../../domain/gate.ts'
import {firstNoise} from '../../domain/noise.ts'
import {predictionChange} from '../../domain/prediction-change.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import type {LoadedData, LoadedEvaluation} from '../../features/history/index.ts'
import {describeBaseline} from '../baseline.ts'
import type {GateInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'
import {judgeOnBase} from './base-judgement.ts'
import {chooseComparison} from './comparison.ts'
import {noiseFromHistory} from './earlier-runs.ts'
import {pairFiles} from './example-pairing.ts'
import {type Paired, pairWithBaseline} from './pairing.ts'

type Candidate = {
  readonly figures: FileFigures
  readonly evaluation: LoadedEvaluation | undefined
  readonly data: LoadedData | undefined
  /** The files that say how it does. */
  readonly metrics: readonly string[]
  readonly rules: readonly Rule[]
}

/** What the candidate is compared with, and how far the comparison bears. */
export type Compared = Omit<Paired, 'note'> & Pick<GateBody, 'baseHoldout' | 'prediction'>

/** Chooses the baseline; row by row it is compared where both were evaluated and the step names no figures itself. */
export async function compareWithBaseline(
  setting: Setting,
  inputs: Pick<GateInputs, 'baseline' | 'metrics' | 'format'>,
  {figures, evaluation, data, metrics, rules}: Candidate,
): Promise<Compared> {
  const {runner} = setting
  const {baseline, format: formats} = inputs
  const found = await chooseComparison(setting, {baseline, metrics, formats})
  runner.info(describeBaseline(found.choice))
  const ofFiles = await pairFiles(setting, figures, found)
  const isRecorded = inputs.baseline === undefined
  const asked = {rules, metrics: figures.metrics, evaluation, data}
  const ofHistory = isRecorded ? await noiseFromHistory(setting, asked) : undefined
  if (!evaluation || !isRecorded || inputs.metrics !== undefined) {
    const noise = firstNoise(ofFiles, ofHistory)
    return {baseline: found, isHoldoutChanged: false, ...(noise ? {noise} : {})}
  }
  const {note, ...paired} = await pairWithBaseline(setting, evaluation, found)
  if (found.metrics) runner.info(note)
  const before = found.evaluation?.body
  // What rows say goes before what files say, and that before what the history says.
  const noise = firstNoise(paired.noise, firstNoise(ofFiles, ofHistory))
  return {
    ...paired,
    ...(noise ? {noise} : {}),
    baseHoldout: await judgeOnBase(setting, evaluation, {found, rules}),
    prediction: before && predictionChange(before, evaluation.section.body),
  }
}
