import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {openScene} from './deployment.ts'
import {openExchange} from './live-scene.ts'
import {errorsOf, resultOf} from './team.ts'

describe('the road to production', {timeout: 90_000}, () => {
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
    expect(plan.summary).toContain(`Approving allows exactly \`${ran.model}\``)
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

  test('a better model replaces it, and the one before is inactive after that', async () => {
    const {target, deployed, push, run, said} = await openScene()
    await deployed({weight: 2})
    await push()
    const ran = await run({weight: 3})
    const plan = await ran.plan()
    expect(plan.summary).toContain('replaces')
    const {approve, act} = await ran.deploying()
    approve()
    const finished = await act({stamp: plan.outputs['stamp'] ?? ''})
    expect(errorsOf(finished)).toBe('')
    expect(target.active()).toBe(ran.model)
    expect(said()).toEqual([
      ['queued', 'in_progress', 'success', 'inactive'],
      ['queued', 'in_progress', 'success'],
    ])
    expect(resultOf(finished)).toMatchObject({live: {model: expect.stringMatching(/^sha256:/)}})
  })

  test('what is live already asks nobody, and deploys nothing', async () => {
    const {deployed, push, run, said} = await openScene()
    await deployed({weight: 2})
    await push()
    const ran = await run({weight: 2})
    const plan = await ran.plan()
    expect(plan.exitCode).toBe(0)
    expect(plan.outputs).toMatchObject({
      deploy: 'false',
      stamp: '',
      'reason-code': 'already-live',
    })
    const {act} = await ran.deploying()
    const finished = await act()
    expect(finished.exitCode).toBe(0)
    expect(finished.outputs['reason-code']).toBe('already-live')
    expect(said()).toHaveLength(1)
  })

  test('nothing that is no deployment of ours counts as live', async () => {
    const {team, run} = await openScene()
    const {repository, github} = team
    const sha = repository.head('main') ?? ''
    const deployment = github.deploy(repository, {sha, payload: {schema: 'mine', model: 'x'}})
    github.addDeploymentStatus(repository, {deployment, state: 'success'})
    const plan = await (await run({weight: 2})).plan()
    expect(plan.summary).toContain('is the first there')
  })
})

describe('the token', {timeout: 90_000}, () => {
  test('is exchanged when nothing can refuse any more, goes to the target alone, and is given back', async () => {
    const {scene, issuer, endpoint} = await openExchange()
    const ran = await scene.run({weight: 2})
    const {stamp = ''} = (await ran.plan()).outputs
    const {job, approve, act} = await ran.deploying()
    const environment = issuer.grant(job.run)
    expect((await act({stamp}, {environment})).outputs['reason-code']).toBe('approval-missing')
    expect(issuer.issued).toEqual([])
    expect(endpoint.issued).toEqual([])

    approve()
    const finished = await act({stamp}, {environment})
    expect(errorsOf(finished)).toBe('')
    const [token = '', ...more] = endpoint.issued
    expect(more).toEqual([])
    expect(scene.target.tokens).toEqual(new Set([`Bearer ${token}`]))
    expect(endpoint.isRevoked(token)).toBe(true)
    expect(finished.stdout.replace(/^::add-mask::.*$/gm, '')).not.toContain(token)
  })

  test('without the permission for it is told with its line, and the deployment says failure', async () => {
    const scene = await openScene({
      deploy: 'token: { exchange: "https://id.example.com/token", audience: models }',
    })
    const finished = await scene.deployed({weight: 2})
    expect(finished.outputs['reason-code']).toBe('missing-permission')
    expect(errorsOf(finished)).toMatch(/permissions:\n\s+id-token: write/)
    expect(scene.said()).toEqual([['queued', 'in_progress', 'failure']])
    expect(scene.target.active()).toBeNull()
  })

  test('may be a stored secret, which nobody else sees', async () => {
    const scene = await openScene({deploy: 'token: { secret: MODELS_TOKEN }'})
    const secret = 'correct-horse-battery'
    const more = {environment: {MODELS_TOKEN: secret}, secrets: [secret]}
    const finished = await scene.deployed({weight: 2}, more)
    expect(errorsOf(finished)).toBe('')
    expect(scene.target.tokens).toEqual(new Set([`Bearer ${secret}`]))
    expect(JSON.stringify(scene.team.repository.deployments)).not.toContain(secret)
  })
})

const SCRIPT = `env | sort > "seen-$PROOFMARK_ACTION"
echo "token is $PROOFMARK_TOKEN"
if [ "$PROOFMARK_ACTION" = put ]; then cat "$PROOFMARK_MODEL" > given; ls "$(dirname "$PROOFMARK_MODEL")" > beside; fi
exit "$(cat "exit-$PROOFMARK_ACTION" 2>/dev/null || echo 0)"
`

describe('a command as target', {timeout: 90_000}, () => {
  const wishes = {
    target: '{ command: [sh, deploy.sh] }',
    deploy: 'token: { secret: MODELS_TOKEN }',
    files: {'deploy.sh': SCRIPT},
  }
  const secret = 'correct-horse-battery'
  const more = {environment: {MODELS_TOKEN: secret, OTHER: 'x'}, secrets: [secret]}

  test('is given the model, its digest and the token, and nothing else of ours', async () => {
    const scene = await openScene(wishes)
    const ran = await scene.run({weight: 2})
    const {stamp = ''} = (await ran.plan()).outputs
    const {job, approve, act} = await ran.deploying()
    approve()
    const finished = await act({stamp}, more)
    expect(errorsOf(finished)).toBe('')
    expect(finished.outputs['reason-code']).toBe('deployed')
    expect(finished.log.join('\n')).toContain('no smoke test')
    expect(finished.log).toContain('token is ***')
    const file = (name: string) => readFile(join(job.workspace, name), 'utf8')
    const seen = await file('seen-put')
    expect(seen).toContain(`PROOFMARK_DIGEST=${ran.model}`)
    expect(seen).toContain('PROOFMARK_ENVIRONMENT=production')
    expect(seen).toContain(`PROOFMARK_TOKEN=${secret}`)
    expect(seen).not.toMatch(/INPUT_|ACTIONS_|GITHUB_|OTHER|MODELS_TOKEN/)
    expect(await file('given')).toBe('{"weight":2}')
    expect(await file('beside')).toBe('model.json\n')
  })

  test('that fails is asked to go back, and the deployment says so', async () => {
    const scene = await openScene(wishes)
    await scene.deployed({weight: 2}, more)
    await scene.push({'exit-put': '3\n'})
    const ran = await scene.run({weight: 3})
    const {stamp = ''} = (await ran.plan()).outputs
    const {job, approve, act} = await ran.deploying()
    approve()
    const finished = await act({stamp}, more)
    expect(finished.outputs['reason-code']).toBe('target-failed')
    expect(errorsOf(finished)).toContain('exit code 3')
    const back = await readFile(join(job.workspace, 'seen-rollback'), 'utf8')
    expect(back).toMatch(/PROOFMARK_DIGEST=sha256:/)
    expect(back).not.toContain(`PROOFMARK_DIGEST=${ran.model}`)
    expect(back).not.toContain('PROOFMARK_MODEL=')
    expect(scene.said().at(-1)).toEqual(['queued', 'in_progress', 'failure'])
  })
})
