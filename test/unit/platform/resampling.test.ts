import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Worker} from 'node:worker_threads'
import {afterAll, describe, expect, test} from 'vitest'
import {blocksOf, drawBlock, drawBlocks} from '../../../shared/domain/statistics/resample.ts'
import {type ResampleWork, resamplingCrew} from '../../../shared/platform/resampling.ts'

const unitsOf = (count: number) => ({
  count,
  width: 1,
  sums: Float64Array.from({length: count}, (_, unit) => unit % 7),
})

const folder = mkdtempSync(join(tmpdir(), 'proofmark-resampling-'))
// Takes the next block before anybody draws it, and is gone.
writeFileSync(
  join(folder, 'thief.mjs'),
  `import {parentPort} from 'node:worker_threads'
parentPort.on('message', ({board}) => {
  Atomics.add(new Int32Array(board), 0, 1)
  throw new Error('gone')
})
`,
)
afterAll(() => rmSync(folder, {recursive: true, force: true}))

describe('resampling on several threads', () => {
  test.each([1, 2, 3])('gives what one thread gives: %i', async workers => {
    const units = unitsOf(10_000)
    const blocks = blocksOf(5, 2001)
    const crew = resamplingCrew({workers})
    const alone = drawBlocks(units, blocks)
    expect(alone.map(({length}) => length)).toEqual([500, 500, 500, 500, 1])
    expect(crew.draw(units, blocks)).toEqual(alone)
    const pairs = {count: 5000, width: 2, sums: units.sums}
    expect(crew.draw(pairs, blocks)).toEqual(drawBlocks(pairs, blocks))
    await crew.end()
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

  test.each(['shared/platform/resample.worker.ts', 'dist/resample.worker.js'])(
    '%s draws what it is sent',
    async script => {
      const work: ResampleWork = {
        units: unitsOf(100),
        blocks: blocksOf(5, 501),
        board: new SharedArrayBuffer(12),
        drawn: new SharedArrayBuffer(8 * 501),
      }
      const thread = new Worker(join(import.meta.dirname, '../../..', script))
      thread.postMessage(work)
      const board = new Int32Array(work.board)
      expect([1, 2].map(block => Atomics.wait(board, block, 0, 20_000))).not.toContain('timed-out')
      expect([...new Float64Array(work.drawn)]).toEqual(
        drawBlocks(work.units, work.blocks).flatMap(sums => [...sums]),
      )
      await thread.terminate()
    },
  )

  test('little is drawn without a thread', () => {
    const crew = resamplingCrew({workers: 8, script: '/nowhere/at/all.js'})
    const blocks = blocksOf(5, 1200)
    expect(crew.draw(unitsOf(10), blocks)).toEqual(drawBlocks(unitsOf(10), blocks))
    expect(crew.draw(unitsOf(10), [])).toEqual([])
  })

  test.each([
    {name: 'cannot start', script: '/nowhere/at/all.js'},
    {name: 'dies with a block in its hands', script: join(folder, 'thief.mjs')},
  ])('what a thread that $name leaves undone is drawn here', async ({script}) => {
    const units = unitsOf(10_000)
    const blocks = blocksOf(5, 6000)
    const crew = resamplingCrew({workers: 2, script, patienceMs: 50})
    expect(crew.draw(units, blocks)).toEqual(drawBlocks(units, blocks))
    await crew.end()
  })
})
