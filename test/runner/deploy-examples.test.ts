import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {REPOSITORY} from '../harness/action-metadata.ts'
import {sumModel} from '../unit/examples/served-models.ts'
import {hasAct} from './act.ts'
import {openProductionTeam, type ProductionTeam} from './production-team.ts'

const DEPLOY = join(REPOSITORY, 'workflows-examples', 'deploy.yml')
const ROLLBACK = join(REPOSITORY, 'workflows-examples', 'rollback.yml')

vi.setConfig({testTimeout: 120_000})

/** The examples that go to production and back, as people copy them. */
describe.runIf(hasAct())('deploy.yml and rollback.yml under act', () => {
  let team: ProductionTeam

  beforeAll(async () => {
    team = await openProductionTeam(1.03)
  })
  afterAll(() => team.close())

  const states = () =>
    team.repository.deployments
      .filter(({payload}) => JSON.stringify(payload).includes('proofmark/deployment-payload/v1'))
      .map(({task, statuses}) => [task, statuses.at(-1)?.state])

  test('nobody approved: everything is judged, nothing is deployed, no token is made', async () => {
    const {jobs, raw} = await team.play(DEPLOY)
    expect([...jobs], raw).toEqual([
      ['train', 'success'],
      ['evaluate', 'success'],
      ['judge', 'success'],
      ['deploy', 'failure'],
    ])
    expect(raw).toContain('refused, approval-missing: 0 of 1 person approved')
    expect(team.production.issuer.issued).toEqual([])
    expect(team.repository.head('proofmark-history')).toBeDefined()
    expect(states()).toEqual([])
  })

  test('approved: the model is live, and its token is given back', async () => {
    const {jobs, log, raw} = await team.play(DEPLOY, {approvedBy: 'bo'})
    expect(jobs.get('deploy'), raw).toBe('success')
    expect(await team.live()).toBe(sumModel(1.03).digest)
    const {endpoint} = team.production
    expect(endpoint.issued).toHaveLength(1)
    expect(endpoint.issued.every(endpoint.isRevoked)).toBe(true)
    expect(log.join('\n')).not.toContain(endpoint.issued[0])
  })

  test('the same model again asks nobody', async () => {
    const {jobs, log, raw} = await team.play(DEPLOY)
    expect(jobs.get('judge'), raw).toBe('success')
    expect(jobs.has('deploy')).toBe(false)
    expect(log.join('\n')).toContain('already-live')
  })

  test('a better one replaces it', async () => {
    await team.change('better', 1)
    await team.merge('better')
    const {jobs, raw} = await team.play(DEPLOY, {approvedBy: 'bo'})
    expect(jobs.get('deploy'), raw).toBe('success')
    expect(await team.live()).toBe(sumModel(1).digest)
  })

  test('by hand the one before comes back, with a reason and an approval', async () => {
    const inputs = {to: 'previous', reason: 'answers too slowly'}
    const refused = await team.play(ROLLBACK, {inputs})
    expect([...refused.jobs], refused.raw).toEqual([['rollback', 'failure']])
    expect(await team.live()).toBe(sumModel(1).digest)

    const {jobs, raw} = await team.play(ROLLBACK, {inputs, approvedBy: 'bo'})
    expect([...jobs], raw).toEqual([['rollback', 'success']])
    expect(await team.live()).toBe(sumModel(1.03).digest)
    expect(states()).toEqual([
      ['deploy', 'inactive'],
      ['deploy', 'inactive'],
      ['rollback', 'success'],
    ])
    expect(team.repository.deployments.at(-1)?.description).toContain('answers too slowly')
  })

  test('asked GitHub nothing that it would refuse', () => {
    expect(team.github.problems()).toEqual([])
  })
})
