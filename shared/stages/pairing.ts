import type {EvaluationBody} from '../domain/evaluation.ts'
import type {Noise} from '../domain/noise.ts'
import {measureNoise, type Pairs, pairScores} from '../domain/paired.ts'
import type {Rule} from '../domain/rule.ts'
import {decodeScores} from '../domain/score.ts'
import {type LoadedEvaluation, readScores} from '../features/history/index.ts'
import {ActionError} from '../platform/errors.ts'
import type {Comparison} from './comparison.ts'
import type {Setting} from './setting.ts'

export type Paired = {
  readonly baseline: Comparison
  /** Absent: how much the figures vary by chance is unknown. */
  readonly noise?: (rule: Rule) => Noise | undefined
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
  const {choice} = found
  if (own.baseline && candidate.baselineScores && 'commit' in choice) {
    if (choice.commit === own.baseline.commit) {
      const baseline = {...found, metrics: own.baseline.metrics}
      return withPairs(own, {baseline, scores: candidate.scores, others: candidate.baselineScores})
    }
  }
  const before = found.evaluation?.body
  if (!before) return {baseline: found, note: 'the baseline has no scores by row'}
  if (!isSameGround(own, before)) {
    const reason = `the rows that judge are not those that judged ${'commit' in choice ? choice.commit.slice(0, 7) : 'it'} (${own.holdout.path} or what is predicted changed), and its model is not at hand to be judged on them`
    const wanted = 'wanted' in choice && choice.wanted ? {wanted: choice.wanted} : {}
    return {baseline: {choice: {how: 'none', reason, ...wanted}}, note: reason}
  }
  const others =
    before.scores.digest === own.scores.digest
      ? candidate.scores
      : setting.history && (await readScores(setting.history, before.scores.digest))
  if (!others) {
    return {baseline: found, note: "the baseline's scores by row are not kept in the history"}
  }
  return withPairs(own, {baseline: found, scores: candidate.scores, others})
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
  if (candidate?.length !== own.holdout.rows || !before) {
    throw new ActionError('corrupt-section', 'the scores by row are not as evaluate writes them', {
      hint: 'Another job of the run may have replaced them. Run the jobs again from the start.',
    })
  }
  const pairs: Pairs | {readonly problem: string} = pairScores(candidate, before, {
    task: own.task,
    classes: own.classes,
  })
  if ('problem' in pairs) return {baseline, note: pairs.problem}
  const seed = Number.parseInt(own.scores.digest.slice('sha256:'.length, 'sha256:'.length + 8), 16)
  const how = {
    ordered: `ten batches along ${own.rows.order}`,
    clustered: `clusters of ${own.rows.cluster}`,
    independent: 'independent rows',
  }[pairs.structure]
  return {
    baseline,
    noise: rule => measureNoise(rule, pairs, seed),
    note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`,
  }
}
