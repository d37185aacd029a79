import type {BaselineChoice} from '../../domain/baseline-choice.ts'
import {shortCommit} from '../../domain/commit.ts'
import type {Digest} from '../../domain/digest.ts'
import {
  type EvaluationBody,
  isSameGround,
  isSameQuestion,
  type Scored,
} from '../../domain/evaluation.ts'
import {predictionChange} from '../../domain/prediction-change.ts'
import {type RunRecord, recordKey} from '../../domain/record.ts'
import type {LoadedEvaluation} from '../../features/history/index.ts'
import type {Setting} from '../setting.ts'
import type {Comparison} from './comparison.ts'
import {checkFigures, type Noisy, pairGroundOf, pairUp, readStored} from './score-pairs.ts'

export type Paired = Noisy & {
  readonly baseline: Comparison
  /** The candidate is judged on other rows than the baseline was. */
  readonly isHoldoutChanged: boolean
}

/** Compares both models on the same rows, where both were scored on them; figures of other rows are no comparison at all. */
export async function pairWithBaseline(
  setting: Setting,
  candidate: LoadedEvaluation,
  found: Comparison,
): Promise<Paired> {
  const own = candidate.section.body
  checkFigures(own, candidate.scores, own)
  const before = found.evaluation?.body
  if (!before) {
    return {baseline: found, isHoldoutChanged: false, note: 'the baseline has no scores by row'}
  }
  const pair = {...pairGroundOf(own), candidate: candidate.scores}
  if (isSameGround(own, before)) {
    const baseline =
      before.scores.digest === own.scores.digest
        ? candidate.scores
        : await readStored(setting, before)
    const isHoldoutChanged = false
    if (baseline) return {baseline: found, isHoldoutChanged, ...pairUp({...pair, baseline})}
    const note = "the baseline's scores by row are not kept in the history"
    return {baseline: found, isHoldoutChanged, note}
  }
  const isHoldoutChanged = own.holdout.digest !== before.holdout.digest
  const again = own.baseline
  const baseline = candidate.baselineScores
  if (isSameQuestion(own, before) && again && baseline && again.model === before.model) {
    checkFigures(again, baseline, own)
    const judged = {...found, metrics: again.metrics}
    return {baseline: judged, isHoldoutChanged, ...pairUp({...pair, baseline})}
  }
  const {choice} = found
  const reason = whyApart(own, before, choice)
  const wanted = 'wanted' in choice && choice.wanted ? {wanted: choice.wanted} : {}
  return {
    baseline: {choice: {how: 'none', reason, ...wanted}},
    isHoldoutChanged,
    note: reason,
  }
}

/** The live model's scores that evaluate made beside the candidate's. */
export function pairWithChampion(
  candidate: LoadedEvaluation,
  model: Digest,
): (Noisy & Pick<Scored, 'metrics'>) | undefined {
  const own = candidate.section.body
  const index = own.champions?.findIndex(one => one.model === model) ?? -1
  const champion = own.champions?.[index]
  const baseline = candidate.championScores[index]
  if (!champion || !baseline) return undefined
  checkFigures(own, candidate.scores, own)
  checkFigures(champion, baseline, own)
  const pair = {...pairGroundOf(own), candidate: candidate.scores, baseline}
  return {metrics: champion.metrics, ...pairUp(pair)}
}

/** The scores of another commit's record as the history keeps them. */
export function pairWithRecord(
  setting: Setting,
  candidate: LoadedEvaluation,
  record: RunRecord,
): Promise<Paired> {
  const {evaluation, commit} = record
  const choice: BaselineChoice = {
    how: 'parent',
    commit,
    key: recordKey(record),
    at: evaluation?.by.at ?? '',
    behind: 0,
    wanted: commit,
  }
  const {metrics = []} = evaluation?.body ?? {}
  return pairWithBaseline(setting, candidate, {choice, metrics, evaluation})
}

function whyApart(own: EvaluationBody, before: EvaluationBody, choice: BaselineChoice): string {
  const whom = 'commit' in choice ? shortCommit(choice.commit) : 'it'
  const {task, target, classes} = predictionChange(before, own) ?? {}
  if (task) return `${whom} does a ${task.before}, and this a ${task.after}`
  if (target) return `${whom} predicts "${target.before}", and this "${target.after}"`
  const bytes = 'and its model is not at hand to be judged on them'
  if (classes && own.holdout.digest === before.holdout.digest) {
    return `the classes are not those of ${whom}, and its model is not at hand to be judged by them`
  }
  return `the rows that judge are not those that judged ${whom} (${own.holdout.path} changed), ${bytes}`
}
