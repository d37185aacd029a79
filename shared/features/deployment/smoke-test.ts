import {compareAnswers, type SmokeVerdict, type SmokeWish} from '../../domain/deployment/smoke.ts'
import type {Question, Target} from '../../domain/ports/target.ts'
import type {Score} from '../../domain/score.ts'

/** Rows of the holdout with what the model made of them when it was evaluated. */
export type SmokeRows = {
  readonly inputs: Question
  /** The only number of rows that the model takes at a time. */
  readonly fixed?: number | undefined
  readonly scores: readonly Score[]
}

export type SmokeResult = SmokeVerdict & {readonly rows: number}

/** Rows that are asked at once. */
const BATCH = 256

/** Asks what is live the rows of the holdout; it must answer as it did when it was evaluated. */
export async function smokeTest(
  predict: NonNullable<Target['predict']>,
  {inputs, scores, fixed}: SmokeRows,
  wish: SmokeWish,
): Promise<SmokeResult> {
  let largestDifference = 0
  const size = fixed ?? BATCH
  for (let from = 0; from < scores.length; from += size) {
    const batch = <T>(rows: readonly T[]) => filled(rows.slice(from, from + size), fixed)
    const question = Object.fromEntries(
      Object.entries(inputs).map(([name, rows]) => [name, batch(rows)]),
    )
    const verdict = compareAnswers(await predict(question), batch(scores), wish)
    if (!verdict.holds) return {...verdict, rows: scores.length}
    largestDifference = Math.max(largestDifference, verdict.largestDifference)
  }
  return {holds: true, largestDifference, rows: scores.length}
}

/** The last row again, until there are as many as the model takes. */
function filled<T>(rows: readonly T[], size: number | undefined): readonly T[] {
  const last = rows.at(-1)
  const missing = Math.max(0, (size ?? 0) - rows.length)
  return last === undefined ? rows : [...rows, ...Array.from({length: missing}, () => last)]
}
