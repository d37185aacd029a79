import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, role: train }
train:
  code: [train.sh]
  params: params.yaml
  metrics: metrics.json
gate:
  rules:
    - rmse <= 5
    - rmse <= baseline + 2%
`
const START = {
  'proofmark.yml': CONFIG,
  'data/2014.csv': 'date,price\n2014-01-01,100\n',
  'train.sh': 'train\n',
  'params.yaml': 'features: [lag_1, lag_7]\n',
}
const metrics = (rmse: number | string) => ({'metrics.json': `{\n  "rmse": ${rmse}\n}\n`})

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
})
afterAll(() => team.close())

async function walk(job: RunningJob) {
  const track = await job.act('track')
  const gate = await job.act('gate')
  const comment = await job.act('comment')
  return {track, gate, comment}
}

describe('the road', () => {
  test('main: nothing to compare with, said in words; the record enters the history', async () => {
    const {track, gate, comment} = await walk(await team.job({made: metrics(3)}))
    expect(track.exitCode).toBe(0)
    expect(track.outputs).toMatchObject({changed: 'true', files: '1', 'reason-code': 'no-baseline'})
    expect(gate.exitCode).toBe(0)
    expect(gate.outputs['verdict']).toBe('no-baseline')
    expect(gate.log.join('\n')).toContain('no baseline: ')
    expect(resultOf(gate)['remembered']).toContain('remembered in the branch proofmark-history')
    expect(comment.exitCode).toBe(0)
    expect(comment.summary).toContain('🆕')
    expect(team.repository.head('proofmark-history')).toMatch(/^[0-9a-f]{40}$/)
  })

  test('a worse pull request fails, and its comment says by how much and what differs', async () => {
    const pull = await team.propose('worse', {'params.yaml': 'features: [lag_1]\n'})
    const {track, gate, comment} = await walk(await team.job({pull, made: metrics(3.3)}))
    expect(track.outputs).toMatchObject({changed: 'false', 'reason-code': 'unchanged'})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
    expect(gate.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        position: expect.objectContaining({file: 'metrics.json', line: 2}),
      }),
    )
    expect(resultOf(gate)['remembered']).toContain('only runs on the default branch')
    expect(comment.exitCode).toBe(0)
    expect(comment.outputs['reason-code']).toBe('created')
    const [written, ...more] = team.repository.commentsOf(pull.number)
    expect(more).toEqual([])
    expect(written?.body).toContain('❌ oil is worse')
    expect(written?.body).toContain('+10')
    expect(written?.body).toMatch(/lag\\?_7/)
    expect(comment.summary).toContain('❌ oil is worse')
  })

  test('the same push again writes nothing', async () => {
    const [pull] = team.repository.pulls
    if (!pull) throw new Error('no pull request')
    const job = await team.job({pull, made: metrics(3.3)})
    await job.act('track')
    await job.act('gate')
    team.github.forget()
    const comment = await job.act('comment')
    expect(comment.outputs['reason-code']).toBe('unchanged')
    const asked = team.github.requests.filter(({path}) => /^\/(repos|graphql)/.test(path))
    expect(asked.map(({operation}) => operation)).toEqual(['ReadComments'])
    expect(team.repository.commentsOf(pull.number)).toHaveLength(1)
  })

  test('new data and a better model pass; merged, main has a successor', async () => {
    const pull = await team.propose('better', {'data/2015.csv': 'date,price\n2015-01-01,50\n'})
    const {track, gate, comment} = await walk(await team.job({pull, made: metrics(2.7)}))
    expect(track.outputs).toMatchObject({changed: 'true', added: '1', removed: '0', modified: '0'})
    expect(gate.exitCode).toBe(0)
    expect(gate.outputs['verdict']).toBe('pass')
    expect(comment.outputs['reason-code']).toBe('created')
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('✅ oil is better')
    expect(written?.body).toContain('2015.csv')

    await team.pushMain({'data/2015.csv': 'date,price\n2015-01-01,50\n'})
    const main = await walk(await team.job({made: metrics(2.7)}))
    expect(main.gate.outputs['verdict']).toBe('pass')
    expect(resultOf(main.gate)['baseline']).toMatchObject({how: 'parent', behind: 0})
    expect(main.gate.exitCode).toBe(0)
  })

  test('a pull request that loosens its rules is judged by those of main', async () => {
    const pull = await team.propose('looser', {
      'proofmark.yml': CONFIG.replace('baseline + 2%', 'baseline + 50%'),
    })
    const {gate} = await walk(await team.job({pull, made: metrics(3)}))
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs['verdict']).toBe('fail')
    expect(resultOf(gate)['policy']).toMatchObject({
      from: 'commit',
      proposed: {change: 'edited'},
    })
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('Policy:')
    expect(written?.body).toContain('baseline + 50%')
    expect(written?.body).toContain('❌')
  })

  test('a pull request that renames its pipeline is compared all the same', async () => {
    const pull = await team.propose('renamed', {
      'proofmark.yml': CONFIG.replace('pipeline: oil', 'pipeline: oil-two'),
    })
    const job = await team.job({pull, made: metrics(4)})
    const gate = await job.act('gate')
    expect(gate.outputs['verdict']).toBe('fail')
  })

  test('asked GitHub nothing that GitHub would refuse', () => {
    expect(team.github.problems()).toEqual([])
  })
})

describe('what is not there', () => {
  test.each([
    {name: 'missing', made: {}, code: 'unreadable-metrics', said: 'metrics.json'},
    {name: 'NaN', made: metrics('NaN'), code: 'metric-not-finite', said: 'NaN'},
    {
      name: 'a text',
      made: {'metrics.json': '{"rmse": "3", "mae": 1}'},
      code: 'metric-not-a-number',
      said: 'text',
    },
    {
      name: 'cut off',
      made: {'metrics.json': '{"rmse": 3'},
      code: 'unreadable-metrics',
      said: ':1:',
    },
    {name: 'empty', made: {'metrics.json': ''}, code: 'unreadable-metrics', said: 'metrics.json'},
    {
      name: 'given twice',
      made: {'metrics.json': '{"rmse": 9,\n"rmse": 3}'},
      code: 'unreadable-metrics',
      said: 'duplicate',
    },
    {
      name: 'another one',
      made: {'metrics.json': '{"mae": 1}'},
      code: 'missing-metric',
      said: 'rmse',
    },
  ])('metrics that are $name are an error, never green', async ({made, code, said}) => {
    const gate = await (await team.job({made})).act('gate', {history: 'none'})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': code})
    expect(errorsOf(gate)).toContain(said)
  })

  test('wrong inputs are told together, each with the right word', async () => {
    const gate = await (await team.job()).act('gate', {rule: 'a <= 1', 'fail-on': 'fial'})
    expect(gate.exitCode).toBe(1)
    expect(errorsOf(gate)).toContain('rule: no such input; did you mean "rules"?')
    expect(errorsOf(gate)).toContain('did you mean "fail"?')
  })

  test('a broken configuration is told with line and column', async () => {
    const job = await team.job({made: {'proofmark.yml': 'pipeline: x\ngat:\n  rules: []\n'}})
    const gate = await job.act('gate')
    expect(gate.exitCode).toBe(1)
    expect(errorsOf(gate)).toMatch(/proofmark\.yml:2:1 .*unknown key "gat".*"gate"/s)
  })
})
