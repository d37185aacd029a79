import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {TokenWish} from '../../../../shared/domain/token.ts'
import {type Asker, obtainCredential} from '../../../../shared/features/identity/index.ts'
import {type ActionError, describeError} from '../../../../shared/platform/errors.ts'
import type {Environment} from '../../../../shared/platform/place.ts'
import {secretForms} from '../../../../shared/platform/secrets.ts'
import {AUDIENCE, type IdentitySetting, openIdentitySetting} from '../../../fakes/identity/index.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'

let setting: IdentitySetting
beforeAll(async () => {
  setting = await openIdentitySetting()
})
beforeEach(() => {
  setting.endpoint.faults.clear()
  setting.issuer.faults.clear()
})
afterAll(() => setting.close())

function exchangeWish(more: object = {}): TokenWish {
  return {
    exchange: setting.endpoint.exchange,
    audience: AUDIENCE,
    revocation: setting.endpoint.revocation,
    ...more,
  }
}

/** Asks as a job on main would, and keeps all that was said. */
function ask(wish: TokenWish = exchangeWish(), environment?: Environment) {
  const recording = recordingRunner()
  const asker: Asker = {
    action: 'token',
    environment: environment ?? {
      GITHUB_ACTIONS: 'true',
      ...setting.issuer.grant(setting.github.startRun(setting.repository)),
    },
    runner: recording.runner,
    isFork: false,
    pauseMs: 1,
  }
  return {...recording, answer: obtainCredential(wish, asker)}
}

/** The error that comes; it and the log hold no token, in no form. */
async function failureOf(wish?: TokenWish, environment?: Environment): Promise<ActionError> {
  const {answer, log} = ask(wish, environment)
  const error = await answer.then(
    () => Promise.reject(new Error('no error came')),
    (reason: ActionError) => reason,
  )
  const said = [describeError(error), ...log].join('\n')
  for (const token of [...setting.issuer.issued, ...setting.endpoint.issued]) {
    const [head = ''] = token.split('.')
    for (const form of secretForms(token).filter(one => one !== head))
      expect(said).not.toContain(form)
  }
  return error
}

describe('an exchange', () => {
  test('gives a short token that everything hides', async () => {
    const {answer, masked, log} = ask()
    const credential = await answer
    expect(credential).toMatchObject({
      value: setting.endpoint.issued.at(-1),
      kind: 'exchange',
      scope: 'models:write models:read',
      isWeak: false,
    })
    const lifetimeS = ((credential.expiresAt?.getTime() ?? 0) - Date.now()) / 1000
    expect(lifetimeS).toBeGreaterThan(580)
    expect(lifetimeS).toBeLessThanOrEqual(600)
    const identity = setting.issuer.issued.at(-1) ?? ''
    for (const form of [...secretForms(credential.value), ...secretForms(identity)]) {
      expect(masked).toContain(form)
    }
    expect(log).toEqual([])
  })

  test('asks for the scope that is wished, and for one audience', async () => {
    const {answer} = ask(exchangeWish({scope: 'models:read'}))
    expect((await answer).scope).toBe('models:read')
    expect(setting.endpoint.requests.at(-1)?.form).toMatchObject({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      subject_token: setting.issuer.issued.at(-1),
      audience: AUDIENCE,
      scope: 'models:read',
    })
  })

  test.each([
    {name: 'a broken connection', fault: {kind: 'drop'}},
    {name: 'a server that is not well', fault: {kind: 'status', status: 500}},
    {name: 'too many requests', fault: {kind: 'status', status: 429}},
    {name: 'a lost answer', fault: {kind: 'answer-lost'}},
  ] as const)('outlives $name, each time with a new identity token', async ({fault}) => {
    setting.endpoint.faults.add('/token', fault)
    const before = setting.endpoint.requests.length
    expect((await ask().answer).value).toBe(setting.endpoint.issued.at(-1))
    const shown = setting.endpoint.requests.slice(before).map(({form}) => form['subject_token'])
    expect(new Set(shown).size).toBe(2)
  })

  test('tells when the endpoint does not say how long its token lives', async () => {
    setting.endpoint.faults.add('/token', {kind: 'no-expiry'})
    const {answer, annotations} = ask()
    const credential = await answer
    expect(credential).toMatchObject({isWeak: true})
    expect(credential).not.toHaveProperty('expiresAt')
    expect(annotations).toMatchObject([
      {level: 'warning', message: expect.stringContaining('does not say when its token expires')},
    ])
  })

  test.each([
    {name: 'what the answer says', members: {expires_in: 60}, within: 60},
    {name: 'what the token says', members: {expires_in: 86_400}, within: 600},
    {name: 'a number in a text', members: {expires_in: '90'}, within: 90},
    {name: 'nothing, then the token', members: {expires_in: undefined}, within: 600},
    {name: 'null, then the token', members: {expires_in: null}, within: 600},
  ])('believes the earlier time: $name', async ({members, within}) => {
    setting.endpoint.faults.add('/token', {kind: 'with', members})
    const {expiresAt} = await ask().answer
    const lifetimeS = ((expiresAt?.getTime() ?? 0) - Date.now()) / 1000
    expect(Math.abs(lifetimeS - within)).toBeLessThan(15)
  })

  test('takes a token that is no web token', async () => {
    const members = {access_token: 'opaque-0123456789', token_type: 'bearer'}
    setting.endpoint.faults.add('/token', {kind: 'with', members})
    const {answer, masked} = ask()
    expect((await answer).value).toBe('opaque-0123456789')
    expect(masked).toContain('opaque-0123456789')
  })

  test('hides what comes beside the token', async () => {
    const members = {refresh_token: 'refresh-0123456789', id_token: 'identity-0123456789'}
    setting.endpoint.faults.add('/token', {kind: 'with', members})
    const {answer, masked} = ask()
    await answer
    expect(masked).toContain('refresh-0123456789')
    expect(masked).toContain('identity-0123456789')
  })

  test.each(['models:write models:read admin', ''])('tells of another scope: "%s"', async scope => {
    setting.endpoint.faults.add('/token', {kind: 'with', members: {scope}})
    const {answer, annotations} = ask(exchangeWish({scope: 'models:write models:read'}))
    await answer
    expect(annotations.map(({message}) => message)).toEqual([
      `asked for the scope "models:write models:read", the token has "${scope}"`,
    ])
  })

  test('does not mind the order of a scope', async () => {
    setting.endpoint.faults.add('/token', {kind: 'with', members: {scope: 'b a'}})
    const {answer, annotations} = ask(exchangeWish({scope: 'models:read'}))
    await answer
    expect(annotations).toHaveLength(1)
    setting.endpoint.faults.add('/token', {
      kind: 'with',
      members: {scope: 'models:read models:write'},
    })
    const same = ask(exchangeWish({scope: 'models:write models:read'}))
    await same.answer
    expect(same.annotations).toEqual([])
  })
})

