import {afterAll, beforeAll, expect, test} from 'vitest'
import {generator} from '../../shared/domain/statistics/generator.ts'
import {linear} from './models.ts'
import {errorsOf, foundTeam, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  holdout: { path: data/holdout.csv, role: holdout, key: day }
model: { path: models/oil.onnx }
evaluate:
  target: price
  inputs: { features: [lag, swell] }
  metrics: [mae]
  slices: [region]
gate:
  rules:
    - mae <= baseline + 40%
    - mae[region=*] <= baseline + 40%
`

/** The swell is felt in the north alone, where one row in eight lies; a few rows are of an islet, one of nowhere. */
function holdout(): string {
  const next = generator(4)
  const lines = Array.from({length: 400}, (_, row) => {
    const region = row === 0 ? '' : row < 13 ? 'islet' : row % 8 === 0 ? 'north' : 'south'
    const lag = 40 + next(2000) / 100
    const swell = region === 'north' ? (next(2) === 0 ? 3 : -3) : 0
    const price = lag + swell + (next(2001) - 1000) / 1000
    return `d${row},${lag},${swell},${price.toFixed(6)},${region}`
  })
  return `day,lag,swell,price,region\n${lines.join('\n')}\n`
}

const model = (swell: number) => ({'models/oil.onnx': linear([1, swell])})

let team: Team
beforeAll(async () => {
  team = await foundTeam({
    'proofmark.yml': CONFIG,
    'data/holdout.csv': holdout(),
    ...model(1),
  })
  const job = await team.job()
  expect(resultOf(await job.act('evaluate'))).toMatchObject({rows: {slices: ['region']}})
  expect(resultOf(await job.act('gate'))).toMatchObject({verdict: 'no-baseline'})
}, 60_000)
afterAll(() => team.close())

test('a slice that got worse fails by name, where the whole hardly shows it, and no change turns that off', async () => {
  const pull = await team.propose('north', {
    ...model(0.5),
    'proofmark.yml': CONFIG.replace('  slices: [region]\n', ''),
  })
  const job = await team.job({pull})
  const evaluate = await job.act('evaluate')
  expect(errorsOf(evaluate)).toBe('')
  expect(evaluate.stdout).toContain('judged is as its base branch says')
  const gate = await job.act('gate')
  expect(resultOf(gate)).toMatchObject({
    verdict: 'fail',
    reasonCode: 'worse-than-baseline',
    reason: expect.stringContaining('mae[region=north]'),
    rules: [
      {metric: 'mae', verdict: 'pass', noise: {method: 'paired-t', rows: 400}},
      {metric: 'mae[region=islet]', verdict: 'inconclusive', reasonCode: 'small-slice', n: 12},
      {metric: 'mae[region=south]', verdict: 'pass', noise: {method: 'paired-t'}},
      {metric: 'mae[region=north]', verdict: 'fail', noise: {method: 'paired-t'}},
    ],
    configuration: {evaluation: ['slices']},
  })
  expect(gate.stdout).toContain('evaluated on 400 rows of data/holdout.csv (1 metric, 3 of slices)')
})
