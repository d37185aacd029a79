import {describe, expect, test} from 'vitest'
import {openScene} from './deployment.ts'
import {errorsOf, resultOf} from './team.ts'

describe('the road to production', () => {
  test('first deployment: planned, approved, live, tried; all of it said truthfully', async () => {
    const {team, target, run, said} = await openScene()
    const ran = await run({weight: 2, verdict: 'no-baseline'})
    const plan = await ran.plan()
    expect(errorsOf(plan)).toBe('')
    expect(plan.outputs).toMatchObject({
      deploy: 'true',
      'reason-code': 'ready',
      model: ran.model,
      deployment: '',
    })
    expect(plan.summary).toContain('oil → production')
    expect(plan.summary).toContain('is the first there')
    expect(plan.summary).toContain('1 person, not the author')
    expect(plan.summary).toContain('asked now')
    expect(plan.summary).toContain(ran.model)
    expect(team.repository.deployments).toEqual([])

    const {approve, act} = await ran.deploying()
    approve()
    const finished = await act({stamp: plan.outputs['stamp'] ?? ''})
    expect(errorsOf(finished)).toBe('')
    expect(finished.exitCode).toBe(0)
    expect(finished.outputs).toMatchObject({'reason-code': 'deployed', model: ran.model})
    expect(target.active()).toBe(ran.model)
    expect(said()).toEqual([['queued', 'in_progress', 'success']])
    expect(resultOf(finished)).toMatchObject({
      way: 'deploy',
      smoke: {rows: 3, holds: true, largestDifference: 0},
    })
    expect(finished.summary).toMatch(/by @\S*bo/)
    expect(team.github.problems()).toEqual([])
  })
})
