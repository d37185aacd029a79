import type {Example} from '../features.ts'

export type Score = {
  readonly id: string
  readonly date: string
  readonly prediction: number
  readonly target: number
  readonly squared_error: number
}

export type Metrics = {
  readonly rmse: number
  readonly mae: number
  readonly smape: number
  readonly rows: number
}

/** How far each prediction was off. Predictions keep four decimals, so the file is the same everywhere. */
export function scoresOf(
  examples: readonly Example[],
  predictions: readonly number[],
): readonly Score[] {
  return examples.map(({date, price}, index) => {
    const prediction = rounded(predictions[index] ?? Number.NaN, 4)
    return {
      id: date,
      date,
      prediction,
      target: price,
      squared_error: rounded((prediction - price) ** 2, 6),
    }
  })
}

export function metricsOf(scores: readonly Score[]): Metrics {
  const mean = (value: (score: Score) => number): number =>
    scores.reduce((sum, score) => sum + value(score), 0) / scores.length
  return {
    rmse: rounded(Math.sqrt(mean(score => score.squared_error)), 6),
    mae: rounded(
      mean(score => Math.abs(score.prediction - score.target)),
      6,
    ),
    smape: rounded(mean(symmetricError), 6),
    rows: scores.length,
  }
}

/** A share of the middle between guess and truth, as `proofmark evaluate` counts it. */
function symmetricError({prediction, target}: Score): number {
  return (2 * Math.abs(prediction - target)) / (Math.abs(prediction) + Math.abs(target))
}

function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
