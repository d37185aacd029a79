import {compareAnswers, type SmokeVerdict, type SmokeWish} from '../../domain/deployment/smoke.ts'
import type {Question, Target} from '../../domain/ports/target.ts'
import type {Score} from '../../domain/score.ts'

/** Rows of the holdout with what the model made of them when it was evaluated. */
export type SmokeRows = {
  /** By input of the model, one list of numbers for each row. */
  readonly inputs: Question
  readonly scores: readonly Score[]
}

export type SmokeResult = SmokeVerdict & {readonly rows: number}

/** Rows that are asked at once. */
const BATCH = 256

/** Asks what is live the rows of the holdout; it must answer as it did when it was evaluated. */
export async function smokeTest(
  predict: NonNullable<Target['predict']>,
  {inputs, scores}: SmokeRows,
  wish: SmokeWish,
): Promise<SmokeResult> {
  let largestDifference = 0
  for (let from = 0; from < scores.length; from += BATCH) {
    const to = from + BATCH
    const question = Object.fromEntries(
      Object.entries(inputs).map(([name, rows]) => [name, rows.slice(from, to)]),
    )
    const verdict = compareAnswers(await predict(question), scores.slice(from, to), wish)
    if (!verdict.holds) return {...verdict, rows: scores.length}
    largestDifference = Math.max(largestDifference, verdict.largestDifference)
  }
  return {holds: true, largestDifference, rows: scores.length}
}
