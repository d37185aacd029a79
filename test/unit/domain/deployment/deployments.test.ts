import {describe, expect, test} from 'vitest'
import {countApprovals} from '../../../../shared/domain/deployment/approvals.ts'
import {
  aheadOf,
  championOf,
  type Deployment,
  type DeploymentPayload,
  type DeploymentState,
  ownDeployments,
} from '../../../../shared/domain/deployment/champion.ts'
import {deployEnvironmentSchema} from '../../../../shared/domain/deployment/config.ts'
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
  createdAt: '2026-11-21T10:00:00Z',
  state,
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
    aheadOf(own(...deployments), {id: 5, now: new Date(now), patienceMs: 600_000})?.id

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

  test('of somebody who also rejected do not count', () => {
    expect(count([...approved('bo'), {login: 'BO', state: 'rejected'}]).counted).toEqual([])
  })

  test('that are only asked for do not count', () => {
    expect(count([{login: 'bo', state: 'pending'}]).counted).toEqual([])
  })

  test('are not wanted where nobody is asked', () => {
    expect(countApprovals(approved('bo'), 'none', {}).wanted).toBe(0)
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
    {name: 'environment', change: {environment: 'staging'}, says: 'found staging'},
    {name: 'pipeline', change: {pipeline: 'gas'}, says: 'found gas'},
    {name: 'leg', change: {leg: 'big'}, says: 'found big'},
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
    {name: 'a secret that is no name', value: {token: {secret: 'hunter 2'}}},
    {name: 'an unknown key', value: {freeze: []}},
  ])('refuses $name', ({value}) => {
    expect(parse(value).success).toBe(false)
  })
})
