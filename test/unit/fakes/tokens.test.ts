import {expect, test} from 'vitest'
import {AT, clientFor, githubWithPull, refusal} from './setting.ts'

test('a token that is missing, unknown or revoked', async () => {
  const {github, token, client} = await githubWithPull()
  await expect(clientFor(github.api, undefined).repos.get(AT)).rejects.toMatchObject(
    refusal(401, /Requires authentication/),
  )
  await expect(clientFor(github.api, 'ghs_wrong').repos.get(AT)).rejects.toMatchObject(
    refusal(401, /Bad credentials/),
  )
  await client.repos.get(AT)
  token.revoke()
  await expect(client.repos.get(AT)).rejects.toMatchObject(refusal(401, /Bad credentials/))
})

test('a missing permission is refused, and the answer names what is needed', async () => {
  const {client} = await githubWithPull({permissions: {contents: 'read'}})
  await client.repos.getContent({...AT, path: 'README.md'})
  const refused = client.issues.createComment({...AT, issue_number: 1, body: 'Hello'})
  await expect(refused).rejects.toMatchObject({
    ...refusal(403, /^Resource not accessible by integration/),
    response: {
      headers: {'x-accepted-github-permissions': 'pull_requests=write; issues=write'},
    },
  })
  await expect(client.git.createBlob({...AT, content: 'x'})).rejects.toMatchObject(
    refusal(403, /Resource not accessible/),
  )
})

test('either of two permissions lets one comment', async () => {
  const {client} = await githubWithPull({permissions: {issues: 'write'}})
  const {status} = await client.issues.createComment({...AT, issue_number: 1, body: 'Hello'})
  expect(status).toBe(201)
})

test("the token of a fork's run only reads", async () => {
  const {client, repository, token} = await githubWithPull({token: {fork: true}})
  expect(token.permissions).toMatchObject({contents: 'read', 'pull-requests': 'read'})
  expect((await client.issues.listComments({...AT, issue_number: 1})).data).toEqual([])
  await expect(
    client.issues.createComment({...AT, issue_number: 1, body: 'Hello'}),
  ).rejects.toMatchObject(refusal(403, /Resource not accessible/))
  expect(repository.commentsOf(1)).toEqual([])
})

test('a private repository does not exist for others', async () => {
  const {github} = await githubWithPull({private: true})
  const other = github.addRepository({owner: 'acme', name: 'other'})
  other.commit('main', {a: '1'})
  const token = github.issueToken({repository: other, permissions: {contents: 'write'}})
  const client = clientFor(github.api, token.secret)
  await expect(client.repos.get(AT)).rejects.toMatchObject(refusal(404, /Not Found/))
  await expect(client.repos.getContent({...AT, path: 'README.md'})).rejects.toMatchObject(
    refusal(404, /Not Found/),
  )
  await expect(
    client.graphql('{repository(owner: "acme", name: "oil-price") {id}}'),
  ).rejects.toMatchObject({errors: [{type: 'NOT_FOUND'}]})
})

test('a public repository of others can be read and not written', async () => {
  const {github} = await githubWithPull()
  const other = github.addRepository({owner: 'acme', name: 'other'})
  const token = github.issueToken({repository: other, permissions: {contents: 'write'}})
  const client = clientFor(github.api, token.secret)
  expect((await client.repos.get(AT)).data.full_name).toBe('acme/oil-price')
  await expect(client.git.createBlob({...AT, content: 'x'})).rejects.toMatchObject(
    refusal(403, /Resource not accessible/),
  )
})

test('requests are counted, but not those whose answer is known', async () => {
  const {client, token} = await githubWithPull({token: {limit: 3}})
  const {headers} = await client.repos.get(AT)
  expect(headers).toMatchObject({
    'x-ratelimit-limit': '3',
    'x-ratelimit-remaining': '2',
    'x-ratelimit-used': '1',
    'x-ratelimit-resource': 'core',
  })
  const known = {...AT, headers: {'if-none-match': headers.etag ?? ''}}
  await expect(client.repos.get(known)).rejects.toMatchObject({status: 304})
  expect(token.remaining).toBe(2)
  await expect(
    client.repos.get({...AT, headers: {'if-none-match': '"other"'}}),
  ).resolves.toMatchObject({status: 200})
  await client.graphql('{rateLimit {remaining}}')
  await expect(client.repos.get(AT)).rejects.toMatchObject({
    ...refusal(403, /API rate limit exceeded/),
    response: {headers: {'x-ratelimit-remaining': '0'}},
  })
  await expect(client.graphql('{rateLimit {remaining}}')).rejects.toMatchObject({
    errors: [{type: 'RATE_LIMITED'}],
  })
})
