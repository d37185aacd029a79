import {describe, expect, test} from 'vitest'
import {countApprovals} from '../../../../shared/domain/deployment/approvals.ts'
import {
  aheadOf,
  championOf,
  type Deployment,
  type DeploymentPayload,
  type DeploymentState,
  doubtAfter,
  leftBehind,
  liveOnes,
  ownDeployments,
  ownerOf,
  remainsOf,
  rollbackTarget,
} from '../../../../shared/domain/deployment/champion.ts'
import {
  approvingEnvironments,
  deployEnvironmentSchema,
} from '../../../../shared/domain/deployment/config.ts'
import {
  decodeStamp,
  encodeStamp,
  type Stamp,
  stampDifferences,
} from '../../../../shared/domain/deployment/stamp.ts'
import type {Digest} from '../../../../shared/domain/digest.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`

const payload = (model: Digest): DeploymentPayload => ({
  schema: 'proofmark/deployment-payload/v1',
  pipeline: 'oil',
  leg: 'main',
  model,
  policy: digest('b'),
  verdict: 'pass',
  run: {id: 1, attempt: 1},
})

const deployment = (
  id: number,
  state: DeploymentState,
  given: Partial<Deployment> = {},
): Deployment => ({
  id,
  commit: String(id).repeat(40).slice(0, 40),
  task: 'deploy',
  saidAt: '2026-11-21T10:00:00Z',
  state,
  hasSucceeded: state === 'success' || state === 'inactive',
  payload: payload(digest(String(id % 10))),
  ...given,
})

const own = (...deployments: Deployment[]) =>
  ownDeployments(deployments, {pipeline: 'oil', leg: 'main'})

describe('the champion', () => {
  test('is the newest that succeeded', () => {
    const found = championOf(
      own(deployment(1, 'inactive'), deployment(2, 'success'), deployment(3, 'failure')),
    )
    expect(found).toEqual({deployment: 2, commit: '2'.repeat(40), model: digest('2')})
  })

  test('stays so when GitHub calls it inactive, and when a later one fails', () => {
    const found = own(deployment(1, 'inactive'), deployment(2, 'inactive'), deployment(3, 'error'))
    expect(championOf(found)?.deployment).toBe(2)
    expect(doubtAfter(found, {deployment: 2, commit: '', model: digest('2')})?.id).toBe(3)
    const failed = own(deployment(2, 'success'), deployment(3, 'failure'))
    expect(doubtAfter(failed, {deployment: 2, commit: '', model: digest('2')})).toBeUndefined()
    expect(doubtAfter(found, {deployment: 3, commit: '', model: digest('2')})).toBeUndefined()
  })

  test('is nobody who only gave way', () => {
    expect(championOf(own(deployment(1, 'inactive', {hasSucceeded: false})))).toBeUndefined()
  })

  test('is nobody when nothing succeeded', () => {
    expect(championOf(own(deployment(1, 'failure'), deployment(2, 'in_progress')))).toBeUndefined()
  })

  test.each([
    {name: 'text', payload: JSON.stringify(payload(digest('2')))},
    {name: 'text in text', payload: JSON.stringify(JSON.stringify(payload(digest('2'))))},
  ])('is read from a payload that is $name', ({payload}) => {
    expect(championOf(own(deployment(2, 'success', {payload})))?.model).toBe(digest('2'))
  })

  test.each([
    {name: 'no payload, as GitHub makes them for a job', payload: ''},
    {name: 'a payload of something else', payload: {sha: 'abc'}},
    {name: 'another pipeline', payload: {...payload(digest('3')), pipeline: 'gas'}},
    {name: 'another leg', payload: {...payload(digest('3')), leg: 'big'}},
    {name: 'a model without a digest', payload: {...payload(digest('3')), model: 'latest'}},
    {name: 'broken text', payload: '{"schema":'},
  ])('is never one with $name', ({payload}) => {
    const found = own(deployment(2, 'success'), deployment(3, 'success', {payload}))
    expect(championOf(found)?.deployment).toBe(2)
  })
})

