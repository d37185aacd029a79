import {describe, expect, test} from 'vitest'
import type {DeployScene} from './deployment.ts'
import {approved, BETTER, expectTrouble, GOOD, modelOf, openLive} from './live-scene.ts'
import {errorsOf} from './team.ts'

describe('a rollback by hand', {timeout: 90_000}, () => {
  async function rollBack(scene: DeployScene, to: string, by = 'bo') {
    const {team} = scene
    const permissions = {contents: 'read', actions: 'read', deployments: 'write'} as const
    const job = await team.job({
      event: 'workflow_dispatch',
      actor: 'ana',
      environment: 'production',
      permissions,
    })
    team.github.review(job.run, {by})
    const inputs = {environment: 'production', rollback: to, reason: 'answers too slowly'}
    return job.act('deploy', inputs)
  }

  async function openTwo(): Promise<DeployScene> {
    const scene = await openLive()
    expect((await scene.deployed({weight: 3})).outputs['reason-code']).toBe('deployed')
    return scene
  }

  test('makes the one before live again, and is written down with its reason', async () => {
    const scene = await openTwo()
    const finished = await rollBack(scene, 'previous')
    expect(errorsOf(finished)).toBe('')
    expect(finished.outputs).toMatchObject({'reason-code': 'rolled-back', model: GOOD})
    expect(scene.target.active()).toBe(GOOD)
    const rolled = scene.team.repository.deployments.at(-1)
    expect(rolled).toMatchObject({
      task: 'rollback',
      description: 'rollback: answers too slowly',
      payload: {model: GOOD, previous: {model: BETTER}},
    })
    expect(scene.said().map(states => states.at(-1))).toEqual(['inactive', 'inactive', 'success'])
    const again = await rollBack(scene, 'previous')
    expectTrouble(again, 'no-way-back', 'no such model was live')
  })

  test('that waited while another model went live asks to be said again', async () => {
    const scene = await openTwo()
    scene.target.trouble.slow = {path: /PUT/, ms: 8000}
    const {start} = await approved(scene, {weight: 4})
    const going = start()
    await expect.poll(() => scene.said().at(-1)?.at(-1), {timeout: 30_000}).toBe('in_progress')
    const late = await rollBack(scene, 'previous')
    expect((await going).outputs['reason-code']).toBe('deployed')
    expectTrouble(late, 'deploy-in-progress', 'went live while this waited')
    expect(scene.target.active()).toBe(modelOf(4))
  })

  test('goes to a digest that was live here, and mends what somebody else did', async () => {
    const scene = await openTwo()
    scene.target.meddle('{"weight":7}')
    const finished = await rollBack(scene, BETTER)
    expect(errorsOf(finished)).toBe('')
    expect(scene.target.active()).toBe(BETTER)
  })

  test.each([
    {name: 'a model that was never live', to: modelOf(9), code: 'no-way-back', by: 'bo'},
    {name: 'its own asker', to: 'previous', code: 'approval-missing', by: 'ana'},
  ])('refuses $name: $code', async ({to, code, by}) => {
    const scene = await openTwo()
    const finished = await rollBack(scene, to, by)
    expect(finished.outputs['reason-code']).toBe(code)
    expect(scene.target.active()).toBe(BETTER)
    expect(scene.said()).toHaveLength(2)
  })
})
