import {type Digest, hexOf} from '../../domain/digest.ts'
import type {EvaluationBody} from '../../domain/evaluation.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import {METRIC_NAMES} from '../../domain/measures.ts'
import type {NoiseOf} from '../../domain/noise.ts'
import {measureNoise, pairScores} from '../../domain/paired.ts'
import {decodeScores} from '../../domain/score.ts'
import {summarizeScores} from '../../features/evaluation/index.ts'
import {readScores} from '../../features/history/index.ts'
import {ActionError, codeOf} from '../../platform/errors.ts'
import {crew} from '../../platform/resampling.ts'
import type {Setting} from '../setting.ts'

/** Scores by row as the history keeps them. */
export async function readStored(
  {history}: Setting,
  {scores}: Pick<EvaluationBody, 'scores'>,
): Promise<Uint8Array | undefined> {
  return history && readScores(history, scores.digest)
}

/** Figures that do not follow from the scores beside them were not written by evaluate. */
export function checkFigures(
  {metrics}: Pick<EvaluationBody, 'metrics'>,
  bytes: Uint8Array,
  {task, classes}: Pick<EvaluationBody, 'task' | 'classes'>,
): void {
  const scores = decodeScores(bytes)
  const whole = metrics.filter(({slice}) => !slice)
  const names = METRIC_NAMES.filter(name => whole.some(({key}) => key[0] === name))
  if (scores && names.length === whole.length) {
    try {
      const again = summarizeScores(scores, {task, classes}, names)
      if (canonicalJson(again as Json) === canonicalJson(metrics as Json)) return
    } catch (error) {
      if (!FORGED.has(codeOf(error) ?? '')) throw error
    }
  }
  throw replaced()
}

/** What evaluate would never have come to an end with. */
const FORGED = new Set(['unknown-metric', 'too-large', 'too-many-slices'])

function replaced(): ActionError {
  return new ActionError('corrupt-section', 'the scores by row are not as evaluate writes them', {
    hint: 'Another job of the run may have replaced them. Run the jobs again from the start.',
  })
}

/** How much figures vary by chance, where that can be known; and how it was measured, for the log. */
export type Noisy = {
  readonly noise?: NoiseOf
  readonly note: string
}

/** What decides how two lists of scores are compared. */
export type PairGround = Pick<EvaluationBody, 'task' | 'classes'> & {
  readonly holdout: Pick<EvaluationBody['holdout'], 'rows'>
  readonly rows: EvaluationBody['rows']
  /** The digest of the candidate's scores. */
  readonly scored: Digest
}

/** The ground of an evaluation's own scores. */
export function pairGroundOf({task, classes, holdout, rows, scores}: EvaluationBody): PairGround {
  return {task, classes, holdout, rows, scored: scores.digest}
}

type Both = PairGround & {readonly candidate: Uint8Array; readonly baseline: Uint8Array}

/** Scores of two models on the same rows, put side by side. */
export function pairUp({task, classes, holdout, rows, scored, ...bytes}: Both): Noisy {
  const candidate = decodeScores(bytes.candidate)
  const before = decodeScores(bytes.baseline)
  if (candidate?.length !== holdout.rows || !before) throw replaced()
  const paired = pairScores(candidate, before, {task, classes})
  if ('problem' in paired) return {note: paired.problem}
  const by = {ordered: rows.order, clustered: rows.cluster, independent: undefined}
  const pairs = {...paired, by: by[paired.structure]}
  const seed = Number.parseInt(hexOf(scored).slice(0, 8), 16)
  const how = {
    ordered: `along ${rows.order}, neighbours taken together`,
    clustered: `clusters of ${rows.cluster}`,
    independent: 'independent rows',
  }[pairs.structure]
  return {
    noise: (rule, ask) => measureNoise(rule, pairs, {...ask, seed, draw: crew.draw}),
    note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`,
  }
}
