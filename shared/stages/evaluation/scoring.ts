import type {Digest} from '../../domain/digest.ts'
import {hexOf} from '../../domain/digest.ts'
import type {EvaluationBody, Ground} from '../../domain/evaluation.ts'
import {encodeScores} from '../../domain/score.ts'
import {measureDataset} from '../../features/data/index.ts'
import {
  type Contract,
  type Holdout,
  scoreModel,
  summarizeScores,
  unpackModel,
} from '../../features/evaluation/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import {absolutePath} from '../../platform/inside.ts'
import {installRuntime} from '../../platform/onnx/runtime.ts'
import {openSession} from '../../platform/onnx/session.ts'
import {inScratchFolder} from '../../platform/scratch.ts'
import type {MeasuredModel} from '../model.ts'
import type {Setting} from '../setting.ts'
import type {EvaluationPlan} from './evaluation-plan.ts'

export type MeasuredHoldout = Holdout & {
  readonly record: Omit<EvaluationBody['holdout'], 'rows'>
}

/** The holdout is one file, so that rows have one order. */
export async function measureHoldout(
  {place, runner}: Setting,
  {holdout, rows}: EvaluationPlan,
): Promise<MeasuredHoldout> {
  const {name, path} = holdout
  const wish = {name, path, role: 'holdout'}
  const {record, files} = await measureDataset(wish, {place, runner})
  const [only] = files()
  if (!only || record.files > 1) {
    throw new ActionError('invalid-holdout', `the holdout ${path} is ${record.files} files`, {
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

type Sides = {readonly holdout: MeasuredHoldout; readonly model: MeasuredModel}

/** Loads the model where it can do no harm, and asks it about every row. */
export async function score(setting: Setting, plan: EvaluationPlan, {holdout, model}: Sides) {
  const {place, runner} = setting
  const {modules, version} = await installRuntime(place, runner)
  return inScratchFolder(place.temporary, async folder => {
    const file = await unpackModel(model.body, model.contents, folder)
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

/** On what the candidate was scored, for others to be scored on it, too. */
export type Scoring = {
  readonly plan: EvaluationPlan
  readonly holdout: MeasuredHoldout
  /** The candidate's. */
  readonly contract: Contract
}

/** The candidate's ground. */
export function groundOf({plan, holdout, contract}: Scoring): Ground {
  const {task, classes} = contract
  return {
    holdout: holdout.record,
    target: plan.wish.target,
    task,
    ...(classes ? {classes: [...classes]} : {}),
  }
}

type Other = {
  readonly model: MeasuredModel
  /** As it was evaluated before: how it is fed, and what its output means. */
  readonly known: Pick<EvaluationBody, 'inputs' | 'output' | 'classes'>
}

/**
 * Another model on the candidate's rows, fed as it always was; its classes are in the order of its own output. The figures
 * are the candidate's.
 */
export async function scoreOther(
  setting: Setting,
  {plan, holdout, contract}: Scoring,
  {model, known}: Other,
) {
  const {task, classes} = contract
  const {inputs, output} = known
  const wish = {...plan.wish, inputs, output, task, classes: known.classes}
  const scored = await score(setting, {...plan, wish}, {holdout, model})
  const scores = encodeScores(scored.scores)
  const body = {
    model: model.body.digest,
    metrics: summarizeScores(scored.scores, {task, classes}, plan.metrics),
    scores: {digest: sha256(scores), bytes: scores.length},
  }
  return {body, scores}
}

function checkUnchanged({file, record}: MeasuredHoldout, digest: Digest): void {
  const name = file.replace(/^.*[\\/]/, '')
  if (digestOfTable(name, digest) === record.digest) return
  throw new ActionError('file-changed', `${record.path} changed while it was read`, {
    hint: 'No step may write the holdout while it is evaluated.',
  })
}

/** A single file's dataset digest is not that of its bytes alone, so its manifest line is made again. */
export function digestOfTable(name: string, bytes: Digest): Digest {
  return sha256(`${hexOf(bytes)}  ${name}\n`)
}
