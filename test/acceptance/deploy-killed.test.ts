import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import type {Cancel} from '../harness/child.ts'
import type {Scenario} from '../harness/run-action.ts'
import {type DeployScene, type Made, openScene} from './deployment.ts'
import {approved, BEST, BETTER, GOOD, openExchange, openLive} from './live-scene.ts'
import {errorsOf} from './team.ts'

/** The machine is gone with everything on it. */
function endJobs({job, ran}: Awaited<ReturnType<typeof approved>>): void {
  for (const one of [job, ran.judge]) one.run.finish('failure')
}

const kill = (when: NonNullable<Cancel['when']>): Cancel => ({when, signal: 'SIGKILL'})

/** Killed while it tries the model that is live already. */
async function killedInSmokeTest(scene: DeployScene, post: boolean) {
  scene.target.trouble.slow = {path: /predict/, ms: 2000}
  const work = await approved(scene, {weight: 3})
  const isLive = () => scene.target.active() === BETTER
  const finished = await work.start({post, cancel: kill(isLive)})
  expect(finished.signal).toBe('SIGKILL')
  delete scene.target.trouble.slow
  endJobs(work)
  return finished
}

describe('a job that is killed', {timeout: 90_000}, () => {
  test('while it tries the model: the clean-up goes back to the one before', async () => {
    const scene = await openLive()
    const finished = await killedInSmokeTest(scene, true)
    expect(scene.target.active()).toBe(GOOD)
    expect(scene.said().at(-1)).toEqual(['queued', 'in_progress', 'failure'])
    expect(scene.lastWord()?.description).toContain(`${GOOD} is live again`)
    expect(JSON.stringify(finished.post?.annotations)).toContain('was cut off')
    const same = await (await scene.run({weight: 2})).plan()
    expect(same.outputs['reason-code']).toBe('already-live')
    expect((await scene.deployed({weight: 4})).outputs['reason-code']).toBe('deployed')
  })

  test('before it had a token: nothing was made live, and that is said', async () => {
    const scene = await openLive()
    const work = await approved(scene, {weight: 3})
    const isBegun = () => scene.said().at(-1)?.at(-1) === 'queued'
    const finished = await work.start({cancel: kill(isBegun)})
    expect(finished.signal).toBe('SIGKILL')
    expect(scene.lastWord()).toMatchObject({state: 'failure'})
    expect(scene.lastWord()?.description).toContain('nothing was made live')
    expect(scene.target.asked).toEqual([GOOD])
    endJobs(work)
    expect((await scene.deployed({weight: 3})).outputs['reason-code']).toBe('deployed')
  })

  test('on the first deployment: there is nothing to go back to, and that is said', async () => {
    const scene = await openScene()
    await killedInSmokeTest(scene, true)
    expect(scene.target.active()).toBe(BETTER)
    expect(scene.lastWord()).toMatchObject({state: 'error'})
    expect(scene.lastWord()?.description).toContain('nothing was live before')
    const next = await scene.deployed({weight: 4})
    expect(errorsOf(next)).toBe('')
    expect(JSON.stringify(next.annotations)).toContain('without having tried it')
  })

  test('with its request still on the way: what is live may change, so nobody claims to know', async () => {
    const scene = await openLive()
    scene.target.trouble.slow = {path: /POST \/active/, ms: 8000}
    const work = await approved(scene, {weight: 3})
    const isSent = () => scene.target.arrived.filter(path => path === 'POST /active').length === 2
    const finished = await work.start({cancel: kill(isSent)})
    expect(finished.signal).toBe('SIGKILL')
    expect(scene.lastWord()).toMatchObject({state: 'error'})
    expect(scene.lastWord()?.description).toContain(`look at what the target serves`)
    endJobs(work)
    await expect.poll(() => scene.target.active(), {timeout: 15_000}).toBe(BETTER)
    delete scene.target.trouble.slow
    const next = await scene.deployed({weight: 4})
    expect(errorsOf(next)).toBe('')
    expect(scene.target.active()).toBe(BEST)
  })

  test('when somebody else made another model live since: that one is left alone', async () => {
    const scene = await openLive()
    let other: string | undefined
    scene.target.trouble.slow = {path: /predict/, ms: 2000}
    const work = await approved(scene, {weight: 3})
    await work.start({
      cancel: kill(() => {
        if (scene.target.active() !== BETTER) return false
        other = scene.target.meddle('{"weight":7}')
        return true
      }),
    })
    expect(scene.target.active()).toBe(other)
    expect(scene.lastWord()).toMatchObject({state: 'error'})
  })

  test('is ended by SIGTERM: it takes back by itself', async () => {
    const scene = await openLive()
    scene.target.trouble.slow = {path: /predict/, ms: 1500}
    const {start} = await approved(scene, {weight: 3})
    const when = () => scene.target.active() === BETTER
    const finished = await start({cancel: {when, signal: 'SIGTERM'}})
    expect(finished.outputs['reason-code']).toBe('cancelled')
    expect(scene.target.active()).toBe(GOOD)
    expect(scene.lastWord()).toMatchObject({state: 'failure'})
  })

  test('opens the way back with a token of its own, and gives that back', async () => {
    const {scene, issuer, endpoint} = await openExchange()
    const deploy = async (made: Made, more: Partial<Scenario> = {}) => {
      const {job, start} = await approved(scene, made)
      return start({...more, environment: issuer.grant(job.run)})
    }
    await deploy({weight: 2})
    await scene.push()
    scene.target.trouble.slow = {path: /predict/, ms: 2000}
    const finished = await deploy(
      {weight: 3},
      {cancel: kill(() => scene.target.active() === BETTER)},
    )
    expect(scene.target.active()).toBe(GOOD)
    const [first = '', second = '', third = ''] = endpoint.issued
    expect([first, second, third].map(endpoint.isRevoked)).toEqual([true, false, true])
    expect(JSON.stringify(finished.state)).not.toContain(second)
  })
})

