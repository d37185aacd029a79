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

  test('little is drawn at once', async () => {
    const task = {units: unitsOf(10), blocks: blocksOf(5, 1200)}
    expect(await drawBlocks(task, {workers: 8})).toEqual(
      task.blocks.map(block => drawBlock(task.units, block)),
    )
    expect(await drawBlocks({...task, blocks: []})).toEqual([])
  })

  test('a thread that cannot draw is an error', async () => {
    const broken = {...unitsOf(0), count: 10_000_000, sums: (() => 1) as unknown as Float64Array}
    const task = {units: broken, blocks: blocksOf(5, 501)}
    // A function cannot be sent to a thread.
    await expect(drawBlocks(task, {workers: 2})).rejects.toThrow()
  })
})
