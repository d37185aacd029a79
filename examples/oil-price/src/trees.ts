import {createRandom} from './random.ts'

/** Goes to `low` when the feature's value is at most the threshold. */
export type Tree =
  | {readonly kind: 'leaf'; readonly value: number}
  | {
      readonly kind: 'split'
      readonly feature: number
      readonly threshold: number
      readonly low: Tree
      readonly high: Tree
    }

export type Growth = {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  readonly seed: number
}

type Rows = readonly (readonly number[])[]
type Split = {readonly feature: number; readonly threshold: number; readonly gain: number}

const MOST_THRESHOLDS = 63
const LEAST_ROWS_IN_LEAF = 40
/** Each tree sees a random part of the rows, which keeps the trees different from each other. */
const ROWS_PER_TREE = 0.7

/** Gradient boosting with squared error: each tree learns what the ones before it left over. */
export function fitTrees(
  rows: Rows,
  targets: readonly number[],
  {trees, depth, rate, seed}: Growth,
): readonly Tree[] {
  const random = createRandom(seed)
  const columns = (rows[0] ?? []).map((_, feature) => rows.map(row => row[feature] ?? 0))
  const thresholds = columns.map(thresholdsOf)
  const bins = columns.map((values, feature) =>
    Uint8Array.from(values, value => binOf(thresholds[feature] ?? [], value)),
  )
  const left = [...targets]
  return Array.from({length: trees}, () => {
    const seen = rows.flatMap((_, row) => (random.uniform() < ROWS_PER_TREE ? [row] : []))
    const tree = grow(seen, depth)
    rows.forEach((row, index) => {
      left[index] = (left[index] ?? 0) - predictTree(tree, row)
    })
    return tree
  })

  function grow(members: readonly number[], levels: number): Tree {
    const split = levels > 0 ? bestSplit(members) : undefined
    if (!split) return {kind: 'leaf', value: Math.fround(rate * meanLeft(members))}
    const {feature, threshold} = split
    const isLow = (row: number): boolean => (rows[row]?.[feature] ?? 0) <= threshold
    return {
      kind: 'split',
      feature,
      threshold,
      low: grow(members.filter(isLow), levels - 1),
      high: grow(
        members.filter(row => !isLow(row)),
        levels - 1,
      ),
    }
  }

  function meanLeft(members: readonly number[]): number {
    return members.reduce((sum, row) => sum + (left[row] ?? 0), 0) / Math.max(1, members.length)
  }

  function bestSplit(members: readonly number[]): Split | undefined {
    const total = members.reduce((sum, row) => sum + (left[row] ?? 0), 0)
    let best: Split | undefined
    thresholds.forEach((edges, feature) => {
      const {counts, sums} = histogram(members, feature, edges)
      let count = 0
      let sum = 0
      edges.forEach((threshold, bin) => {
        count += counts[bin] ?? 0
        sum += sums[bin] ?? 0
        const rest = members.length - count
        if (count < LEAST_ROWS_IN_LEAF || rest < LEAST_ROWS_IN_LEAF) return
        const gain = sum ** 2 / count + (total - sum) ** 2 / rest - total ** 2 / members.length
        if (gain > 1e-9 && gain > (best?.gain ?? 0)) best = {feature, threshold, gain}
      })
    })
    return best
  }

  function histogram(members: readonly number[], feature: number, edges: readonly number[]) {
    const counts = new Float64Array(edges.length + 1)
    const sums = new Float64Array(edges.length + 1)
    for (const row of members) {
      const bin = bins[feature]?.[row] ?? 0
      counts[bin] = (counts[bin] ?? 0) + 1
      sums[bin] = (sums[bin] ?? 0) + (left[row] ?? 0)
    }
    return {counts, sums}
  }
}

export function predictTree(tree: Tree, row: readonly number[]): number {
  let node = tree
  while (node.kind === 'split') {
    node = (row[node.feature] ?? 0) <= node.threshold ? node.low : node.high
  }
  return node.value
}

/** Values of the data themselves, so that 32-bit numbers in the exported model cut at the same place. */
function thresholdsOf(values: readonly number[]): readonly number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b).slice(0, -1)
  const step = Math.max(1, sorted.length / MOST_THRESHOLDS)
  return Array.from(
    {length: Math.min(sorted.length, MOST_THRESHOLDS)},
    (_, index) => sorted[Math.floor(index * step)] ?? 0,
  )
}

/** The first bin whose edge is not below the value. */
function binOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
