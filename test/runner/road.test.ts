import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {git} from '../../scripts/demo/git.ts'
import {sumModel} from '../unit/examples/served-models.ts'
import {hasAct} from './act.ts'
import {openProductionTeam, type ProductionTeam} from './production-team.ts'

const MAIN = join(import.meta.dirname, 'road', 'model-main.yml')
const PULL_REQUEST = join(import.meta.dirname, 'road', 'model-pull-request.yml')

vi.setConfig({testTimeout: 120_000})

/** The two workflows of a team that goes to production, each job with its own checkout and the artifacts between them. */
describe.runIf(hasAct())('the whole road under act', () => {
  let team: ProductionTeam

  beforeAll(async () => {
    team = await openProductionTeam(1.03)
  })
  afterAll(() => team.close())

  test('main: trained, evaluated, judged, and deployed with a minted token', async () => {
    const {endpoint} = team.production
    const {jobs, log, raw} = await team.play(MAIN, {approvedBy: 'bo'})
    expect([...jobs], raw).toEqual([
      ['train', 'success'],
      ['evaluate', 'success'],
      ['judge', 'success'],
      ['deploy', 'success'],
    ])
    expect(await team.live()).toBe(sumModel(1.03).digest)
    expect(endpoint.issued).toHaveLength(1)
    expect(log.join('\n')).not.toContain(endpoint.issued[0])
  })

  test('a worse pull request fails its check, and nothing is deployed', async () => {
    const {project, repository} = team
    await team.change('worse', 1.05)
    const pull = repository.openPull({head: 'worse', base: 'main'})
    await git(project, 'checkout', '--quiet', '--detach', 'main')
    await git(project, 'merge', '--quiet', '--no-ff', '-m', 'Merge', 'worse')
    await repository.push(project, {[`refs/pull/${pull.number}/merge`]: 'HEAD'})
    const {jobs, raw} = await team.play(PULL_REQUEST, {pull})
    expect([...jobs], raw).toEqual([
      ['plan', 'success'],
      ['train', 'success'],
      ['evaluate', 'success'],
      ['review', 'failure'],
    ])
    expect(repository.commentsOf(pull.number)[0]?.body).toContain('❌ oil is worse')
    expect(await team.live()).toBe(sumModel(1.03).digest)
  })

  test('a better one is merged, and replaces what was live', async () => {
    await team.change('better', 1)
    await team.merge('better')
    const {jobs, raw} = await team.play(MAIN, {approvedBy: 'bo'})
    expect(jobs.get('deploy'), raw).toBe('success')
    expect(await team.live()).toBe(sumModel(1).digest)
  })

  test('asked GitHub nothing that it would refuse', () => {
    expect(team.github.problems()).toEqual([])
  })
})
