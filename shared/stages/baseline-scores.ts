import type {EvaluationBody, Task} from '../domain/evaluation.ts'
import {encodeScores} from '../domain/score.ts'
import {summarizeScores} from '../features/evaluation/index.ts'
import {ActionError, describeError} from '../platform/errors.ts'
import {sha256} from '../platform/hash.ts'
import {comparedPipeline, findRecord} from './baseline.ts'
import {findBaselineModel} from './baseline-model.ts'
import type {EvaluationPlan} from './evaluation-plan.ts'
import type {EvaluateInputs} from './inputs.ts'
import {type MeasuredHoldout, score} from './scoring.ts'
import type {Setting} from './setting.ts'

type Other = {
  readonly plan: EvaluationPlan
  readonly holdout: MeasuredHoldout
  readonly task: Task
}

type ScoredBaseline = {
  readonly body: NonNullable<EvaluationBody['baseline']>
  readonly scores: Uint8Array
}

/**
 * The baseline's model on the same rows, where its record does not say how it does on them: a changed holdout is then no
 * dead end. Without its bytes, or when it cannot be fed from these rows, there is no second score, and that is said.
 */
export async function scoreBaseline(
  setting: Setting,
  inputs: EvaluateInputs,
  {plan, holdout, task}: Other,
): Promise<ScoredBaseline | undefined> {
  const {runner, github, history} = setting
  if (!github || !history) return undefined
  const trusted = await setting.trusted()
  const pipeline = comparedPipeline(setting, inputs, trusted)
  const {record} = await findRecord(setting, trusted.wanted, pipeline)
  const known = record?.evaluation?.body
  if (!record?.model || !known) return undefined
  if (known.holdout.digest === holdout.record.digest && known.target === plan.wish.target) {
    runner.info(`the model of ${record.commit.slice(0, 7)} was judged on the same rows`)
    return undefined
  }
  const found = await findBaselineModel(setting, record)
  const told = `the model of ${record.commit.slice(0, 7)} cannot be judged on these rows`
  if ('note' in found) {
    runner.annotate('notice', `${told}: ${found.note}`)
    return undefined
  }
  try {
    const wish = {...plan.wish, inputs: known.inputs, output: known.output, task}
    const scored = await score(setting, {...plan, wish}, {holdout, model: found})
    const scores = encodeScores(scored.scores)
    const metrics = summarizeScores(scored.scores, scored.contract, plan.metrics)
    const body = {
      model: found.body.digest,
      metrics,
      scores: {digest: sha256(scores), bytes: scores.length},
      commit: record.commit,
    }
    runner.info(`the model of ${record.commit.slice(0, 7)} was judged on these rows, too`)
    return {body, scores}
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    runner.annotate('notice', `${told}: ${describeError(error)}`)
    return undefined
  }
}
