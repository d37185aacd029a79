import {describe, expect, test} from 'vitest'
import {openScene} from './deployment.ts'
import {approved, BETTER, expectTrouble, GOOD, openLive} from './live-scene.ts'
import {errorsOf} from './team.ts'

describe('a model that answers otherwise than evaluated', {timeout: 90_000}, () => {
  test('is taken back by itself; the deployment says failure, and the one before stays live', async () => {
    const scene = await openLive()
    scene.target.trouble.lie = {model: BETTER, by: 0.5}
    const finished = await scene.deployed({weight: 3})
    expectTrouble(finished, 'smoke-test-failed', 'row 1: served 9.5, evaluated 9')
    expect(errorsOf(finished)).toContain(`${GOOD} is live again`)
    expect(scene.target.active()).toBe(GOOD)
    expect(scene.target.asked).toEqual([GOOD, BETTER, GOOD])
    expect(scene.said()).toEqual([
      ['queued', 'in_progress', 'success'],
      ['queued', 'in_progress', 'failure'],
    ])
    expect(scene.lastWord()?.description).toMatch(/^smoke-test-failed: /)
    expect(finished.summary).toContain('❌')
    const next = await (await scene.run({weight: 4})).plan()
    expect(next.outputs['result']).toContain(`"model":"${GOOD}"`)
  })

  test('within the tolerance is fine', async () => {
    const scene = await openScene({deploy: 'smoke: { rows: 2, tolerance: 0.01 }'})
    scene.target.trouble.lie = {model: GOOD, by: 0.009}
    const finished = await scene.deployed({weight: 2})
    expect(finished.outputs['reason-code']).toBe('deployed')
    expect(finished.outputs['result']).toContain('"rows":2')
  })

  test('on the first deployment stays, because nothing is there to go back to; that is said', async () => {
    const scene = await openScene()
    scene.target.trouble.lie = {model: GOOD, by: 1}
    const finished = await scene.deployed({weight: 2})
    expectTrouble(finished, 'smoke-test-failed', 'no other was live before')
    expect(scene.said()).toEqual([['queued', 'in_progress', 'failure']])
  })

  test('and cannot be taken back is told loudly', async () => {
    const scene = await openLive()
    scene.target.trouble.lie = {model: BETTER, by: 1}
    scene.target.trouble.refusesBack = GOOD
    const finished = await scene.deployed({weight: 3})
    expectTrouble(finished, 'rollback-failed', `rolling back to ${GOOD} failed`)
    expect(scene.lastWord()).toMatchObject({state: 'error'})
    expect(scene.target.active()).toBe(BETTER)
    delete scene.target.trouble.refusesBack
    const again = await scene.deployed({weight: 2})
    expect(errorsOf(again)).toBe('')
    expect(JSON.stringify(again.annotations)).toContain(`serves ${BETTER}, which deployment`)
    expect(scene.target.active()).toBe(GOOD)
    const plan = await (await scene.run({weight: 2})).plan()
    expect(plan.outputs['reason-code']).toBe('already-live')
  })
})

