import {createPublicKey, type JsonWebKey, verify} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {AUDIENCE, type IdentitySetting, openIdentitySetting} from '../../fakes/identity/index.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange'
const JWT = 'urn:ietf:params:oauth:token-type:jwt'

let setting: IdentitySetting
beforeAll(async () => {
  setting = await openIdentitySetting()
})
afterAll(() => setting.close())

async function idToken(options: {environment?: string; subject?: 'old' | 'immutable'} = {}) {
  const {environment, ...claims} = options
  const run = setting.github.startRun(
    setting.repository,
    environment === undefined ? {} : {environment},
  )
  return ask(setting.issuer.grant(run, claims))
}

async function ask(grant: Readonly<Record<string, string>>, audience = AUDIENCE): Promise<string> {
  const url = `${grant['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${audience}`
  const authorization = `bearer ${grant['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}`
  const answer = await fetch(url, {headers: {authorization}})
  const {value} = (await answer.json()) as {value: string}
  return value
}

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

async function exchange(fields: Readonly<Record<string, string>>) {
  const answer = await fetch(setting.endpoint.exchange, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: GRANT,
      subject_token_type: JWT,
      audience: AUDIENCE,
      ...fields,
    }),
  })
  return {status: answer.status, body: (await answer.json()) as Record<string, string>}
}

/** Checks a signature without the library that made it. */
async function isSignedBy(jwks: string, token: string, hash: 'rsa' | 'ec'): Promise<boolean> {
  const {keys} = (await (await fetch(jwks)).json()) as {keys: JsonWebKey[]}
  const [head = '', body = '', signature = ''] = token.split('.')
  const key = createPublicKey({key: keys[0] ?? {}, format: 'jwk'})
  return verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    hash === 'ec' ? {key, dsaEncoding: 'ieee-p1363'} : key,
    Buffer.from(signature, 'base64url'),
  )
}

describe('the issuer', () => {
  test('signs with the key that it shows', async () => {
    const {issuer} = setting
    const found = await fetch(`${issuer.url}/.well-known/openid-configuration`)
    const {jwks_uri, issuer: name} = (await found.json()) as Record<string, string>
    expect(name).toBe(issuer.url)
    expect(await isSignedBy(jwks_uri ?? '', await idToken(), 'rsa')).toBe(true)
    expect(await isSignedBy(jwks_uri ?? '', await issuer.mint({}, 'foreign'), 'rsa')).toBe(false)
  })

  test.each([
    {name: 'a branch', options: {}, sub: /^repo:acme\/oil-price:ref:refs\/heads\/main$/},
    {
      name: 'an environment',
      options: {environment: 'eu:prod'},
      sub: /^repo:acme\/oil-price:environment:eu%3Aprod$/,
    },
    {
      name: 'an immutable subject',
      options: {subject: 'immutable'},
      sub: /^repo:acme@\d+\/oil-price@\d+:ref:refs\/heads\/main$/,
    },
  ] as const)('names $name', async ({options, sub}) => {
    const claims = payloadOf(await idToken(options))
    expect(claims['sub']).toMatch(sub)
    expect(claims).toMatchObject({
      iss: setting.issuer.url,
      aud: AUDIENCE,
      repository: 'acme/oil-price',
      ref: 'refs/heads/main',
      event_name: 'push',
      runner_environment: 'github-hosted',
    })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(300)
  })

  test('gives a fork nothing, and the fork of a privileged event the rights of main', async () => {
    const {github, repository, issuer} = setting
    const headRepository = github.addRepository({
      owner: 'stranger',
      name: 'oil-price',
      fork: {of: repository},
    })
    headRepository.commit('evil', {'a.txt': '2'})
    const pull = repository.openPull({head: 'evil', headRepository})
    expect(issuer.grant(github.startRun(repository, {pull}))).toEqual({})
    const run = github.startRun(repository, {pull, event: 'pull_request_target'})
    expect(payloadOf(await ask(issuer.grant(run)))).toMatchObject({
      sub: 'repo:acme/oil-price:ref:refs/heads/main',
    })
  })

  test('refuses a stranger', async () => {
    const answer = await fetch(`${setting.issuer.url}/token?api-version=2.0`)
    expect(answer.status).toBe(401)
  })
})

