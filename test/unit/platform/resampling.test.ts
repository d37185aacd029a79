import {describe, expect, test} from 'vitest'
import {blocksOf, drawBlock} from '../../../shared/domain/statistics/resample.ts'
import {drawBlocks} from '../../../shared/platform/resampling.ts'

const unitsOf = (count: number) => ({
  count,
  width: 1,
  sums: Float64Array.from({length: count}, (_, unit) => unit % 7),
})

describe('resampling on several threads', () => {
  test('gives what one thread gives, however many there are', async () => {
    const task = {units: unitsOf(10_000), blocks: blocksOf(5, 2001)}
    const alone = task.blocks.map(block => drawBlock(task.units, block))
    expect(alone).toHaveLength(5)
    expect(await drawBlocks(task, {workers: 3})).toEqual(alone)
  })

  test('one number a unit is drawn by the same words as several', () => {
    for (const count of [1, 2, 999]) {
      const {sums} = unitsOf(count)
      const twice = new Float64Array(2 * count)
      for (const [unit, sum] of sums.entries()) twice.fill(sum, 2 * unit, 2 * unit + 2)
      const block = {seed: 3, resamples: 5}
      const one = drawBlock({count, width: 1, sums}, block)
      const two = drawBlock({count, width: 2, sums: twice}, block)
      expect([...two]).toEqual([...one].flatMap(sum => [sum, sum]))
    }
  })

  test('little is drawn at once', async () => {
    const task = {units: unitsOf(10), blocks: blocksOf(5, 1200)}
    expect(await drawBlocks(task, {workers: 8})).toEqual(
      task.blocks.map(block => drawBlock(task.units, block)),
    )
    expect(await drawBlocks({...task, blocks: []})).toEqual([])
  })

  test('a thread that cannot draw is an error', async () => {
    const block = {seed: (() => 1) as unknown as number, resamples: 501}
    const task = {units: unitsOf(50_000), blocks: [block, block]}
    // A function cannot be sent to a thread.
    await expect(drawBlocks(task, {workers: 2})).rejects.toThrow()
  })
})
