import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {createRepo} from '../../fakes/temp-repo.ts'

async function repo() {
  const made = await createRepo()
  onTestFinished(made.remove)
  return made
}

test('commits are the same in every run, whoever runs it', async () => {
  const build = async () => {
    const made = await repo()
    await made.commit('Start', {'a.txt': 'one\n', 'data/b.txt': 'two\n'})
    return made.commit('Next', {'a.txt': undefined})
  }
  const [one, other] = await Promise.all([build(), build()])
  expect(one).toMatch(/^[0-9a-f]{40}$/)
  expect(one).toBe(other)
})

test('a merge commit has the base first, both changes, and moves nothing', async () => {
  const made = await repo()
  await made.commit('Start', {'a.txt': '1\n', 'b.txt': '1\n'})
  await made.branch('feature')
  const head = await made.commit('Feature', {'a.txt': '2\n'})
  await made.checkout('main')
  const base = await made.commit('Main', {'b.txt': '2\n'})

  const merged = await made.merge('main', 'feature')
  expect((await made.git('rev-list', '--parents', '-1', merged)).split(' ')).toEqual([
    merged,
    base,
    head,
  ])
  expect(await made.git('show', `${merged}:a.txt`)).toBe('2')
  expect(await made.git('show', `${merged}:b.txt`)).toBe('2')
  expect(await made.head()).toBe(base)
})

test('a conflict is an error', async () => {
  const made = await repo()
  await made.commit('Start', {'a.txt': '1\n'})
  await made.branch('feature')
  await made.commit('Feature', {'a.txt': '2\n'})
  await made.checkout('main')
  await made.commit('Main', {'a.txt': '3\n'})
  await expect(made.merge('main', 'feature')).rejects.toThrow(/git merge failed/)
  expect(await made.git('status', '--porcelain')).toBe('')
  expect(await made.git('branch', '--show-current')).toBe('main')
})

test('the folder is gone afterwards', async () => {
  const made = await createRepo()
  await made.write({'x.bin': new Uint8Array([0, 255])})
  expect([...readFileSync(join(made.directory, 'x.bin'))]).toEqual([0, 255])
  await made.remove()
  expect(existsSync(made.directory)).toBe(false)
})
