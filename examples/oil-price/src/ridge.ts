/** Linear regression on standardised columns, with a penalty on large weights. */
export type Ridge = {
  readonly means: readonly number[]
  readonly scales: readonly number[]
  readonly weights: readonly number[]
  readonly intercept: number
}

type Rows = readonly (readonly number[])[]

export function fitRidge(rows: Rows, targets: readonly number[], alpha: number): Ridge {
  const columns = (rows[0] ?? []).map((_, column) => rows.map(row => row[column] ?? 0))
  const means = columns.map(mean)
  const scales = columns.map((values, column) => spread(values, means[column] ?? 0))
  const standard = columns.map((values, column) =>
    values.map(value => (value - (means[column] ?? 0)) / (scales[column] ?? 1)),
  )
  const intercept = mean(targets)
  const centred = targets.map(target => target - intercept)
  const gram = standard.map((left, i) =>
    standard.map((right, j) => dot(left, right) + (i === j ? alpha : 0)),
  )
  const weights = solve(
    gram,
    standard.map(values => dot(values, centred)),
  )
  return {means, scales, weights, intercept}
}

export function predictRidge(
  {means, scales, weights, intercept}: Ridge,
  row: readonly number[],
): number {
  return weights.reduce(
    (sum, weight, i) => sum + (weight * ((row[i] ?? 0) - (means[i] ?? 0))) / (scales[i] ?? 1),
    intercept,
  )
}

/** Solves a symmetric positive definite system by Cholesky's decomposition. */
export function solve(matrix: Rows, right: readonly number[]): readonly number[] {
  const lower: number[][] = matrix.map(() => [])
  const at = (i: number, j: number): number => lower[i]?.[j] ?? 0
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      let sum = row[j] ?? 0
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k)
      if (i === j && sum <= 0) throw new Error('columns depend on each other; choose alpha above 0')
      lower[i]?.push(i === j ? Math.sqrt(sum) : sum / at(j, j))
    }
  })
  const half: number[] = []
  right.forEach((value, i) => {
    half.push((value - half.reduce((sum, known, k) => sum + at(i, k) * known, 0)) / at(i, i))
  })
  const result: number[] = new Array(half.length).fill(0)
  for (let i = half.length - 1; i >= 0; i -= 1) {
    const known = result.reduce((sum, value, k) => (k > i ? sum + at(k, i) * value : sum), 0)
    result[i] = ((half[i] ?? 0) - known) / at(i, i)
  }
  return result
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation; 1 for a column that never changes, which then weighs nothing. */
function spread(values: readonly number[], middle: number): number {
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2))) || 1
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}