describe('the turn', () => {
  const ask = (deployments: Deployment[], now = '2026-11-21T10:05:00Z') =>
    aheadOf(own(...deployments), {
      id: 5,
      run: {id: 1, attempt: 1},
      now: new Date(now),
      patienceMs: 600_000,
    })?.id

  test('belongs to the lowest that waits or runs', () => {
    expect(
      ask([deployment(3, 'queued'), deployment(4, 'in_progress'), deployment(5, 'queued')]),
    ).toBe(3)
  })

  test('is ours when the others have ended or came later', () => {
    expect(
      ask([
        deployment(2, 'success'),
        deployment(3, 'failure'),
        deployment(4, 'error'),
        deployment(5, 'queued'),
        deployment(6, 'queued'),
      ]),
    ).toBeUndefined()
  })

  test('does not wait for the dead', () => {
    expect(
      ask([deployment(3, 'queued'), deployment(5, 'queued')], '2026-11-21T10:10:00Z'),
    ).toBeUndefined()
  })
})

test('what is called live are all that still say success', () => {
  const found = own(deployment(1, 'success'), deployment(2, 'inactive'), deployment(3, 'success'))
  expect(liveOnes(found).map(({id}) => id)).toEqual([3, 1])
})

test.each([
  {wish: 'none' as const, expected: ['production']},
  {wish: {people: 1, not: []}, expected: ['production']},
  {wish: {people: 2, not: [], across: ['first', 'production']}, expected: ['first', 'production']},
  {wish: {people: 1, not: [], across: ['first']}, expected: ['first', 'production']},
])('whose approvals count: $expected', ({wish, expected}) => {
  expect(approvingEnvironments('production', wish)).toEqual(expected)
})

describe('an earlier attempt of the same run', () => {
  const dead = own(deployment(3, 'in_progress'), deployment(5, 'queued'))
  const now = new Date('2026-11-21T10:01:00Z')

  test('that ended without a word is not waited for', () => {
    const run = {id: 1, attempt: 2}
    expect(aheadOf(dead, {id: 5, run, now, patienceMs: 600_000})).toBeUndefined()
    expect(leftBehind(dead, run).map(({id}) => id)).toEqual([5, 3])
  })

  test('is not one of another run', () => {
    const run = {id: 2, attempt: 2}
    expect(aheadOf(dead, {id: 5, run, now, patienceMs: 600_000})?.id).toBe(3)
    expect(leftBehind(dead, run)).toEqual([])
  })
})

describe('the way back', () => {
  const back = (id: number, to: string, from: string): Deployment =>
    deployment(id, 'success', {
      task: 'rollback',
      payload: {...payload(digest(to)), previous: {deployment: id - 1, model: digest(from)}},
    })

  test('is the newest other model that was live', () => {
    const found = own(deployment(1, 'inactive'), deployment(2, 'failure'), deployment(3, 'success'))
    expect(rollbackTarget(found, 'previous')?.id).toBe(1)
  })

  test('never leads to what was rolled back', () => {
    const found = own(
      deployment(1, 'inactive'),
      deployment(2, 'inactive'),
      deployment(3, 'inactive'),
      back(4, '2', '3'),
    )
    expect(rollbackTarget(found, 'previous')?.id).toBe(1)
  })

  test('leads again to what was rolled back once it was deployed anew', () => {
    const found = own(
      deployment(1, 'inactive'),
      deployment(3, 'inactive'),
      back(4, '1', '3'),
      deployment(13, 'inactive'),
      deployment(15, 'success'),
    )
    expect(rollbackTarget(found, 'previous')?.id).toBe(13)
  })

  test('leads to a named model only when it was live here', () => {
    const found = own(deployment(1, 'inactive'), deployment(2, 'failure'), deployment(3, 'success'))
    expect(rollbackTarget(found, digest('1'))?.id).toBe(1)
    expect(rollbackTarget(found, digest('2'))).toBeUndefined()
    expect(rollbackTarget(found, digest('9'))).toBeUndefined()
  })

  test('is never a rollback itself, but what it once deployed', () => {
    const found = own(deployment(1, 'inactive'), back(3, '1', '2'), deployment(4, 'success'))
    expect(rollbackTarget(found, 'previous')?.id).toBe(1)
  })

  test('is none where nothing was ever live', () => {
    expect(rollbackTarget(own(deployment(1, 'failure')), 'previous')).toBeUndefined()
  })

  test('is none where only one model was ever live', () => {
    expect(rollbackTarget(own(deployment(1, 'success')), 'previous')).toBeUndefined()
  })
})

