import {describe, expect, test} from 'vitest'
import {encodeStamp, type Stamp} from '../../shared/domain/deployment/stamp.ts'
import type {Finished} from '../harness/run-action.ts'
import {
  type DeployScene,
  type Made,
  openScene,
  PLANS,
  type Ran,
  replaceAll,
  replaceFile,
  type Wishes,
} from './deployment.ts'
import {errorsOf} from './team.ts'

const GOOD: Made = {weight: 2}
const ZERO = `sha256:${'0'.repeat(64)}` as const

const PLANNED: readonly {
  readonly name: string
  readonly wishes?: Wishes
  readonly made?: Partial<Made>
  readonly before?: (scene: DeployScene) => Promise<unknown>
  readonly after?: (scene: DeployScene, ran: Ran) => Promise<unknown>
  readonly code: string
  readonly says: string
}[] = [
  {
    name: 'no evaluation',
    made: {without: ['evaluation']},
    code: 'evidence-missing',
    says: 'no evaluation section',
  },
  {
    name: 'nothing at all',
    made: {without: ['model', 'evaluation', 'gate']},
    code: 'evidence-missing',
    says: 'no model and no evaluation and no gate section',
  },
  {name: 'a worse model', made: {verdict: 'fail'}, code: 'verdict-not-pass', says: 'fail: '},
  {
    name: 'no clear change',
    made: {verdict: 'inconclusive'},
    code: 'verdict-not-pass',
    says: 'inconclusive: ',
  },
  {
    name: 'no baseline although something is live',
    made: {weight: 3, verdict: 'no-baseline'},
    before: scene => scene.deployed(GOOD),
    code: 'verdict-not-pass',
    says: 'no-baseline: ',
  },
  {
    name: 'a model of code that nobody reviewed',
    made: {trust: 'claimed'},
    code: 'not-reviewed',
    says: 'the model section was made by code that nobody reviewed',
  },
  {
    name: 'a verdict about another evaluation',
    made: {judged: ZERO},
    code: 'bytes-differ',
    says: 'the gate section was made from another evaluation section',
  },
  {
    name: 'one byte of the model changed',
    after: (_, {store}) => replaceFile(store, 'oil-model-main-1/file-0', '{"weight":3}'),
    code: 'bytes-differ',
    says: 'does not hold the bytes of model.json',
  },
  {
    name: 'rules that no trusted commit holds',
    made: {policy: {from: 'proposed'}},
    code: 'policy-untrusted',
    says: 'no trusted commit',
  },
  {
    name: 'rules that changed on main since',
    after: async ({team}) => {
      const config = team.repository.filesAt('main').get('proofmark.yml') ?? ''
      await team.pushMain({'proofmark.yml': config.replace('rmse <= 5', 'rmse <= 2')})
    },
    code: 'policy-changed',
    says: 'judge again',
  },
  {
    name: 'another holdout in the checkout',
    made: {holdout: ZERO},
    code: 'holdout-differs',
    says: 'here it is sha256:',
  },
  {
    name: 'an environment that is not there',
    wishes: {environment: {name: 'none'}},
    code: 'environment-missing',
    says: 'there is no environment',
  },
  {
    name: 'an environment that asks nobody',
    wishes: {environment: {reviewers: []}},
    code: 'environment-unprotected',
    says: 'no required reviewers',
  },
  {
    name: 'self-review where the actor must not count',
    wishes: {deploy: 'approvals: { not: [actor] }'},
    code: 'environment-unprotected',
    says: 'approve their own runs',
  },
  {
    name: 'authors without an account',
    wishes: {areStrangers: true},
    code: 'approval-missing',
    says: 'nobody can be told apart from their author',
  },
]

/** The judging job is not red, says why, and hands on no stamp; the deploying one would not go on either. */
function expectRefused(plan: Finished, code: string, says: string): void {
  expect(plan.exitCode).toBe(0)
  expect(errorsOf(plan)).toBe('')
  expect(plan.outputs).toMatchObject({deploy: 'false', stamp: '', 'reason-code': code})
  expect(plan.outputs['result']).toContain(says)
  expect(plan.summary).toContain(code)
  expect(plan.summary).toContain('**Next:** ')
  expect(JSON.stringify(plan.annotations)).toContain(
    `nothing is deployed: production: refused, ${code}`,
  )
}

