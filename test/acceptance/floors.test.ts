import {afterAll, beforeAll, expect, test} from 'vitest'
import {foundTeam, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: guarded
train:
  metrics: metrics.json
gate:
  alpha: 0.04
  rules:
    - accuracy >= floor
`
const metrics = (accuracy: number) => ({'metrics.json': `{"accuracy": ${accuracy}}`})

let team: Team
beforeAll(async () => {
  const files = {'proofmark.yml': CONFIG, 'proofmark.floors.yml': 'accuracy: 0.9\n'}
  team = await foundTeam(files, 'guarded')
  await (await team.job({made: metrics(0.92)})).act('gate')
})
afterAll(() => team.close())

test('a change that lowers its floor and grants itself more chance is judged by neither, and told', async () => {
  const pull = await team.propose('lower', {
    'proofmark.floors.yml': 'accuracy: 0.8\n',
    'proofmark.yml': CONFIG.replace('0.04', '0.4'),
  })
  const job = await team.job({pull, made: metrics(0.85)})
  const gate = await job.act('gate')
  expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'under-limit'})
  expect(resultOf(gate)).toMatchObject({
    policy: {
      from: 'commit',
      alpha: 0.04,
      floors: {
        path: 'proofmark.floors.yml',
        values: {accuracy: 0.9},
        changes: [{metric: 'accuracy', before: 0.9, after: 0.8, isLowered: true}],
      },
      proposed: {change: 'edited', settings: ['gate.alpha 0.04 → 0.4']},
    },
  })
  expect(gate.summary).toContain('lowers that of `accuracy` from 0.9 to 0.8')
  expect(gate.summary).toContain('gate.alpha 0.04 → 0.4')
})

test('rules of the workflow find their floors in the trusted commit, too', async () => {
  const [pull] = team.repository.pulls
  if (!pull) throw new Error('no pull request')
  const job = await team.job({pull, made: metrics(0.85)})
  const inputs = {metrics: 'metrics.json', rules: 'accuracy >= floor', history: 'none'}
  expect((await job.act('gate', inputs)).outputs['verdict']).toBe('fail')
})

test('a floor that nobody reviewed yet is an error with the line to add', async () => {
  const job = await team.job({made: {'metrics.json': '{"accuracy": 0.95, "recall": 0.7}'}})
  const gate = await job.act('gate', {rules: 'recall >= floor'})
  expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'missing-floor'})
  expect(resultOf(gate)['reason']).toContain('recall: 0.7')
})

test('a change that breaks the file of floors is judged by those before', async () => {
  const pull = await team.propose('broken', {'proofmark.floors.yml': 'accuracy: high\n'})
  const gate = await (await team.job({pull, made: metrics(0.95)})).act('gate')
  expect(gate.outputs['verdict']).toBe('pass')
  expect(gate.summary).toContain('unusable')
})
