import {expect, onTestFinished} from 'vitest'
import type {Digest} from '../../shared/domain/digest.ts'
import {sha256} from '../../shared/platform/hash.ts'
import {AUDIENCE, startIssuer, startTokenEndpoint} from '../fakes/identity/index.ts'
import type {Finished, Scenario} from '../harness/run-action.ts'
import {type DeployScene, type Made, openScene, type Wishes} from './deployment.ts'
import {errorsOf} from './team.ts'

export const modelOf = (weight: number): Digest => sha256(JSON.stringify({weight}))

/** What is live, and what comes after it. */
export const GOOD = modelOf(2)
export const BETTER = modelOf(3)
export const BEST = modelOf(4)

/** Weight 2 is live, and main has moved on. */
export async function openLive(
  wishes: Wishes = {},
  more: Partial<Scenario> = {},
): Promise<DeployScene> {
  const scene = await openScene(wishes)
  expect((await scene.deployed({weight: 2}, more)).outputs['reason-code']).toBe('deployed')
  await scene.push()
  return scene
}

/** Judged and approved; what is left is to start. */
export async function approved(scene: DeployScene, made: Made) {
  const ran = await scene.run(made)
  const leg: Readonly<Record<string, string>> = made.leg === undefined ? {} : {leg: made.leg}
  const {stamp = ''} = (await ran.plan(leg)).outputs
  const {job, approve, act} = await ran.deploying()
  approve()
  return {
    ran,
    job,
    start: (more: Partial<Scenario> = {}, inputs: Readonly<Record<string, string>> = {}) =>
      act({stamp, ...leg, ...inputs}, more),
  }
}

/** A scene whose target is opened by tokens that an endpoint exchanges for the identities of jobs. */
export async function openExchange() {
  const issuer = await startIssuer()
  const claims = {repository: 'acme/oil-price', ref: 'refs/heads/main'}
  const trust = {audience: AUDIENCE, claims, scopes: ['models:write']}
  const endpoint = await startTokenEndpoint({issuers: [issuer.url], trusts: [trust]})
  onTestFinished(() => Promise.all([issuer.close(), endpoint.close()]).then(() => undefined))
  const {exchange, revocation} = endpoint
  const scene = await openScene({
    deploy: `token: { exchange: "${exchange}", audience: ${AUDIENCE}, revocation: "${revocation}" }`,
  })
  return {scene, issuer, endpoint}
}

/** Whether the step failed with this reason, and said so. */
export function expectTrouble(finished: Finished, code: string, says: string): void {
  expect(finished.exitCode).toBe(1)
  expect(finished.outputs['reason-code']).toBe(code)
  expect(errorsOf(finished)).toContain(says)
}
