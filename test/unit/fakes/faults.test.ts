import {expect, test} from 'vitest'
import {AT, githubWithPull, refusal} from './setting.ts'

test('a status meets as many requests as told, after as many as told', async () => {
  const {client, github} = await githubWithPull()
  github.faults.add({match: /^GET \/repos\/acme\/oil-price$/, status: 502, times: 2, after: 1})
  const statuses = []
  for (let i = 0; i < 4; i++) {
    statuses.push((await client.repos.get(AT).catch((error: unknown) => error as never)).status)
  }
  expect(statuses).toEqual([200, 502, 502, 200])
  expect(github.faults.pending()).toEqual([])
  expect(github.requests.map(({status}) => status)).toEqual(statuses)
})

test('a secondary limit says how long to wait', async () => {
  const {client, github, repository} = await githubWithPull()
  github.faults.add({match: /POST .*comments/, secondaryLimit: {retryAfterS: 7}})
  const post = () => client.issues.createComment({...AT, issue_number: 1, body: 'Hello'})
  await expect(post()).rejects.toMatchObject({
    ...refusal(403, /secondary rate limit/),
    response: {headers: {'retry-after': '7'}},
  })
  expect(repository.commentsOf(1)).toEqual([])
  expect((await post()).status).toBe(201)
})

test.each([
  {drop: 'connection' as const, written: 0, status: 0},
  {drop: 'response-after-commit' as const, written: 1, status: 0},
  {drop: 'half-of-response' as const, written: 1, status: 201},
])('a dropped $drop leaves $written comments', async ({drop, written, status}) => {
  const {client, github, repository} = await githubWithPull()
  github.faults.add({match: 'POST', drop})
  const post = client.issues.createComment({...AT, issue_number: 1, body: 'Hello'})
  const answer = await post.catch(() => undefined)
  expect(answer?.data.id).toBeUndefined()
  expect(repository.commentsOf(1)).toHaveLength(written)
  expect(github.requests.map(request => request.status)).toEqual([status])
})

test('somebody else acts in between; operations of GraphQL are told apart', async () => {
  const {client, github, repository} = await githubWithPull()
  const before = repository.head('main')
  github.faults.add({
    match: 'POST /graphql Head repository',
    meanwhile: () => repository.commit('main', {x: '1'}),
  })
  github.faults.add({match: 'POST /graphql Other', status: 500})
  const head = (name: string): Promise<{repository: {ref: {target: {oid: string}}}}> =>
    client.graphql(`query ${name} { repository(owner: "acme", name: "oil-price") {
      ref(qualifiedName: "main") { target { oid } } } }`)
  expect((await head('Head')).repository.ref.target.oid).not.toBe(before)
  expect(repository.head('main')).not.toBe(before)
  await expect(head('Other')).rejects.toMatchObject({status: 500})
  expect(github.requests.map(({operation}) => operation)).toEqual(['Head', 'Other'])
})

test('a delay, and a fault that nobody met', async () => {
  const {client, github} = await githubWithPull()
  github.faults.add({match: '/repos', delayMs: 30})
  github.faults.add({match: 'never', status: 500})
  const start = performance.now()
  await client.repos.get(AT)
  expect(performance.now() - start).toBeGreaterThan(25)
  expect(github.faults.pending()).toMatchObject([{match: 'never'}])
  github.faults.clear()
  expect(github.faults.pending()).toEqual([])
})
