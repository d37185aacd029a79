import {describe, expect, test} from 'vitest'
import type {GateBody} from '../../../shared/domain/gate.ts'
import {
  type Stated,
  TEST_RESULT,
  testResult,
  VERIFICATION,
  verificationResult,
} from '../../../shared/domain/statement.ts'
import {digestOf, HEAD, sampleGate, sampleRule} from '../../fakes/sample-report.ts'

const MODEL = digestOf('4')
const RULES = [
  sampleRule({rule: 'rmse <= 3.5', kind: 'absolute', verdict: 'pass'}),
  sampleRule({rule: 'rmse <= baseline', verdict: 'pass'}),
  sampleRule({rule: 'mae <= baseline', verdict: 'inconclusive'}),
  sampleRule({rule: 'auc >= 1', verdict: 'fail'}),
  sampleRule({rule: 'shown <= 1', verdict: 'fail', blocking: false}),
]

function stated(some: Partial<GateBody> = {}, more: Partial<Stated> = {}): Stated {
  return {
    body: sampleGate({rules: RULES, ...some}).body,
    pipeline: 'oil-price',
    model: MODEL,
    commit: HEAD,
    at: '2026-03-04T12:00:00Z',
    url: 'https://github.com/acme/oil/actions/runs/1',
    ...more,
  }
}

describe('testResult', () => {
  test('names every deciding rule under its verdict, and what decided', () => {
    const body = stated({verdict: 'fail'})
    expect(testResult(body)).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{name: 'oil-price', digest: {sha256: '4'.repeat(64)}}],
      predicateType: TEST_RESULT,
      predicate: {
        result: 'FAILED',
        configuration: [expect.objectContaining({digest: {sha256: expect.any(String)}})],
        url: 'https://github.com/acme/oil/actions/runs/1',
        passedTests: ['rmse <= 3.5', 'rmse <= baseline'],
        warnedTests: ['mae <= baseline'],
        failedTests: ['auc >= 1'],
      },
    })
  })

  test.each([
    ['pass', 'PASSED'],
    ['inconclusive', 'WARNED'],
    ['no-baseline', 'WARNED'],
    ['fail', 'FAILED'],
    ['error', 'FAILED'],
  ] as const)('%s is %s, whatever the rules are', (verdict, result) => {
    expect(testResult(stated({verdict, rules: []}))?.predicate['result']).toBe(result)
  })

  test('is about the commit where there is no model, and nothing where there is no commit', () => {
    expect(testResult(stated({}, {model: undefined}))?.subject).toEqual([
      {digest: {gitCommit: HEAD}},
    ])
    expect(testResult(stated({}, {model: undefined, commit: undefined}))).toBeUndefined()
  })
})

describe('verificationResult', () => {
  const accepted = {
    by: 'bo',
    reason: 'smaller',
    digest: MODEL,
    of: 'model',
    as: 'acme/ml-leads',
    label: 'accept-regression',
    pullRequest: 3,
    at: '2026-03-04T12:00:00Z',
  } as const

  test('says what holds of a model that passes, by whom and by which policy', () => {
    const rules = RULES.slice(0, 2)
    const statement = verificationResult(stated({verdict: 'pass', noise: 'known', rules}))
    expect(statement).toMatchObject({
      predicateType: VERIFICATION,
      predicate: {
        verifier: {id: expect.stringMatching(/\/v1$/), policy: {digest: {}}},
        timeCreated: '2026-03-04T12:00:00Z',
        properties: [
          'PROOFMARK_GATE_PASSED',
          'PROOFMARK_NOT_WORSE_THAN_BASELINE',
          'PROOFMARK_NOISE_KNOWN',
          'PROOFMARK_SAME_HOLDOUT',
        ],
      },
    })
  })

  test('limits alone say nothing about a baseline', () => {
    const rules = RULES.slice(0, 1)
    const statement = verificationResult(stated({verdict: 'pass', noise: 'unknown', rules}))
    expect(statement?.predicate['properties']).toEqual(['PROOFMARK_GATE_PASSED'])
  })

  test('an accepted loss is no gate that passed', () => {
    const statement = verificationResult(stated({verdict: 'fail', noise: 'unknown', accepted}))
    expect(statement?.predicate['properties']).toContain('PROOFMARK_LOSS_ACCEPTED')
    expect(statement?.predicate['properties']).not.toContain('PROOFMARK_GATE_PASSED')
    expect(statement?.predicate['properties']).not.toContain('PROOFMARK_NOT_WORSE_THAN_BASELINE')
  })

  test.each([
    {name: 'a verdict that is no pass', some: {verdict: 'inconclusive' as const}},
    {name: 'an error', some: {verdict: 'error' as const}},
    {
      name: 'what was accepted of another model',
      some: {verdict: 'fail' as const, accepted: {...accepted, digest: digestOf('5')}},
    },
    {
      name: 'what was accepted of figures',
      some: {verdict: 'fail' as const, accepted: {...accepted, of: 'metrics' as const}},
    },
  ])('is not made for $name', ({some}) => {
    expect(verificationResult(stated(some))).toBeUndefined()
  })

  test('is not made without a model', () => {
    expect(verificationResult(stated({verdict: 'pass'}, {model: undefined}))).toBeUndefined()
  })
})
