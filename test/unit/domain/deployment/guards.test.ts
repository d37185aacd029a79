import {describe, expect, test} from 'vitest'
import type {Accepted} from '../../../../shared/domain/acceptance.ts'
import {guardApproval} from '../../../../shared/domain/deployment/approval-guard.ts'
import type {DeploymentPayload} from '../../../../shared/domain/deployment/champion.ts'
import type {Protection} from '../../../../shared/domain/deployment/environment.ts'
import {refusalOf} from '../../../../shared/domain/deployment/guard.ts'
import {
  type Evidence,
  judgeEvidence,
  judgeRollback,
} from '../../../../shared/domain/deployment/guards.ts'
import {encodeStamp, type Stamp} from '../../../../shared/domain/deployment/stamp.ts'
import {guardStamp} from '../../../../shared/domain/deployment/stamp-guard.ts'
import type {Digest} from '../../../../shared/domain/digest.ts'
import type {RuleResult} from '../../../../shared/domain/gate.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const MODEL = digest('a')
const POLICY = digest('b')
const COMMIT = 'c'.repeat(40)

const rule = (given: Partial<RuleResult>): RuleResult => ({
  rule: 'rmse <= 3.5',
  metric: 'rmse',
  verdict: 'pass',
  reasonCode: 'within-limits',
  reason: 'rmse 3.1 is within the limit (at most 3.5)',
  blocking: true,
  direction: 'lower',
  kind: 'absolute',
  ...given,
})

const gate = (given: Partial<NonNullable<Evidence['gate']>> = {}) => ({
  verdict: 'pass' as const,
  reasonCode: 'within-limits',
  reason: 'all 2 rules pass',
  rules: [rule({}), rule({kind: 'relative'})],
  policy: {from: 'commit' as const, path: 'proofmark.yml', commit: COMMIT, digest: POLICY},
  ...given,
})

const live = {deployment: 7, commit: 'd'.repeat(40), model: digest('e')}

const GOOD: Evidence = {
  isReviewedRun: true,
  demanded: ['model', 'evaluation', 'gate'],
  trusts: new Map([
    ['model', 'reviewed'],
    ['evaluation', 'recomputed'],
    ['gate', 'recomputed'],
  ]),
  gate: gate(),
  digests: new Map([
    ['the model section', MODEL],
    ['the evaluation', MODEL],
    ['the file', MODEL],
  ]),
  policyNow: POLICY,
  live,
  order: 'later',
  gaps: new Map(),
  doubts: [],
  holdout: {evaluated: digest('4'), here: digest('4')},
  environments: new Map([
    ['production', {reviewers: 2, isSelfReviewPrevented: true, canAdminsBypass: false}],
  ]),
  wish: {people: 2, not: ['author']},
}

const PAYLOAD: DeploymentPayload = {
  schema: 'proofmark/deployment-payload/v1',
  pipeline: 'oil',
  leg: 'main',
  model: MODEL,
  policy: POLICY,
  verdict: 'pass',
  run: {id: 1, attempt: 1},
}

const OPEN: Protection = {
  reviewers: 0,
  isSelfReviewPrevented: false,
  canAdminsBypass: true,
}

test('with everything in order nothing is refused, and people are asked', () => {
  const guards = judgeEvidence(GOOD)
  expect(refusalOf(guards)).toBeUndefined()
  expect(guards.filter(({state}) => state === 'asked')).toEqual([
    {name: 'environment asks people', state: 'asked', reason: '2 people, not the author'},
  ])
})

test('every guard says what it saw', () => {
  const said = judgeEvidence(GOOD).map(({name, state, reason}) => `${name} | ${state} | ${reason}`)
  expect(said).toEqual([
    'reviewed code | holds | the run belongs to the default branch',
    'evidence complete | holds | model, evaluation, gate: all there, made by reviewed code',
    'verdict passes | holds | all 2 rules pass',
    `bytes match the evidence | holds | ${MODEL}: the model section, the evaluation, the file agree`,
    "today's policy | holds | the rules are those of the default branch now",
    'not older than what is live | holds | it comes after ddddddd, which is live',
    `rows for the smoke test | holds | the holdout is ${digest('4')}`,
    'environment asks people | asked | 2 people, not the author',
  ])
})

