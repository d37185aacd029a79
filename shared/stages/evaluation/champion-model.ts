import type {EvaluationBody} from '../../domain/evaluation.ts'
import type {RunRecord} from '../../domain/record.ts'
import type {UnscoredCode} from '../../domain/unscored.ts'
import {loadEvaluation, loadModel} from '../../features/history/index.ts'
import {codeOf} from '../../platform/errors.ts'
import {loadRunArtifact} from '../../platform/github/run-artifacts.ts'
import type {LiveModel} from '../live-models.ts'
import {digestOfFiles, type MeasuredModel} from '../model.ts'
import type {Setting} from '../setting.ts'
import {findEarlierModel, spare} from './earlier-model.ts'

export type FoundChampion =
  | {readonly model: MeasuredModel; readonly known: EvaluationBody}
  | {readonly note: string; readonly code: UnscoredCode}

/** By its record; else among what the runs that deployed it keep. */
export async function findChampion(
  setting: Setting,
  live: LiveModel,
  record: RunRecord | undefined,
): Promise<FoundChampion> {
  const known = record?.evaluation?.body
  const found = record && known && (await findEarlierModel(setting, record))
  if (found && 'contents' in found) {
    if (found.body.digest === live.model) return {model: found, known}
  }
  const kept = await fromDeployingRuns(setting, live)
  return 'model' in kept || !found || 'contents' in found ? kept : found
}

const MOST_RUNS = 5

async function fromDeployingRuns(
  {github, pipeline, leg}: Setting,
  {model, deployments}: LiveModel,
): Promise<FoundChampion> {
  if (!github) return NOT_KEPT
  const runs = new Map(deployments.map(one => [one.payload.run.id, one] as const))
  let problem: FoundChampion = NOT_KEPT
  for (const [id, {payload, commit}] of [...runs].slice(0, MOST_RUNS)) {
    const load = (name: string) => loadRunArtifact(github.client.transport, id, name)
    const sources = [{kind: 'artifacts', load}] as const
    try {
      const whose = {pipeline, leg, attempt: payload.run.attempt, run: id, commit}
      const made = await loadModel(sources, whose)
      if (!made) continue
      const {body} = made.section
      if (body.digest !== model || digestOfFiles(body) !== model) {
        const note = `what run ${id} keeps is not what was deployed`
        problem = {note, code: 'model-differs'}
        continue
      }
      const known = (await loadEvaluation(sources, whose))?.section.body
      if (known?.model === model) return {model: {body, contents: made.contents}, known}
      problem = {note: `run ${id} does not say how it is fed`, code: 'record-missing'}
    } catch (error) {
      const isForged = codeOf(error) === 'corrupt-section'
      problem = spare(error, isForged ? 'model-differs' : 'model-unread')
    }
  }
  return problem
}

const NOT_KEPT = {
  note: 'no run that deployed it keeps it any more',
  code: 'model-missing',
} as const satisfies FoundChampion
