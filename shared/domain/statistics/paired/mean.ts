import {momentsOf} from '../moments.ts'
import {type TestOptions, type TestResult, testRatio} from '../ratio.ts'

/** The paired t-test: `differences` holds one difference of scores for each independent row. Throws as `momentsOf`. */
export function testPairedMean(differences: Float64Array, options?: TestOptions): TestResult {
  const {count, mean, variance} = momentsOf(differences)
  return testRatio(
    {estimate: mean, error: Math.sqrt(variance / count), degrees: count - 1},
    options,
  )
}

/**
 * The same when rows of one cluster hang together: √(Σ_c (Σ_{i∈c} (dᵢ − d̄))²) / n (Liang and Zeger 1986; Miller 2024),
 * with the factor C/(C − 1) and t with C − 1 degrees of freedom for few clusters. `clusters[i]` is the number of the
 * cluster of row i, from 0. Throws as `momentsOf`, and a RangeError for fewer than two clusters.
 */
export function testClusteredMean(
  differences: Float64Array,
  clusters: Uint32Array,
  options?: TestOptions,
): TestResult {
  const {count, mean} = momentsOf(differences)
  if (clusters.length !== count) {
    throw new RangeError(`${count} rows have ${clusters.length} cluster numbers`)
  }
  const sums = new Map<number, number>()
  for (const [row, cluster] of clusters.entries()) {
    sums.set(cluster, (sums.get(cluster) ?? 0) + (differences[row] ?? 0) - mean)
  }
  if (sums.size < 2) throw new RangeError('all rows are of one cluster')
  let squares = 0
  for (const sum of sums.values()) squares += sum ** 2
  const error = Math.sqrt((squares * sums.size) / (sums.size - 1)) / count
  return testRatio({estimate: mean, error, degrees: sums.size - 1}, options)
}
