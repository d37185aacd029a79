import {resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {intervalsOfResamples} from '../shared/domain/statistics/bootstrap.ts'
import {generator} from '../shared/domain/statistics/generator.ts'
import {blocksOf, drawBlocks} from '../shared/domain/statistics/resample.ts'
import {type Crew, resamplingCrew} from '../shared/platform/resampling.ts'
import {interleave, median, milliseconds, printRows} from './measure.ts'

const EXAMPLES = 10_000
const RESAMPLES = 10_000

/** 10,000 examples × 10,000 resamples with their interval, on two threads, against one thread and a plain loop. */
export async function benchBootstrap(rounds: number): Promise<void> {
  const next = generator(1)
  const sums = Float64Array.from({length: EXAMPLES}, () => next(1000) / 1000)
  const units = {count: EXAMPLES, width: 1, sums}
  const blocks = blocksOf(1, RESAMPLES)
  const mean = ([sum = 0]: readonly number[]) => [sum / EXAMPLES]
  const found: unknown[] = []
  const crews: Crew[] = []
  const [two, one, plain] = (
    await interleave(rounds, [
      () => {
        // The thread starts anew each time, as it does in a gate.
        const crew = resamplingCrew({workers: 2, script: resolve('dist/resample.worker.js')})
        found[0] = intervalsOfResamples(units, mean, {drawn: crew.draw(units, blocks)})
        crews.push(crew)
      },
      () => {
        found[1] = intervalsOfResamples(units, mean, {drawn: drawBlocks(units, blocks)})
      },
      () => {
        for (let resample = 0; resample < RESAMPLES / 10; resample++) {
          let sum = 0
          for (let i = 0; i < EXAMPLES; i++) sum += sums[Math.floor(Math.random() * EXAMPLES)] ?? 0
          found[2] = sum
        }
      },
    ])
  ).map(median)
  await Promise.all(crews.map(({end}) => end()))
  if (JSON.stringify(found[0]) !== JSON.stringify(found[1])) throw new Error('threads disagree')
  const ours = two ?? Number.NaN
  const what = `${EXAMPLES.toLocaleString('en-US')} examples × ${RESAMPLES.toLocaleString('en-US')} resamples, BCa interval, two threads`
  printRows('Bootstrap', [
    {
      what,
      ours: milliseconds(ours),
      peer: `${milliseconds(10 * (plain ?? 0))} (Math.random in a loop, means alone, from a tenth)`,
      ratio: ours / (10 * (plain ?? 0)),
      budget: 'at most 0.3 s',
      isWithin: ours <= 300,
    },
    {
      what: 'the same',
      ours: milliseconds(ours),
      peer: `${milliseconds(one ?? 0)} (one thread)`,
      ratio: ours / (one ?? 0),
      budget: 'at most 0.75',
      isWithin: ours <= 0.75 * (one ?? 0),
    },
  ])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchBootstrap(5)