const SAID: readonly {name: string; change: Partial<Evidence>; says: string}[] = [
  {
    name: 'a first deployment',
    change: {live: undefined, order: 'first'},
    says: 'holds | nothing is live yet',
  },
  {
    name: 'a second one of a commit',
    change: {order: 'same'},
    says: 'holds | it is made from the commit that is live',
  },
  {
    name: 'an older one',
    change: {order: 'earlier'},
    says: 'refused | what is live was made later, from ddddddd',
  },
  {
    name: 'one beside',
    change: {order: 'diverged'},
    says: 'refused | ddddddd, which is live, is no ancestor of it',
  },
  {
    name: 'no verdict',
    change: {gate: undefined},
    says: "today's policy | refused | there is no verdict",
  },
  {
    name: 'rules of the workflow',
    change: {gate: gate({policy: {from: 'inputs', digest: POLICY}})},
    says: 'holds | the rules stand in the reviewed workflow file',
  },
  {
    name: 'nobody to ask the smoke test',
    change: {holdout: undefined},
    says: 'holds | none: nobody can be asked there',
  },
  {
    name: 'nobody to ask for approval',
    change: {wish: 'none'},
    says: 'environment asks people | holds | approvals: none, as the configuration says',
  },
  {
    name: 'one person of several environments, which administrators may skip',
    change: {
      environments: new Map([...GOOD.environments, ['first', {...OPEN, reviewers: 1}]]),
      wish: {people: 1, not: ['author', 'last-pusher']},
    },
    says: 'asked | 1 person, not the author or the last-pusher in production, first; administrators may skip it',
  },
  {
    name: 'anybody',
    change: {wish: {people: 1, not: []}},
    says: 'environment asks people | asked | 1 person',
  },
  {
    name: 'two sections missing',
    change: {trusts: new Map([['gate', 'recomputed']])},
    says: 'refused | the run has no model and no evaluation section',
  },
  {
    name: 'two claimed sections',
    change: {
      trusts: new Map([
        ['model', 'claimed'],
        ['evaluation', 'claimed'],
        ['gate', 'recomputed'],
      ]),
    },
    says: 'refused | the model and the evaluation section was made by code that nobody reviewed',
  },
  {
    name: 'two gaps',
    change: {
      gaps: new Map([
        ['model', 'one'],
        ['gate', 'two'],
      ]),
    },
    says: 'refused | one; two',
  },
  {
    name: 'the first witness without a digest',
    change: {digests: new Map([['the store', undefined], ...GOOD.digests])},
    says: `refused | the store has no digest, the model section has ${MODEL}`,
  },
  {
    name: 'two witnesses',
    change: {digests: new Map([...GOOD.digests].slice(0, 2))},
    says: `holds | ${MODEL}: the model section, the evaluation agree`,
  },
  {
    name: 'two weak environments',
    change: {
      environments: new Map([
        ['production', OPEN],
        ['first', OPEN],
      ]),
      wish: {people: 1, not: ['actor']},
    },
    says: 'refused | environment "production": it has no required reviewers; it lets people approve their own runs; environment "first": ',
  },
  {
    name: 'two doubts',
    change: {doubts: ['one', 'two']},
    says: 'environment asks people | refused | one; two',
  },
]

test.each(SAID)('of $name: $says', ({change, says}) => {
  const said = judgeEvidence({...GOOD, ...change}).map(
    ({name, state, reason}) => `${name} | ${state} | ${reason}`,
  )
  expect(said.join('\n')).toContain(says)
})

const NO_BASELINE = gate({
  verdict: 'no-baseline',
  reason: 'nothing to compare with',
  rules: [rule({}), rule({kind: 'relative', verdict: 'no-baseline'})],
})

/** A failed gate for which @bo answers. */
function accepted(some: Partial<Accepted>): NonNullable<Evidence['gate']> {
  const claim: Accepted = {
    by: 'bo',
    reason: 'smaller model',
    digest: MODEL,
    of: 'model',
    as: 'acme/ml-leads',
    label: 'accept-regression',
    pullRequest: 3,
    at: '2026-03-04T12:00:00Z',
    ...some,
  }
  return {...gate({verdict: 'fail', reason: 'rmse is over the limit'}), accepted: claim}
}

