import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {remember} from '../../shared/features/history/index.ts'
import {directoryHistory} from '../../shared/platform/stores/directory.ts'
import {sampleGate} from '../fakes/sample-report.ts'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {foundTeam, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
train:
  metrics: metrics.json
gate:
  rules:
    - rmse <= baseline + 2%, noise from history
    - mae <= baseline + 2%
`
const EARLIER = [3.4, 3.5, 3.3, 3.45, 3.35, 3.5, 3.3, 3.4, 3.55, 3.25, 3.45]

const folder = temporaryFolder()
let team: Team

/** Eleven commits of main, each with its record; the history is a folder, which needs no run for each. */
beforeAll(async () => {
  team = await foundTeam({'proofmark.yml': CONFIG}, 'oil')
  const history = directoryHistory(join(folder(), 'history'))
  for (const [index, value] of EARLIER.entries()) {
    const commit = await team.pushMain({'model.txt': String(index)})
    const metrics = ['rmse', 'mae'].map(name => ({key: [name], value, source: 'metrics.json'}))
    const gate = sampleGate({verdict: 'pass', metrics})
    const run = {id: index + 1, attempt: 1}
    const record = {
      schema: 'proofmark/record/v1',
      pipeline: 'oil',
      leg: 'main',
      commit,
      run,
      gate,
    } as const
    await remember(history, record, {manifests: new Map()})
  }
}, 60_000)
afterAll(() => team.close())

test('one figure is judged by earlier runs where its rule asks, and the one beside it as a point', async () => {
  const pull = await team.propose('worse', {'README.md': 'worse'})
  const made = {'metrics.json': '{"rmse": 3.55, "mae": 3.55}'}
  const job = await team.job({pull, made})
  const gate = await job.act('gate', {history: join(folder(), 'history')})
  expect(gate.stdout).toContain('the history has 11 earlier models that were judged on these rows')
  expect(gate.stdout).toContain('against 11 earlier runs: of low power')
  expect(resultOf(gate)).toMatchObject({
    verdict: 'fail',
    rules: [
      {metric: 'rmse', verdict: 'inconclusive', noise: {method: 'history', rows: 11}},
      {metric: 'mae', verdict: 'fail'},
    ],
  })
})
