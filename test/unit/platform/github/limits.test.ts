import {describe, expect, test} from 'vitest'
import {describeError} from '../../../../shared/platform/errors.ts'
import {connect, refusal} from './connection.ts'

describe('rate limits', () => {
  test('the hour is used up: says until when, and does not wait for it', async () => {
    const {client, repository, token, asked} = await connect({deadlineMs: 1000})
    token.remaining = 0
    const error = await refusal(client.commit(repository.head('main') ?? ''))
    expect(error).toMatchObject({code: 'rate-limited'})
    const reset = new Date(Math.ceil(token.resetsAt.getTime() / 1000) * 1000)
    expect(error.message).toContain(reset.toISOString())
    expect(asked(/GET/)).toHaveLength(1)
  })

  test.each([
    {name: '429 with retry-after', status: 429},
    {name: '403 with retry-after, in other words', status: 403},
  ])('$name is waited for like a secondary limit', async ({status}) => {
    const {client, github, repository, asked} = await connect()
    github.faults.add({match: '/git/commits/', status, headers: {'retry-after': '5'}})
    await client.commit(repository.head('main') ?? '')
    expect(asked(/GET/)).toHaveLength(2)
  })

  test('without retry-after it is a minute', async () => {
    const {client, github, repository} = await connect({secondMs: 50, deadlineMs: 59 * 50})
    const message = 'You have exceeded a secondary rate limit.'
    github.faults.add({match: '/git/commits/', status: 403, body: {message}})
    expect(await refusal(client.commit(repository.head('main') ?? ''))).toMatchObject({
      code: 'rate-limited',
    })
  })

  test('a GraphQL query waits too', async () => {
    const {client, github, repository, asked} = await connect()
    repository.commit('change', {x: '1'}, {parents: [repository.head('main') ?? '']})
    const {number} = repository.openPull({head: 'change', base: 'main'})
    github.faults.add({match: 'ReadComments', secondaryLimit: {retryAfterS: 2}})
    expect((await client.pullComments(number)).isOpen).toBe(true)
    expect(asked(/ReadComments/)).toHaveLength(2)
  })

  test('several writes keep their distance, one does not wait', async () => {
    const {client, repository} = await connect({secondMs: 300})
    repository.commit('change', {x: '1'}, {parents: [repository.head('main') ?? '']})
    const {number} = repository.openPull({head: 'change', base: 'main'})
    await client.commit(repository.head('main') ?? '')
    const begin = performance.now()
    const {id} = await client.createComment(number, 'one')
    const first = performance.now() - begin
    await client.updateComment(id, 'two')
    expect(first).toBeLessThan(590)
    expect(performance.now() - begin).toBeGreaterThanOrEqual(599)
  })
})

describe('no answer', () => {
  test('a server error is tried again, and again, and then said', async () => {
    const {client, github, repository, asked} = await connect()
    github.faults.add({match: '/git/commits/', status: 502, times: 4})
    const error = await refusal(client.commit(repository.head('main') ?? ''))
    expect(error).toMatchObject({code: 'github-unreachable'})
    expect(asked(/GET/)).toHaveLength(4)
  })

  test('two server errors are not worth a word', async () => {
    const {client, github, repository} = await connect()
    github.faults.add({match: '/git/commits/', status: 503, times: 2})
    await expect(client.commit(repository.head('main') ?? '')).resolves.toMatchObject({parents: []})
  })

  test('a server that hangs is left at the deadline', async () => {
    const {client, github, repository} = await connect({deadlineMs: 60})
    github.faults.add({match: '/git/commits/', delayMs: 400})
    const begin = performance.now()
    const error = await refusal(client.commit(repository.head('main') ?? ''))
    expect(error).toMatchObject({code: 'github-timeout'})
    expect(error.message).toContain('0.1 s')
    expect(performance.now() - begin).toBeLessThan(350)
  })

  test('an answer that is not GitHub is not believed', async () => {
    const {client, github, repository} = await connect()
    github.faults.add({match: '/git/commits/', status: 200, body: {sha: 7}})
    const error = await refusal(client.commit(repository.head('main') ?? ''))
    expect(error).toMatchObject({code: 'unexpected-answer'})
  })
})

describe('refusals', () => {
  test('name the exact lines to add to the job', async () => {
    const {client, repository} = await connect({permissions: {contents: 'read'}, action: 'comment'})
    repository.commit('change', {x: '1'}, {parents: [repository.head('main') ?? '']})
    const {number} = repository.openPull({head: 'change', base: 'main'})
    const error = await refusal(client.createComment(number, 'hello'))
    expect(error).toMatchObject({
      code: 'missing-permission',
      message: 'GitHub refused to write the comment (403).',
      hint: 'Add to the job:\n    permissions:\n      pull-requests: write',
    })
  })

  test('in a private repository a token of another one is told so', async () => {
    const {client, github, repository, token} = await connect({isPrivate: true})
    const sha = repository.head('main') ?? ''
    expect(await client.commit(sha)).toMatchObject({sha})
    token.revoke()
    expect(await refusal(client.commit(sha))).toMatchObject({code: 'bad-token'})
    github.faults.add({match: '/git/commits/', status: 404})
    const error = await refusal(client.commit(sha))
    expect(error.message).toMatch(/private repository acme\/oil, or the token cannot see it/)
  })

  test('a file that is not there is one thing, a commit that cannot be seen another', async () => {
    const {client, github, repository} = await connect({isPrivate: true})
    const sha = repository.head('main') ?? ''
    expect(await client.fileAt('none.yml', sha)).toBeUndefined()
    github.faults.add({match: '/contents/', status: 404})
    github.faults.add({match: '/git/commits/', status: 404})
    expect(await refusal(client.fileAt('proofmark.yml', sha))).toMatchObject({
      code: 'missing-permission',
    })
  })

  test('hold the token nowhere, even when the server sends it back', async () => {
    const {client, github, repository, token} = await connect()
    const body = {message: `token ${token.secret} may not`}
    github.faults.add({match: '/git/commits/', status: 403, body})
    const text = describeError(await refusal(client.commit(repository.head('main') ?? '')))
    expect(text).toContain('token *** may not')
    expect(text).not.toContain(token.secret)
  })
})

describe('the budget', () => {
  test('what did not change since costs nothing', async () => {
    const {client, repository, token} = await connect()
    const sha = repository.head('main') ?? ''
    const first = await client.commit(sha)
    const left = token.remaining
    expect(await client.commit(sha)).toEqual(first)
    expect(token.remaining).toBe(left)
  })

  test('is said at the end, with every try counted', async () => {
    const {client, github, repository, log} = await connect()
    expect(client.spent()).toBe(0)
    expect(log).toEqual([])
    github.faults.add({match: '/git/commits/', status: 502})
    await client.commit(repository.head('main') ?? '')
    expect(client.spent()).toBe(2)
    expect(log).toEqual(['GitHub API: 2 requests, 999 left this hour'])
  })
})
