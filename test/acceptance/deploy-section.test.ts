import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type DeploymentSection, deploymentSectionSchema} from '../../shared/domain/record.ts'
import {sha256} from '../../shared/platform/hash.ts'
import type {Finished} from '../harness/run-action.ts'
import {type DeployScene, type Made, openScene, replaceFile} from './deployment.ts'
import {errorsOf, resultOf} from './team.ts'

const FILE = join('oil-deployment-main-production-1', 'deployment.json')

/** What the deploying job left in the store, and that its summary and its result name it. */
async function sectionIn(store: string, finished: Finished): Promise<DeploymentSection> {
  const bytes = await readFile(join(store, FILE))
  const digest = sha256(bytes)
  expect(resultOf(finished)['section']).toBe(digest)
  expect(finished.summary).toContain(`Record: deployment section \`${digest}\``)
  return deploymentSectionSchema.parse(JSON.parse(bytes.toString()))
}

async function deploy(scene: DeployScene, made: Made, by = 'bo') {
  const ran = await scene.run(made)
  const {stamp = ''} = (await ran.plan()).outputs
  const {approve, act} = await ran.deploying()
  approve(by)
  return {ran, stamp, act}
}

describe('the deployment section', {timeout: 90_000}, () => {
  test('of a success: which model, on whose word, from which evidence, tried how', async () => {
    const scene = await openScene()
    const first = await scene.deployed({weight: 2})
    await scene.push()
    const {ran, stamp, act} = await deploy(scene, {weight: 3})
    const finished = await act({stamp})
    expect(errorsOf(finished)).toBe('')
    const {by, uses, trust, body} = await sectionIn(ran.store, finished)
    expect(by).toMatchObject({action: 'deploy', commit: ran.judge.run.sha})
    expect(trust).toBe('reviewed')
    expect(Object.keys(uses).sort()).toEqual(['evaluation', 'gate', 'model'])
    const gate = await readFile(join(ran.store, 'oil-gate-main-1', 'gate.json'))
    expect(uses['gate']).toBe(sha256(gate))
    expect(body).toMatchObject({
      way: 'deploy',
      environment: 'production',
      model: ran.model,
      replaced: first.outputs['model'],
      deployment: Number(finished.outputs['deployment']),
      outcome: 'deployed',
      reasonCode: 'deployed',
      approvals: {wanted: 1, counted: ['bo'], barred: []},
      smoke: {rows: 3, holds: true, largestDifference: 0},
      stamp: sha256(stamp),
    })
    expect(body.guards.every(({state}) => state !== 'refused')).toBe(true)
    expect(body.endedAt >= body.startedAt).toBe(true)
  })

  test('of a smoke test that failed: what is live again', async () => {
    const scene = await openScene()
    const first = await scene.deployed({weight: 2})
    await scene.push()
    const {ran, stamp, act} = await deploy(scene, {weight: 3})
    scene.target.trouble.lie = {model: ran.model, by: 1}
    const {body} = await sectionIn(ran.store, await act({stamp}))
    expect(body).toMatchObject({
      outcome: 'rolled-back',
      reasonCode: 'smoke-test-failed',
      replaced: first.outputs['model'],
      smoke: {rows: 3, holds: false},
    })
    expect(body.reason).toContain('is live again')
  })

  test('of a refusal: which guard, and who did not count', async () => {
    const scene = await openScene()
    const {ran, stamp, act} = await deploy(scene, {weight: 2}, 'ana')
    const {body} = await sectionIn(ran.store, await act({stamp}))
    expect(body).toMatchObject({
      outcome: 'refused',
      reasonCode: 'approval-missing',
      approvals: {wanted: 1, counted: [], barred: [{login: 'ana', as: 'author'}]},
    })
    expect(body).not.toHaveProperty('deployment')
  })

  test('of bytes that changed after the approval', async () => {
    const scene = await openScene()
    const {ran, stamp, act} = await deploy(scene, {weight: 2})
    await replaceFile(ran.store, 'oil-model-main-1/file-0', '{"weight":3}')
    const {body} = await sectionIn(ran.store, await act({stamp}))
    expect(body).toMatchObject({
      outcome: 'refused',
      reasonCode: 'bytes-differ',
      model: ran.model,
      stamp: sha256(stamp),
    })
  })

  test('of a token that nobody gave: not made live, and why', async () => {
    const scene = await openScene({
      deploy: 'token: { exchange: "https://id.example.com/token", audience: models }',
    })
    const {ran, stamp, act} = await deploy(scene, {weight: 2})
    await act({stamp})
    const bytes = await readFile(join(ran.store, FILE), 'utf8')
    const {body} = deploymentSectionSchema.parse(JSON.parse(bytes))
    expect(body).toMatchObject({outcome: 'failed', reasonCode: 'missing-permission'})
  })

  test('is not written by a plan, nor without a stamp', async () => {
    const scene = await openScene()
    const {ran, act} = await deploy(scene, {weight: 2})
    for (const stamp of ['', 'deploy it']) {
      const finished = await act(stamp === '' ? {} : {stamp})
      expect(finished.exitCode).toBe(1)
      expect(resultOf(finished)).not.toHaveProperty('section')
    }
    const names = await readdir(ran.store)
    expect(names.filter(name => name.includes('deployment'))).toEqual([])
  })

  test('of a rollback by hand: its reason, and the deployment that it goes back to', async () => {
    const scene = await openScene()
    const first = await scene.deployed({weight: 2})
    await scene.push()
    await scene.deployed({weight: 3})
    const {team} = scene
    const permissions = {contents: 'read', actions: 'read', deployments: 'write'} as const
    const environment = 'production'
    const job = await team.job({event: 'workflow_dispatch', actor: 'ana', environment, permissions})
    team.github.review(job.run, {by: 'bo'})
    const inputs = {environment, rollback: 'previous', reason: 'too slow', store: './kept'}
    const finished = await job.act('deploy', inputs)
    const {uses, body} = await sectionIn(join(job.workspace, 'kept'), finished)
    expect(uses).toEqual({})
    expect(body).toMatchObject({
      way: 'rollback',
      outcome: 'deployed',
      reasonCode: 'rolled-back',
      model: first.outputs['model'],
      asked: 'too slow',
      back: Number(first.outputs['deployment']),
    })
  })

  test('that cannot be kept is a warning: the model is live all the same', async () => {
    const scene = await openScene()
    const {stamp, act} = await deploy(scene, {weight: 2})
    expect((await act({stamp})).outputs['reason-code']).toBe('deployed')
    const again = await act({stamp})
    expect(again.exitCode).toBe(0)
    expect(JSON.stringify(again.annotations)).toContain('the deployment section was not kept')
  })
})
