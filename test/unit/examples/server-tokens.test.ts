import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {SignJWT, UnsecuredJWT} from 'jose'
import {describe, expect, onTestFinished, test} from 'vitest'
import {serve, sharedIssuer, sharedServer} from './served.ts'
import {ONE} from './served-models.ts'
import {AUDIENCE, inSeconds, startIssuer, type TokenIssuer} from './token-issuer.ts'

const issuer = sharedIssuer()
const PREDICT = {inputs: {features: [[1, 2]]}}
const DOORS = [
  {method: 'PUT', path: `/models/${ONE.hex}`, scope: 'models:write', json: 'bytes'},
  {
    method: 'POST',
    path: '/active',
    scope: 'models:write',
    json: {digest: ONE.digest, expected: ONE.digest},
  },
  {method: 'GET', path: '/active', scope: 'models:read'},
  {method: 'POST', path: '/predict', scope: 'models:read', json: PREDICT},
  {method: 'GET', path: '/metrics', scope: 'models:read'},
]

describe('a token', () => {
  const server = sharedServer(issuer, [ONE])
  const ask = (token: string | null) => server().ask('GET', '/active', {token})

  const BAD: readonly {
    readonly name: string
    readonly make: (by: TokenIssuer) => Promise<string> | string
    readonly code?: string
  }[] = [
    {name: 'from another issuer', make: by => by.token({iss: 'https://other.example'})},
    {name: 'from an issuer with a slash more', make: by => by.token({iss: `${by.issuer}/`})},
    {name: 'from no issuer', make: by => by.token({iss: undefined as unknown as string})},
    {name: 'for another audience', make: by => by.token({aud: 'https://other.example'})},
    {name: 'for other audiences', make: by => by.token({aud: [`${AUDIENCE}/`, 'sts']})},
    {name: 'for no audience', make: by => by.token({aud: undefined as unknown as string})},
    {
      name: 'that has expired',
      make: by => by.token({exp: inSeconds(-10)}),
      code: 'token-expired',
    },
    {name: 'that never expires', make: by => by.token({exp: undefined as unknown as number})},
    {name: 'that is not valid yet', make: by => by.token({nbf: inSeconds(60)})},
    {name: 'of a forger with a key of the same name', make: by => by.forge('ES256')},
    {name: 'of a forger with a key of his own', make: by => by.forge('mine')},
    {
      name: 'without signature',
      make: by =>
        new UnsecuredJWT({scope: 'models:read'})
          .setIssuer(by.issuer)
          .setAudience(AUDIENCE)
          .setExpirationTime('1h')
          .encode(),
    },
    {name: 'signed with the public key as a secret', make: signedWithPublicKey},
    {name: 'with changed claims', make: withChangedClaims},
    {name: 'of rubbish', make: () => 'a.b.c'},
    {name: 'of one part', make: () => 'rubbish'},
  ]
  test.each(BAD)('$name is refused', async ({make, code = 'token-invalid'}) => {
    const answer = await ask(await make(issuer()))
    expect(answer).toMatchObject({status: 401, code})
    expect(answer.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="model-server", error="invalid_token", error_description="[ -~]+"$/,
    )
  })

  test.each([
    {name: 'none'},
    {name: 'another scheme', authorization: 'Basic YTpi'},
    {name: 'an empty one', authorization: 'Bearer '},
    {name: 'two', authorization: 'Bearer a, Bearer b'},
  ])('is missed when there is $name', async ({authorization}) => {
    const headers = authorization === undefined ? {} : {authorization}
    const answer = await server().ask('GET', '/active', {token: null, headers})
    expect(answer).toMatchObject({status: 401, code: 'no-token'})
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="model-server"')
  })

  test('is not looked for in the address', async () => {
    const path = `/active?access_token=${await issuer().token()}`
    expect(await server().ask('GET', path, {token: null})).toMatchObject({status: 401})
  })

  test.each(['RS256', 'ES256'] as const)('signed with %s is good', async alg => {
    expect(await ask(await issuer().token({}, alg))).toMatchObject({status: 200})
  })

  test('for several audiences is good, and one that expired a moment ago', async () => {
    const claims = {aud: ['sts', AUDIENCE], exp: inSeconds(-1)}
    expect(await ask(await issuer().token(claims))).toMatchObject({status: 200})
  })
})

