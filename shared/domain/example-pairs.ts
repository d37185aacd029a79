import {type Joined, joinExamples} from './example-join.ts'
import {metricsOf} from './example-metrics.ts'
import type {ExampleTable, Predicted} from './example-table.ts'
import {hashOfText} from './metric-files/name-list.ts'
import type {NotComparable} from './noise.ts'
import {groundOf} from './paired.ts'

type Tables = readonly ExampleTable[]

/** A table of the candidate and one of the baseline with the same metric. */
export type Pair = {readonly own: ExampleTable; readonly other: ExampleTable}
/** A pair whose examples are the same. */
export type JoinedPair = Pair & {
  readonly joined: Joined
  /** What both models said, where their tables have it. */
  readonly predicted?: BothPredicted | undefined
}

/** The tables that have a metric, by its name. */
export function tablesByMetric(tables: Tables): ReadonlyMap<string, Tables> {
  const all = new Map<string, ExampleTable[]>()
  for (const table of tables) {
    for (const metric of metricsOf(table)) {
      const same = all.get(metric)
      if (same) same.push(table)
      else all.set(metric, [table])
    }
  }
  return all
}

/** A metric that either side has in several tables is ambiguous, which others say. */
export function pairTables(candidate: Tables = [], baseline: Tables = []): Pair | undefined {
  const [own, ...more] = candidate
  const [other, ...others] = baseline
  return own && other && more.length === 0 && others.length === 0 ? {own, other} : undefined
}

/** Joins the examples of a pair by their names. */
export function joinPair({own, other}: Pair): JoinedPair | NotComparable {
  const joined = joinExamples(own, other)
  return 'problem' in joined ? joined : {own, other, joined, predicted: bothPredicted(own, other)}
}

type BothPredicted = {
  readonly candidate: Predicted
  readonly baseline: Predicted
  /** Of all rows: those of a slice may lack one. */
  readonly classes: readonly string[]
  readonly seed: number
}

function bothPredicted(
  {predicted: candidate}: ExampleTable,
  {predicted: baseline}: ExampleTable,
): BothPredicted | undefined {
  if (!candidate || !baseline) return undefined
  const {classes} = groundOf([...candidate.scores, ...baseline.scores])
  const seed = hashOfText(candidate.scores.map(({prediction}) => prediction).join())
  return {candidate, baseline, classes, seed}
}
