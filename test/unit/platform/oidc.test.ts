import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {type ActionError, describeError} from '../../../shared/platform/errors.ts'
import {type Asking, requestIdToken} from '../../../shared/platform/oidc.ts'
import {readClaims} from '../../../shared/platform/web-token.ts'
import {type IdentitySetting, openIdentitySetting} from '../../fakes/identity/index.ts'
import {recordingRunner} from '../../fakes/recording-runner.ts'

let setting: IdentitySetting
beforeAll(async () => {
  setting = await openIdentitySetting()
})
beforeEach(() => setting.issuer.faults.clear())
afterAll(() => setting.close())

function granted(): Readonly<Record<string, string>> {
  return setting.issuer.grant(setting.github.startRun(setting.repository))
}

function ask(wish: Partial<Asking> & {audience?: string} = {}) {
  const {audience = 'models', ...asking} = wish
  const recording = recordingRunner()
  const {runner, masked} = recording
  const answer = requestIdToken(audience, {
    action: 'token',
    environment: {GITHUB_ACTIONS: 'true', ...granted()},
    runner,
    isFork: false,
    pauseMs: 1,
    ...asking,
  })
  return {answer, masked}
}

async function failureOf(wish: Parameters<typeof ask>[0]): Promise<ActionError> {
  return ask(wish).answer.then(
    () => Promise.reject(new Error('no error came')),
    (error: ActionError) => error,
  )
}

describe('an identity token', () => {
  test.each(['models', 'https://acme.example/?a=1&b=2#c', 'mödels +%'])(
    'is made out for %j',
    async audience => {
      expect(readClaims(await ask({audience}).answer)).toMatchObject({aud: audience})
    },
  )

  test('is hidden, and so is the right to ask', async () => {
    const environment = granted()
    const {answer, masked} = ask({environment})
    const token = await answer
    expect(masked).toContain(token)
    expect(masked).toContain(token.split('.')[2])
    expect(masked).toContain(Buffer.from(token).toString('hex'))
    expect(masked).toContain(environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
  })

  test('comes although the service stumbles', async () => {
    setting.issuer.faults.add('/token', {kind: 'status', status: 503})
    setting.issuer.faults.add('/token', {kind: 'drop'})
    expect(readClaims(await ask().answer)).toMatchObject({aud: 'models'})
  })
})

describe('no identity', () => {
  const ACTIONS = {GITHUB_ACTIONS: 'true'}

  test('without the permission: the lines to add', async () => {
    const error = await failureOf({environment: ACTIONS})
    expect(error.code).toBe('missing-permission')
    expect(describeError(error)).toContain('permissions:\n        id-token: write')
  })

  test.each(['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])(
    'with %s alone',
    async name => {
      const environment = {...ACTIONS, ...granted(), [name]: ''}
      expect((await failureOf({environment})).code).toBe('missing-permission')
    },
  )

  test('on a fork: no permission helps', async () => {
    const error = await failureOf({environment: ACTIONS, isFork: true})
    expect(error.code).toBe('no-identity')
    expect(describeError(error)).toContain('if: github.event.pull_request.head.repo.full_name')
  })

  test('outside of GitHub Actions', async () => {
    const error = await failureOf({environment: {}})
    expect(error).toMatchObject({
      code: 'no-identity',
      message: expect.stringContaining('only a job'),
    })
  })

  test('for an action that does not say that it asks', async () => {
    expect((await failureOf({action: 'train'})).code).toBe('internal-error')
  })

  test('over an open line', async () => {
    const environment = {...granted(), ACTIONS_ID_TOKEN_REQUEST_URL: 'http://evil.example/?a=1'}
    expect((await failureOf({environment})).code).toBe('insecure-address')
  })

  test('when the right to ask is over', async () => {
    const environment = {...granted(), ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'old-old-old-old'}
    const error = await failureOf({environment})
    expect(error.code).toBe('identity-refused')
    expect(describeError(error)).not.toContain('old-old')
  })

  test('while the service is down', async () => {
    setting.issuer.faults.add('/token', {kind: 'status', status: 500}, 3)
    expect((await failureOf({})).code).toBe('identity-unavailable')
  })

  test.each([
    {name: 'a page', fault: {kind: 'html'}, code: 'http-not-json'},
    {name: 'too much', fault: {kind: 'huge', bytes: 70_000}, code: 'http-too-large'},
    {
      name: 'a redirect',
      fault: {kind: 'redirect', to: 'http://x.example'},
      code: 'http-redirected',
    },
    {name: 'nothing', fault: {kind: 'value', value: undefined}, code: 'identity-malformed'},
    {name: 'a number', fault: {kind: 'value', value: 7}, code: 'identity-malformed'},
    {name: 'a word', fault: {kind: 'value', value: 'token'}, code: 'identity-malformed'},
    {
      name: 'a command',
      fault: {kind: 'value', value: 'a.b.c\n::error::'},
      code: 'identity-malformed',
    },
    {
      name: 'a giant',
      fault: {kind: 'value', value: `a.${'b'.repeat(20_000)}.c`},
      code: 'identity-malformed',
    },
  ] as const)('from an answer that is $name', async ({fault, code}) => {
    setting.issuer.faults.add('/token', fault)
    expect((await failureOf({})).code).toBe(code)
  })
})
