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

/** Scores above this far from a sum of 1 are no probabilities. */
const SUM_TOLERANCE = 1e-3

/** The predictions of a batch, one a row. */
export function readPredictions(
  {type, dims, data}: TensorValue,
  rows: number,
  contract: Pick<Contract, 'task' | 'classes' | 'output'>,
): readonly Prediction[] {
  const [size = 0, width = 1, ...more] = dims
  if (size < rows || more.some(one => one !== 1) || data.length < rows * width) {
    throw misfit(contract.output, `has shape [${dims.join(', ')}] for ${rows} rows`)
  }
  return Array.from({length: rows}, (_, row) => {
    const values = Array.from({length: width}, (_, at) => data[row * width + at])
    if (contract.task === 'regression') return numberFrom(values, contract.output)
    return type === 'float32' || type === 'float64'
      ? fromScores(values.map(Number), contract)
      : labelFrom(values, contract)
  })
}

type Value = TensorValue['data'][number] | undefined

function numberFrom(values: readonly Value[], output: string): Prediction {
  const [value, ...more] = values
  if (more.length > 0) throw misfit(output, `gives ${values.length} numbers a row, not one`)
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
  return {kind: 'class', name: classes?.[index] ?? String(value), probabilities: undefined} as const
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
    all.every(score => score >= 0 && score <= 1) &&
    Math.abs(all.reduce((sum, score) => sum + score, 0) - 1) <= SUM_TOLERANCE
  if (scores.length === 1 && !isProbable) {
    throw misfit(output, 'gives one number a row that is no probability; set task: regression')
  }
  const best = all.indexOf(Math.max(...all))
  return {
    kind: 'class',
    name: classes?.[best] ?? String(best),
    probabilities: isProbable ? all : undefined,
  }
}

function misfit(output: string, why: string): ActionError {
  return new ActionError('contract-broken', `the output "${output}" of the model ${why}`, {
    hint: 'See evaluate.output, evaluate.task and evaluate.classes in the configuration.',
  })
}
