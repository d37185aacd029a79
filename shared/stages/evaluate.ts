import type {EvaluationBody} from '../domain/evaluation.ts'
import type {Bundle} from '../domain/ports/store.ts'
import {type EvaluationSection, encodeSection} from '../domain/record.ts'
import type {EvaluateResult} from '../domain/results.ts'
import {encodeScores} from '../domain/score.ts'
import {measureDataset} from '../features/data/index.ts'
import {
  type Contract,
  type Holdout,
  scoreModel,
  summarizeScores,
  unpackModel,
} from '../features/evaluation/index.ts'
import {
  BASELINE_SCORES_FILE,
  type LoadedEvaluation,
  loadData,
  SCORES_FILE,
  saveSection,
} from '../features/history/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError} from '../platform/errors.ts'
import {sha256} from '../platform/hash.ts'
import {absolutePath} from '../platform/inside.ts'
import {installRuntime} from '../platform/onnx/runtime.ts'
import {openSession} from '../platform/onnx/session.ts'
import {inScratchFolder} from '../platform/scratch.ts'
import {type EvaluationPlan, planEvaluation} from './evaluation-plan.ts'
import {findCandidate} from './found-model.ts'
import type {EvaluateInputs} from './inputs.ts'
import type {MeasuredModel} from './model.ts'
import {openSetting, type Setting, whose} from './setting.ts'

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
    section: sha256(encodeSection(section)),
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
  const scored = await runner.group('Scores', () => score(setting, plan, {holdout, candidate}))
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
  }
  const section: EvaluationSection = {
    schema: 'proofmark/evaluation/v1',
    by: {...author, action: 'evaluate'},
    uses: {
      model: sha256(encodeSection(candidate.section)),
      ...(data ? {data: sha256(encodeSection(data.section))} : {}),
    },
    // What another job trained was computed here from bytes, where no code of the change ran.
    trust: candidate.isHandedOn ? 'recomputed' : trust,
    body,
  }
  const extras: Bundle = new Map([[SCORES_FILE, scores]])
  await saveSection(stores, section, extras)
  return {section, scores, baselineScores: extras.get(BASELINE_SCORES_FILE)}
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

type MeasuredHoldout = Holdout & {
  readonly record: Omit<EvaluationBody['holdout'], 'rows'>
}

/** The holdout is one file, so that rows have one order. */
async function measureHoldout(
  {place, runner}: Setting,
  {holdout, rows}: EvaluationPlan,
): Promise<MeasuredHoldout> {
  const {name, path} = holdout
  const wish = {name, path, role: 'holdout'}
  const {record, files} = await measureDataset(wish, {place, onProgress: runner.progress})
  const [only, ...more] = files
  if (!only || more.length > 0) {
    throw new ActionError('invalid-holdout', `the holdout ${path} is ${files.length} files`, {
      hint: 'A holdout is one table: a .csv, .tsv or .jsonl file.',
    })
  }
  runner.info(`${path}: ${record.digest}`)
  return {
    file: absolutePath(place, `${record.root}/${only.path}`),
    name: path,
    rows,
    record: {name, path, digest: record.digest},
  }
}

type Sides = {readonly holdout: MeasuredHoldout; readonly candidate: MeasuredModel}

async function score(setting: Setting, plan: EvaluationPlan, {holdout, candidate}: Sides) {
  const {place, runner} = setting
  const {modules, version} = await installRuntime(place, runner)
  return inScratchFolder(place.temporary, async folder => {
    const file = await unpackModel(candidate.body, candidate.contents, folder)
    const {environment} = place
    const session = await openSession({modules, file, folder, environment})
    try {
      const scored = await scoreModel(session, holdout, plan.wish, {
        batch: plan.batch,
        onRows: done => runner.progress({label: holdout.name, done, unit: 'rows'}),
      })
      checkUnchanged(holdout, scored.digest)
      return {...scored, version}
    } finally {
      session.close()
    }
  })
}

/** A single file's dataset digest is not that of its bytes alone, so its manifest line is made again. */
function checkUnchanged({file, record}: MeasuredHoldout, digest: string): void {
  const name = file.replace(/^.*[\\/]/, '')
  if (sha256(`${digest.slice('sha256:'.length)}  ${name}\n`) === record.digest) return
  throw new ActionError('file-changed', `${record.path} changed while it was read`, {
    hint: 'No step may write the holdout while it is evaluated.',
  })
}