describe('approvals', () => {
  const approved = (...logins: string[]) =>
    logins.map(login => ({login, state: 'approved'}) as const)
  const wish = {people: 2, not: ['author', 'last-pusher']} as const
  const count = (approvals: Parameters<typeof countApprovals>[0], people = {}) =>
    countApprovals(approvals, {...wish, not: [...wish.not]}, people)

  test('count persons, not clicks', () => {
    expect(count(approved('bo', 'Bo', 'bo')).counted).toHaveLength(1)
  })

  test('of barred people do not count, in any case of letters', () => {
    expect(count(approved('bo', 'Ana', 'cy'), {author: ['ana'], 'last-pusher': ['CY']})).toEqual({
      counted: ['bo'],
      barred: [
        {login: 'Ana', as: 'author'},
        {login: 'cy', as: 'last-pusher'},
      ],
      wanted: 2,
    })
  })

  test('are told in the order of names', () => {
    expect(count(approved('cy', 'bo')).counted).toEqual(['bo', 'cy'])
  })

  test('of one among several authors do not count', () => {
    expect(count(approved('bo'), {author: ['ana', 'bo']}).counted).toEqual([])
  })

  test('of somebody who also rejected do not count', () => {
    expect(count([...approved('bo'), {login: 'BO', state: 'rejected'}]).counted).toEqual([])
  })

  test('that are only asked for do not count', () => {
    expect(count([{login: 'bo', state: 'pending'}]).counted).toEqual([])
  })

  test('are not wanted where nobody is asked', () => {
    expect(countApprovals(approved('bo'), 'none', {})).toEqual({counted: [], barred: [], wanted: 0})
  })
})

describe('the stamp', () => {
  const stamp: Stamp = {
    schema: 'proofmark/stamp/v1',
    pipeline: 'oil',
    leg: 'main',
    environment: 'production',
    commit: 'c'.repeat(40),
    run: {id: 812, attempt: 1},
    model: digest('a'),
    sections: {gate: digest('1'), model: digest('2')},
    policy: digest('b'),
  }
  const facts = {
    ...stamp,
    sections: new Map([
      ['gate', digest('1')],
      ['model', digest('2')],
    ]),
  }

  test('survives its way through a job output', () => {
    expect(decodeStamp(encodeStamp(stamp))).toEqual(stamp)
    expect(stampDifferences(stamp, facts)).toEqual([])
  })

  test('holds for a later attempt of the deploying job', () => {
    expect(stampDifferences(stamp, {...facts, run: {id: 812, attempt: 2}})).toEqual([])
  })

  test.each(['', '{}', 'null', '"x"', 'not JSON', `${encodeStamp(stamp)} `])('is not: %s', text => {
    expect(decodeStamp(text)).toBeUndefined()
  })

  test.each([
    {name: 'model', change: {model: digest('9')}, says: `model: stamped ${digest('a')}`},
    {name: 'policy', change: {policy: digest('9')}, says: 'policy: stamped'},
    {
      name: 'environment',
      change: {environment: 'staging'},
      says: 'environment: stamped production, found staging',
    },
    {name: 'pipeline', change: {pipeline: 'gas'}, says: 'pipeline: stamped oil, found gas'},
    {name: 'leg', change: {leg: 'big'}, says: 'leg: stamped main, found big'},
    {name: 'commit', change: {commit: 'd'.repeat(40)}, says: 'commit: stamped ccc'},
    {name: 'run', change: {run: {id: 9, attempt: 1}}, says: 'run: stamped 812, found 9'},
    {name: 'earlier attempt', change: {run: {id: 812, attempt: 0}}, says: 'this is attempt 0'},
    {
      name: 'replaced section',
      change: {sections: new Map([...facts.sections, ['gate', digest('9')]])},
      says: 'gate section: stamped',
    },
    {
      name: 'section that is gone',
      change: {sections: new Map([['gate', digest('1')]])},
      says: 'found gone',
    },
    {
      name: 'section that came later',
      change: {sections: new Map([...facts.sections, ['data', digest('3')]])},
      says: 'the data section came after the stamp',
    },
  ])('does not hold for another $name', ({change, says}) => {
    expect(stampDifferences(stamp, {...facts, ...change}).join('\n')).toContain(says)
  })
})