describe('a scope', () => {
  const server = sharedServer(issuer, [ONE])
  const askAt = ({method, path, json}: (typeof DOORS)[number], token: string | null) => {
    const body = json === 'bytes' ? {body: Buffer.from(ONE.bytes)} : {json}
    return server().ask(method, path, {...body, token})
  }
  const other = (scope: string) => (scope === 'models:read' ? 'models:write' : 'models:read')

  test.each(DOORS)('no token at all opens no $method $path', async door => {
    expect(await askAt(door, null)).toMatchObject({status: 401, code: 'no-token'})
  })

  test.each(DOORS)('the other one does not open $method $path', async door => {
    for (const scope of [other(door.scope), `${door.scope}s`, door.scope.toUpperCase(), '']) {
      const answer = await askAt(door, await issuer().token({scope}))
      expect(answer).toMatchObject({status: 403, code: 'scope-missing'})
      expect(answer.headers.get('www-authenticate')).toBe(
        `Bearer realm="model-server", error="insufficient_scope", scope="${door.scope}"`,
      )
    }
  })

  test.each([
    {name: 'is missing', scope: undefined},
    {name: 'is a list', scope: ['models:read', 'models:write']},
    {name: 'is true', scope: true},
  ])('that $name opens nothing', async ({scope}) => {
    const token = await issuer().token({scope})
    for (const door of DOORS) expect(await askAt(door, token)).toMatchObject({status: 403})
  })

  test.each(DOORS)('of its own opens $method $path', async door => {
    const token = await issuer().token({scope: `openid ${door.scope}`})
    expect(await askAt(door, token)).toMatchObject({status: 200})
  })
})

describe('without a token', () => {
  const server = sharedServer(issuer, [])

  test('only /healthz answers, and it tells nothing', async () => {
    const answer = await server().ask('GET', '/healthz', {token: null})
    expect(answer).toMatchObject({status: 200, json: {status: 'ok'}})
  })

  test.each([
    {method: 'GET', path: '/nowhere'},
    {method: 'DELETE', path: '/active'},
    {method: 'POST', path: '/healthz'},
    {method: 'GET', path: '/healthz/'},
  ])('it is not even told what is not there: $method $path', async ({method, path}) => {
    expect(await server().ask(method, path, {token: null})).toMatchObject({status: 401})
  })

  test('an upload is refused before its bytes are asked for', async () => {
    const {request} = await import('node:http')
    const asked = await new Promise<{status: number | undefined; isContinued: boolean}>(
      (resolve, reject) => {
        let isContinued = false
        const sent = request(`${server().url}/models/${ONE.hex}`, {
          method: 'PUT',
          headers: {expect: '100-continue', 'content-length': '100000000'},
        })
        sent.on('continue', () => {
          isContinued = true
        })
        sent.on('response', ({statusCode}) => {
          resolve({status: statusCode, isContinued})
          sent.destroy()
        })
        sent.on('error', reject)
        sent.flushHeaders()
      },
    )
    expect(asked).toEqual({status: 401, isContinued: false})
  })
})

describe('the keys of the issuer', () => {
  test('are fetched once for many tokens', async () => {
    const own = await startIssuer()
    onTestFinished(own.close)
    const server = await serve(own)
    expect(own.fetches()).toBe(0)
    for (let n = 0; n < 3; n++) await server.ask('GET', '/active', {token: await own.token()})
    await server.ask('GET', '/active', {token: await own.forge('unknown')})
    expect(own.fetches()).toBe(1)
  })

  test.each([
    {name: 'answers 500', status: 500, body: '{}'},
    {name: 'answers no JSON', status: 200, body: 'sorry'},
    {name: 'answers something else', status: 200, body: '{"keys": 7}'},
    {name: 'sends elsewhere', status: 302, body: ''},
  ])('cannot be had when their server $name: nobody gets in', async ({status, body}) => {
    const {url, close} = await answering(status, body)
    onTestFinished(close)
    const server = await serve(issuer(), {jwks: url})
    const answer = await server.ask('GET', '/active')
    expect(answer).toMatchObject({status: 503, code: 'issuer-unreachable'})
    expect(answer.headers.get('retry-after')).toBe('5')
  })

  test('cannot be had when nobody listens', async () => {
    const {url, close} = await answering(200, '')
    await close()
    const server = await serve(issuer(), {jwks: url})
    expect(await server.ask('GET', '/active')).toMatchObject({code: 'issuer-unreachable'})
    expect(await server.ask('GET', '/healthz')).toMatchObject({status: 200})
  })

  test.each(['http://issuer.example/jwks.json', 'file:///etc/passwd', 'jwks.json', ''])(
    'must come by a way that nobody can change: %s',
    async jwks => {
      await expect(serve(issuer(), {jwks})).rejects.toThrow('the JWKS address must be https')
    },
  )
})

/** A verifier that takes the algorithm from the token would check this with the key that everyone has. */
async function signedWithPublicKey(by: TokenIssuer): Promise<string> {
  const secret = new TextEncoder().encode(await by.publicKeyPem)
  return new SignJWT({scope: 'models:read'})
    .setProtectedHeader({alg: 'HS256', kid: 'RS256'})
    .setIssuer(by.issuer)
    .setAudience(AUDIENCE)
    .setExpirationTime('1h')
    .sign(secret)
}

async function withChangedClaims(by: TokenIssuer): Promise<string> {
  const [header, claims = '', signature] = (await by.token({scope: 'none'})).split('.')
  const text = Buffer.from(claims, 'base64url').toString().replace('none', 'models:read')
  return [header, Buffer.from(text).toString('base64url'), signature].join('.')
}

async function answering(status: number, body: string) {
  const server = createServer((_, response) => {
    response.writeHead(status, {location: issuer().jwks}).end(body)
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {url: `http://127.0.0.1:${port}/`, close}
}
