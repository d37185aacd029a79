import {describe, expect, test} from 'vitest'
import type {Finished, Scenario} from '../harness/run-action.ts'
import type {Made} from './deployment.ts'
import {approved, BETTER, GOOD, openExchange} from './live-scene.ts'

/** The same, and a way through all jobs with the identity of the last one. */
async function openDeploying() {
  const {scene, issuer, endpoint} = await openExchange()
  const deploy = async (made: Made, more: Partial<Scenario> = {}): Promise<Finished> => {
    const {job, start} = await approved(scene, made)
    return start({...more, environment: issuer.grant(job.run)})
  }
  return {scene, issuer, endpoint, deploy}
}

const TOKENS = [
  {
    name: 'gives a token with a line end in it',
    fault: {kind: 'with', members: {access_token: 'abc\nx-evil: 1'}},
    code: 'exchange-malformed',
  },
  {
    name: 'gives a token of 40 KiB',
    fault: {kind: 'with', members: {access_token: 'x'.repeat(40_000)}},
    code: 'exchange-malformed',
  },
  {name: 'answers with 4 MiB', fault: {kind: 'huge'}, code: 'http-too-large'},
  {name: 'gives a token whose time is over', fault: {kind: 'expired'}, code: 'token-expired'},
  {
    name: 'gives a token that needs a proof',
    fault: {kind: 'with', members: {token_type: 'DPoP'}},
    code: 'exchange-malformed',
  },
  {name: 'repeats the identity in its refusal', fault: {kind: 'echo'}, code: 'exchange-refused'},
  {
    name: 'sends us to another host',
    fault: {kind: 'redirect', to: 'https://evil.example/token'},
    code: 'http-redirected',
  },
] as const

describe('a token endpoint that', {timeout: 90_000}, () => {
  test('gives tokens that live shorter than the work is asked again: the way back stays open', async () => {
    const {scene, issuer, endpoint, deploy} = await openDeploying()
    expect((await deploy({weight: 2})).outputs['reason-code']).toBe('deployed')
    await scene.push()
    const before = issuer.issued.length
    endpoint.faults.add('/token', {kind: 'with', members: {expires_in: 12}}, 9)
    scene.target.trouble.lie = {model: BETTER, by: 1}
    scene.target.trouble.slow = {path: /PUT/, ms: 10_500}
    const finished = await deploy({weight: 3})
    expect(finished.outputs['reason-code']).toBe('smoke-test-failed')
    expect(scene.target.active()).toBe(GOOD)
    expect(issuer.issued.length - before).toBe(2)
    expect(endpoint.issued.every(endpoint.isRevoked)).toBe(true)
  })

  test.each(TOKENS)('$name: nothing reaches the target, and no secret GitHub', async scenario => {
    const {scene, issuer, endpoint, deploy} = await openDeploying()
    endpoint.faults.add('/token', scenario.fault, 5)
    const finished = await deploy({weight: 2})
    expect(finished.exitCode).toBe(1)
    expect(finished.outputs['reason-code']).toBe(scenario.code)
    expect(scene.target.arrived).toEqual([])
    expect(scene.lastWord()).toMatchObject({state: 'failure'})
    for (const secret of [...issuer.issued, ...endpoint.issued]) {
      const [head = '', ...parts] = secret.split('.')
      const said = JSON.stringify([scene.team.repository.deployments, finished.outputs])
      for (const part of parts) expect(said.includes(part)).toBe(false)
      expect(said.includes(`${head}.`)).toBe(false)
    }
  })
})

describe('a run that strangers set off', {timeout: 90_000}, () => {
  test.each(['pull_request', 'pull_request_target', 'workflow_run', 'issue_comment'])(
    '%s deploys nothing and asks for no token, whatever it was given',
    async event => {
      const {scene, issuer} = await openDeploying()
      const {team} = scene
      const ours = team.repository
      const fork = team.github.addRepository({owner: 'mallory', name: 'oil', fork: {of: ours}})
      const pull = await team.propose('change', {'x.txt': '1'}, fork)
      const ran = await scene.run({weight: 2}, {pull, event})
      const plan = await ran.plan()
      expect(plan.outputs).toMatchObject({deploy: 'false', stamp: ''})
      const {job, approve, act} = await ran.deploying()
      approve()
      const environment = issuer.grant(job.run)
      const finished = await act({stamp: plan.outputs['stamp'] ?? ''}, {environment})
      expect(finished.exitCode).toBe(1)
      expect(finished.outputs['reason-code']).toBe('untrusted-run')
      expect(issuer.issued).toEqual([])
      expect(scene.target.arrived).toEqual([])
      expect(scene.said()).toEqual([])
    },
  )
})