describe('an exchange is refused', () => {
  test('with what the identity token said', async () => {
    const run = setting.github.startRun(setting.repository, {environment: 'staging'})
    const claims = {...setting.issuer.claimsOf(run, AUDIENCE), ref: 'refs/heads/other'}
    setting.issuer.faults.add('/token', {kind: 'value', value: await setting.issuer.mint(claims)})
    const error = await failureOf()
    expect(error.code).toBe('exchange-refused')
    expect(error.message).toContain(
      '(400): invalid_grant: nothing here trusts repo:acme/oil-price:environment:staging',
    )
    expect(error.hint).toContain('sub: repo:acme/oil-price:environment:staging')
    expect(error.hint).toContain(`aud: ${AUDIENCE}`)
    expect(error.hint).toContain('ref: refs/heads/other')
    expect(error.hint).toContain(`iss: ${setting.issuer.url}`)
  })

  test('for an audience that the endpoint does not serve', async () => {
    const error = await failureOf(exchangeWish({audience: 'models-staging'}))
    expect(error.message).toContain('invalid_target: no such audience: models-staging')
  })

  test('without repeating the token that the endpoint repeats', async () => {
    setting.endpoint.faults.add('/token', {kind: 'echo'})
    const error = await failureOf()
    expect(error.message).toMatch(/invalid_grant: bad subject \*\*\*$/)
  })

  test.each([400, 401, 403, 404, 405])('at once when the answer is %i', async status => {
    setting.endpoint.faults.add('/token', {kind: 'status', status}, 1)
    expect((await failureOf()).code).toBe('exchange-refused')
  })

  test.each([
    {name: 'a giant reason', body: JSON.stringify({error_description: 'x'.repeat(9000)})},
    {name: 'reasons that are no text', body: '{"error": {"a": 1}, "error_description": [2]}'},
    {name: 'a page', body: '<html>no</html>'},
    {name: 'half a token', body: `{"error_description": "bad eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4"}`},
  ])('in few words: $name', async ({body}) => {
    setting.endpoint.faults.add('/token', {kind: 'status', status: 400, body})
    const error = await failureOf()
    expect(error.code).toBe('exchange-refused')
    expect(error.message.length).toBeLessThan(400)
    expect(error.message).not.toMatch(/eyJ|html|object/)
  })

  test.each([
    {name: 'down', fault: {kind: 'status', status: 500}, times: 3, code: 'exchange-unavailable'},
    {name: 'gone', fault: {kind: 'drop'}, times: 3, code: 'http-unreachable'},
    {name: 'a page', fault: {kind: 'html'}, times: 1, code: 'http-not-json'},
    {name: 'too large', fault: {kind: 'huge'}, times: 1, code: 'http-too-large'},
    {
      name: 'elsewhere',
      fault: {kind: 'redirect', to: 'http://evil.example/'},
      times: 1,
      code: 'http-redirected',
    },
    {name: 'over', fault: {kind: 'expired'}, times: 1, code: 'token-expired'},
  ] as const)('when the endpoint or its token is $name', async ({fault, times, code}) => {
    setting.endpoint.faults.add('/token', fault, times)
    expect((await failureOf()).code).toBe(code)
  })

  const ODD = 'exchange-malformed'
  test.each([
    {name: 'no token', members: {access_token: undefined}, code: ODD},
    {name: 'an empty token', members: {access_token: ''}, code: ODD},
    {name: 'a number as token', members: {access_token: 7}, code: ODD},
    {name: 'a token with a line end', members: {access_token: 'abcdefgh\nx: y'}, code: ODD},
    {name: 'a giant token', members: {access_token: 'x'.repeat(20_000)}, code: ODD},
    {name: 'a token that needs a proof', members: {token_type: 'DPoP'}, code: ODD},
    {name: 'a token_type that is no text', members: {token_type: 7}, code: ODD},
    {name: 'an expires_in that is a word', members: {expires_in: 'soon'}, code: ODD},
    {name: 'an expires_in that is a list', members: {expires_in: [1]}, code: ODD},
    {name: 'an expires_in beyond all time', members: {expires_in: 1e300}, code: ODD},
    {name: 'no time left', members: {expires_in: 0}, code: 'token-expired'},
    {name: 'less than no time', members: {expires_in: -1}, code: 'token-expired'},
  ])('when the answer has $name', async ({members, code}) => {
    setting.endpoint.faults.add('/token', {kind: 'with', members})
    expect((await failureOf()).code).toBe(code)
  })

  test('when the token is over, whatever the answer says', async () => {
    const seconds = Math.floor(Date.now() / 1000)
    const members = {access_token: await setting.issuer.mint({exp: seconds - 120}), expires_in: 600}
    setting.endpoint.faults.add('/token', {kind: 'with', members})
    expect((await failureOf()).code).toBe('token-expired')
    const late = {access_token: await setting.issuer.mint({exp: seconds - 20}), expires_in: 600}
    setting.endpoint.faults.add('/token', {kind: 'with', members: late})
    expect((await ask().answer).value, 'clocks differ').toBe(late.access_token)
  })

  test('without the permission, before the endpoint hears of it', async () => {
    const before = setting.endpoint.requests.length
    const error = await failureOf(exchangeWish(), {GITHUB_ACTIONS: 'true'})
    expect(error.code).toBe('missing-permission')
    expect(setting.endpoint.requests).toHaveLength(before)
  })

  test('over an open line', async () => {
    const error = await failureOf(exchangeWish({exchange: 'http://id.acme.example/token'}))
    expect(error.code).toBe('insecure-address')
  })
})