describe('the configuration of an environment', () => {
  const target = {http: 'https://models.acme.example'}
  const parse = (value: object) => deployEnvironmentSchema.safeParse({target, ...value})

  test('asks one person who is not the author, and 200 rows, when nothing is said', () => {
    expect(parse({}).data).toEqual({
      target,
      approvals: {people: 1, not: ['author']},
      smoke: {rows: 200, tolerance: 1e-5},
    })
  })

  test.each([
    'https://id.acme.example/token',
    'http://127.0.0.1:8080/token',
    'http://[::1]:8080',
    'http://localhost:3000',
  ])('takes %s', exchange => {
    expect(parse({token: {exchange, audience: 'x'}}).success).toBe(true)
  })

  test.each([
    'http://id.acme.example/token',
    'https://user:pass@id.acme.example/',
    'https://id.acme.example/?a=b',
    'https://id.acme.example/#x',
    'file:///etc/passwd',
    'http://127.0.0.1.evil.example/',
    'not a URL',
  ])('refuses %s', exchange => {
    expect(parse({token: {exchange, audience: 'x'}}).success).toBe(false)
  })

  test.each([
    {name: 'a target of two kinds', value: {target: {...target, command: ['x']}}},
    {name: 'an empty command', value: {target: {command: []}}},
    {name: 'nobody by number', value: {approvals: {people: 0}}},
    {name: 'a predict address beside http', value: {target: {...target, predict: target.http}}},
    {name: 'no target', value: {target: {}}},
    {name: 'more people than environments', value: {approvals: {people: 2}}},
    {name: 'a secret that is no name', value: {token: {secret: 'hunter 2'}}},
    {name: 'an unknown key', value: {freeze: []}},
  ])('refuses $name', ({value}) => {
    expect(parse(value).success).toBe(false)
  })
})

describe('what a broken deployment may have left at the target', () => {
  const live = {deployment: 2, commit: '', model: digest('2')}
  const found = own(
    deployment(1, 'error'),
    deployment(2, 'success'),
    deployment(3, 'failure', {hasSucceeded: false}),
    deployment(4, 'error'),
    deployment(5, 'in_progress'),
    deployment(6, 'inactive', {hasSucceeded: false}),
    deployment(7, 'error'),
  )

  test('is known after what is live, up to whose turn it is, where nobody said how it ended', () => {
    const remains = remainsOf(found, {live, before: 7})
    expect([...remains]).toEqual([
      [digest('4'), 4],
      [digest('5'), 5],
    ])
  })

  test('is anything that ever failed where nothing was live to go back to', () => {
    const failed = own(deployment(3, 'failure', {hasSucceeded: false}), deployment(4, 'error'))
    const remains = remainsOf(failed, {live: undefined, before: 9})
    expect([...remains.keys()]).toEqual([digest('3'), digest('4')])
  })
})

describe('whose a model is that is live there', () => {
  const road = {pipeline: 'oil', leg: 'main'}
  const of = (some: Partial<DeploymentPayload>, state: DeploymentState = 'success') =>
    deployment(3, state, {payload: {...payload(digest('3')), ...some}})

  test.each([
    {name: 'another leg', given: of({leg: 'asia'}), owner: 'oil, leg asia (deployment 3)'},
    {name: 'another pipeline', given: of({pipeline: 'gas'}), owner: 'gas (deployment 3)'},
    {name: 'ourselves', given: of({}), owner: undefined},
    {name: 'nobody, said to be inactive', given: of({leg: 'asia'}, 'inactive'), owner: undefined},
    {name: 'another model', given: of({leg: 'asia', model: digest('4')}), owner: undefined},
    {name: 'no payload of ours', given: deployment(3, 'success', {payload: {}}), owner: undefined},
  ])('$name', ({given, owner}) => {
    expect(ownerOf([given], road, digest('3'))).toBe(owner)
  })
})