describe('the token endpoint', () => {
  test('makes short tokens for whom it trusts', async () => {
    const {status, body} = await exchange({subject_token: await idToken()})
    expect(status).toBe(200)
    expect(body).toMatchObject({token_type: 'Bearer', expires_in: 600})
    const {endpoint} = setting
    const token = body['access_token'] ?? ''
    expect(await isSignedBy(`${endpoint.url}/.well-known/jwks.json`, token, 'ec')).toBe(true)
    expect(payloadOf(token)).toMatchObject({
      iss: endpoint.url,
      aud: AUDIENCE,
      scope: 'models:write models:read',
    })
  })

  test('makes a narrow one when asked', async () => {
    const {body} = await exchange({subject_token: await idToken(), scope: 'models:read'})
    expect(body['scope']).toBe('models:read')
  })

  test('takes a token back', async () => {
    const {body} = await exchange({subject_token: await idToken()})
    const token = body['access_token'] ?? ''
    expect(setting.endpoint.isRevoked(token)).toBe(false)
    await fetch(setting.endpoint.revocation, {method: 'POST', body: new URLSearchParams({token})})
    expect(setting.endpoint.isRevoked(token)).toBe(true)
  })

  const REFUSED: readonly {
    name: string
    fields: () => Promise<Readonly<Record<string, string>>>
    error: string
  }[] = [
    {
      name: 'an audience that it does not serve',
      fields: async () => ({subject_token: await idToken(), audience: 'other'}),
      error: 'invalid_target',
    },
    {
      name: 'a token for somebody else',
      fields: async () => {
        const grant = setting.issuer.grant(setting.github.startRun(setting.repository))
        return {subject_token: await ask(grant, 'other')}
      },
      error: 'invalid_grant',
    },
    {
      name: 'a scope that it does not give',
      fields: async () => ({subject_token: await idToken(), scope: 'admin'}),
      error: 'invalid_scope',
    },
    {
      name: 'a token that is not signed by the issuer',
      fields: async () => ({subject_token: await setting.issuer.mint(good(), 'foreign')}),
      error: 'invalid_grant',
    },
    {
      name: 'a token whose time is over',
      fields: async () => ({subject_token: await setting.issuer.mint({...good(), exp: 1})}),
      error: 'invalid_grant',
    },
    {
      name: 'another issuer',
      fields: async () => ({
        subject_token: await setting.issuer.mint({...good(), iss: 'https://evil.example'}),
      }),
      error: 'invalid_grant',
    },
    {
      name: 'another branch',
      fields: async () => ({
        subject_token: await setting.issuer.mint({...good(), ref: 'refs/heads/x'}),
      }),
      error: 'invalid_grant',
    },
    {
      name: 'another repository',
      fields: async () => ({
        subject_token: await setting.issuer.mint({...good(), repository: 'acme/other'}),
      }),
      error: 'invalid_grant',
    },
    {name: 'no token', fields: async () => ({}), error: 'invalid_grant'},
    {
      name: 'another grant',
      fields: async () => ({subject_token: await idToken(), grant_type: 'password'}),
      error: 'unsupported_grant_type',
    },
  ]
  const good = () => setting.issuer.claimsOf(setting.github.startRun(setting.repository), AUDIENCE)

  test.each(REFUSED)('refuses $name', async ({fields, error}) => {
    const {status, body} = await exchange(await fields())
    expect({status, error: body['error']}).toEqual({status: 400, error})
  })

  test('believes a token once', async () => {
    const subject_token = await idToken()
    await exchange({subject_token})
    expect((await exchange({subject_token})).body['error_description']).toContain('used already')
  })
})