describe('the judging job refuses', {timeout: 90_000}, () => {
  test.each(PLANNED)('$name: $code', async ({wishes = {}, made, before, after, code, says}) => {
    const scene = await openScene(wishes)
    await before?.(scene)
    const ran = await scene.run({...GOOD, ...made})
    await after?.(scene, ran)
    expectRefused(await ran.plan(), code, says)
    const {act} = await ran.deploying()
    const finished = await act()
    expect(finished.exitCode).toBe(1)
    // GitHub itself makes the missing environment when a job names it.
    const later = code === 'environment-missing' ? 'environment-unprotected' : code
    expect(finished.outputs['reason-code']).toBe(later)
    expect(scene.target.stored()).toHaveLength(before ? 1 : 0)
  })

  test('a run of a pull request: untrusted-run', async () => {
    const {team, run} = await openScene()
    const pull = await team.propose('change', {'x.txt': '1'})
    expectRefused(await (await run(GOOD, {pull})).plan(), 'untrusted-run', 'default branch')
  })

  test('an older commit than what is live: older-than-live', async () => {
    const {deployed, push, run} = await openScene()
    const old = await run({weight: 3})
    await push()
    await deployed(GOOD)
    expectRefused(await old.plan(), 'older-than-live', 'was made later')
  })

  test('another model of the same run, whose approvals it could take: approval-missing', async () => {
    const {run} = await openScene()
    const first = await run(GOOD)
    const second = await run({weight: 3}, {attemptOf: first.judge})
    expectRefused(await second.plan(), 'approval-missing', 'an earlier attempt of this run made')
  })
})

type Scene = {
  readonly scene: DeployScene
  readonly ran: Ran
  readonly stamp: string
}

async function judged(wishes: Wishes = {}): Promise<Scene> {
  const scene = await openScene(wishes)
  const ran = await scene.run(GOOD)
  const plan = await ran.plan()
  expect(plan.outputs['reason-code']).toBe('ready')
  return {scene, ran, stamp: plan.outputs['stamp'] ?? ''}
}

async function refusedFrom({scene, ran}: Scene, stamp: string, by = 'bo'): Promise<Finished> {
  const {approve, act} = await ran.deploying()
  approve(by)
  const finished = await act(stamp === '' ? {} : {stamp})
  expect(finished.exitCode).toBe(1)
  expect(scene.target.stored()).toEqual([])
  expect(scene.said()).toEqual([])
  return finished
}

describe('the deploying job refuses', {timeout: 90_000}, () => {
  test('no stamp: stamp-missing', async () => {
    const finished = await refusedFrom(await judged(), '')
    expect(finished.outputs['reason-code']).toBe('stamp-missing')
  })

  test.each([
    {name: 'words', forge: () => 'deploy it'},
    {
      name: 'another environment',
      forge: (stamp: Stamp) => encodeStamp({...stamp, environment: 'staging'}),
    },
    {
      name: 'another order',
      forge: ({model, ...stamp}: Stamp) => JSON.stringify({model, ...stamp}),
    },
    {
      name: 'a section less',
      forge: ({sections: {gate: _, ...sections}, ...stamp}: Stamp) =>
        encodeStamp({...stamp, sections}),
    },
  ])('a forged stamp with $name: stamp-mismatch', async ({forge}) => {
    const given = await judged()
    const finished = await refusedFrom(given, forge(JSON.parse(given.stamp) as Stamp))
    expect(finished.outputs['reason-code']).toBe('stamp-mismatch')
  })

  test('the stamp of another run: stamp-mismatch', async () => {
    const given = await judged()
    const other = await given.scene.run(GOOD)
    const {stamp = ''} = (await other.plan()).outputs
    const finished = await refusedFrom(given, stamp)
    expect(finished.outputs['reason-code']).toBe('stamp-mismatch')
    expect(errorsOf(finished)).toContain('run: stamped')
  })

  test('one byte changed after the approval: bytes-differ', async () => {
    const given = await judged()
    await replaceFile(given.ran.store, 'oil-model-main-1/file-0', '{"weight":3}')
    const finished = await refusedFrom(given, given.stamp)
    expect(finished.outputs['reason-code']).toBe('bytes-differ')
  })

  test('another model with evidence of its own, sound in itself: bytes-differ', async () => {
    const given = await judged()
    const other = await replaceAll(given.ran, {weight: 3})
    const finished = await refusedFrom(given, given.stamp)
    expect(finished.outputs['reason-code']).toBe('bytes-differ')
    expect(errorsOf(finished)).toContain(`model: stamped ${given.ran.model}, found ${other}`)
  })

  test('another verdict about the same model: stamp-mismatch', async () => {
    const given = await judged()
    await replaceAll(given.ran, {...GOOD, verdict: 'no-baseline'})
    const finished = await refusedFrom(given, given.stamp)
    expect(finished.outputs['reason-code']).toBe('stamp-mismatch')
  })

  test('what the environment asks for changed since: policy-changed', async () => {
    const given = await judged()
    const {team} = given.scene
    const config = team.repository.filesAt('main').get('proofmark.yml') ?? ''
    await team.pushMain({'proofmark.yml': `${config}    smoke: { rows: 1 }\n`})
    const finished = await refusedFrom(given, given.stamp)
    expect(finished.outputs['reason-code']).toBe('policy-changed')
  })

  test('the approval of the author: approval-missing', async () => {
    const given = await judged()
    const finished = await refusedFrom(given, given.stamp, 'ana')
    expect(finished.outputs['reason-code']).toBe('approval-missing')
    expect(errorsOf(finished)).toMatch(/ana does not count, being the author/)
  })

  test('one person where two are asked across two environments: approval-missing', async () => {
    const scene = await openScene({
      deploy: 'approvals: { people: 2, across: [first, production] }',
    })
    const {github, repository} = scene.team
    github.setEnvironment(repository, {name: 'first', reviewers: ['bo', 'cy']})
    const ran = await scene.run(GOOD)
    const {stamp = ''} = (await ran.plan()).outputs
    const first = await ran.deploying({environment: 'first'})
    first.approve('bo')
    const second = await ran.deploying()
    second.approve('bo')
    const alone = await second.act({stamp})
    expect(alone.outputs['reason-code']).toBe('approval-missing')
    expect(errorsOf(alone)).toContain('1 of 2 people approved')

    const other = await scene.run(GOOD)
    const again = (await other.plan()).outputs['stamp'] ?? ''
    ;(await other.deploying({environment: 'first'})).approve('cy')
    const last = await other.deploying()
    last.approve('bo')
    expect((await last.act({stamp: again})).outputs['reason-code']).toBe('deployed')
  })

  test('an approval of another environment of the run: approval-missing', async () => {
    const given = await judged()
    const {team} = given.scene
    team.github.setEnvironment(team.repository, {name: 'other', reviewers: ['bo']})
    ;(await given.ran.deploying({environment: 'other'})).approve('bo')
    const {act} = await given.ran.deploying()
    const finished = await act({stamp: given.stamp})
    expect(finished.outputs['reason-code']).toBe('approval-missing')
  })
})

