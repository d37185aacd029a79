import {incompleteGamma} from '../distributions/incomplete-gamma.ts'
import {invert} from '../distributions/inverse.ts'
import {normalCdf, normalQuantile} from '../distributions/normal.ts'
import {generator} from '../generator.ts'

const FEWEST = 99
const MOST = 999
/** As many permutations beyond what was observed settle that it is nothing special. */
const ENOUGH = 20
/** With fewer than this beyond it, the tail is drawn through the moments. */
const RARE = 10

export type PermutationOptions = {
  readonly sizes: readonly [n: number, m: number]
  readonly seed: number
  /** Share of false alarms that `limit` stands for. */
  readonly alpha?: number | undefined
  readonly most?: number | undefined
}

export type PermutationResult = {
  /** How likely chance alone gives more, and half of how likely it gives as much (mid-p). */
  readonly p: number
  /** What chance alone stays below in 1 − alpha of all cases. */
  readonly limit: number
}

/**
 * Compares an observed distance of two samples with that of random relabellings of their pooled units: as mid-p it keeps
 * its level on average for any distribution, ties or not. `distance` gets n + m labels, 1 for the first sample. It stops early once chance has
 * clearly done as much (Besag and Clifford 1991); where chance hardly ever does, the tail is Pearson's type III through
 * the mean, variance and skewness of the permutations, an approximation that ranks extremes but is not exact there.
 */
export function comparePermuted(
  distance: (labels: Uint8Array) => number,
  observed: number,
  {sizes: [n, m], seed, alpha = 0.05, most = MOST}: PermutationOptions,
): PermutationResult {
  const next = generator(seed)
  const labels = new Uint8Array(n + m)
  const drawn: number[] = []
  // Rounding must not make an equal arrangement a smaller or a larger one.
  const slack = 1e-12 * Math.abs(observed)
  let beyond = 0
  while (drawn.length < most && (drawn.length < FEWEST || beyond < ENOUGH)) {
    chooseLabels(labels, n, next)
    const value = distance(labels)
    drawn.push(value)
    if (value > observed + slack) beyond++
    else if (value >= observed - slack) beyond += 0.5
  }
  const law = pearson(drawn)
  const counted = drawn.length < most ? beyond / drawn.length : (beyond + 1) / (drawn.length + 1)
  const p = beyond < RARE ? Math.min(counted, law.tail(observed)) : counted
  return {p, limit: law.quantile(1 - alpha)}
}

/** Gives `count` of the labels 1, each choice as likely as any other, in one pass (Fan, Muller and Rezucha 1962). */
function chooseLabels(labels: Uint8Array, count: number, next: (limit: number) => number): void {
  let open = count
  for (let k = 0; k < labels.length; k++) {
    // Without a branch: nobody can foretell which way it goes.
    const chosen = Number(next(labels.length - k) < open)
    labels[k] = chosen
    open -= chosen
  }
}

/** The law with the first three moments of these values, skewed to the right or not at all. */
function pearson(values: readonly number[]) {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  let squares = 0
  let cubes = 0
  for (const value of values) {
    squares += (value - mean) ** 2
    cubes += (value - mean) ** 3
  }
  const deviation = Math.sqrt(squares / (count - 1))
  const skewness = deviation > 0 ? cubes / count / deviation ** 3 : 0
  if (deviation === 0) {
    return {tail: (x: number) => Number(x <= mean), quantile: () => mean}
  }
  if (skewness < 0.02) {
    return {
      tail: (x: number) => normalCdf((mean - x) / deviation),
      quantile: (p: number) => mean + deviation * normalQuantile(p),
    }
  }
  const shape = 4 / skewness ** 2
  const scale = deviation / Math.sqrt(shape)
  return {
    tail: (x: number) => incompleteGamma(shape, Math.max(0, (x - mean) / scale + shape)).upper,
    quantile: (p: number) =>
      mean + scale * (Math.exp(invert(u => incompleteGamma(shape, Math.exp(u)), p)) - shape),
  }
}
