import {
  type LoadedData,
  type LoadedEvaluation,
  type LoadedModel,
  type LoadedTraining,
  loadData,
  loadEvaluation,
  loadModel,
  loadTraining,
  sectionDigest,
} from '../features/history/index.ts'
import {ActionError} from '../platform/errors.ts'
import {type Setting, whose} from './setting.ts'

/** What the run has made so far; absent is what no job of it made. */
export type Made = {
  readonly data: LoadedData | undefined
  readonly training: LoadedTraining | undefined
  readonly model: LoadedModel | undefined
  readonly evaluation: LoadedEvaluation | undefined
}

/** Reads it from the run's own sections. Data that was tracked in this process is not read again. */
export async function loadMade(setting: Setting, tracked: LoadedData | undefined): Promise<Made> {
  const {stores} = setting
  const of = whose(setting)
  const made = {
    data: tracked ?? (await loadData(stores, of)),
    training: await loadTraining(stores, of),
    model: await loadModel(stores, of),
    evaluation: await loadEvaluation(stores, of),
  }
  checkEvaluated(made)
  return made
}

/** An evaluation counts for the very model that it names. */
function checkEvaluated({evaluation, model}: Made): void {
  if (!evaluation) return
  const {uses, body} = evaluation.section
  const isOfModel =
    model &&
    model.section.body.digest === body.model &&
    uses['model'] === sectionDigest(model.section)
  if (isOfModel) return
  throw new ActionError('corrupt-section', "the evaluation is not of this run's model", {
    hint: 'Training ran again after it. Run the jobs from evaluate on again.',
  })
}
