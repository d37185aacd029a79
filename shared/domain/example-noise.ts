import {meanColumn} from './example-metrics.ts'
import {type JoinedPair, joinPair, type Pair, pairTables, tablesByMetric} from './example-pairs.ts'
import type {ExampleTable} from './example-table.ts'
import type {Noise, NoiseAsk, NoiseOf, NotComparable} from './noise.ts'
import {type Design, noiseOfMeans, numberClusters} from './noise-tests/mean-noise.ts'
import {noiseOfRows} from './paired.ts'
import {compareOrder} from './row-order.ts'
import type {Rule, SliceSelector} from './rules/rule.ts'
import type {Score} from './score.ts'

type Tables = readonly ExampleTable[]

export type ExampleNoise = {
  readonly noise: NoiseOf
  /** What people should know of the join; nothing where there are no two tables with one metric. */
  readonly notes: readonly string[]
}

/** How much metrics of scores by example vary by chance; examples are joined by their names. */
export function noiseOfExamples(candidate: Tables, baseline: Tables): ExampleNoise {
  const joins = new Map<ExampleTable, Map<ExampleTable, JoinedPair | NotComparable>>()
  function join({own, other}: Pair): JoinedPair | NotComparable {
    const known = joins.get(own) ?? new Map<ExampleTable, JoinedPair | NotComparable>()
    joins.set(own, known)
    const joined = known.get(other) ?? joinPair({own, other})
    known.set(other, joined)
    return joined
  }
  const [ours, theirs] = [tablesByMetric(candidate), tablesByMetric(baseline)]
  const pairOf = (metric: string) => pairTables(ours.get(metric), theirs.get(metric))
  return {
    noise: (rule, ask) => {
      const pair = rule.bound.kind === 'relative' ? pairOf(rule.metric) : undefined
      if (!pair) return undefined
      const joined = join(pair)
      if ('problem' in joined) return joined
      return otherSlices(rule.slice, joined) ?? noiseOfPair(rule, joined, ask)
    },
    notes: [
      ...new Set(
        [...ours.keys()].flatMap(metric => {
          const pair = pairOf(metric)
          return pair ? [noteOn(metric, pair, join(pair))] : []
        }),
      ),
    ],
  }
}

function noteOn(metric: string, {own, other}: Pair, joined: JoinedPair | NotComparable): string {
  // Of predictions one line says it for all metrics.
  const subject = own.predicted && other.predicted ? own.source : metric
  if ('problem' in joined) return `${subject}: not comparable by example: ${joined.problem}`
  const {count, added} = joined.joined
  const rest = added === 0 ? '' : `; ${added} that only the candidate has are left out`
  if (joined.predicted) {
    const {seed} = joined.predicted
    return `${subject}: ${count} rows are joined with the baseline's by id, their targets are the same (seed ${seed})${rest}`
  }
  const checked = own.hashes ? ', their contents by hash' : ''
  return `${metric}: ${count} examples of ${own.source} are joined with the baseline's by id${checked}${rest}`
}

function noiseOfPair(rule: Rule, pair: JoinedPair, ask: NoiseAsk = {}): Noise | undefined {
  const {own, other, joined, predicted} = pair
  const rows = rowsOf(rule.slice, pair)
  if (!rows || rows.length === 0) return undefined
  const design = arrange(rows, pair)
  if (predicted) {
    const {classes, seed} = predicted
    const {task, scores} = predicted.candidate
    const candidate = pickScores(scores, rows, joined.candidate)
    const baseline = pickScores(predicted.baseline.scores, rows)
    return noiseOfRows(rule, {task, classes, candidate, baseline, design}, {...ask, seed})
  }
  const [ours, theirs] = [meanColumn(own, rule.metric), meanColumn(other, rule.metric)]
  if (!ours || !theirs) return undefined
  const columns = {candidate: pick(ours, rows, joined.candidate), baseline: pick(theirs, rows)}
  return noiseOfMeans(rule, {...columns, design}, ask)
}

/** Who moves what was hard out of a slice is not better for it. */
function otherSlices(
  slice: SliceSelector | undefined,
  {own, other, joined}: JoinedPair,
): NotComparable | undefined {
  for (const {dimension} of slice?.where ?? []) {
    const [ours, theirs] = [own, other].map(({slices = {}}) =>
      Object.hasOwn(slices, dimension) ? slices[dimension] : undefined,
    )
    if (!ours || !theirs) continue
    const moved = theirs.findIndex((name, at) => ours[joined.candidate?.[at] ?? at] !== name)
    if (moved < 0) continue
    const id = JSON.stringify((other.ids.at(moved) ?? '').slice(0, 60))
    return {problem: `the example ${id} was in another slice of ${dimension} with the baseline`}
  }
  return undefined
}

/** Rows of the baseline that belong to the slice; nothing where the slice is none that the tables know. */
function rowsOf(
  slice: SliceSelector | undefined,
  {own, joined}: JoinedPair,
): Uint32Array | undefined {
  const all = firstNumbers(joined.count)
  if (!slice) return all
  const where = slice.where.map(({dimension, value}) => ({
    value,
    names: Object.hasOwn(own.slices ?? {}, dimension) ? own.slices?.[dimension] : undefined,
  }))
  if (where.length === 0 || where.some(({value, names}) => value === undefined || !names)) {
    return undefined
  }
  return all.filter(at => {
    const row = joined.candidate?.[at] ?? at
    return where.every(({value, names}) => names?.[row] === value)
  })
}

/** Puts rows along the order, where there is one, and says how they hang together. */
function arrange(rows: Uint32Array, pair: JoinedPair): Design {
  const order = columnOf(pair, table => table.order)
  if (order) {
    sortAlong(rows, at => order.at(at) ?? 0)
    return {structure: 'ordered', by: order.by}
  }
  const clusters = columnOf(pair, table => table.clusters)
  if (!clusters) return {structure: 'independent'}
  const numbers = numberClusters(Array.from(rows, at => clusters.at(at) ?? ''))
  return {structure: 'clustered', by: clusters.by, ...numbers}
}

/** What hangs together, the baseline says first. */
function columnOf<T>(
  {own, other, joined}: JoinedPair,
  of: (table: ExampleTable) => readonly T[] | undefined,
) {
  const [theirs, ours] = [of(other), of(own)]
  if (theirs) return {at: (at: number) => theirs[at], by: other.by}
  return ours && {at: (at: number) => ours[joined.candidate?.[at] ?? at], by: own.by}
}

function firstNumbers(count: number): Uint32Array {
  const all = new Uint32Array(count)
  for (let at = 0; at < count; at++) all[at] = at
  return all
}

/** By index: iterating over a million takes several times as long. */
function pick(values: Float64Array, rows: Uint32Array, of?: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    picked[at] = values[of ? (of[row] ?? 0) : row] ?? Number.NaN
  }
  return picked
}

function pickScores(
  scores: readonly Score[],
  rows: Uint32Array,
  of?: Uint32Array,
): readonly Score[] {
  const picked: Score[] = []
  for (const row of rows) {
    const score = scores[of ? (of[row] ?? 0) : row]
    if (score) picked.push(score)
  }
  return picked
}

function sortAlong(places: Uint32Array, order: (at: number) => string | number): void {
  const compare = (a: number, b: number) => compareOrder(order(a), order(b))
  // Files mostly come in their order, and looking is quicker than sorting.
  const isSorted = places.every((at, i) => i === 0 || compare(places[i - 1] ?? at, at) <= 0)
  if (!isSorted) places.sort(compare)
}
