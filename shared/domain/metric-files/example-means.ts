import type {ExampleScore, ExampleTable} from '../example-table.ts'
import type {MetricRecord, MetricValue} from '../metric-record.ts'
import {type Moments, momentsOf} from '../statistics/moments.ts'
import {testClusteredMean} from '../statistics/paired/mean.ts'

/** More values of one dimension are no slices, but names of examples. */
const MOST_SLICES = 200

/**
 * The mean of each score with its examples and standard error, of all examples and of each slice. Where examples follow
 * an order, neighbours may depend on each other, so that no error is stated; where there are clusters, it is theirs.
 */
export function meansOf(table: ExampleTable): readonly MetricRecord[] {
  const clusters = table.clusters && numbered(table.clusters)
  const ties = {isOrdered: table.order !== undefined, clusters}
  const all = table.scores.map(score => meanOf(score, table.source, {values: score.values, ties}))
  const slices = Object.entries(table.slices ?? {}).flatMap(([dimension, names]) =>
    table.scores.flatMap(score => sliceMeans(table, score, {dimension, names})),
  )
  return [...all, ...slices]
}

type Ties = {readonly isOrdered: boolean; readonly clusters: Uint32Array | undefined}
type Sample = {readonly values: Float64Array; readonly ties: Ties}

function meanOf({key, direction}: ExampleScore, source: string, {values, ties}: Sample) {
  // Numbers whose sum no double holds have no mean that could be judged.
  const moments = isSummable(values) ? momentsOf(values, 1) : undefined
  const value: MetricValue = moments?.mean ?? 'Infinity'
  return {
    key: [...key],
    value,
    source,
    n: values.length,
    ...(direction ? {direction} : {}),
    ...(moments ? errorOf(values, moments, ties) : {}),
  } satisfies MetricRecord
}

function isSummable(values: Float64Array): boolean {
  let size = 0
  for (let at = 0; at < values.length; at++) size += Math.abs(values[at] ?? 0)
  return Number.isFinite(2 * size)
}

function errorOf(
  values: Float64Array,
  {variance}: Moments,
  {isOrdered, clusters}: Ties,
): {readonly stderr?: number} {
  if (isOrdered || values.length < 2) return {}
  if (!clusters) return finite(Math.sqrt(variance / values.length))
  if (clusters.every(cluster => cluster === clusters[0])) return {}
  return finite(testClusteredMean(values, clusters).error)
}

/** Squares of large numbers may be more than a double holds. */
function finite(stderr: number): {readonly stderr?: number} {
  return Number.isFinite(stderr) ? {stderr} : {}
}

function numbered(clusters: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>()
  return Uint32Array.from(clusters, cluster => {
    const known = numbers.get(cluster) ?? numbers.size
    numbers.set(cluster, known)
    return known
  })
}

type Dimension = {readonly dimension: string; readonly names: readonly string[]}

function sliceMeans(
  {source, order, clusters}: ExampleTable,
  score: ExampleScore,
  {dimension, names}: Dimension,
): readonly MetricRecord[] {
  const rows = new Map<string, number[]>()
  for (const [row, name] of names.entries()) {
    if (name === '') continue
    const same = rows.get(name)
    if (same) same.push(row)
    else if (rows.size === MOST_SLICES) return []
    else rows.set(name, [row])
  }
  return [...rows].map(([name, members]) => {
    const values = Float64Array.from(members, row => score.values[row] ?? Number.NaN)
    // Of clusters that are cut by a slice nothing is said.
    const ties = {isOrdered: order !== undefined || clusters !== undefined, clusters: undefined}
    return {...meanOf(score, source, {values, ties}), slice: {[dimension]: name}}
  })
}
