import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson} from '../../shared/domain/json.ts'
import {errorsOf, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv }
train:
  metrics: metrics.json
gate:
  rules: [rmse <= 5]
`
const DAY_MS = 86_400_000

let team: Team
beforeAll(async () => {
  team = await foundTeam({'proofmark.yml': CONFIG, 'data/a.csv': '1\n'})
})
afterAll(() => team.close())

const made = {'metrics.json': '{"rmse": 3}'}

function artifactsOf(job: RunningJob) {
  return team.github
    .artifacts(job.run)
    .map(({name, createdAt, expiresAt}) => ({
      name,
      days: Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / DAY_MS),
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

describe('what a step leaves in its log', () => {
  test.each(['track', 'gate', 'comment'])(
    '%s: who it is first, what came out last',
    async action => {
      const job = await team.job({made})
      await job.act('track')
      await job.act('gate', {leg: action})
      const inputs = action === 'track' ? {leg: 'log'} : {leg: action === 'gate' ? 'log' : action}
      const finished = await job.act(action, inputs)
      expect(finished.exitCode).toBe(0)
      expect(finished.log[0]).toBe(`proofmark ${action} 0.1.0`)
      const last = {track: /^data sha256:/, gate: /^verdict: /, comment: /^verdict: /}[action]
      expect(finished.log.at(-1)).toMatch(last ?? /^$/)
    },
  )

  test('a group for each phase, and what GitHub was asked', async () => {
    const job = await team.job({made})
    const gate = await job.act('gate', {leg: 'groups'})
    expect(gate.groups).toEqual(['Metrics', 'Baseline', 'Verdict'])
    expect(gate.log.join('\n')).toMatch(/GitHub API: \d+ requests, \d+ left this hour/)
    const track = await job.act('track', {leg: 'groups'})
    expect(track.groups).toEqual(['Data', 'Baseline'])
  })
})

describe('artifacts', () => {
  test('of main are kept for 90 days, under pipeline, section, leg and attempt', async () => {
    const job = await team.job({made})
    await job.act('track', {leg: 'cpu'})
    await job.act('gate', {leg: 'cpu'})
    expect(artifactsOf(job)).toEqual([
      {name: 'oil-data-cpu-1', days: 90},
      {name: 'oil-gate-cpu-1', days: 90},
    ])
    const again = await team.job({made, attemptOf: job})
    await again.act('gate', {leg: 'cpu'})
    expect(artifactsOf(again).map(({name}) => name)).toContain('oil-gate-cpu-2')
  })

  test('of a pull request are kept for 7 days, or as long as the step says', async () => {
    const pull = await team.propose('kept', {'a.txt': '1'})
    const job = await team.job({pull, made})
    await job.act('track')
    await job.act('gate', {'retention-days': '3'})
    expect(artifactsOf(job)).toEqual([
      {name: 'oil-data-main-1', days: 7},
      {name: 'oil-gate-main-1', days: 3},
    ])
  })
})

describe('a verdict and the data it was made from', () => {
  async function judged(branch: string) {
    const pull = await team.propose(branch, {[`${branch}.txt`]: '1'})
    const job = await team.job({pull, made})
    const store = join(job.workspace, '..', `store-${branch}`)
    await job.act('track', {store})
    const gate = await job.act('gate', {store})
    expect(gate.exitCode).toBe(0)
    return {job, store, pull}
  }

  test('belong together', async () => {
    const {job, store} = await judged('together')
    expect((await job.act('comment', {store})).exitCode).toBe(0)
  })

  test('do not when other data lies there now', async () => {
    const {job, store, pull} = await judged('apart')
    const file = join(store, 'oil-data-main-1', 'data.json')
    const section = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, canonicalJson({...section, body: {...section.body, datasets: []}}))
    const comment = await job.act('comment', {store})
    expect(comment.exitCode).toBe(1)
    expect(comment.outputs['reason-code']).toBe('section-mismatch')
    expect(errorsOf(comment)).toContain('made from other data')
    expect(team.repository.commentsOf(pull.number)).toEqual([])
  })
})

test('inputs win over the configuration', async () => {
  const job = await team.job({made: {...made, 'other.json': '{"rmse": 9}'}})
  const gate = await job.act('gate', {metrics: 'other.json', rules: 'rmse <= 10', leg: 'inputs'})
  expect(gate.outputs['verdict']).toBe('pass')
  expect(resultOf(gate)['policy']).toMatchObject({from: 'inputs'})
})