describe('a machine that died with the model untried', {timeout: 90_000}, () => {
  test('the next deployment knows that model, says so, and replaces it', async () => {
    const scene = await openLive()
    await killedInSmokeTest(scene, false)
    expect(scene.target.active()).toBe(BETTER)
    const next = await scene.deployed({weight: 4})
    expect(errorsOf(next)).toBe('')
    expect(JSON.stringify(next.annotations)).toContain(`serves ${BETTER}, which deployment`)
    expect(scene.target.active()).toBe(BEST)
    expect(scene.said().map(states => states.at(-1))).toEqual(['inactive', 'error', 'success'])
  })

  test('the next deployment that fails goes back to the last one that held, not to the untried', async () => {
    const scene = await openLive()
    await killedInSmokeTest(scene, false)
    scene.target.trouble.lie = {model: BEST, by: 1}
    const next = await scene.deployed({weight: 4})
    expect(next.outputs['reason-code']).toBe('smoke-test-failed')
    expect(scene.target.active()).toBe(GOOD)
  })

  test('a model of somebody else is still nobody of ours: live-differs', async () => {
    const scene = await openLive()
    await killedInSmokeTest(scene, false)
    const other = scene.target.meddle('{"weight":7}')
    const next = await scene.deployed({weight: 4})
    expect(next.outputs['reason-code']).toBe('live-differs')
    expect(scene.target.active()).toBe(other)
  })
})

const SCRIPT = `echo "$PROOFMARK_ACTION $PROOFMARK_DIGEST" >> "$LOG"
if [ "$PROOFMARK_ACTION" = put ] && [ -e hang ]; then
  echo hanging
  trap '' TERM INT HUP
  while :; do
    sleep 0.2
    if grep -q rollback "$LOG"; then echo "put goes on beside the rollback" >> "$LOG"; fi
  done
fi
if [ "$PROOFMARK_ACTION" = rollback ]; then sleep 1; fi
if [ -e stray ]; then setsid sleep 60 & sleep 0.5; fi
exit 0
`

/** What the command was asked, in order. */
async function lines(log: string): Promise<readonly string[]> {
  return (await readFile(log, 'utf8')).trim().split('\n')
}

/** Processes of the command that are still there. */
async function running(log: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const environments = await Promise.all(
    pids.map(pid => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
  )
  return pids.filter((_, index) => environments[index]?.split('\0').includes(`LOG=${log}`))
}

describe('a command that deploys', {timeout: 90_000}, () => {
  const target = (log: string) => `{ command: [env, "LOG=${log}", sh, deploy.sh] }`

  async function openCommand(log: string): Promise<DeployScene> {
    const wishes = {target: target(log), files: {'deploy.sh': SCRIPT}}
    return openLive({...wishes, deploy: 'token: { secret: MODELS_TOKEN }'}, more)
  }
  const secret = 'correct-horse-battery'
  const more = {environment: {MODELS_TOKEN: secret}, secrets: [secret]}
  const folder = temporaryFolder()

  test('and hangs, deaf to every signal, is ended when the job is; then the one before is asked back', async () => {
    const log = join(folder(), 'hangs')
    const scene = await openCommand(log)
    await scene.push({hang: 'x'})
    const {start} = await approved(scene, {weight: 3})
    const cancel = {onLine: /^hanging/, scale: 1}
    const finished = await start({...more, cancel})
    expect(finished.ladder).toEqual(['SIGINT'])
    expect(errorsOf(finished)).toContain(`${GOOD} is live again`)
    expect(await lines(log)).toEqual([`put ${GOOD}`, `put ${BETTER}`, `rollback ${GOOD}`])
    expect(await running(log)).toEqual([])
  })

  test('and is still at work after the job was killed is ended by the clean-up, before it goes back', async () => {
    const log = join(folder(), 'killed')
    const scene = await openCommand(log)
    await scene.push({hang: 'x'})
    const {start} = await approved(scene, {weight: 3})
    const cancel: Cancel = {onLine: /^hanging/, signal: 'SIGKILL'}
    const finished = await start({...more, cancel})
    expect(finished.signal).toBe('SIGKILL')
    expect(await lines(log)).toEqual([`put ${GOOD}`, `put ${BETTER}`, `rollback ${GOOD}`])
    expect(await running(log)).toEqual([])
    expect(scene.lastWord()).toMatchObject({state: 'failure'})
  })

  test('leaves nobody behind who knows its token', async () => {
    const log = join(folder(), 'stray')
    const scene = await openCommand(log)
    await scene.push({stray: 'x'})
    const {start} = await approved(scene, {weight: 3})
    const finished = await start(more)
    expect(errorsOf(finished)).toBe('')
    expect(JSON.stringify(finished.annotations)).toContain('left 1 process behind')
    expect(await running(log)).toEqual([])
  })
})