test('a known loss that a person accepted for this very model holds, and is told', () => {
  const guards = judgeEvidence({...GOOD, gate: accepted({}), mayAccept: true})
  expect(guards.find(({name}) => name === 'verdict passes')).toMatchObject({
    state: 'holds',
    reason: 'fail: rmse is over the limit; accepted by @bo (acme/ml-leads): "smaller model"',
  })
})

const REFUSED: readonly {name: string; change: Partial<Evidence>; code: string; says: string}[] = [
  {
    name: 'a run of a branch',
    change: {isReviewedRun: false},
    code: 'untrusted-run',
    says: 'does not belong to the default branch',
  },
  {
    name: 'no evaluation',
    change: {
      trusts: new Map([
        ['model', 'reviewed'],
        ['gate', 'recomputed'],
      ]),
    },
    code: 'evidence-missing',
    says: 'the run has no evaluation section',
  },
  {
    name: 'a model by unreviewed code',
    change: {trusts: new Map([...GOOD.trusts, ['model', 'claimed' as const]])},
    code: 'not-reviewed',
    says: 'the model section was made by code that nobody reviewed',
  },
  {
    name: 'a failed gate',
    change: {gate: gate({verdict: 'fail', reason: 'rmse is over the limit'})},
    code: 'verdict-not-pass',
    says: 'fail: rmse is over the limit',
  },
  {
    name: 'no clear change',
    change: {gate: gate({verdict: 'inconclusive', reason: 'a loss cannot be excluded'})},
    code: 'verdict-not-pass',
    says: 'inconclusive',
  },
  {
    name: 'a failed gate that was accepted for another model',
    change: {gate: accepted({digest: digest('e')}), mayAccept: true},
    code: 'verdict-not-pass',
    says: 'what was accepted is another model',
  },
  {
    name: 'a failed gate that was accepted for its figures',
    change: {gate: accepted({of: 'metrics'}), mayAccept: true},
    code: 'verdict-not-pass',
    says: 'what was accepted is another model',
  },
  {
    name: 'an accepted loss that nobody may accept any more',
    change: {gate: accepted({}), mayAccept: false},
    code: 'verdict-not-pass',
    says: 'lets nobody accept it any more',
  },
  {
    name: 'an error that somebody accepted',
    change: {gate: {...accepted({}), verdict: 'error'}, mayAccept: true},
    code: 'verdict-not-pass',
    says: 'error: rmse is over the limit',
  },
  {name: 'no gate', change: {gate: undefined}, code: 'verdict-not-pass', says: 'no verdict'},
  {
    name: 'no baseline although something is live',
    change: {gate: NO_BASELINE},
    code: 'verdict-not-pass',
    says: 'no-baseline',
  },
  {
    name: 'no baseline, nothing live, no limit at all',
    change: {
      gate: {...NO_BASELINE, rules: [rule({kind: 'relative', verdict: 'no-baseline'})]},
      live: undefined,
      order: 'first',
    },
    code: 'verdict-not-pass',
    says: 'no-baseline',
  },
  {
    name: 'a failed rule although all limits hold and nothing is live',
    change: {
      gate: gate({verdict: 'fail', rules: [rule({}), rule({kind: 'relative', verdict: 'fail'})]}),
      live: undefined,
      order: 'first',
    },
    code: 'verdict-not-pass',
    says: 'fail: ',
  },
  {
    name: 'no baseline, nothing live, a limit that says nothing',
    change: {
      gate: {...NO_BASELINE, rules: [rule({}), rule({verdict: 'no-baseline'})]},
      live: undefined,
      order: 'first',
    },
    code: 'verdict-not-pass',
    says: 'no-baseline',
  },
  {
    name: 'no baseline, nothing live, a limit that only reports',
    change: {
      gate: {...NO_BASELINE, rules: [rule({blocking: false})]},
      live: undefined,
      order: 'first',
    },
    code: 'verdict-not-pass',
    says: 'no-baseline',
  },
  {
    name: 'a changed byte',
    change: {digests: new Map([...GOOD.digests, ['the file', digest('f')]])},
    code: 'bytes-differ',
    says: `the file has ${digest('f')}`,
  },
  {
    name: 'bytes that are gone',
    change: {digests: new Map([...GOOD.digests, ['the file', undefined]])},
    code: 'bytes-differ',
    says: 'the file has no digest',
  },
  {
    name: 'witnesses that all know nothing',
    change: {
      digests: new Map([
        ['the file', undefined],
        ['the evaluation', undefined],
      ]),
    },
    code: 'bytes-differ',
    says: 'no digest',
  },
  {
    name: 'one witness alone',
    change: {digests: new Map([['the file', MODEL]])},
    code: 'bytes-differ',
    says: 'no bytes to compare',
  },
  {
    name: 'a verdict about another evaluation',
    change: {gaps: new Map([['gate', 'the verdict was made from another evaluation']])},
    code: 'bytes-differ',
    says: 'another evaluation',
  },
  {
    name: 'a damaged model, which is not a missing one',
    change: {
      trusts: new Map([...GOOD.trusts].filter(([section]) => section !== 'model')),
      gaps: new Map([['model', 'the model section does not hold its bytes']]),
    },
    code: 'bytes-differ',
    says: 'does not hold its bytes',
  },
  {
    name: 'another holdout',
    change: {holdout: {evaluated: digest('4'), here: digest('5')}},
    code: 'holdout-differs',
    says: `here it is ${digest('5')}`,
  },
  {
    name: 'no holdout',
    change: {holdout: {evaluated: digest('4'), here: undefined}},
    code: 'holdout-differs',
    says: 'not here',
  },
  {
    name: 'doubts about who could approve',
    change: {doubts: ['nobody knows who made it']},
    code: 'approval-missing',
    says: 'nobody knows',
  },
  {
    name: 'an environment of several that asks nobody',
    change: {environments: new Map([...GOOD.environments, ['first', OPEN]])},
    code: 'environment-unprotected',
    says: 'environment "first"',
  },
  {
    name: 'a policy that changed',
    change: {policyNow: digest('9')},
    code: 'policy-changed',
    says: 'judge again',
  },
  {
    name: 'a policy that is gone',
    change: {policyNow: undefined},
    code: 'policy-changed',
    says: 'judge again',
  },
  {
    name: 'rules that the change itself brought',
    change: {gate: gate({policy: {from: 'proposed', digest: POLICY}})},
    code: 'policy-untrusted',
    says: 'no trusted commit',
  },
  {
    name: 'an older commit',
    change: {order: 'earlier'},
    code: 'older-than-live',
    says: 'ddddddd',
  },
  {
    name: 'a commit beside',
    change: {order: 'diverged'},
    code: 'older-than-live',
    says: 'no ancestor',
  },
  {
    name: 'an unknown environment',
    change: {environments: new Map([['production', undefined]])},
    code: 'environment-missing',
    says: 'no environment "production"',
  },
  {
    name: 'an environment that asks nobody',
    change: {environments: new Map([['production', OPEN]]), wish: {people: 1, not: []}},
    code: 'environment-unprotected',
    says: 'no required reviewers',
  },
  {
    name: 'self-review where the actor must not count',
    change: {
      environments: new Map([['production', {...OPEN, reviewers: 1}]]),
      wish: {people: 1, not: ['actor']},
    },
    code: 'environment-unprotected',
    says: 'approve their own runs',
  },
]

