import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

const CONFIG = `from: dvc.yaml
data:
  holdout: { path: data/holdout.csv, role: holdout }
gate:
  rules: [rmse <= 5, rmse <= baseline + 2%]
`
const PIPELINE = `stages:
  prepare: &usual
    params: [lr]
    cmd: sh prepare.sh
    deps: [prepare.sh]
    outs: [data/train.csv]
  train:
    <<: *usual
    cmd: sh train.sh
    deps: [train.sh, data/train.csv]
    outs: [out/model.bin]
    metrics: [{ out/metrics.json: { cache: false } }]
`
const START: Files = {
  'proofmark.yml': CONFIG,
  'dvc.yaml': PIPELINE,
  'params.yaml': 'lr: 0.1\nepochs: 3\n',
  'prepare.sh': 'true\n',
  'train.sh':
    'mkdir -p out; printf \'{"rmse": 3}\' > out/metrics.json; printf weights > out/model.bin\n',
  'data/train.csv': 'day,price\n1,2\n',
  'data/holdout.csv': 'day,price\n2,3\n',
}

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  const job = await team.job()
  for (const action of ['track', 'train', 'gate']) {
    expect(errorsOf(await job.act(action))).toBe('')
  }
})
afterAll(() => team.close())

async function plan(branch: string, files: Files) {
  const pull = await team.propose(branch, files)
  const job = await team.job({pull})
  const track = await job.act('track', {plan: 'true'})
  expect(errorsOf(track)).toBe('')
  return {job, track}
}

describe('a configuration that a pipeline of DVC fills', () => {
  test('takes its training stage on the whole road, merge keys included', async () => {
    const {track} = await plan('words', {'README.md': 'Words.\n'})
    expect(track.outputs).toMatchObject({train: 'false', reason: 'unchanged'})
    const result = resultOf(track)
    expect(result['datasets']).toMatchObject([
      {name: 'train', path: 'data/train.csv', role: 'train'},
      {name: 'holdout', role: 'holdout'},
    ])
  })

  test.each([
    {name: 'data', files: {'data/train.csv': 'day,price\n1,9\n'}, reason: 'data-changed'},
    {name: 'code', files: {'train.sh': `${START['train.sh']}:\n`}, reason: 'code-changed'},
    {name: 'parameters', files: {'params.yaml': 'lr: 0.3\n'}, reason: 'parameters-changed'},
    {
      name: 'the command in dvc.yaml',
      files: {'dvc.yaml': PIPELINE.replace('cmd: sh train.sh', 'cmd: sh train.sh fast')},
      reason: 'command-changed',
    },
  ])('and sees a change of $name', async ({name, files, reason}) => {
    const {track} = await plan(name.replaceAll(/\W+/g, '-'), files)
    expect(track.outputs).toMatchObject({train: 'true', reason})
  })

  test('trains and judges by what the stage writes', async () => {
    const worse = START['train.sh']?.toString().replace('"rmse": 3', '"rmse": 4') ?? ''
    const {job} = await plan('worse', {'train.sh': worse})
    expect(errorsOf(await job.act('train'))).toBe('')
    const gate = await job.act('gate')
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
  })

  test('is told with its line where it cannot be read', async () => {
    const pull = await team.propose('torn', {'dvc.yaml': PIPELINE.replace('*usual', 'usual')})
    const gate = await (await team.job({pull})).act('gate')
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'invalid-config'})
    expect(gate.log.join('\n') + errorsOf(gate)).toContain('dvc.yaml:8:5')
  })
})
