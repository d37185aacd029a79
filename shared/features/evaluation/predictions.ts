import {ActionError} from '../../platform/errors.ts'
import type {TensorValue} from '../../platform/onnx/session.ts'
import type {Contract} from './contract.ts'

/** What the model says of one row. */
export type Prediction =
  | {readonly kind: 'number'; readonly value: number}
  | {
      readonly kind: 'class'
      readonly name: string
      /** By class, in the order of the output; absent when the model gives labels alone, or no probabilities. */
      readonly probabilities: readonly number[] | undefined
    }

/** Scores whose sum is this far from 1 are no probabilities. */
const SUM_TOLERANCE = 1e-3
/** Single precision rounds probabilities to a little below 0 or above 1. */
const ROUNDING = 1e-6
/** What a table of hits by class may cost; more is a number that was taken for a label. */
export const MOST_CLASSES = 1000

type Wanted = Pick<Contract, 'task' | 'classes' | 'output'> & {
  /** Rows that were fed, those that only fill a batch up among them. */
  readonly fed: number
}

/** Names of the classes that the output tells apart; nothing where it gives labels alone. */
export function classesOf({type, dims}: TensorValue, {task, classes}: Contract) {
  if (classes || task === 'regression' || !isScores(type)) return classes
  const [, width = 1] = dims
  return Array.from({length: Math.min(MOST_CLASSES, Math.max(2, width))}, (_, at) => String(at))
}

function isScores(type: string): boolean {
  return type === 'float32' || type === 'float64'
}

/** The predictions of a batch, one a row. */
export function readPredictions(
  {type, dims, data}: TensorValue,
  rows: number,
  contract: Wanted,
): readonly Prediction[] {
  const [size = 0, width = 1, ...more] = dims
  const {fed} = contract
  if (size !== fed || more.some(one => one !== 1) || data.length !== fed * width) {
    throw misfit(contract.output, `has shape [${dims.join(', ')}] for ${fed} rows`)
  }
  const most = contract.task === 'regression' ? 1 : MOST_CLASSES
  if (width > most) throw misfit(contract.output, `gives ${width} values a row, not ${most}`)
  return Array.from({length: rows}, (_, row) => {
    const values = Array.from({length: width}, (_, at) => data[row * width + at])
    if (contract.task === 'regression') return numberFrom(values, contract.output)
    return isScores(type) ? fromScores(values.map(Number), contract) : labelFrom(values, contract)
  })
}

type Value = TensorValue['data'][number] | undefined

function numberFrom(values: readonly Value[], output: string): Prediction {
  const [value] = values
  if (typeof value === 'string') throw misfit(output, 'gives text, not numbers')
  const number = Number(value)
  if (Number.isFinite(number)) return {kind: 'number', value: number}
  throw new ActionError('invalid-prediction', `the model predicts ${number}`, {
    hint: 'A model that gives NaN or infinity for a row of the holdout cannot be judged.',
  })
}

function labelFrom(
  values: readonly Value[],
  {output, classes}: Pick<Contract, 'classes' | 'output'>,
) {
  const [value, ...more] = values
  if (more.length > 0) throw misfit(output, `gives ${values.length} labels a row, not one`)
  const index = typeof value === 'string' ? -1 : Number(value)
  const name = classes?.[index] ?? String(value)
  if (classes && !classes.includes(name)) {
    throw misfit(output, `gives the label ${name}, which is none of ${classes.join(', ')}`)
  }
  return {kind: 'class', name, probabilities: undefined} as const
}

function fromScores(
  scores: readonly number[],
  {classes, output}: Pick<Contract, 'classes' | 'output'>,
): Prediction {
  if (!scores.every(Number.isFinite)) {
    throw new ActionError('invalid-prediction', `the model predicts ${scores.join(', ')}`)
  }
  const all = scores.length === 1 ? [1 - (scores[0] ?? 0), scores[0] ?? 0] : scores
  if (classes && classes.length !== all.length) {
    throw misfit(
      output,
      `tells ${all.length} classes apart, evaluate.classes names ${classes.length}`,
    )
  }
  const isProbable =
    all.every(score => score >= -ROUNDING && score <= 1 + ROUNDING) &&
    Math.abs(all.reduce((sum, score) => sum + score, 0) - 1) <= SUM_TOLERANCE
  if (scores.length === 1 && !isProbable) {
    throw misfit(output, 'gives one number a row that is no probability; set task: regression')
  }
  const best = all.indexOf(Math.max(...all))
  return {
    kind: 'class',
    name: classes?.[best] ?? String(best),
    probabilities: isProbable ? all.map(score => Math.min(1, Math.max(0, score))) : undefined,
  }
}

function misfit(output: string, why: string): ActionError {
  return new ActionError('contract-broken', `the output "${output}" of the model ${why}`, {
    hint: 'See evaluate.output, evaluate.task and evaluate.classes in the configuration.',
  })
}
