import {type EvaluationBody, isSameGround} from '../../domain/evaluation.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import type {EvaluationSection} from '../../domain/record.ts'
import type {EvaluateResult} from '../../domain/results.ts'
import {encodeScores} from '../../domain/score.ts'
import {type Contract, summarizeScores} from '../../features/evaluation/index.ts'
import {
  BASE_HOLDOUT_SCORES_FILE,
  BASELINE_SCORES_FILE,
  championScoresFile,
  type LoadedEvaluation,
  loadData,
  SCORES_FILE,
  saveSection,
  sectionDigest,
  usesOf,
} from '../../features/history/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {sha256} from '../../platform/hash.ts'
import type {EvaluateInputs} from '../inputs.ts'
import {openSetting, type Setting, whose} from '../setting.ts'
import {scoreOnBase} from './base-holdout.ts'
import {scoreBaseline} from './baseline-scores.ts'
import {scoreChampions} from './champion-scores.ts'
import {planEvaluation} from './evaluation-plan.ts'
import {findCandidate} from './found-model.ts'
import {groundOf, measureHoldout, score} from './scoring.ts'

/** The stage behind the action `evaluate`. */
export async function runEvaluate(inputs: EvaluateInputs, scene: Scene) {
  const setting = await openSetting('evaluate', inputs, scene)
  const {section} = await evaluateModel(setting, inputs)
  setting.github?.client.spent()
  const {body} = section
  const result: EvaluateResult = {
    schema: 'proofmark/evaluate-result/v1',
    pipeline: setting.pipeline,
    leg: setting.leg,
    ...body,
    reasonCode: 'evaluated',
    section: sectionDigest(section),
  }
  const figures = body.metrics.map(({key, value}) => `${key.join('.')} ${rounded(value)}`)
  return {
    decision: 'accepted',
    headline: `evaluated on ${body.holdout.rows} rows of ${body.holdout.path}: ${figures.join(', ')}`,
    outputs: {
      'reason-code': result.reasonCode,
      model: body.model,
      rows: String(body.holdout.rows),
    },
    result,
  } as const satisfies Outcome<string>
}

function rounded(value: number | string): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(5))) : value
}

/** Scores the model of this run on the holdout, and hands on what it did row by row. */
export async function evaluateModel(
  setting: Setting,
  inputs: EvaluateInputs,
): Promise<LoadedEvaluation> {
  const {runner, stores, author, trust} = setting
  const plan = await planEvaluation(setting, inputs)
  const candidate = await runner.group('Model', () => findCandidate(setting, plan.model))
  const holdout = await runner.group('Holdout', () => measureHoldout(setting, plan))
  const started = performance.now()
  const scored = await runner.group('Scores', () =>
    score(setting, plan, {holdout, model: candidate}),
  )
  const scoring = {plan, holdout, contract: scored.contract}
  const {record, before, onBase} = await runner.group('Baseline', async () => {
    const {record} = await setting.baseline()
    const before = record && (await scoreBaseline(setting, record, scoring))
    const onBase = record && (await scoreOnBase(setting, record, {...scoring, model: candidate}))
    return {record, before, onBase}
  })
  const known = record?.evaluation?.body
  const isBaselineJudged = before || (known && isSameGround(known, groundOf(scoring)))
  const judged = new Set([
    candidate.body.digest,
    ...(known && isBaselineJudged ? [known.model] : []),
  ])
  const {
    champions,
    unscored,
    live: standing,
    ...live
  } = await scoreChampions(setting, scoring, judged)
  const data = await loadData(stores, whose(setting))
  const scores = encodeScores(scored.scores)
  const body: EvaluationBody = {
    model: candidate.body.digest,
    metrics: summarizeScores(scored.scores, scored.contract, plan.metrics),
    scores: {digest: sha256(scores), bytes: scores.length},
    holdout: {...holdout.record, rows: scored.scores.length},
    task: scored.contract.task,
    target: plan.wish.target,
    ...(scored.contract.classes ? {classes: [...scored.contract.classes]} : {}),
    inputs: Object.fromEntries(
      scored.contract.feeds.map(({name, columns}) => [name, [...columns]]),
    ),
    ...askedOf(scored.contract),
    output: scored.contract.output,
    rows: plan.rows,
    runtime: {onnxruntime: scored.version},
    wallSeconds: Math.round(performance.now() - started) / 1000,
    ...(before ? {baseline: before.body} : {}),
    ...(onBase ? {baseHoldout: onBase.body} : {}),
    ...(champions.length > 0 ? {champions: [...champions]} : {}),
    ...(standing ? {live: standing} : {}),
    ...(unscored.length > 0 ? {unscored: [...unscored]} : {}),
  }
  const section: EvaluationSection = {
    schema: 'proofmark/evaluation/v1',
    by: {...author, action: 'evaluate'},
    uses: usesOf({model: candidate.section, data: data?.section}),
    // What another job trained was computed here from bytes, where no code of the change ran.
    trust: candidate.isHandedOn ? 'recomputed' : trust,
    body,
  }
  const extras: Bundle = new Map([
    [SCORES_FILE, scores],
    ...(before ? ([[BASELINE_SCORES_FILE, before.scores]] as const) : []),
    ...(onBase?.scores ? ([[BASE_HOLDOUT_SCORES_FILE, onBase.scores]] as const) : []),
    ...live.scores.map((bytes, index) => [championScoresFile(index), bytes] as const),
  ])
  await saveSection(stores, section, extras)
  return {
    section,
    scores,
    baselineScores: before?.scores,
    baseHoldoutScores: onBase?.scores,
    championScores: live.scores,
  }
}

function askedOf({feeds, fixedRows}: Contract): Pick<EvaluationBody, 'asked'> {
  const vectors = feeds.filter(({rank}) => rank === 1).map(({name}) => name)
  if (vectors.length === 0 && fixedRows === undefined) return {}
  return {
    asked: {
      ...(vectors.length > 0 ? {vectors} : {}),
      ...(fixedRows === undefined ? {} : {rows: fixedRows}),
    },
  }
}
