import {type Joined, joinExamples} from './example-join.ts'
import type {ExampleScore, ExampleTable} from './example-table.ts'
import {metricName} from './metric.ts'
import type {Noise, NoiseAsk, NoiseOf, NotComparable} from './noise.ts'
import {type Columns, type Design, noiseOfMeans, numberClusters} from './noise-tests/mean-noise.ts'
import {compareOrder} from './row-order.ts'
import type {Rule, SliceSelector} from './rule.ts'

type Tables = readonly ExampleTable[]

export type ExampleNoise = {
  readonly noise: NoiseOf
  /** What people should know of the join; nothing where there are no two tables with one score. */
  readonly notes: readonly string[]
}

/** How much means of scores by example vary by chance; examples are joined by their names. */
export function noiseOfExamples(candidate: Tables, baseline: Tables): ExampleNoise {
  const joins = new Map<ExampleTable, Map<ExampleTable, Joined | NotComparable>>()
  function join(own: ExampleTable, other: ExampleTable): Joined | NotComparable {
    const known = joins.get(own) ?? new Map<ExampleTable, Joined | NotComparable>()
    joins.set(own, known)
    const joined = known.get(other) ?? joinExamples(own, other)
    known.set(other, joined)
    return joined
  }
  const pairOf = (metric: string) => pairTables(metric, candidate, baseline)
  return {
    noise: (rule, ask) => {
      const pair = rule.bound.kind === 'relative' ? pairOf(rule.metric) : undefined
      if (!pair) return undefined
      const joined = join(pair.own.table, pair.other.table)
      return 'problem' in joined ? joined : noiseOfPair(rule, {...pair, joined}, ask)
    },
    notes: namesOf(candidate).flatMap(metric => {
      const pair = pairOf(metric)
      return pair ? [noteOn(metric, pair, join(pair.own.table, pair.other.table))] : []
    }),
  }
}

type Side = {readonly table: ExampleTable; readonly score: ExampleScore}
type Pair = {readonly own: Side; readonly other: Side}

/** A score that either side has in several tables is ambiguous, which others say. */
function pairTables(metric: string, candidate: Tables, baseline: Tables): Pair | undefined {
  const [own, ...more] = sidesOf(metric, candidate)
  const [other, ...others] = sidesOf(metric, baseline)
  return own && other && more.length === 0 && others.length === 0 ? {own, other} : undefined
}

function sidesOf(metric: string, tables: Tables): readonly Side[] {
  return tables.flatMap(table => {
    const score = table.scores.find(score => metricName(score) === metric)
    return score ? [{table, score}] : []
  })
}

function namesOf(tables: Tables): readonly string[] {
  return [...new Set(tables.flatMap(({scores}) => scores.map(metricName)))]
}

function noteOn(metric: string, {own}: Pair, joined: Joined | NotComparable): string {
  if ('problem' in joined) return `${metric}: not comparable by example: ${joined.problem}`
  const {count, added} = joined
  const checked = own.table.hashes ? ', their contents by hash' : ''
  const rest = added === 0 ? '' : `; ${added} that only the candidate has are left out`
  return `${metric}: ${count} examples of ${own.table.source} are joined with the baseline's by id${checked}${rest}`
}

type JoinedPair = Pair & {readonly joined: Joined}

function noiseOfPair(rule: Rule, pair: JoinedPair, ask: NoiseAsk = {}): Noise | undefined {
  const rows = rowsOf(rule.slice, pair)
  if (!rows) return undefined
  const columns = columnsOf(pair, rows)
  if (columns.candidate.length === 0) return undefined
  return noiseOfMeans(rule, columns, ask)
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
    names: Object.hasOwn(own.table.slices ?? {}, dimension)
      ? own.table.slices?.[dimension]
      : undefined,
  }))
  if (where.length === 0 || where.some(({value, names}) => value === undefined || !names)) {
    return undefined
  }
  return all.filter(at => {
    const row = joined.candidate?.[at] ?? at
    return where.every(({value, names}) => names?.[row] === value)
  })
}

/** The scores of both sides along the order, where there is one. What hangs together, the baseline says first. */
function columnsOf({own, other, joined}: JoinedPair, rows: Uint32Array): Columns {
  const ownRow = (at: number) => joined.candidate?.[at] ?? at
  const of = <T>(values: (table: ExampleTable) => readonly T[] | undefined) => {
    const [theirs, ours] = [values(other.table), values(own.table)]
    if (theirs) return (at: number) => theirs[at]
    return ours && ((at: number) => ours[ownRow(at)])
  }
  const order = of(table => table.order)
  const clusters = of(table => table.clusters)
  if (order) sortAlong(rows, at => order(at) ?? 0)
  return {
    candidate: pick(own.score.values, rows, joined.candidate),
    baseline: pick(other.score.values, rows),
    design: designOf(rows, order !== undefined, clusters),
  }
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

function sortAlong(places: Uint32Array, order: (at: number) => string | number): void {
  const compare = (a: number, b: number) => compareOrder(order(a), order(b))
  // Files mostly come in their order, and looking is quicker than sorting.
  const isSorted = places.every((at, i) => i === 0 || compare(places[i - 1] ?? at, at) <= 0)
  if (!isSorted) places.sort(compare)
}

function designOf(
  places: Uint32Array,
  isOrdered: boolean,
  clusters: ((at: number) => string | undefined) | undefined,
): Design {
  if (isOrdered) return {structure: 'ordered'}
  if (!clusters) return {structure: 'independent'}
  return {
    structure: 'clustered',
    ...numberClusters(Array.from(places, at => clusters(at) ?? '')),
  }
}
