import type {
  EvaluationSection,
  GateSection,
  ModelSection,
  RunRecord,
  TrainingSection,
} from '../domain/record.ts'
import {type LoadedData, remember} from '../features/history/index.ts'
import {codeOf, describeError} from '../platform/errors.ts'
import type {Setting} from './setting.ts'

type Others = {
  readonly data: LoadedData | undefined
  readonly training: TrainingSection | undefined
  readonly model: ModelSection | undefined
  readonly evaluation: EvaluationSection | undefined
  /** Scores by row or example that the history does not hold yet. */
  readonly scores: readonly Uint8Array[]
}

/** Writes the run's record into the history, if this run may; says in one sentence what became of it. */
export async function rememberRun(
  {github, history, pipeline, leg, runner}: Setting,
  gate: GateSection,
  {data, training, model, evaluation, scores}: Others,
): Promise<string> {
  if (!github) return 'record: not remembered outside of GitHub Actions'
  const {context} = github
  if (!context.isDefaultBranch) return 'record: only runs on the default branch are remembered'
  if (!history) return 'record: the history is switched off'
  const record: RunRecord = {
    schema: 'proofmark/record/v1',
    pipeline,
    leg,
    commit: context.sha,
    run: {id: context.run.id, attempt: context.run.attempt},
    ...(data ? {data: data.section} : {}),
    ...(training ? {training} : {}),
    ...(model ? {model} : {}),
    ...(evaluation ? {evaluation} : {}),
    gate,
  }
  try {
    const leftOut = await remember(history, record, {
      manifests: data?.manifests ?? new Map(),
      scores,
    })
    for (const line of leftOut) runner.annotate('warning', line)
    return `record: remembered in the ${history.place}`
  } catch (error) {
    // Who has no history to write still wants the verdict; pull requests will say that there is no baseline.
    if (codeOf(error) !== 'missing-permission') throw error
    runner.annotate(
      'warning',
      `The record was not remembered, so pull requests have no baseline.\n${describeError(error)}`,
    )
    return 'record: not remembered, the permission is missing'
  }
}
