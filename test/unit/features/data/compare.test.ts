import {expect, test} from 'vitest'
import type {Digest} from '../../../../shared/domain/digest.ts'
import {compareData} from '../../../../shared/features/data/index.ts'

const digest = (digit: string): Digest => `sha256:${digit.repeat(64)}`
const dataset = (name: string, digit: string) => ({
  name,
  role: 'train',
  path: name,
  root: name,
  digest: digest(digit),
  files: 2,
  bytes: 10,
})

test('says what is new, gone, changed and the same', async () => {
  const lists = new Map([
    [digest('1'), [{path: 'a', digest: digest('a')}]],
    [digest('2'), [{path: 'b', digest: digest('a')}]],
  ])
  const change = await compareData(
    {datasets: [dataset('moved', '1'), dataset('gone', '3'), dataset('same', '4')]},
    {datasets: [dataset('moved', '2'), dataset('fresh', '5'), dataset('same', '4')]},
    {before: async key => lists.get(key), after: key => lists.get(key)},
  )
  expect(change.datasets.map(({name, status, counts}) => [name, status, counts])).toEqual([
    ['moved', 'changed', {added: 0, removed: 0, modified: 0, renamed: 1}],
    ['gone', 'removed', {added: 0, removed: 2, modified: 0, renamed: 0}],
    ['same', 'unchanged', {added: 0, removed: 0, modified: 0, renamed: 0}],
    ['fresh', 'added', {added: 2, removed: 0, modified: 0, renamed: 0}],
  ])
  expect(change.datasets[0]?.changes).toEqual([{kind: 'renamed', from: 'a', to: 'b'}])
  expect(change.parameters).toBeUndefined()
})

test('says when a dataset is defined otherwise, also where its bytes are the same', async () => {
  const manifests = {before: async () => undefined, after: () => undefined}
  const old = dataset('holdout', '1')
  const now = {...old, path: 'other/holdout.csv', role: 'train'}
  const before = {datasets: [{...old, role: 'holdout'}]}
  const {datasets} = await compareData(before, {datasets: [now]}, manifests)
  expect(datasets[0]).toMatchObject({
    status: 'unchanged',
    redefined: {
      path: {before: 'holdout', after: 'other/holdout.csv'},
      role: {before: 'holdout', after: 'train'},
    },
  })
  const [same] = (await compareData(before, before, manifests)).datasets
  expect(same).not.toHaveProperty('redefined')
})

test('compares digests alone where the old list is lost', async () => {
  const change = await compareData(
    {datasets: [dataset('x', '1')]},
    {datasets: [dataset('x', '2')]},
    {before: async () => undefined, after: () => []},
  )
  expect(change.datasets[0]).toMatchObject({status: 'changed'})
  expect(change.datasets[0]).not.toHaveProperty('changes')
})

test('names the parameters that differ, with both values', async () => {
  const parameters = (values: Record<string, number | readonly string[]>) => ({
    datasets: [],
    parameters: {path: 'p', digest: digest('1'), values: values as never},
  })
  const change = await compareData(
    parameters({alpha: 1, same: ['a'], gone: 2}),
    parameters({alpha: 3, same: ['a'], new: 4}),
    {before: async () => undefined, after: () => undefined},
  )
  expect(change.parameters).toEqual([
    {name: 'alpha', before: 1, after: 3},
    {name: 'gone', before: 2},
    {name: 'new', after: 4},
  ])
})
