import type {CommitObject} from './git/commit-object.ts'
import type {ObjectStore} from './git/objects.ts'
import {entryAt, type Leaf} from './git/trees.ts'
import type {Repository} from './repository.ts'

export type Resolved = {readonly id: string; readonly commit: CommitObject}

const PREFIXES = ['', 'refs/', 'refs/heads/', 'refs/tags/']

/** The commit that a branch, tag, full or shortened ref, or id means. */
export function resolveCommit(repository: Repository, revision: string): Resolved | undefined {
  const {objects, refs, defaultBranch} = repository
  const name = revision === 'HEAD' ? `refs/heads/${defaultBranch}` : revision
  const asRef = PREFIXES.map(prefix => refs.get(prefix + name)).find(id => id !== undefined)
  const asId = /^[0-9a-f]{7,40}$/.test(name) ? objects.expand(name) : undefined
  const id = /^[0-9a-f]{40}$/.test(name) ? (asId ?? asRef) : (asRef ?? asId)
  return id === undefined ? undefined : peel(objects, id)
}

/** What `git rev-parse` makes of `revision`, or of `revision:path`. */
export function resolveObject(repository: Repository, expression: string): Leaf | undefined {
  const colon = expression.indexOf(':')
  const revision = colon === -1 ? expression : expression.slice(0, colon)
  const found = resolveCommit(repository, revision)
  if (colon === -1) {
    const id = found?.id ?? repository.objects.expand(revision)
    return id === undefined ? undefined : {mode: '', id}
  }
  return found && entryAt(repository.objects, found.commit.tree, expression.slice(colon + 1))
}

function peel(objects: ObjectStore, id: string): Resolved | undefined {
  const commit = objects.commit(id)
  if (commit) return {id, commit}
  const tag = objects.get(id)
  if (tag?.type !== 'tag') return undefined
  const [, target = ''] = /^object ([0-9a-f]{40})/.exec(tag.data.toString('latin1')) ?? []
  return peel(objects, target)
}
