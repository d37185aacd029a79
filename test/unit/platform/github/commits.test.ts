import {describe, expect, test} from 'vitest'
import {connect} from './connection.ts'

describe('ancestors', () => {
  test('are the first parents, nearest first, not what was merged', async () => {
    const {client, repository} = await connect()
    const root = repository.head('main') ?? ''
    const one = repository.commit('main', {a: '1'})
    const side = repository.commit('side', {b: '1'}, {parents: [root]})
    const merge = repository.commit('main', {b: '1'}, {parents: [one, side]})
    const head = repository.commit('main', {c: '1'})
    const shas = (await client.ancestors(head, 50)).map(({sha}) => sha)
    expect(shas).toEqual([merge, one, root])
    expect((await client.ancestors(head, 2)).map(({sha}) => sha)).toEqual([merge, one])
    expect(await client.ancestors(root, 50)).toEqual([])
  })
})

test('the merge base is where the branch began', async () => {
  const {client, repository} = await connect()
  const root = repository.head('main') ?? ''
  repository.commit('change', {'train.py': '1'}, {parents: [root]})
  const change = repository.commit('change', {'odd ü#.csv': '2'})
  const main = repository.commit('main', {'README.md': '1'})
  expect(await client.mergeBase(main, change)).toBe(root)
  expect(await client.mergeBase('main', change)).toBe(root)
})

test('the default branch is asked for when the event does not say', async () => {
  const {client, asked} = await connect()
  expect(await client.defaultBranch()).toBe('main')
  expect(asked(/GET \/repos\/acme\/oil$/)).toHaveLength(1)
})
