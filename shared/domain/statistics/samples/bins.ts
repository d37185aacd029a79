/**
 * Inner edges that part a sorted sample into up to `count` bins of the same size: those of its quantiles that differ.
 * A value equal to an edge belongs to the bin above it.
 */
export function quantileEdges(sorted: Float64Array, count: number): Float64Array {
  const edges = new Set<number>()
  for (let bin = 1; bin < count; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / count)]
    // The lowest value as an edge would leave an empty bin below it.
    if (edge !== undefined && edge > (sorted[0] ?? edge)) edges.add(edge)
  }
  return Float64Array.from(edges)
}

/** Adds the values to the bins between ascending edges: `counts` has one more entry than there are edges. */
export function countInto(counts: Float64Array, values: Float64Array, edges: Float64Array): void {
  for (const value of values) {
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value >= (edges[middle] ?? Infinity)) low = middle + 1
      else high = middle
    }
    counts[low] = (counts[low] ?? 0) + 1
  }
}
