import {describe, expect, test} from 'vitest'
import {type DeployScene, openScene} from './deployment.ts'
import {approved, modelOf} from './live-scene.ts'
import {errorsOf} from './team.ts'

/** Between `in_progress` and the end of a deployment no other one is in progress. */
function expectOneAtATime(scene: DeployScene): void {
  const spans = scene.team.repository.deployments
    .filter(({payload}) => JSON.stringify(payload).includes('proofmark/deployment-payload/v1'))
    .map(({statuses}) => {
      const from = statuses.findIndex(({state}) => state === 'in_progress')
      return {from: statuses[from]?.id ?? 0, to: statuses[from + 1]?.id ?? 0}
    })
    .filter(({from}) => from > 0)
    .toSorted((a, b) => a.from - b.from)
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1]
    expect(span.to).toBeGreaterThan(span.from)
    if (next) expect(next.from).toBeGreaterThan(span.to)
  }
}

describe('three deployments at once', {timeout: 120_000}, () => {
  test('of one commit go one after the other, and the last one is live', async () => {
    const scene = await openScene()
    scene.target.trouble.slow = {path: /PUT/, ms: 300}
    const starts = [
      await approved(scene, {weight: 2}),
      await approved(scene, {weight: 3}),
      await approved(scene, {weight: 4}),
    ]
    const finished = await Promise.all(starts.map(({start}) => start()))
    expect(finished.map(errorsOf)).toEqual(['', '', ''])
    expectOneAtATime(scene)
    expect(scene.said().map(states => states.at(-1))).toEqual(['inactive', 'inactive', 'success'])
    const last = scene.team.repository.deployments
      .filter(({statuses}) => statuses.length > 2)
      .at(-1)
    expect(JSON.stringify(last?.payload)).toContain(scene.target.active())
  })

  test('of three commits: whatever the order, the newest is live in the end', async () => {
    const scene = await openScene()
    const starts: Awaited<ReturnType<typeof approved>>[] = []
    for (const weight of [2, 3, 4]) {
      starts.push(await approved(scene, {weight}))
      await scene.push()
    }
    const finished = await Promise.all(starts.toReversed().map(({start}) => start()))
    expectOneAtATime(scene)
    expect(scene.target.active()).toBe(modelOf(4))
    const [newest, ...older] = finished
    expect(newest?.outputs['reason-code']).toBe('deployed')
    for (const {outputs} of older) {
      expect(['deployed', 'older-than-live']).toContain(outputs['reason-code'])
    }
  })

  test('of which the first is killed while it tries: the others still go, one after the other', async () => {
    const scene = await openScene()
    scene.target.trouble.slow = {path: /predict/, ms: 2000}
    const first = await approved(scene, {weight: 2})
    const [second, third] = [await approved(scene, {weight: 3}), await approved(scene, {weight: 4})]
    const when = () => scene.target.active() === modelOf(2)
    const going = first.start({cancel: {when, signal: 'SIGKILL'}})
    await expect.poll(() => scene.said().length, {timeout: 30_000}).toBe(1)
    const others = await Promise.all([second.start(), third.start()])
    expect((await going).signal).toBe('SIGKILL')
    expect(others.map(errorsOf)).toEqual(['', ''])
    expectOneAtATime(scene)
    expect(scene.said().map(states => states.at(-1))).toEqual(['error', 'inactive', 'success'])
  })
})

describe('legs that were given the same target', {timeout: 90_000}, () => {
  test('do not overwrite each other: the second is refused, and the first can go on', async () => {
    const scene = await openScene()
    const [one, two] = [
      await approved(scene, {weight: 2, leg: 'europe'}),
      await approved(scene, {weight: 3, leg: 'asia'}),
    ]
    expect((await one.start()).outputs['reason-code']).toBe('deployed')
    const refused = await two.start()
    expect(refused.outputs['reason-code']).toBe('live-differs')
    expect(errorsOf(refused)).toContain('which is live for oil, leg europe (deployment')
    expect(scene.target.active()).toBe(modelOf(2))
    await scene.push()
    const again = await approved(scene, {weight: 4, leg: 'europe'})
    expect((await again.start()).outputs['reason-code']).toBe('deployed')
  })

  test('at once: the target lets one of them pass', async () => {
    const scene = await openScene()
    scene.target.trouble.slow = {path: /PUT/, ms: 1000}
    const starts = [
      await approved(scene, {weight: 2, leg: 'europe'}),
      await approved(scene, {weight: 3, leg: 'asia'}),
    ]
    const finished = await Promise.all(starts.map(({start}) => start()))
    const codes = finished.map(({outputs}) => outputs['reason-code']).sort()
    expect(codes).toEqual(['deployed', 'live-differs'])
    const winner = finished.find(({outputs}) => outputs['reason-code'] === 'deployed')
    expect(scene.target.active()).toBe(winner?.outputs['model'])
  })
})
