import {isSameQuestion} from '../../domain/evaluation.ts'
import type {GateBody} from '../../domain/gate.ts'
import {judge} from '../../domain/judgement.ts'
import {isComputed} from '../../domain/measures.ts'
import {metricsOf, type Rule} from '../../domain/rules/rule.ts'
import type {LoadedEvaluation} from '../../features/history/index.ts'
import type {Setting} from '../setting.ts'
import type {Comparison} from './comparison.ts'
import {checkFigures, pairUp, readStored} from './score-pairs.ts'

/**
 * Where the rows that judge are not those that judged the baseline, what the same rules say on those: a change that
 * makes the model look better by other rows is seen there. It decides nothing.
 */
export async function judgeOnBase(
  setting: Setting,
  candidate: LoadedEvaluation,
  {found, rules}: {readonly found: Comparison; readonly rules: readonly Rule[]},
): Promise<GateBody['baseHoldout']> {
  const own = candidate.section.body
  const before = found.evaluation?.body
  // What is judged by other figures than scores of the whole says nothing here.
  const asked = rules.filter(rule => {
    const isPlain = !rule.slice && !rule.groups && rule.bound.kind !== 'floor'
    return isPlain && !('champion' in rule.bound) && metricsOf(rule).every(isComputed)
  })
  const {choice} = found
  if (!before || !('commit' in choice) || asked.length === 0) return undefined
  if (own.holdout.digest === before.holdout.digest) return undefined
  // Of another question there is more to say than this, and it is said.
  if (!isSameQuestion(own, before)) return undefined
  const {commit} = choice
  const {baseHoldout: onBase} = own
  const scores = candidate.baseHoldoutScores
  if (onBase && 'problem' in onBase) return {commit, problem: onBase.problem}
  if (!onBase || !scores || onBase.holdout.digest !== before.holdout.digest) {
    return {commit, problem: 'evaluate did not score the candidate on them'}
  }
  checkFigures(onBase, scores, before)
  const baseline = await readStored(setting, before)
  const {noise} = baseline
    ? pairUp({
        task: before.task,
        classes: before.classes,
        rows: before.rows,
        holdout: onBase.holdout,
        scored: onBase.scores.digest,
        candidate: scores,
        baseline,
      })
    : {}
  const judged = judge({
    rules: asked,
    candidate: onBase.metrics,
    baseline: before.metrics,
    noise,
  })
  return {commit, rows: onBase.holdout.rows, rules: [...judged.rules]}
}
