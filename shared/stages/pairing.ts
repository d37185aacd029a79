import {shortCommit} from '../domain/commit.ts'
import type {EvaluationBody} from '../domain/evaluation.ts'
import {canonicalJson, type Json} from '../domain/json.ts'
import {METRIC_NAMES} from '../domain/measures.ts'
import type {Noise} from '../domain/noise.ts'
import {measureNoise, type Pairs, pairScores} from '../domain/paired.ts'
import type {Rule} from '../domain/rule.ts'
import {decodeScores} from '../domain/score.ts'
import {summarizeScores} from '../features/evaluation/index.ts'
import {type LoadedEvaluation, readScores} from '../features/history/index.ts'
import {ActionError, codeOf} from '../platform/errors.ts'
import type {Comparison} from './comparison.ts'
import type {Setting} from './setting.ts'

export type Paired = {
  readonly baseline: Comparison
  /** Absent: how much the figures vary by chance is unknown. */
  readonly noise?: (rule: Rule) => Noise | undefined
  /** The candidate is judged on other rows than the baseline was. */
  readonly isHoldoutChanged: boolean
  /** For the log. */
  readonly note: string
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
  if (isSameGround(own, before)) {
    const others =
      before.scores.digest === own.scores.digest
        ? candidate.scores
        : setting.history && (await readScores(setting.history, before.scores.digest))
    if (others) return withPairs(own, {baseline: found, scores: candidate.scores, others})
    const note = "the baseline's scores by row are not kept in the history"
    return {baseline: found, isHoldoutChanged: false, note}
  }
  const isHoldoutChanged = own.holdout.digest !== before.holdout.digest
  const again = own.baseline
  if (again && candidate.baselineScores && again.model === before.model) {
    checkFigures(again, candidate.baselineScores, own)
    const baseline = {...found, metrics: again.metrics}
    const both = {baseline, scores: candidate.scores, others: candidate.baselineScores}
    return {...withPairs(own, both), isHoldoutChanged}
  }
  const {choice} = found
  const whom = 'commit' in choice ? shortCommit(choice.commit) : 'it'
  const reason = isHoldoutChanged
    ? `the rows that judge are not those that judged ${whom} (${own.holdout.path} changed), and its model is not at hand to be judged on them`
    : `what is predicted is not what ${whom} predicted (task, target or classes changed)`
  const wanted = 'wanted' in choice && choice.wanted ? {wanted: choice.wanted} : {}
  return {
    baseline: {choice: {how: 'none', reason, ...wanted}},
    isHoldoutChanged,
    note: reason,
  }
}

/** Figures that do not follow from the scores beside them were not written by evaluate. */
function checkFigures(
  {metrics}: Pick<EvaluationBody, 'metrics'>,
  bytes: Uint8Array,
  {task, classes}: Pick<EvaluationBody, 'task' | 'classes'>,
): void {
  const scores = decodeScores(bytes)
  const names = METRIC_NAMES.filter(name => metrics.some(({key}) => key[0] === name))
  if (scores && names.length === metrics.length) {
    try {
      const again = summarizeScores(scores, {task, classes}, names)
      if (canonicalJson(again as Json) === canonicalJson(metrics as Json)) return
    } catch (error) {
      if (codeOf(error) !== 'unknown-metric') throw error
    }
  }
  throw replaced()
}

function replaced(): ActionError {
  return new ActionError('corrupt-section', 'the scores by row are not as evaluate writes them', {
    hint: 'Another job of the run may have replaced them. Run the jobs again from the start.',
  })
}

function isSameGround(own: EvaluationBody, other: EvaluationBody): boolean {
  return (
    own.holdout.digest === other.holdout.digest &&
    own.target === other.target &&
    own.task === other.task &&
    JSON.stringify(own.classes) === JSON.stringify(other.classes)
  )
}

type Both = {
  readonly baseline: Comparison
  readonly scores: Uint8Array
  readonly others: Uint8Array
}

function withPairs(own: EvaluationBody, {baseline, scores, others}: Both): Paired {
  const candidate = decodeScores(scores)
  const before = decodeScores(others)
  if (candidate?.length !== own.holdout.rows || !before) throw replaced()
  const pairs: Pairs | {readonly problem: string} = pairScores(candidate, before, {
    task: own.task,
    classes: own.classes,
  })
  const isHoldoutChanged = false
  if ('problem' in pairs) return {baseline, isHoldoutChanged, note: pairs.problem}
  const seed = Number.parseInt(own.scores.digest.slice('sha256:'.length, 'sha256:'.length + 8), 16)
  const how = {
    ordered: `ten batches along ${own.rows.order}`,
    clustered: `clusters of ${own.rows.cluster}`,
    independent: 'independent rows',
  }[pairs.structure]
  return {
    baseline,
    isHoldoutChanged,
    noise: rule => measureNoise(rule, pairs, seed),
    note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`,
  }
}
