import type {ObjectStore} from './objects.ts'
import {filesOfTree, type Leaf} from './trees.ts'

export type FileChange = {
  readonly path: string
  readonly previousPath?: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly id: string
  readonly additions: number
  readonly deletions: number
}

/** What differs between two trees. Only renames that kept every byte are seen as renames. */
export function diffTrees(
  store: ObjectStore,
  before: string | undefined,
  after: string | undefined,
): readonly FileChange[] {
  const old = filesOfTree(store, before)
  const now = filesOfTree(store, after)
  const gone = [...old].filter(([path]) => !now.has(path))
  const changes: FileChange[] = []
  for (const [path, leaf] of now) {
    const known = old.get(path)
    if (known && known.id === leaf.id && known.mode === leaf.mode) continue
    if (known) {
      changes.push({path, status: 'modified', id: leaf.id, ...lineCounts(store, known, leaf)})
      continue
    }
    const origin = gone.findIndex(([, other]) => other.id === leaf.id)
    const [moved] = origin === -1 ? [] : gone.splice(origin, 1)
    const counts = lineCounts(store, moved?.[1], leaf)
    if (moved) {
      changes.push({path, previousPath: moved[0], status: 'renamed', id: leaf.id, ...counts})
    } else changes.push({path, status: 'added', id: leaf.id, ...counts})
  }
  for (const [path, leaf] of gone) {
    changes.push({path, status: 'removed', id: leaf.id, ...lineCounts(store, leaf, undefined)})
  }
  return changes.sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** Lines that only one side has; moved lines do not count, unlike git's. */
function lineCounts(store: ObjectStore, before: Leaf | undefined, after: Leaf | undefined) {
  if (before?.id === after?.id) return {additions: 0, deletions: 0}
  const linesOf = (leaf: Leaf | undefined) =>
    (leaf &&
      store
        .blob(leaf.id)
        ?.toString('latin1')
        .split(/(?<=\n)/)) ??
    []
  const left = new Map<string, number>()
  const old = linesOf(before).filter(line => line !== '')
  for (const line of old) left.set(line, (left.get(line) ?? 0) + 1)
  let additions = 0
  let kept = 0
  for (const line of linesOf(after).filter(text => text !== '')) {
    const count = left.get(line) ?? 0
    if (count === 0) additions++
    else {
      left.set(line, count - 1)
      kept++
    }
  }
  return {additions, deletions: old.length - kept}
}