describe('what is missing is told with the lines to add', {timeout: 90_000}, () => {
  test('permissions of the deploying job', async () => {
    const {ran, stamp} = await judged()
    const {approve, act} = await ran.deploying({permissions: PLANS})
    approve()
    const finished = await act({stamp})
    expect(finished.exitCode).toBe(1)
    expect(finished.outputs['reason-code']).toBe('missing-permission')
    expect(errorsOf(finished)).toMatch(/permissions:\n\s+deployments: write/)
  })

  test.each([
    {lacking: 'actions', says: /permissions:\n\s+actions: read/},
    {lacking: 'deployments', says: /permissions:\n\s+deployments: read/},
  ])('permissions of the judging job: $lacking', async ({lacking, says}) => {
    const {team, run} = await openScene()
    const ran = await run(GOOD)
    const permissions = Object.fromEntries(
      Object.entries(PLANS).filter(([name]) => name !== lacking),
    )
    const job = await team.job({jobOf: ran.judge, permissions})
    const plan = await job.act('deploy', {
      environment: 'production',
      plan: 'true',
      store: ran.store,
    })
    expect(errorsOf(plan)).toMatch(says)
  })

  test('an environment that the configuration does not name', async () => {
    const {ran} = await judged()
    const plan = await ran.plan({environment: 'prodction'})
    expect(plan.outputs['reason-code']).toBe('not-configured')
    expect(errorsOf(plan)).toContain('did you mean "production"?')
    expect(errorsOf(plan)).toContain('target: { http:')
  })

  test.each([
    {inputs: {plan: 'true', stamp: 'x'}, says: 'plan makes the stamp'},
    {inputs: {rollback: 'previous'}, says: 'needs a reason'},
    {inputs: {rollback: 'v1', reason: 'x'}, says: '"previous" or sha256:'},
    {inputs: {reason: 'x'}, says: 'reason belongs to a rollback'},
    {inputs: {rollback: 'previous', plan: 'true', reason: 'x'}, says: 'exclude each other'},
  ])('inputs that contradict each other: $says', async ({inputs, says}) => {
    const {ran} = await judged()
    const {act} = await ran.deploying()
    const finished = await act(inputs)
    expect(finished.outputs['reason-code']).toBe('invalid-input')
    expect(errorsOf(finished)).toContain(says)
  })
})
