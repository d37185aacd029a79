import {shortCommit} from '../../domain/commit.ts'
import {type EvaluationBody, isSameQuestion} from '../../domain/evaluation.ts'
import type {RunRecord} from '../../domain/record.ts'
import {encodeScores} from '../../domain/score.ts'
import {summarizeScores} from '../../features/evaluation/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {isInside, writeAtomically} from '../../platform/files.ts'
import {sha256} from '../../platform/hash.ts'
import {inScratchFolder} from '../../platform/scratch.ts'
import type {MeasuredModel} from '../model.ts'
import type {Github, Setting} from '../setting.ts'
import {digestOfTable, groundOf, type MeasuredHoldout, type Scoring, score} from './scoring.ts'

type OnBase = {
  readonly body: NonNullable<EvaluationBody['baseHoldout']>
  readonly scores?: Uint8Array
}

/**
 * The candidate on the rows that judged the baseline, where those that judge now are others: a holdout may be changed for
 * the better, and it may be changed so that the model looks better. It decides nothing. Nothing where the rows are the
 * same, or a comparison would mean nothing.
 */
export async function scoreOnBase(
  setting: Setting,
  {commit, evaluation}: RunRecord,
  {model, ...scoring}: Scoring & {readonly model: MeasuredModel},
): Promise<OnBase | undefined> {
  const {place, runner, github} = setting
  const known = evaluation?.body
  const ground = groundOf(scoring)
  if (!github || !known || known.holdout.digest === ground.holdout.digest) return undefined
  if (!isSameQuestion(known, ground)) return undefined
  const told = `${known.holdout.path} of ${shortCommit(commit)}`
  try {
    const scored = await inScratchFolder(place.temporary, async folder => {
      const holdout = await fetchHoldout(github, {commit, known, folder})
      const wish = {...scoring.plan.wish, target: known.target, task: known.task}
      return score(setting, {...scoring.plan, wish}, {holdout, model})
    })
    const scores = encodeScores(scored.scores)
    const {task, classes} = known
    const {path, digest} = known.holdout
    const body = {
      commit,
      metrics: summarizeScores(scored.scores, {task, classes}, scoring.plan.metrics),
      scores: {digest: sha256(scores), bytes: scores.length},
      holdout: {path, digest, rows: scored.scores.length},
    }
    runner.info(`scored on ${told}, too`)
    return {body, scores}
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    runner.info(`not scored on ${told}: ${error.message}`)
    return {body: {commit, problem: error.message}}
  }
}

type Wanted = {
  readonly commit: string
  readonly known: EvaluationBody
  readonly folder: string
}

/** As git holds it; only where these are the bytes that judged. What one answer of GitHub may hold is its limit. */
async function fetchHoldout(
  {client}: Github,
  {commit, known, folder}: Wanted,
): Promise<MeasuredHoldout> {
  const {name, path, digest} = known.holdout
  const bytes = await client.fileAt(path, commit)
  const own = path.split('/').at(-1) ?? ''
  const file = `${folder}/${own}`
  if (!bytes || !isInside(folder, file)) {
    throw new ActionError('no-holdout', `git holds no file ${path} there`)
  }
  if (digestOfTable(own, sha256(bytes)) !== digest) {
    const what = `git holds other bytes there than those that judged (${path})`
    throw new ActionError('holdout-differs', what)
  }
  await writeAtomically(file, bytes)
  return {file, name: path, rows: known.rows, record: {name, path, digest}}
}
