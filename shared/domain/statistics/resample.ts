import {sumStream, wordStream} from './generator.ts'
import type {Units} from './units.ts'

/** A part of the resamples of one question, with a seed of its own: who draws it, and when, changes nothing. */
export type Block = {readonly seed: number; readonly resamples: number}

/** What `drawBlock` gives for each block, in their order, whoever draws them. */
export type DrawBlocks = (units: Units, blocks: readonly Block[]) => readonly Float64Array[]

const BLOCK = 500

/** Parts `resamples` into blocks of at most 500. */
export function blocksOf(seed: number, resamples: number): readonly Block[] {
  return Array.from({length: Math.ceil(resamples / BLOCK)}, (_, index) => ({
    // An odd factor: no two blocks of one seed share theirs.
    seed: (seed + Math.imul(index, 0x85ebca6b)) >>> 0,
    resamples: Math.min(BLOCK, resamples - index * BLOCK),
  }))
}

/** Draws all blocks here. */
export const drawBlocks: DrawBlocks = (units, blocks) =>
  blocks.map(block => drawBlock(units, block))

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
  const columns = columnsOf({count, width, sums})
  for (let resample = 0; resample < resamples; resample++) {
    fill(words)
    for (let i = 0; i < count; i++) words[i] = (words[i] ?? 0) * scale
    for (const [column, {values, like}] of columns.entries()) {
      const at = resample * width
      drawn[at + column] = like === undefined ? sumAt(words, values) : (drawn[at + like] ?? 0)
    }
  }
  return drawn
}

/** Numbers of one place of all units; `like` is an earlier column with the same numbers, which is added up only once. */
type Column = {readonly values: Float64Array; readonly like: number | undefined}

/** Two models on the same rows have the same counts and targets: half of the columns of an R². */
function columnsOf({count, width, sums}: Units): readonly Column[] {
  const columns: Column[] = []
  for (let column = 0; column < width; column++) {
    const values = new Float64Array(count)
    for (let unit = 0; unit < count; unit++) values[unit] = sums[unit * width + column] ?? 0
    const like = columns.findIndex(({values: known}) => isSame(known, values))
    columns.push({values, like: like < 0 ? undefined : like})
  }
  return columns
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  return one.every((value, at) => value === other[at])
}

/** Two sums, so that one addition need not wait for the other: half the time. */
function sumAt(rows: Uint32Array, values: Float64Array): number {
  const {length} = rows
  let [even, odd] = [0, 0]
  for (let i = 1; i < length; i += 2) {
    even += values[rows[i - 1] ?? 0] ?? 0
    odd += values[rows[i] ?? 0] ?? 0
  }
  if (length % 2 === 1) even += values[rows[length - 1] ?? 0] ?? 0
  return even + odd
}
