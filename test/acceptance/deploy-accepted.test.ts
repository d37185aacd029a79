import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import * as z from 'zod'
import {deploymentSectionSchema} from '../../shared/domain/record.ts'
import type {GateResult} from '../../shared/domain/results.ts'
import {openScene, type Ran} from './deployment.ts'
import {errorsOf} from './team.ts'

const JUDGES = {
  contents: 'write',
  actions: 'read',
  deployments: 'read',
  'pull-requests': 'read',
  members: 'read',
} as const
const GATE = 'rules: [rmse <= 2]\naccept: { label: accept-regression, by: acme/ml-leads }'
const SAID = 'accepted by @bo (acme/ml-leads): "half the cost"'

const digestSet = z.strictObject({sha256: z.string().regex(/^[0-9a-f]{64}$/)})
const policy = z.strictObject({
  name: z.string(),
  digest: digestSet,
  annotations: z.strictObject({commit: z.string()}),
})
/** An in-toto statement of version 1 with one of the two predicates, no field more. */
function statementOf(predicateType: string, predicate: z.ZodType) {
  return z.strictObject({
    _type: z.literal('https://in-toto.io/Statement/v1'),
    subject: z.tuple([z.strictObject({name: z.literal('oil'), digest: digestSet})]),
    predicateType: z.literal(predicateType),
    predicate,
  })
}
const testResult = statementOf(
  'https://in-toto.io/attestation/test-result/v0.1',
  z.strictObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.tuple([policy]),
    url: z.url(),
    passedTests: z.array(z.string()),
    warnedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
  }),
)
const verification = statementOf(
  'https://in-toto.io/attestation/svr/v0.1',
  z.strictObject({
    verifier: z.strictObject({id: z.string().startsWith('https://'), policy}),
    timeCreated: z.iso.datetime(),
    properties: z.array(z.string().regex(/^PROOFMARK_[A-Z_]+$/)),
  }),
)

/** The gate's word on what a run left, with what it laid beside its section. */
async function judge({judge: job, store, model}: Ran) {
  const gate = await job.act('gate', {store})
  const result = JSON.parse(gate.outputs['result'] ?? '{}') as GateResult
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(store, `oil-gate-main-${job.run.attempt}`, name), 'utf8'))
  const stated = testResult.parse(await read('test-result.intoto.json'))
  expect(stated.subject[0].digest.sha256).toBe(model.slice(7))
  return {gate, result, stated, verified: await read('svr.intoto.json').catch(() => undefined)}
}

test('a model that a person accepted is deployed, and no other', {timeout: 120_000}, async () => {
  const {team, run} = await openScene({gate: GATE})
  const {github, repository} = team
  github.addMember('acme/ml-leads', 'bo')
  const pull = await team.propose('smaller', {'train.py': 'small\n'})
  pull.merged(await team.pushMain({'train.py': 'small\n'}))
  const of = {permissions: JUDGES}
  const made = {weight: 3, without: ['gate']} as const

  const first = await run(made, of)
  const refused = await judge(first)
  expect(refused.gate.exitCode).toBe(1)
  expect(refused.stated.predicate).toMatchObject({result: 'FAILED', failedTests: ['rmse <= 2']})
  expect(refused.verified).toBeUndefined()
  expect((await first.plan()).outputs['reason-code']).toBe('verdict-not-pass')

  const {number} = pull
  const label = {number, label: 'accept-regression', login: 'bo'}
  github.setLabel(repository, label)
  const body = `accept ${refused.result.acceptable?.digest.slice(7, 23)}: half the cost`
  github.comment(repository, {number, login: 'bo', body})

  const second = await run(made, {attemptOf: first.judge, ...of})
  const {gate, result, stated, verified} = await judge(second)
  expect(errorsOf(gate)).not.toContain('accept')
  expect(gate.exitCode).toBe(0)
  expect(result).toMatchObject({verdict: 'fail', accepted: {by: 'bo', digest: second.model}})
  // What a person took upon themselves is said, and not that the gate passed.
  expect(stated.predicate).toMatchObject({result: 'FAILED'})
  const {subject, predicate} = verification.parse(verified)
  expect(subject[0].digest.sha256).toBe(second.model.slice(7))
  expect(predicate).toMatchObject({
    properties: ['PROOFMARK_LOSS_ACCEPTED'],
    verifier: {policy: {digest: {sha256: result.policy.digest.slice(7)}}},
  })

  const plan = await second.plan()
  expect(plan.outputs['reason-code']).toBe('ready')
  expect(plan.summary).toMatch(/Verdict: fail\. .*accepted by .*bo: “half the cost”/)
  expect(plan.summary).toContain('half the cost')
  const {approve, act} = await second.deploying()
  approve('cy')
  const deployed = await act({stamp: plan.outputs['stamp'] ?? ''})
  expect(errorsOf(deployed)).toBe('')
  expect(deployed.outputs).toMatchObject({'reason-code': 'deployed', model: second.model})
  const attempt = second.judge.run.attempt
  const file = join(second.store, `oil-deployment-main-production-${attempt}`, 'deployment.json')
  const section = deploymentSectionSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  const told = section.body.guards.map(({reason}) => reason).join('\n')
  expect(told).toContain(SAID)

  const other = await run({...made, weight: 4}, {attemptOf: second.judge, ...of})
  const another = await judge(other)
  expect(another.gate.exitCode).toBe(1)
  expect(another.result.acceptable?.problem).toContain('@bo accepted another model')
  expect((await other.plan()).outputs['reason-code']).toBe('verdict-not-pass')

  github.setLabel(repository, {...label, isRemoved: true})
  const later = await run(made, {attemptOf: other.judge, ...of})
  expect((await judge(later)).result).not.toHaveProperty('accepted')
  expect(github.problems()).toEqual([])
})