describe('refused', () => {
  test.each(REFUSED)('$name: $code', ({change, code, says}) => {
    const refusal = refusalOf(judgeEvidence({...GOOD, ...change}))
    expect(refusal?.reasonCode).toBe(code)
    expect(refusal?.reason).toContain(says)
  })

  test('the other guards are told all the same', () => {
    expect(judgeEvidence({...GOOD, isReviewedRun: false})).toHaveLength(judgeEvidence(GOOD).length)
  })
})

const ALLOWED: readonly {name: string; change: Partial<Evidence>}[] = [
  {
    name: 'people who approve their own runs, where only the author must not',
    change: {environments: new Map([['production', {...OPEN, reviewers: 1}]])},
  },
  {
    name: 'a first deployment whose limits hold',
    change: {gate: NO_BASELINE, live: undefined, order: 'first'},
  },
  {name: 'the same commit again', change: {order: 'same'}},
  {
    name: 'rules of the workflow file',
    change: {gate: gate({policy: {from: 'inputs', digest: POLICY}}), policyNow: undefined},
  },
  {
    name: 'nobody asked where the configuration says so',
    change: {environments: new Map([['staging', OPEN]]), wish: 'none'},
  },
]

test.each(ALLOWED)('allowed: $name', ({change}) => {
  expect(refusalOf(judgeEvidence({...GOOD, ...change}))).toBeUndefined()
})

