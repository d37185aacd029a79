import {mkdtemp, readdir, readFile, realpath, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {secretForms} from '../../shared/platform/secrets.ts'
import {
  AUDIENCE,
  type Issuer,
  startIssuer,
  startTokenEndpoint,
  type TokenEndpoint,
} from '../fakes/identity/index.ts'
import type {Finished, Scenario} from '../harness/run-action.ts'
import {proofmark} from './proofmark.ts'
import {errorsOf, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

let team: Team
let issuer: Issuer
let endpoint: TokenEndpoint
beforeAll(async () => {
  team = await foundTeam({'a.txt': '1'})
  issuer = await startIssuer()
  const claims = {repository: 'acme/oil-price', ref: 'refs/heads/main'}
  const trust = {audience: AUDIENCE, claims, scopes: ['models:write', 'models:read']}
  endpoint = await startTokenEndpoint({issuers: [issuer.url], trusts: [trust]})
})
beforeEach(() => {
  issuer.faults.clear()
  endpoint.faults.clear()
})
afterAll(() => Promise.all([team.close(), issuer.close(), endpoint.close()]))

type Ask = {
  readonly job?: RunningJob
  readonly inputs?: Readonly<Record<string, string>>
  /** Whether the job has `id-token: write`. */
  readonly isGranted?: boolean
  readonly more?: Partial<Scenario>
}

function inputsOf(more: Readonly<Record<string, string>> = {}) {
  const {exchange, revocation} = endpoint
  return {exchange, revocation, audience: AUDIENCE, ...more}
}

/** One step with the action, in a job on main unless told otherwise; nothing it says may hold a token. */
async function ask({job: given, inputs = {}, isGranted = true, more = {}}: Ask = {}) {
  const job = given ?? (await team.job({permissions: {}}))
  const finished = await job.act('token', inputsOf(inputs), {
    handsOver: ['token', 'MODELS_TOKEN'],
    ...more,
    environment: {...(isGranted ? issuer.grant(job.run) : {}), ...more.environment},
  })
  expectNoToken(finished)
  return finished
}

/** Neither a token that was handed out nor any form of it, in anything but the output that exists for it. */
function expectNoToken(finished: Finished): void {
  const {token: _, ...outputs} = finished.outputs
  const said = JSON.stringify([
    [finished, finished.post].map(phase => [
      phase?.log,
      phase?.debug,
      phase?.annotations,
      phase?.summary,
      phase?.stderr,
    ]),
    outputs,
    finished.state,
  ])
  for (const token of [...issuer.issued, ...endpoint.issued]) {
    const [head = ''] = token.split('.')
    const forms = secretForms(token).filter(form => form !== head)
    for (const form of forms) expect(said.includes(form)).toBe(false)
  }
}

describe('a token', () => {
  test('opens one target for a short time, and is given back', async () => {
    const finished = await ask({inputs: {scope: 'models:write'}})
    expect(finished.exitCode).toBe(0)
    const token = endpoint.issued.at(-1) ?? ''
    expect(finished.outputs).toMatchObject({
      token,
      scope: 'models:write',
      'reason-code': 'exchanged',
    })
    const lifetimeS = (Date.parse(finished.outputs['expires-at'] ?? '') - Date.now()) / 1000
    expect(lifetimeS).toBeGreaterThan(570)
    expect(lifetimeS).toBeLessThanOrEqual(600)
    expect(resultOf(finished)).toEqual({
      schema: 'proofmark/token-result/v1',
      reasonCode: 'exchanged',
      audience: AUDIENCE,
      scope: 'models:write',
      expiresAt: finished.outputs['expires-at'],
      isWeak: false,
      givenBack: 'after-the-job',
    })
    expect(finished.log.at(-1)).toBe(
      `a token for ${AUDIENCE} for 10 minutes, given back after the job`,
    )
    expect(finished.annotations).toEqual([])
    expect(finished.exported).toEqual({})
    expect(finished.post).toMatchObject({exitCode: 0, annotations: []})
    expect(finished.post?.log).toContain('the token is given back')
    expect(endpoint.isRevoked(token)).toBe(true)
  })

  test('is hidden in every encoding, the identity too, before anything else is said', async () => {
    const finished = await ask()
    const asked = finished.stdout.split('\n')
    for (const secret of [endpoint.issued.at(-1) ?? '', issuer.issued.at(-1) ?? '']) {
      for (const form of secretForms(secret)) {
        expect(asked).toContain(`::add-mask::${form.replaceAll('%', '%25')}`)
      }
    }
    const last = asked.findLastIndex(line => line.startsWith('::add-mask::'))
    expect(asked.slice(last + 1).join('\n')).toContain('a token for')
  })

  test('reaches all later steps only when asked', async () => {
    const finished = await ask({inputs: {'export-as': 'MODELS_TOKEN'}})
    expect(finished.exported).toEqual({MODELS_TOKEN: endpoint.issued.at(-1)})
    expect(resultOf(finished)).toMatchObject({exportedAs: 'MODELS_TOKEN'})
  })

  test('lies in no file: its clean-up is kept in two halves, and the file goes', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-token-')))
    try {
      const more = {environment: {RUNNER_TEMP: folder}}
      const kept = await ask({more: {...more, post: false}})
      const files = await readdir(folder, {recursive: true, withFileTypes: true})
      const [half, ...others] = files.filter(file => file.isFile())
      expect(others).toEqual([])
      const path = join(half?.parentPath ?? '', half?.name ?? '')
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      const bytes = await readFile(path)
      for (const form of secretForms(kept.outputs['token'] ?? '')) {
        expect(bytes.includes(form)).toBe(false)
      }
      await rm(path)
      await ask({more})
      const left = await readdir(folder, {recursive: true, withFileTypes: true})
      expect(left.filter(file => file.isFile())).toEqual([])
    } finally {
      await rm(folder, {recursive: true, force: true})
    }
  })

  test('without a revocation is left to expire, and that is said', async () => {
    const finished = await ask({inputs: {revocation: ''}})
    expect(finished.state).toEqual({})
    expect(finished.log.at(-1)).toContain('never given back: no revocation is named')
    expect(finished.post).toMatchObject({exitCode: 0, annotations: []})
    expect(endpoint.isRevoked(finished.outputs['token'] ?? '')).toBe(false)
  })

  test('comes although endpoint and issuer stumble', async () => {
    issuer.faults.add('/token', {kind: 'status', status: 503})
    endpoint.faults.add('/token', {kind: 'drop'})
    expect((await ask()).exitCode).toBe(0)
  })

  test('of an endpoint that does not say how long it lives is weak', async () => {
    endpoint.faults.add('/token', {kind: 'no-expiry'})
    const finished = await ask()
    expect(finished.exitCode).toBe(0)
    expect(finished.outputs['expires-at']).toBe('')
    expect(resultOf(finished)).toMatchObject({isWeak: true})
    expect(finished.annotations).toMatchObject([{level: 'warning'}])
  })
})

describe('a clean-up that fails', () => {
  test.each([
    {name: 'is refused', fault: {kind: 'status', status: 400}},
    {name: 'finds nobody', fault: {kind: 'drop'}},
    {name: 'is sent elsewhere', fault: {kind: 'redirect', to: 'http://evil.example/'}},
  ] as const)('because it $name never fails the job', async ({fault}) => {
    endpoint.faults.add('/revoke', fault, 3)
    const finished = await ask()
    expect(finished).toMatchObject({exitCode: 0, post: {exitCode: 0}})
    const [warning] = finished.post?.annotations ?? []
    expect(warning?.level).toBe('warning')
    expect(warning?.message).toContain(
      `the token stays valid until ${finished.outputs['expires-at']}`,
    )
  })
})

describe('no token', () => {
  const fails = async (wish: Ask, code: string) => {
    const finished = await ask(wish)
    expect(finished).toMatchObject({exitCode: 1, state: {}, exported: {}, post: {exitCode: 0}})
    expect(finished.outputs).toMatchObject({'reason-code': code})
    expect(finished.outputs).not.toHaveProperty('token')
    return errorsOf(finished)
  }

  test('without the permission: the lines to add', async () => {
    const said = await fails({isGranted: false}, 'missing-permission')
    expect(said).toContain('permissions:\n        id-token: write')
  })

  test('for an audience that the endpoint does not serve', async () => {
    const said = await fails({inputs: {audience: 'models-staging'}}, 'exchange-refused')
    expect(said).toContain('invalid_target: no such audience: models-staging')
    expect(said).toContain('aud: models-staging')
  })

  test('for a branch that is not trusted, and the error says what was shown', async () => {
    const pull = await team.propose('feature', {'a.txt': '2'})
    const said = await fails({job: await team.job({pull})}, 'exchange-refused')
    expect(said).toContain('sub: repo:acme/oil-price:pull_request')
    expect(said).toContain(`ref: refs/pull/${pull.number}/merge`)
  })

  test('for a scope that is not given', async () => {
    expect(await fails({inputs: {scope: 'admin'}}, 'exchange-refused')).toContain('invalid_scope')
  })

  test('for a fork, whatever its workflow grants', async () => {
    const fork = team.github.addRepository({
      owner: 'stranger',
      name: 'oil-price',
      fork: {of: team.repository},
    })
    const pull = await team.propose('stolen', {'a.txt': '3'}, fork)
    const job = await team.job({pull, isFork: true, permissions: {}})
    expect(await fails({job}, 'no-identity')).toContain('from a fork')

    const privileged = await team.job({
      pull,
      event: 'pull_request_target',
      checkout: pull.headSha,
      permissions: {},
    })
    const before = issuer.issued.length
    expect(await fails({job: privileged}, 'untrusted-head')).toContain('stranger/oil-price')
    expect(issuer.issued.length, 'nobody was even asked').toBe(before)
  })

  test('while the endpoint is down', async () => {
    const down = await startTokenEndpoint({issuers: [], trusts: []})
    await down.close()
    const said = await fails({inputs: {exchange: down.exchange}}, 'http-unreachable')
    expect(said).toContain('nobody listens there')
  })

  test.each([
    {name: 'a page', fault: {kind: 'html'}, code: 'http-not-json'},
    {name: 'too much', fault: {kind: 'huge'}, code: 'http-too-large'},
    {name: 'over already', fault: {kind: 'expired'}, code: 'token-expired'},
    {
      name: 'elsewhere',
      fault: {kind: 'redirect', to: 'https://evil.example/'},
      code: 'http-redirected',
    },
    {name: 'our own words', fault: {kind: 'echo'}, code: 'exchange-refused'},
  ] as const)('from an answer that is $name', async ({fault, code}) => {
    endpoint.faults.add('/token', fault)
    await fails({}, code)
  })

  test('with wrong inputs, which are told together', async () => {
    const inputs = {
      exchange: 'http://id.acme.example/token',
      revocation: 'https://user:pass@id.acme.example/revoke?x=1',
      audience: '',
      'export-as': 'NODE_OPTIONS',
      scopes: 'x',
    }
    const before = issuer.issued.length
    const said = await fails({inputs}, 'invalid-input')
    for (const name of ['exchange', 'revocation', 'audience', 'export-as', 'scopes']) {
      expect(said).toContain(`- ${name}: `)
    }
    expect(said).toContain('did you mean "scope"?')
    expect(said).not.toMatch(/pass@|x=1/)
    expect(issuer.issued.length).toBe(before)
  })
})

describe('in a terminal', () => {
  test('the exchange is tried, and the token given back', async () => {
    const {exchange, revocation} = endpoint
    const job = await team.job({permissions: {}})
    const ended = await proofmark(
      ['token', '--exchange', exchange, '--revocation', revocation, '--audience', AUDIENCE],
      job.workspace,
      {environment: issuer.grant(job.run)},
    )
    const token = endpoint.issued.at(-1) ?? ''
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('given back already')
    expect(ended.stdout + ended.stderr).not.toContain(token)
    expect(endpoint.isRevoked(token)).toBe(true)
  })
})
