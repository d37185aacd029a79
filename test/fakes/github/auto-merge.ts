import {Failure} from './failure.ts'
import {encodeCommit} from './git/commit-object.ts'
import {diffTrees} from './git/diff.ts'
import {isAncestor, mergeBase} from './git/graph.ts'
import {type Change, changeTree, filesOfTree} from './git/trees.ts'
import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

/** Brings a branch up to the default branch, as GitHub does unless it is told not to. Says what it did, if anything. */
export function autoMerge(world: World, repository: Repository, ref: string): string | undefined {
  const {defaultBranch, head, objects, setRef} = repository
  const branch = ref.replace(/^refs\/heads\//, '')
  const [ours, theirs] = [head(branch), head(defaultBranch)]
  if (ours === undefined || theirs === undefined || branch === defaultBranch) return undefined
  if (isAncestor(objects, theirs, ours)) return undefined
  const base = mergeBase(objects, ours, theirs)
  const trees = [base, ours, theirs].map(id => id && objects.commit(id)?.tree)
  const [mine, others] = [trees[1], trees[2]].map(tree => changedPaths(repository, trees[0], tree))
  const clash = [...(mine ?? [])].find(([path, id]) => {
    const other = others?.get(path)
    return other !== undefined && other !== id
  })
  if (clash) throw new Failure(409, `Conflict merging ${defaultBranch} into ${branch}.`)
  const theirFiles = filesOfTree(objects, trees[2])
  const changes = new Map<string, Change>(
    [...(others ?? [])].map(([path]) => [path, theirFiles.get(path)]),
  )
  const tree = changeTree(objects, trees[1], changes)
  const person = {name: 'GitHub', email: 'noreply@github.com', date: timestamp(world.now())}
  const message = `Merge ${defaultBranch} into ${branch}`
  const commit = {tree, parents: [ours, theirs], author: person, committer: person, message}
  setRef(`refs/heads/${branch}`, objects.add('commit', encodeCommit(commit)))
  return `Auto-merged ${defaultBranch} into ${branch} on deployment.`
}

/** Path → what became of it. */
function changedPaths(
  {objects}: Repository,
  before: string | undefined,
  after: string | undefined,
): ReadonlyMap<string, string> {
  const changes = diffTrees(objects, before, after)
  return new Map(
    changes.flatMap(({path, previousPath, status, id}) => [
      [path, status === 'removed' ? 'removed' : id] as const,
      ...(previousPath === undefined ? [] : [[previousPath, 'removed'] as const]),
    ]),
  )
}
