import type {Run} from '../runs.ts'
import type {World} from '../world.ts'
import {blobUrl, makeBlob, type StoredBlob} from './blobs.ts'
import {type Message, type Service, textOf, twirpFailure} from './twirp.ts'

export type CacheEntry = {
  readonly id: number
  readonly key: string
  /** A digest of the paths and the compression: other paths do not see the entry. */
  readonly version: string
  readonly repository: string
  /** Who may read it: the same branch, and everybody when it is the default branch. */
  readonly ref: string
  readonly blob: StoredBlob
  readonly isComplete: boolean
}

export const cacheService: Service = {
  CreateCacheEntry(world, run, message) {
    const key = textOf(message, 'key')
    const version = textOf(message, 'version')
    if (find(world, run, message)) {
      throw twirpFailure(409, 'already_exists', `cache entry with the same key exists: ${key}`)
    }
    const blob = makeBlob(world, 'cache.tzst')
    const id = world.nextId()
    const {ref, repository} = run
    const owner = repository.fullName
    world.caches.set(id, {id, key, version, repository: owner, ref, blob, isComplete: false})
    return {ok: true, signed_upload_url: blobUrl(world, blob)}
  },

  FinalizeCacheEntryUpload(world, run, message) {
    const entry = find(world, run, message)
    if (!entry?.blob.content) throw twirpFailure(404, 'not_found', 'cache entry not found')
    const size = Number(textOf(message, 'size_bytes'))
    if (size !== entry.blob.content.length) {
      throw twirpFailure(400, 'invalid_argument', 'the size is not that of the upload')
    }
    world.caches.set(entry.id, {...entry, isComplete: true})
    return {ok: true, entry_id: String(entry.id)}
  },

  /** The exact key on the own branch first, then by prefix, newest first; then the same on the branches above. */
  GetCacheEntryDownloadURL(world, run, message) {
    const others = message['restore_keys']
    const keys = [textOf(message, 'key'), ...(Array.isArray(others) ? others.map(String) : [])]
    const version = textOf(message, 'version')
    for (const ref of readableRefs(run)) {
      const entries = [...world.caches.values()].filter(
        entry =>
          entry.isComplete &&
          entry.version === version &&
          entry.repository === run.repository.fullName &&
          entry.ref === ref,
      )
      for (const key of keys) {
        const exact = entries.find(entry => entry.key === key)
        const found = exact ?? entries.findLast(entry => entry.key.startsWith(key))
        if (!found) continue
        const url = blobUrl(world, found.blob)
        return {ok: true, signed_download_url: url, matched_key: found.key}
      }
    }
    return {ok: false, signed_download_url: '', matched_key: ''}
  },
}

function find(world: World, run: Run, message: Message): CacheEntry | undefined {
  const key = textOf(message, 'key')
  const version = textOf(message, 'version')
  const {fullName} = run.repository
  return [...world.caches.values()].find(
    entry =>
      entry.key === key &&
      entry.version === version &&
      entry.repository === fullName &&
      entry.ref === run.ref,
  )
}

function readableRefs({ref, pull, repository}: Run): readonly string[] {
  const above = [pull?.baseRef, repository.defaultBranch]
  const refs = above.flatMap(branch => (branch === undefined ? [] : [`refs/heads/${branch}`]))
  return [...new Set([ref, ...refs])]
}
