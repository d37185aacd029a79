import {grouped} from '../../domain/grouped.ts'
import type {RemoteFile} from '../../domain/remote/checksum.ts'
import {ActionError} from '../errors.ts'
import {readGlob} from '../glob.ts'
import {pathText} from '../path-text.ts'
import {malformed} from './ask.ts'
import {limitsOf, type RemoteReach} from './reach.ts'

/** An object of a store by its full key. */
export type StoredObject = Omit<RemoteFile, 'path'> & {readonly key: string}

/** A store of keys, of which folders are only a way to read them. */
export type ObjectStore = {
  /** As a user named it, for messages. */
  readonly shown: string
  /** Which permission or variable is missing where nothing is seen. */
  readonly emptyHint: string
  /** Everything whose key begins with the prefix, in the order of keys, page by page of at most so many. */
  readonly pages: (prefix: string, most?: number) => AsyncIterable<readonly StoredObject[]>
}

export type Collected = {
  /** What the paths are relative to, as a key. */
  readonly base: string
  readonly objects: readonly StoredObject[]
  /** Keys that only stand for a folder. */
  readonly leftOut: readonly string[]
}

type Choice = {
  readonly folder: string
  /** A key that may be meant itself. */
  readonly key?: string
  readonly accepts: (path: string) => boolean
}

/** A path of a user as what to ask for: a folder, a glob, or something that may be one object or a folder. */
function choose(path: string): Choice {
  const clean = path.replace(/^\/+/, '')
  const glob = readGlob(clean)
  if (glob) {
    const base = glob.base === '.' ? '' : `${glob.base.replace(/\/+$/, '')}/`
    return {folder: base, accepts: glob.accepts}
  }
  const accepts = () => true
  if (clean === '' || clean.endsWith('/')) return {folder: clean.replace(/\/+$/, '/'), accepts}
  return {folder: `${clean}/`, key: clean, accepts}
}

/** Lists what a path means, all of it or nothing. */
export async function collectObjects(
  store: ObjectStore,
  path: string,
  reach: RemoteReach,
): Promise<Collected> {
  const {folder, key, accepts} = choose(path)
  const most = limitsOf(reach)
  const single = key === undefined ? undefined : await firstOf(store, key, most.pages)
  const objects: StoredObject[] = []
  const leftOut: string[] = []
  const seen = new Set<string>()
  let pages = 0
  for await (const page of store.pages(folder)) {
    if (++pages > most.pages) throw tooLarge(store, `${most.pages} pages`)
    for (const object of page) {
      checkKey(object, {store, folder, seen})
      const inner = object.key.slice(folder.length)
      if (inner === '' || (inner.endsWith('/') && object.bytes === 0)) leftOut.push(object.key)
      else if (accepts(inner)) objects.push(object)
      if (seen.size > most.files) {
        throw tooLarge(store, `${grouped(most.files)} files`)
      }
    }
    reach.onProgress?.({label: store.shown, done: seen.size, unit: 'files'})
  }
  if (single && objects.length > 0) {
    throw new ActionError('ambiguous-path', `${store.shown} is a file and a folder`, {
      hint: 'A slash at the end means the folder; a glob can mean the file alone.',
    })
  }
  if (single) {
    return {base: single.key.replace(/[^/]*$/, ''), objects: [single], leftOut: []}
  }
  if (objects.length === 0) {
    throw new ActionError('nothing-matched', `nothing is listed at ${store.shown}`, {
      hint: store.emptyHint,
    })
  }
  return {base: folder, objects, leftOut}
}

/** An object of exactly this key, which is first of all that begin with it. */
async function firstOf(
  store: ObjectStore,
  key: string,
  most: number,
): Promise<StoredObject | undefined> {
  let pages = 0
  for await (const page of store.pages(key, 1)) {
    // A page may be empty although more follow.
    const [first] = page
    if (first) return first.key === key ? first : undefined
    if (++pages > most) throw tooLarge(store, `${most} pages`)
  }
  return undefined
}

type Frame = {readonly store: ObjectStore; readonly folder: string; readonly seen: Set<string>}

function checkKey({key, bytes}: StoredObject, {store: {shown}, folder, seen}: Frame): void {
  if (!key.startsWith(folder)) {
    throw malformed(shown, `${pathText(key)} does not begin with what was asked for`)
  }
  if (seen.has(key)) throw malformed(shown, `${pathText(key)} is listed twice`)
  seen.add(key)
  if (!Number.isSafeInteger(bytes) || bytes < 0) {
    throw malformed(shown, `${pathText(key)} has no size`)
  }
  const inner = key.slice(folder.length)
  if (inner.split('/').some(part => part === '.' || part === '..') || key.includes('\0')) {
    throw new ActionError('bad-files', `${shown} holds ${pathText(key)}, which can be no file`, {
      hint: 'Remove or rename it, or name a folder or glob without it; nothing is skipped silently.',
    })
  }
}

function tooLarge({shown}: ObjectStore, most: string): ActionError {
  return new ActionError(
    'remote-too-large',
    `${shown} has more than ${most}, the most that is listed`,
    {
      hint: 'Track folders of it as datasets of their own, or a file that lists them.',
    },
  )
}