describe('approvals', () => {
  test('enough', () => {
    expect(guardApproval({counted: ['bo', 'cy'], barred: [], wanted: 2})).toEqual({
      name: 'approved',
      state: 'holds',
      reason: 'by @bo, @cy',
    })
  })

  test('too few, and whose does not count', () => {
    expect(
      guardApproval({counted: ['bo'], barred: [{login: 'ana', as: 'author'}], wanted: 2}),
    ).toMatchObject({
      state: 'refused',
      reasonCode: 'approval-missing',
      reason: '1 of 2 people approved; @ana does not count, being the author',
    })
  })

  test('of one who is wanted', () => {
    expect(guardApproval({counted: [], barred: [], wanted: 1}).reason).toBe(
      '0 of 1 person approved',
    )
  })

  test('none wanted', () => {
    expect(guardApproval({counted: [], barred: [], wanted: 0})).toMatchObject({
      state: 'holds',
      reason: 'approvals: none, as the configuration says',
    })
  })
})

describe('a rollback by hand', () => {
  const {isReviewedRun, environments, wish, doubts} = GOOD
  const payload = {...PAYLOAD, model: MODEL}
  const evidence = {isReviewedRun, environments, wish, doubts, back: {id: 7, payload}}

  test('asks people, and needs no evidence', () => {
    expect(refusalOf(judgeRollback(evidence))).toBeUndefined()
    expect(judgeRollback(evidence)[1]).toEqual({
      name: 'was live here before',
      state: 'holds',
      reason: `${MODEL}, deployment 7`,
    })
  })

  test.each([
    {name: 'a model that was never live', change: {back: undefined}, code: 'no-way-back'},
    {name: 'a branch', change: {isReviewedRun: false}, code: 'untrusted-run'},
    {
      name: 'an open environment',
      change: {environments: new Map([['production', OPEN]])},
      code: 'environment-unprotected',
    },
  ])('refuses $name: $code', ({change, code}) => {
    expect(refusalOf(judgeRollback({...evidence, ...change}))?.reasonCode).toBe(code)
  })
})

describe('the stamp of the judging job', () => {
  const stamp: Stamp = {
    schema: 'proofmark/stamp/v1',
    pipeline: 'oil',
    leg: 'main',
    environment: 'production',
    commit: COMMIT,
    run: {id: 812, attempt: 1},
    model: MODEL,
    sections: {gate: digest('1')},
    policy: POLICY,
  }
  const facts = {...stamp, sections: new Map([['gate', digest('1')]])}
  const text = encodeStamp(stamp)

  test('holds when nothing changed', () => {
    expect(guardStamp(text, facts)).toEqual({
      name: 'as stamped by the judging job',
      state: 'holds',
      reason: 'model, policy, and the sections gate',
    })
  })

  test.each([
    {name: 'no stamp', text: undefined, change: {}, code: 'stamp-missing'},
    {name: 'text that is none', text: 'x', change: {}, code: 'stamp-mismatch'},
    {name: 'another model', text, change: {model: digest('9')}, code: 'bytes-differ'},
    {name: 'another policy', text, change: {policy: digest('9')}, code: 'policy-changed'},
    {
      name: 'another section',
      text,
      change: {sections: new Map([['gate', digest('9')]])},
      code: 'stamp-mismatch',
    },
    {
      name: 'the stamp of another run, whatever else differs',
      text,
      change: {run: {id: 9, attempt: 1}, model: digest('9')},
      code: 'stamp-mismatch',
    },
    {
      name: 'the stamp of another commit, whatever else differs',
      text,
      change: {commit: 'd'.repeat(40), model: digest('9')},
      code: 'stamp-mismatch',
    },
  ])('refuses $name: $code', ({text: given, change, code}) => {
    const guard = guardStamp(given, {...facts, ...change})
    expect(guard).toMatchObject({state: 'refused', reasonCode: code})
    expect(guard.reason).toMatch(/^(the (step|input) .*stamp|\w+.*: stamped )/)
  })
})