describe('a target', {timeout: 90_000}, () => {
  test('that nobody listens at leaves everything as it was', async () => {
    const scene = await openLive()
    await scene.target.close()
    const finished = await scene.deployed({weight: 3})
    expectTrouble(finished, 'target-failed', 'nobody listens there')
    expect(scene.said().at(-1)).toEqual(['queued', 'in_progress', 'failure'])
  })

  test.each([
    {name: 'what is live', garbage: /GET \/active/, code: 'target-failed', asked: [GOOD]},
    {
      name: 'the rows of the smoke test',
      garbage: /predict/,
      code: 'smoke-test-failed',
      asked: [GOOD, BETTER, GOOD],
    },
  ])('that answers garbage to $name: $code', async ({garbage, code, asked}) => {
    const scene = await openLive()
    scene.target.trouble.garbage = garbage
    const finished = await scene.deployed({weight: 3})
    expectTrouble(finished, code, 'no JSON object but text/html')
    expect(scene.target.active()).toBe(GOOD)
    expect(scene.target.asked).toEqual(asked)
  })

  test('that is unwell when the model is put there', async () => {
    const scene = await openLive()
    scene.target.trouble.unwell = /PUT/
    expectTrouble(await scene.deployed({weight: 3}), 'target-failed', 'with 500')
    expect(scene.target.asked).toEqual([GOOD])
  })

  test('whose answer is lost is asked what it did, and not told twice', async () => {
    const scene = await openLive()
    scene.target.trouble.lost = {path: /POST \/active/, times: 1}
    const finished = await scene.deployed({weight: 3})
    expect(errorsOf(finished)).toBe('')
    expect(scene.target.asked).toEqual([GOOD, BETTER])
    expect(scene.target.active()).toBe(BETTER)
  })

  test('where somebody else made a model live is left alone: live-differs', async () => {
    const scene = await openLive()
    const other = scene.target.meddle('{"weight":7}')
    const finished = await scene.deployed({weight: 3})
    expectTrouble(finished, 'live-differs', `serves ${other}`)
    expect(scene.target.active()).toBe(other)
    expect(scene.target.stored()).not.toContain(BETTER)
  })

  test('that served before the first deployment is taken over, with a word', async () => {
    const scene = await openScene()
    const other = scene.target.meddle('{"weight":7}')
    scene.target.trouble.lie = {model: GOOD, by: 1}
    const finished = await scene.deployed({weight: 2})
    expect(JSON.stringify(finished.annotations)).toContain('no deployment of this pipeline put')
    expect(finished.outputs['reason-code']).toBe('smoke-test-failed')
    expect(scene.target.active()).toBe(other)
  })
})

describe('two deployments at once', {timeout: 90_000}, () => {
  test('go one after the other, and each says truthfully how it went', async () => {
    const scene = await openScene()
    scene.target.trouble.slow = {path: /PUT/, ms: 700}
    const [one, two] = [await approved(scene, {weight: 2}), await approved(scene, {weight: 3})]
    const finished = await Promise.all([one.start(), two.start()])
    expect(finished.map(errorsOf)).toEqual(['', ''])
    const [first, second] = scene.team.repository.deployments.filter(
      ({statuses}) => statuses.length > 2,
    )
    const at = (deployment: typeof first, state: string) =>
      deployment?.statuses.find(status => status.state === state)?.id ?? 0
    expect(at(first, 'success')).toBeGreaterThan(0)
    expect(at(second, 'in_progress')).toBeGreaterThan(at(first, 'success'))
    expect(scene.target.asked).toHaveLength(2)
    expect(scene.said().map(states => states.at(-1))).toEqual(['inactive', 'success'])
    expect(finished.some(({log}) => log.join('\n').includes('goes first; waiting'))).toBe(true)
  })

  test('of which the second may not wait: deploy-in-progress', async () => {
    const scene = await openScene()
    scene.target.trouble.slow = {path: /PUT/, ms: 6000}
    const [one, two] = [await approved(scene, {weight: 2}), await approved(scene, {weight: 3})]
    const finished = await Promise.all([one.start({}, {wait: '2s'}), two.start({}, {wait: '2s'})])
    const codes = finished.map(({outputs}) => outputs['reason-code']).sort()
    expect(codes).toEqual(['deploy-in-progress', 'deployed'])
    expect(scene.said().map(states => states.at(-1))).toEqual(['success', 'inactive'])
  })

  test('of which the first to go is the newer one: the older is refused when its turn comes', async () => {
    const scene = await openScene()
    const older = await approved(scene, {weight: 2})
    await scene.push()
    const newer = await approved(scene, {weight: 3})
    scene.target.trouble.slow = {path: /PUT/, ms: 8000}
    const going = newer.start()
    await expect.poll(() => scene.said().length, {timeout: 30_000}).toBe(1)
    const late = await older.start()
    expect((await going).outputs['reason-code']).toBe('deployed')
    expect(late.outputs['reason-code']).toBe('older-than-live')
    expect(scene.target.asked).toEqual([BETTER])
    expect(scene.lastWord()?.state).toBe('inactive')
  })

  test('of which the first died with its machine: its run is over, so nobody waits for it', async () => {
    const scene = await openScene()
    const dead = await approved(scene, {weight: 2})
    scene.target.trouble.slow = {path: /PUT/, ms: 3000}
    await dead.start({post: false, cancel: {onLine: /^putting/, scale: 0}})
    delete scene.target.trouble.slow
    const {start} = await approved(scene, {weight: 3})
    const waiting = await start({}, {wait: '1s'})
    expect(waiting.outputs['reason-code']).toBe('deploy-in-progress')

    for (const job of [dead.job, dead.ran.judge]) job.run.finish('failure')
    const {start: startAgain} = await approved(scene, {weight: 3})
    const finished = await startAgain({}, {wait: '1s'})
    expect(errorsOf(finished)).toBe('')
    expect(scene.said()[0]).toEqual(['queued', 'in_progress', 'error'])
    expect(scene.said().at(-1)).toEqual(['queued', 'in_progress', 'success'])
  })

  test('of one run, where the first attempt died without a word: buried, not waited for', async () => {
    const scene = await openScene()
    const ran = await scene.run({weight: 2})
    const {stamp = ''} = (await ran.plan()).outputs
    const first = await ran.deploying()
    first.approve()
    scene.target.trouble.slow = {path: /PUT/, ms: 3000}
    await first.act({stamp}, {post: false, cancel: {onLine: /^putting/, scale: 0}})
    expect(scene.said()).toEqual([['queued', 'in_progress']])
    delete scene.target.trouble.slow
    const again = await scene.team.job({
      attemptOf: first.job,
      permissions: {contents: 'read', actions: 'read', deployments: 'write'},
    })
    scene.team.github.review(again.run, {by: 'cy'})
    const {store} = ran
    const finished = await again.act('deploy', {environment: 'production', store, stamp})
    expect(errorsOf(finished)).toBe('')
    expect(scene.said()).toEqual([
      ['queued', 'in_progress', 'error'],
      ['queued', 'in_progress', 'success'],
    ])
  })
})

