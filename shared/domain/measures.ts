import type {Task} from './evaluation.ts'
import type {ClassScore, NumberScore, Score} from './score.ts'

export const METRIC_NAMES = [
  'rmse',
  'mse',
  'mae',
  'mape',
  'smape',
  'r2',
  'bias',
  'accuracy',
  'balanced_accuracy',
  'f1',
  'f1_macro',
  'precision',
  'recall',
  'log_loss',
  'brier',
] as const
export type MetricName = (typeof METRIC_NAMES)[number]

/** Whether evaluations compute a metric of this name. */
export function isComputed(name: string): boolean {
  return METRIC_NAMES.some(known => known === name)
}

/**
 * A metric as sums over rows and a function of these sums. So a resample, a batch or a slice costs one addition a row,
 * whatever the metric is.
 */
export type Measure = {
  readonly name: MetricName
  /** The terms of one row; as many for every row. */
  readonly terms: (score: Score) => readonly number[]
  /** The metric from the terms' sums over rows; NaN where it is not defined. */
  readonly value: (sums: readonly number[]) => number
  /** The mean of its second term, a function of that mean alone, or something of several sums. */
  readonly shape: 'mean' | 'root' | 'several'
}

/** What metrics must know of all rows before they look at one. */
export type Ground = {
  /** In their order: with two, the second is the one that f1, precision and recall are about. */
  readonly classes: readonly string[]
  /** Every row has the probability of its true class. */
  readonly hasProbabilities: boolean
  /** A number near the targets, from which squares are taken: far from 0 they would lose their digits. */
  readonly origin: number
}

/** Metrics that make sense for these rows, in the order of METRIC_NAMES. */
export function measuresOf(task: Task, ground: Ground): readonly Measure[] {
  return task === 'regression' ? regressions(ground) : classification(ground)
}

type Terms<S extends Score> = (score: S) => readonly number[]

function regression(
  name: MetricName,
  terms: Terms<NumberScore>,
  value: Measure['value'] = mean,
): Measure {
  return {
    name,
    terms: score => (typeof score.prediction === 'number' ? terms(score as NumberScore) : []),
    value,
    shape: shapeOf(value),
  }
}

function shapeOf(value: Measure['value']): Measure['shape'] {
  if (value === mean) return 'mean'
  return value === rootMean ? 'root' : 'several'
}

function regressions({origin}: Ground): readonly Measure[] {
  return [
    regression('rmse', squared, rootMean),
    regression('mse', squared),
    regression('mae', ({target, prediction}) => [1, Math.abs(prediction - target)]),
    // scikit-learn's: a share, not percent, with the rounding of 1 in place of a target of 0.
    regression('mape', ({target, prediction}) => [
      1,
      Math.abs(prediction - target) / Math.max(Number.EPSILON, Math.abs(target)),
    ]),
    // A share between 0 and 2; two zeros agree.
    regression('smape', ({target, prediction}) => {
      const size = Math.abs(target) + Math.abs(prediction)
      return [1, size === 0 ? 0 : (2 * Math.abs(prediction - target)) / size]
    }),
    // 1 − Σ(y − ŷ)² / Σ(y − ȳ)², of a constant target not defined.
    regression(
      'r2',
      ({target, prediction}) => [
        1,
        (prediction - target) ** 2,
        target - origin,
        (target - origin) ** 2,
      ],
      ([n = 0, residual = 0, sum = 0, squares = 0]) => {
        const total = squares - sum ** 2 / n
        return total > 0 ? 1 - residual / total : Number.NaN
      },
    ),
    regression('bias', ({target, prediction}) => [1, prediction - target]),
  ]
}

function squared({target, prediction}: NumberScore): readonly number[] {
  return [1, (prediction - target) ** 2]
}

function mean([n = 0, sum = 0]: readonly number[]): number {
  return sum / n
}

function rootMean(sums: readonly number[]): number {
  return Math.sqrt(mean(sums))
}

function classification({classes, hasProbabilities}: Ground): readonly Measure[] {
  const of = (
    name: MetricName,
    terms: Terms<ClassScore>,
    value: Measure['value'] = mean,
  ): Measure => ({
    name,
    terms: score => (typeof score.prediction === 'string' ? terms(score as ClassScore) : []),
    value,
    shape: shapeOf(value),
  })
  const counts: Terms<ClassScore> = ({target, prediction}) =>
    classes.flatMap(name => [
      Number(target === name && prediction === name),
      Number(target !== name && prediction === name),
      Number(target === name && prediction !== name),
    ])
  const perClass = (sums: readonly number[], share: (counts: Counts) => number): number[] =>
    classes.map((_, index) => share(sums.slice(3 * index, 3 * index + 3) as unknown as Counts))
  const [, positive] = classes.length === 2 ? classes : []
  const ofPositive: Terms<ClassScore> = ({target, prediction}) => [
    Number(target === positive && prediction === positive),
    Number(target !== positive && prediction === positive),
    Number(target === positive && prediction !== positive),
  ]
  const onCounts = (share: (counts: Counts) => number) => (sums: readonly number[]) =>
    share(sums as unknown as Counts)
  return [
    of('accuracy', ({target, prediction}) => [1, Number(target === prediction)]),
    // The mean recall of the classes that occur.
    of('balanced_accuracy', counts, sums => average(perClass(sums, found).filter(Number.isFinite))),
    ...(positive === undefined ? [] : [of('f1', ofPositive, onCounts(f1))]),
    // Over the classes that occur or are predicted.
    of('f1_macro', counts, sums => average(perClass(sums, overlap).filter(Number.isFinite))),
    ...(positive === undefined
      ? []
      : [
          of('precision', ofPositive, onCounts(precision)),
          of('recall', ofPositive, onCounts(recall)),
        ]),
    ...(hasProbabilities
      ? [
          of('log_loss', ({probability = 0}) => [
            1,
            -Math.log(Math.max(probability, Number.EPSILON)),
          ]),
          ...(positive === undefined
            ? []
            : [of('brier', ({probability = 0}) => [1, (1 - probability) ** 2])]),
        ]
      : []),
  ]
}

/** True positives, false positives, false negatives. */
type Counts = readonly [number, number, number]

function overlap([hit, wrong, missed]: Counts): number {
  return (2 * hit) / (2 * hit + wrong + missed)
}

function found([hit, , missed]: Counts): number {
  return hit / (hit + missed)
}

/** Of a class that is nowhere to be found, 0. */
function f1(counts: Counts): number {
  return overlap(counts) || 0
}

function precision([hit, wrong]: Counts): number {
  return hit / (hit + wrong) || 0
}

function recall(counts: Counts): number {
  return found(counts) || 0
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of a measure that is a mean, what it is the mean of. */
export function valuesOf(measure: Measure, scores: readonly Score[]): Float64Array {
  const values = new Float64Array(scores.length)
  for (const [row, score] of scores.entries()) values[row] = measure.terms(score)[1] ?? Number.NaN
  return values
}

/** The sums of a measure over rows. */
export function sumTerms(measure: Measure, scores: readonly Score[]): readonly number[] {
  const sums: number[] = []
  for (const score of scores) {
    const terms = measure.terms(score)
    for (let i = 0; i < terms.length; i++) sums[i] = (sums[i] ?? 0) + (terms[i] ?? 0)
  }
  return sums
}