describe('giving back', () => {
  test('ends the token', async () => {
    const credential = await ask().answer
    expect(await credential.revoke()).toBe('revoked')
    expect(setting.endpoint.isRevoked(credential.value)).toBe(true)
  })

  test('is not possible where nobody says how', async () => {
    const {exchange} = setting.endpoint
    const credential = await ask({exchange, audience: AUDIENCE}).answer
    expect(await credential.revoke()).toBe('kept')
  })

  test('says when it was not taken', async () => {
    const credential = await ask().answer
    setting.endpoint.faults.add('/revoke', {kind: 'status', status: 400})
    await expect(credential.revoke()).rejects.toMatchObject({code: 'not-revoked'})
  })

  test('is tried again', async () => {
    const credential = await ask().answer
    setting.endpoint.faults.add('/revoke', {kind: 'drop'})
    expect(await credential.revoke()).toBe('revoked')
  })
})

describe('a stored secret', () => {
  test.each(['stored-0123456789', ' stored-0123456789\n'])(
    'is taken and hidden: %j',
    async stored => {
      const {answer, masked, annotations} = ask({secret: 'MODELS_KEY'}, {MODELS_KEY: stored})
      const credential = await answer
      expect(credential).toMatchObject({value: 'stored-0123456789', kind: 'secret', isWeak: true})
      expect(masked).toContain('stored-0123456789')
      expect(masked).toContain(Buffer.from('stored-0123456789').toString('base64url'))
      expect(annotations).toMatchObject([{level: 'notice'}])
      expect(await credential.revoke()).toBe('kept')
    },
  )

  test.each([
    {name: 'is not there', environment: {}, code: 'secret-missing'},
    {name: 'is empty', environment: {MODELS_KEY: ' \n'}, code: 'secret-missing'},
    {name: 'is short', environment: {MODELS_KEY: 'true'}, code: 'secret-too-short'},
  ])('that $name is an error', async ({environment, code}) => {
    const {answer, masked} = ask({secret: 'MODELS_KEY'}, environment)
    await expect(answer).rejects.toMatchObject({code})
    expect(masked.size).toBe(0)
  })

  test('that is missing: the lines to add', async () => {
    const error = await failureOf({secret: 'MODELS_KEY'}, {})
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub replaces this expression.
    expect(error.hint).toContain('env:\n    MODELS_KEY: ${{ secrets.MODELS_KEY }}')
  })
})