describe('a cancelled job', {timeout: 90_000}, () => {
  test('takes back what it had begun, and says so', async () => {
    const scene = await openLive()
    scene.target.trouble.slow = {path: /predict/, ms: 4000}
    const {start} = await approved(scene, {weight: 3})
    const finished = await start({cancel: {onLine: /^making it live/, scale: 1}})
    expectTrouble(finished, 'cancelled', `${GOOD} is live again`)
    expect(scene.target.active()).toBe(GOOD)
    expect(scene.said().at(-1)).toEqual(['queued', 'in_progress', 'failure'])
    expect(scene.lastWord()?.description).toContain('cancelled')
  })

  test('before anything was put there leaves nothing', async () => {
    const scene = await openLive()
    scene.target.trouble.slow = {path: /PUT/, ms: 4000}
    const {start} = await approved(scene, {weight: 3})
    const finished = await start({cancel: {onLine: /^putting/, scale: 1}})
    expectTrouble(finished, 'cancelled', 'what was live stays live')
    expect(scene.target.asked).toEqual([GOOD])
  })

  test('that waits for its turn gives up its place', async () => {
    const scene = await openLive()
    const {repository, github} = scene.team
    const ours = repository.deployments.find(({statuses}) => statuses.length > 2)
    const {sha = '', payload} = ours ?? {}
    const deployment = github.deploy(repository, {sha, payload})
    github.addDeploymentStatus(repository, {deployment, state: 'in_progress'})
    const {start} = await approved(scene, {weight: 3})
    const finished = await start({cancel: {onLine: /goes first; waiting/, scale: 1}})
    expectTrouble(finished, 'cancelled', 'cancelled while it waited')
    expect(scene.said().at(-1)).toEqual(['queued', 'inactive'])
  })

  test('that is killed leaves its last word to the clean-up', async () => {
    const scene = await openLive()
    scene.target.trouble.slow = {path: /PUT/, ms: 3000}
    const {start} = await approved(scene, {weight: 3})
    const finished = await start({cancel: {onLine: /^putting/, scale: 0}})
    expect(finished.signal).toBe('SIGKILL')
    expect(scene.said().at(-1)).toEqual(['queued', 'in_progress', 'failure'])
    expect(scene.lastWord()?.description).toBe('the job ended in the middle; nothing was made live')
  })
})
