import {wordStream} from '../generator.ts'
import {momentsOf} from '../moments.ts'
import type {Side} from '../ratio.ts'

/** Rows up to which all 2ⁿ sign patterns are tried. */
const MOST_EXACT = 20
const DRAWS = 9_999

export type SignFlipResult = {
  /** The mean difference. */
  readonly estimate: number
  readonly p: number
  readonly method: 'exact' | 'random'
}

/**
 * Fisher's test of paired differences: how many of the sign patterns that equality makes equally likely have a sum as
 * far out. All patterns up to 20 rows, 9,999 random ones with the given seed beyond. Throws as `momentsOf`.
 */
export function testSignFlip(
  differences: Float64Array,
  {side = 'two-sided', seed}: {readonly side?: Side; readonly seed: number},
): SignFlipResult {
  const {count, mean} = momentsOf(differences, 1)
  const sum = differences.reduce((total, one) => total + one, 0)
  const scale = differences.reduce((total, one) => total + Math.abs(one), 0)
  // Rounding must not make an equal pattern a smaller one.
  const least = (side === 'two-sided' ? Math.abs(sum) : sum) - 1e-12 * scale
  const isBeyond = {
    greater: (other: number) => other >= least,
    less: (other: number) => -other >= -sum - 1e-12 * scale,
    'two-sided': (other: number) => Math.abs(other) >= least,
  }[side]
  if (count <= MOST_EXACT) {
    const p = countPatterns(differences, isBeyond) / 2 ** count
    return {estimate: mean, p, method: 'exact'}
  }
  const fill = wordStream(seed)
  // One bit for each row.
  const words = new Uint32Array(Math.ceil(count / 32))
  let beyond = 0
  for (let draw = 0; draw < DRAWS; draw++) {
    fill(words)
    let flipped = 0
    for (let row = 0; row < count; row++) {
      flipped += (((words[row >> 5] ?? 0) >>> (row & 31)) & 1) * (differences[row] ?? 0)
    }
    if (isBeyond(sum - 2 * flipped)) beyond++
  }
  return {estimate: mean, p: (beyond + 1) / (DRAWS + 1), method: 'random'}
}

/** Each step of Gray's code flips one sign; the sum is taken anew now and then, so that rounding does not gather. */
function countPatterns(differences: Float64Array, isBeyond: (sum: number) => boolean): number {
  const signs = new Int8Array(differences.length).fill(1)
  let beyond = 0
  let sum = 0
  for (let pattern = 0; pattern < 2 ** differences.length; pattern++) {
    if (pattern > 0) {
      const row = 31 - Math.clz32(pattern & -pattern)
      signs[row] = -(signs[row] ?? 1)
      sum += 2 * (signs[row] ?? 1) * (differences[row] ?? 0)
    }
    if (pattern % 1024 === 0) {
      sum = differences.reduce((total, one, row) => total + one * (signs[row] ?? 1), 0)
    }
    if (isBeyond(sum)) beyond++
  }
  return beyond
}
