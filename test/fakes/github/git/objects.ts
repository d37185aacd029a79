import {createHash} from 'node:crypto'
import {type CommitObject, parseCommit} from './commit-object.ts'
import {parseTree, type TreeEntry} from './tree-object.ts'

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag'
export type GitObject = {readonly type: ObjectType; readonly data: Buffer}

/** Git's objects by their real ids. Forks share the store of what they were forked from, as on GitHub. */
export type ObjectStore = {
  readonly add: (type: ObjectType, data: Buffer) => string
  readonly get: (id: string) => GitObject | undefined
  readonly blob: (id: string) => Buffer | undefined
  readonly tree: (id: string) => readonly TreeEntry[] | undefined
  readonly commit: (id: string) => CommitObject | undefined
  /** The id that begins like this, when there is exactly one. */
  readonly expand: (prefix: string) => string | undefined
}

export function objectStore(): ObjectStore {
  const objects = new Map<string, GitObject>()
  const trees = new Map<string, readonly TreeEntry[]>()
  const commits = new Map<string, CommitObject>()
  const dataOf = (id: string, type: ObjectType) => {
    const found = objects.get(id)
    return found?.type === type ? found.data : undefined
  }
  return {
    add(type, data) {
      const id = objectId(type, data)
      objects.set(id, {type, data})
      return id
    },
    get: id => objects.get(id),
    blob: id => dataOf(id, 'blob'),
    tree: id => parsed(id, trees, dataOf(id, 'tree'), parseTree),
    commit: id => parsed(id, commits, dataOf(id, 'commit'), parseCommit),
    expand(prefix) {
      if (objects.has(prefix)) return prefix
      if (!/^[0-9a-f]{4,39}$/.test(prefix)) return undefined
      const found = [...objects.keys()].filter(id => id.startsWith(prefix))
      return found.length === 1 ? found[0] : undefined
    },
  }
}

export function objectId(type: ObjectType, data: Buffer): string {
  return createHash('sha1').update(`${type} ${data.byteLength}\0`).update(data).digest('hex')
}

function parsed<T>(
  id: string,
  kept: Map<string, T>,
  data: Buffer | undefined,
  parse: (data: Buffer) => T,
): T | undefined {
  const known = kept.get(id)
  if (known !== undefined || data === undefined) return known
  const value = parse(data)
  kept.set(id, value)
  return value
}
