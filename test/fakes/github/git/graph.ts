import type {ObjectStore} from './objects.ts'

/** A commit and everything before it, newest first, as `git log` prints. */
export function history(store: ObjectStore, ...starts: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const waiting: {readonly id: string; readonly at: number}[] = []
  const found: string[] = []
  const meet = (id: string) => {
    const commit = store.commit(id)
    if (!commit || seen.has(id)) return
    seen.add(id)
    const at = Date.parse(commit.committer.date)
    const place = waiting.findIndex(other => other.at < at)
    waiting.splice(place === -1 ? waiting.length : place, 0, {id, at})
  }
  for (const start of starts) meet(start)
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    found.push(next.id)
    for (const parent of store.commit(next.id)?.parents ?? []) meet(parent)
  }
  return found
}

export function isAncestor(store: ObjectStore, ancestor: string, of: string): boolean {
  return history(store, of).includes(ancestor)
}

/** The best common ancestor; nothing when the two have nothing in common. */
export function mergeBase(store: ObjectStore, one: string, other: string): string | undefined {
  const before = new Set(history(store, one))
  const common = history(store, other).filter(id => before.has(id))
  const [best] = common
  if (best === undefined) return undefined
  const parents = common.flatMap(id => store.commit(id)?.parents ?? [])
  const older = new Set(history(store, ...parents))
  return common.find(id => !older.has(id)) ?? best
}
