import {describe, expect, test} from 'vitest'
import {type Connected, connect, refusal} from './connection.ts'

async function connectWithPull(): Promise<Connected & {readonly number: number}> {
  const connected = await connect({action: 'comment'})
  const {repository} = connected
  repository.commit('change', {x: '1'}, {parents: [repository.head('main') ?? '']})
  return {...connected, number: repository.openPull({head: 'change', base: 'main'}).number}
}

const bodies = ({repository, number}: Connected & {readonly number: number}) =>
  repository.commentsOf(number).map(({body}) => body)

describe('a comment', () => {
  test.each([
    {name: 'before it was written', drop: 'connection', posts: 2},
    {name: 'after it was written', drop: 'response-after-commit', posts: 1},
  ] as const)('whose connection broke $name is there once', async ({drop, posts}) => {
    const connected = await connectWithPull()
    const {client, github, number, asked} = connected
    github.faults.add({match: /POST .*comments/, drop})
    const {id} = await client.createComment(number, 'verdict: pass')
    expect(bodies(connected)).toEqual(['verdict: pass'])
    expect(connected.repository.commentsOf(number)[0]?.id).toBe(id)
    expect(asked(/POST .*comments/)).toHaveLength(posts)
    expect(asked(/ReadComments/)).toHaveLength(1)
  })

  test('of somebody else with the same text is not taken for ours', async () => {
    const connected = await connectWithPull()
    const {client, github, repository, number} = connected
    github.comment(repository, {number, login: 'mallory', body: 'verdict: pass'})
    github.faults.add({match: /POST .*comments/, drop: 'connection'})
    await client.createComment(number, 'verdict: pass')
    expect(bodies(connected)).toEqual(['verdict: pass', 'verdict: pass'])
  })

  test('that never gets an answer is given up', async () => {
    const {client, github, number, asked} = await connectWithPull()
    github.faults.add({match: /POST .*comments/, drop: 'connection', times: 9})
    expect(await refusal(client.createComment(number, 'x'))).toMatchObject({code: 'answer-lost'})
    expect(asked(/POST .*comments/)).toHaveLength(3)
  })

  test('is updated, also over a broken connection, and deleted, also twice', async () => {
    const connected = await connectWithPull()
    const {client, github, number} = connected
    const {id, url} = await client.createComment(number, 'one')
    expect(url).toContain(`#issuecomment-${id}`)
    github.faults.add({match: /PATCH/, drop: 'response-after-commit'})
    await client.updateComment(id, 'two')
    expect(bodies(connected)).toEqual(['two'])
    await client.deleteComment(id)
    await client.deleteComment(id)
    expect(bodies(connected)).toEqual([])
  })

  test('above 65,536 characters is refused with what GitHub says', async () => {
    const {client, number} = await connectWithPull()
    const error = await refusal(client.createComment(number, 'x'.repeat(65_537)))
    expect(error).toMatchObject({code: 'github-refused'})
    expect((error.cause as Error).message).toContain('65536')
  })

  test('of a pull request that does not exist is no crash', async () => {
    const {client} = await connectWithPull()
    expect(await refusal(client.pullComments(9999))).toMatchObject({code: 'missing-permission'})
  })
})
