import {expect, test} from 'vitest'
import {diffTrees} from '../../fakes/github/git/diff.ts'
import {history, mergeBase} from '../../fakes/github/git/graph.ts'
import {filesOfTree} from '../../fakes/github/git/trees.ts'
import {startGithub} from '../../fakes/github/index.ts'
import {tempRepo} from './setting.ts'

test('what git made arrives whole, and what the fake makes has the ids that git gives', async () => {
  const repo = await tempRepo()
  // Names whose order differs between files and folders.
  const files = {'a.b': '1', 'a/x': '2', 'a-b': '3', a0: '4', 'ü/ß.txt': '5', 'deep/er/x': '6'}
  const first = await repo.commit('Start', files)
  const second = await repo.commit('Change', {'a/x': '22', 'deep/er/x': undefined, 'z/y': '7'})

  const github = await startGithub()
  const fake = github.addRepository({owner: 'acme', name: 'x'})
  const pushed = await fake.push(repo.directory, {
    'refs/heads/main': 'HEAD',
    'refs/heads/old': first,
  })
  await github.close()
  expect(pushed).toEqual({'refs/heads/main': second, 'refs/heads/old': first})

  const made = fake.commit('old', {'a/x': '22', 'deep/er/x': undefined, 'z/y': '7'})
  expect(fake.objects.commit(made)?.tree).toBe(await repo.head(`${second}^{tree}`))
  const empty = fake.commit('none', {})
  expect(fake.objects.commit(empty)?.tree).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904')

  const tree = fake.objects.commit(second)?.tree
  const listed = (await repo.git('ls-tree', '-r', '-z', '--name-only', second)).split('\0')
  expect([...filesOfTree(fake.objects, tree).keys()]).toEqual(listed.filter(name => name !== ''))
})

test('history, merge base and differences are those of git', async () => {
  const repo = await tempRepo()
  await repo.commit('Start', {
    'a.txt': '1\n2\n3\n',
    'gone.txt': 'x\n',
    'moved.txt': 'same\nbytes\n',
  })
  await repo.branch('feature')
  await repo.commit('One', {'a.txt': '1\n2\n4\n5\n', 'gone.txt': undefined})
  await repo.git('mv', 'moved.txt', 'dir.txt')
  const head = await repo.commit('Two', {'new.txt': 'n\n'})
  await repo.checkout('main')
  const base = await repo.commit('Three', {'main.txt': 'm\n'})
  const merged = await repo.merge('main', 'feature')
  await repo.git('branch', 'merged', merged)

  const github = await startGithub()
  const {push, objects} = github.addRepository({owner: 'acme', name: 'x'})
  await push(repo.directory, {'refs/heads/merged': 'merged'})
  await github.close()

  expect(mergeBase(objects, base, head)).toBe(await repo.git('merge-base', base, head))
  expect(mergeBase(objects, merged, head)).toBe(head)
  expect(history(objects, merged)).toEqual((await repo.git('rev-list', merged)).split('\n'))

  const treeOf = (id: string) => objects.commit(id)?.tree
  const shared = mergeBase(objects, base, head) ?? ''
  const changes = diffTrees(objects, treeOf(shared), treeOf(head))
  const raw = await repo.git('diff', '--no-color', '-M100%', '--numstat', shared, head)
  const counts = changes.map(({path, previousPath, additions, deletions}) => {
    const name = previousPath ? `${previousPath} => ${path}` : path
    return `${additions}\t${deletions}\t${name}`
  })
  expect(counts.sort()).toEqual(raw.split('\n').sort())
  expect(changes.map(({status}) => status).sort()).toEqual([
    'added',
    'modified',
    'removed',
    'renamed',
  ])
})

test('unrelated histories have no merge base', async () => {
  const github = await startGithub()
  const repository = github.addRepository({owner: 'acme', name: 'x'})
  const one = repository.commit('one', {a: '1'})
  const other = repository.commit('other', {b: '1'})
  await github.close()
  expect(mergeBase(repository.objects, one, other)).toBeUndefined()
})
