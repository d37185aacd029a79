import {shortCommit} from '../../domain/commit.ts'
import {type EvaluationBody, isSameGround, isSameQuestion} from '../../domain/evaluation.ts'
import type {RunRecord} from '../../domain/record.ts'
import {ActionError, describeError} from '../../platform/errors.ts'
import type {Setting} from '../setting.ts'
import {findEarlierModel} from './earlier-model.ts'
import {groundOf, type Scoring, scoreOther} from './scoring.ts'

type ScoredBaseline = {
  readonly body: NonNullable<EvaluationBody['baseline']>
  readonly scores: Uint8Array
}

/**
 * The baseline's model on the same rows, where its record does not say how it does on them: a changed holdout is then no
 * dead end. Without its bytes, or when it cannot be fed from these rows, there is no second score, and that is said. A
 * model that was made to predict something else is no comparison at all.
 */
export async function scoreBaseline(
  setting: Setting,
  record: RunRecord,
  scoring: Scoring,
): Promise<ScoredBaseline | undefined> {
  const {runner} = setting
  const {commit} = record
  const known = record.evaluation?.body
  if (!record.model || !known) return undefined
  const ground = groundOf(scoring)
  const model = `the model of ${shortCommit(commit)}`
  if (isSameGround(known, ground)) {
    runner.info(`${model} was judged on the same rows`)
    return undefined
  }
  if (!isSameQuestion(known, ground)) {
    runner.annotate('notice', `${model} predicts something else, so there is no comparison`)
    return undefined
  }
  const found = await findEarlierModel(setting, record)
  const told = `${model} cannot be judged on these rows`
  if ('note' in found) {
    runner.annotate('notice', `${told}: ${found.note}`)
    return undefined
  }
  try {
    const {body, scores} = await scoreOther(setting, scoring, {model: found, known})
    runner.info(`${model} was judged on these rows, too`)
    return {body: {...body, commit}, scores}
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    runner.annotate('notice', `${told}: ${describeError(error, setting.place.kind)}`)
    return undefined
  }
}
