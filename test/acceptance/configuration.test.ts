import {rm, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, type Files, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, role: train }
train:
  metrics: metrics.json
gate:
  rules:
    - rmse <= 5
    - rmse <= baseline + 2%
`
const metrics = (rmse: number) => ({'metrics.json': `{"rmse": ${rmse}}`})

let team: Team
beforeAll(async () => {
  team = await foundTeam({'proofmark.yml': CONFIG, 'data/a.csv': '1\n'}, 'repo')
  const main = await team.job({made: metrics(3)})
  await main.act('track')
  await main.act('gate')
})
afterAll(() => team.close())

async function walk(job: RunningJob) {
  const track = await job.act('track')
  const gate = await job.act('gate')
  const comment = await job.act('comment')
  return {track, gate, comment}
}

async function proposed(branch: string, files: Files, made: Files) {
  const pull = await team.propose(branch, files)
  const walked = await walk(await team.job({pull, made}))
  const [comment, ...more] = team.repository.commentsOf(pull.number)
  expect(more).toEqual([])
  return {...walked, body: comment?.body ?? ''}
}

describe('a pull request cannot choose what is judged', () => {
  test('by naming another metrics file', async () => {
    const {gate, body} = await proposed(
      'forged',
      {
        'proofmark.yml': CONFIG.replace('metrics: metrics.json', 'metrics: best.json'),
        'best.json': '{"rmse": 1}',
      },
      metrics(4),
    )
    expect(gate.outputs['verdict']).toBe('fail')
    expect(gate.exitCode).toBe(1)
    expect(resultOf(gate)['configuration']).toEqual({
      path: 'proofmark.yml',
      metrics: {trusted: 'metrics.json', proposed: 'best.json'},
    })
    expect(body).toContain(
      'this pull request names `best.json` as its metrics file; judged was `metrics.json`, as on main',
    )
  })

  test('unless the workflow names it', async () => {
    const pull = await team.propose('named', {'best.json': '{"rmse": 1}'})
    const job = await team.job({pull})
    const gate = await job.act('gate', {metrics: 'best.json'})
    expect(gate.outputs['verdict']).toBe('pass')
    expect(resultOf(gate)).not.toHaveProperty('configuration')
  })

  test('by another name of the pipeline', async () => {
    const {track, gate, body} = await proposed(
      'renamed',
      {'proofmark.yml': CONFIG.replace('pipeline: oil', 'pipeline: gas')},
      metrics(4),
    )
    expect(track.outputs).toMatchObject({changed: 'false', 'reason-code': 'unchanged'})
    expect(gate.outputs['verdict']).toBe('fail')
    expect(body).toContain('renames the pipeline `oil` to `gas`; compared with `oil`')
  })
})

test('a dataset that points elsewhere is told, though the bytes are the same', async () => {
  const {track, body} = await proposed(
    'repointed',
    {
      'proofmark.yml': CONFIG.replace('data/*.csv, role: train', 'copy/*.csv, role: holdout'),
      'copy/a.csv': '1\n',
    },
    metrics(3),
  )
  expect(track.outputs['changed']).toBe('false')
  expect(track.log.join('\n')).toContain('changed since')
  expect(body).toContain(
    'data `prices`: same bytes, read from `copy/*.csv` instead of `data/*.csv`, role `train` → `holdout`',
  )
})

describe('the history', () => {
  test.each(['main', 'MAIN', 'refs/heads/main', 'a..b'])('is never %s', async history => {
    const job = await team.job({made: metrics(3)})
    const before = team.repository.head('main')
    const gate = await job.act('gate', {history})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs['reason-code']).toBe('invalid-history')
    expect(team.repository.head('main')).toBe(before)
  })

  test('may have a name with a slash', async () => {
    const job = await team.job({made: metrics(3)})
    const gate = await job.act('gate', {history: 'ml/records'})
    expect(gate.exitCode).toBe(0)
    expect(team.repository.head('ml/records')).toMatch(/^[0-9a-f]{40}$/)
  })
})

const UNUSABLE = [
  {name: 'broken YAML', text: 'pipeline: [oil\n', says: 'proofmark.yml:'},
  {name: 'an unknown key', text: `${CONFIG}gates: 1\n`, says: 'unknown key "gates"'},
  {name: 'nothing', text: '', says: 'proofmark.yml'},
  {name: 'too much', text: `# ${'x'.repeat(300_000)}\n`, says: 'larger than'},
] as const

describe('a configuration that cannot be used', () => {
  test.each(UNUSABLE)(
    'because it holds $name is judged by the one on main',
    async ({name, text, says}) => {
      const branch = `unusable-${name.replaceAll(' ', '-')}`
      const {track, gate, comment, body} = await proposed(
        branch,
        {'proofmark.yml': text},
        metrics(3),
      )
      expect(track.exitCode).toBe(0)
      expect(track.outputs['reason-code']).toBe('unchanged')
      expect(gate.exitCode).toBe(1)
      expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'invalid-config'})
      expect(JSON.stringify(resultOf(gate)['rules'])).toContain('"verdict":"pass"')
      expect(comment.exitCode).toBe(0)
      expect(body).toContain('pipeline=oil ')
      expect(body).toContain('no verdict')
      expect(body.replaceAll('\\', '')).toContain(says)
      expect(body).toContain('leaves `proofmark.yml` unusable; the one on main was used')
      expect(body).not.toContain('/jobs/')
    },
  )

  test('because it is a link that leads out says so', async () => {
    const pull = await team.propose('link', {'README.md': 'x'})
    const job = await team.job({pull, made: metrics(3)})
    const file = join(job.workspace, 'proofmark.yml')
    await rm(file)
    await symlink('/etc/passwd', file)
    const {gate, comment} = await walk(job)
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'invalid-config'})
    expect(comment.exitCode).toBe(0)
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('not inside the workspace')
  })

  test('on main is an error there', async () => {
    const job = await team.job({made: {...metrics(3), 'proofmark.yml': 'pipeline: [oil\n'}})
    for (const action of ['track', 'gate']) {
      const finished = await job.act(action)
      expect(finished.exitCode).toBe(1)
      expect(finished.outputs['reason-code']).toBe('invalid-config')
    }
  })
})

test('a configuration that is removed is still the one that judges', async () => {
  const pull = await team.propose('removed', {'README.md': 'y'})
  const job = await team.job({pull, made: metrics(4)})
  await rm(join(job.workspace, 'proofmark.yml'))
  const {track, gate} = await walk(job)
  expect(track.outputs).toMatchObject({changed: 'false', 'reason-code': 'unchanged'})
  expect(gate.outputs['verdict']).toBe('fail')
  const [written] = team.repository.commentsOf(pull.number)
  expect(written?.body).toContain('pipeline=oil ')
  expect(written?.body).toContain('removes the rules in `proofmark.yml`')
})

test('data that was not tracked is missed', async () => {
  const pull = await team.propose('untracked', {'README.md': 'z'})
  const job = await team.job({pull, made: metrics(3)})
  await job.act('gate')
  await job.act('comment')
  const [written] = team.repository.commentsOf(pull.number)
  expect(written?.body).toContain('**Data:** not tracked in this run')
})

test('metrics that are not there are told as people name them', async () => {
  const {gate, body} = await proposed('nothing', {'README.md': 'n'}, {})
  expect(gate.outputs['reason-code']).toBe('unreadable-metrics')
  expect(body).toContain('⛔ oil: no verdict: there is no file metrics.json · check fails')
  expect(body).toContain('let a step before the gate write the metrics file')
  expect(errorsOf(gate)).not.toContain('/jobs/')
})

describe('a main that is broken', () => {
  let broken: Team
  beforeAll(async () => {
    broken = await foundTeam({'proofmark.yml': 'pipeline: [oil\n', 'data/a.csv': '1\n'}, 'broken')
  })
  afterAll(() => broken.close())

  test('does not stop the pull request that repairs it', async () => {
    const pull = await broken.propose('repair', {'proofmark.yml': CONFIG})
    const {gate, comment} = await walk(await broken.job({pull, made: metrics(3)}))
    expect(gate.outputs['verdict']).toBe('no-baseline')
    expect(resultOf(gate)['policy']).toMatchObject({from: 'proposed'})
    expect(comment.exitCode).toBe(0)
  })

  test('with a change that is broken too gives no verdict, and the comment says why', async () => {
    const pull = await broken.propose('worse', {'proofmark.yml': 'pipeline: {oil\n'})
    const {gate, comment} = await walk(await broken.job({pull, made: metrics(3)}))
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs['reason-code']).toBe('invalid-config')
    expect(comment.exitCode).toBe(0)
    const [written] = broken.repository.commentsOf(pull.number)
    expect(written?.body).toContain('no verdict: proofmark.yml:')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
