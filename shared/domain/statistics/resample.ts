import {sumStream, wordStream} from './generator.ts'
import type {Units} from './units.ts'

/** A part of the resamples of one question, with a seed of its own: who draws it, and when, changes nothing. */
export type Block = {readonly seed: number; readonly resamples: number}

const BLOCK = 500

/** Parts `resamples` into blocks of at most 500. */
export function blocksOf(seed: number, resamples: number): readonly Block[] {
  return Array.from({length: Math.ceil(resamples / BLOCK)}, (_, index) => ({
    // An odd factor: no two blocks of one seed share theirs.
    seed: (seed + Math.imul(index, 0x85ebca6b)) >>> 0,
    resamples: Math.min(BLOCK, resamples - index * BLOCK),
  }))
}

/** For each resample the sums over as many units as there are, drawn with replacement: row-major, `width` numbers each. */
export function drawBlock({count, width, sums}: Units, {seed, resamples}: Block): Float64Array {
  if (width === 1) {
    const sum = sumStream(seed)
    return new Float64Array(resamples).map(() => sum(sums))
  }
  const fill = wordStream(seed)
  const words = new Uint32Array(count)
  const drawn = new Float64Array(resamples * width)
  const scale = count / 2 ** 32
  for (let resample = 0; resample < resamples; resample++) {
    fill(words)
    for (let column = 0; column < width; column++) {
      // Two sums, so that one addition need not wait for the other: half the time.
      let [even, odd] = [0, 0]
      for (let i = 1; i < count; i += 2) {
        even += sums[(((words[i - 1] ?? 0) * scale) | 0) * width + column] ?? 0
        odd += sums[(((words[i] ?? 0) * scale) | 0) * width + column] ?? 0
      }
      if (count % 2 === 1)
        even += sums[(((words[count - 1] ?? 0) * scale) | 0) * width + column] ?? 0
      drawn[resample * width + column] = even + odd
    }
  }
  return drawn
}
