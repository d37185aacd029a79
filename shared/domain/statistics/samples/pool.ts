/** Two samples sorted together. */
export type Pool = {
  readonly sizes: readonly [n: number, m: number]
  /** All n + m values, ascending. */
  readonly values: Float64Array
  /** 1 where the value of that rank is the first sample's. */
  readonly labels: Uint8Array
  /** 1 where the next value is another one, and at the end. */
  readonly isEnd: Uint8Array
  readonly isTied: boolean
}

/**
 * Sorts two samples together; they are left as they are. Costs n log n.
 * Throws a RangeError when a sample is empty or holds NaN or an infinite value: what is missing is counted apart.
 */
export function pool(first: Float64Array, second: Float64Array): Pool {
  const [x, y] = [sortedFinite(first, 'first'), sortedFinite(second, 'second')]
  const [n, m] = [x.length, y.length]
  const values = new Float64Array(n + m)
  const labels = new Uint8Array(n + m)
  const isEnd = new Uint8Array(n + m).fill(1)
  let isTied = false
  let i = 0
  for (let rank = 0; rank < n + m; rank++) {
    const j = rank - i
    const isFirst = j >= m || (i < n && (x[i] ?? 0) <= (y[j] ?? 0))
    const value = (isFirst ? x[i++] : y[j]) ?? Number.NaN
    values[rank] = value
    if (isFirst) labels[rank] = 1
    if (rank > 0 && values[rank - 1] === value) {
      isEnd[rank - 1] = 0
      isTied = true
    }
  }
  return {sizes: [n, m], values, labels, isEnd, isTied}
}

function sortedFinite(sample: Float64Array, name: string): Float64Array {
  if (sample.length === 0) throw new RangeError(`the ${name} sample is empty`)
  const sorted = sample.slice().sort()
  // NaN sorts to the end, infinities to either end.
  if (!(Number.isFinite(sorted[0]) && Number.isFinite(sorted.at(-1)))) {
    throw new RangeError(`the ${name} sample holds NaN or an infinite value`)
  }
  return sorted
}
