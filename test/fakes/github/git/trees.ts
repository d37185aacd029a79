import type {ObjectStore} from './objects.ts'
import {encodeTree, FOLDER, type TreeEntry, typeOfMode} from './tree-object.ts'

export type Leaf = {readonly mode: string; readonly id: string}
/** What a path becomes; nothing takes it away. */
export type Change = Leaf | undefined

/** Every file below a tree, by its path. */
export function filesOfTree(store: ObjectStore, tree: string | undefined): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  const visit = (id: string, prefix: string) => {
    for (const entry of store.tree(id) ?? []) {
      if (entry.mode === FOLDER) visit(entry.id, `${prefix}${entry.name}/`)
      else found.set(prefix + entry.name, {mode: entry.mode, id: entry.id})
    }
  }
  if (tree !== undefined) visit(tree, '')
  return found
}

/** Follows a path from a tree; the empty path is the tree itself. */
export function entryAt(store: ObjectStore, tree: string, path: string): Leaf | undefined {
  let at: Leaf = {mode: FOLDER, id: tree}
  for (const name of path.split('/').filter(part => part !== '')) {
    const next: TreeEntry | undefined = store.tree(at.id)?.find(entry => entry.name === name)
    if (!next) return undefined
    at = next
  }
  return at
}

/** Writes a tree that differs from another one in some paths. Folders that become empty vanish. */
export function changeTree(
  store: ObjectStore,
  base: string | undefined,
  changes: ReadonlyMap<string, Change>,
): string {
  return writeFolder(store, base, changes) ?? store.add('tree', Buffer.alloc(0))
}

function writeFolder(
  store: ObjectStore,
  base: string | undefined,
  changes: ReadonlyMap<string, Change>,
): string | undefined {
  const entries = new Map((base ? (store.tree(base) ?? []) : []).map(entry => [entry.name, entry]))
  const folders = new Map<string, Map<string, Change>>()
  for (const [path, change] of changes) {
    const slash = path.indexOf('/')
    const name = slash === -1 ? path : path.slice(0, slash)
    if (slash !== -1) {
      const inside = folders.get(name) ?? new Map<string, Change>()
      folders.set(name, inside.set(path.slice(slash + 1), change))
    } else if (change) entries.set(name, {name, ...change})
    else entries.delete(name)
  }
  for (const [name, inside] of folders) {
    const known = entries.get(name)
    const id = writeFolder(store, known?.mode === FOLDER ? known.id : undefined, inside)
    if (id) entries.set(name, {name, mode: FOLDER, id})
    else entries.delete(name)
  }
  return entries.size === 0 ? undefined : store.add('tree', encodeTree([...entries.values()]))
}

/** Git's own names for what hangs in a tree. */
export function describeMode(mode: string): {readonly mode: string; readonly type: string} {
  return {mode: mode.padStart(6, '0'), type: typeOfMode(mode)}
}
