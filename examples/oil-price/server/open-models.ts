import type {Digest} from './digest.ts'
import type {ModelFiles} from './model-files.ts'
import {type ModelLimits, type OpenModel, openModel} from './model-process.ts'
import {makeQueue} from './queue.ts'
import {Refusal} from './refusal.ts'

export type OpenModels = {
  /** Does something with a stored model, which is opened for it when it is not open yet. */
  readonly use: <T>(digest: Digest, task: (model: OpenModel) => Promise<T>) => Promise<T>
  /** Refused unless the file can be opened; after `keep` it stays open for those who soon use it. */
  readonly admit: (digest: Digest, path: string, keep: () => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

type Entry = {readonly model: OpenModel; users: number}

type Setting = {
  readonly files: ModelFiles
  readonly limits: ModelLimits
  /** How many models may be open at a time. */
  readonly most: number
  /** The model that answers by default is not closed to make room. */
  readonly isPinned: (digest: Digest) => boolean
}

/** The models that are ready to answer, the least recently used first. */
export function makeOpenModels({files, limits, most, isPinned}: Setting): OpenModels {
  const entries = new Map<Digest, Entry>()
  // Two lines, so that an upload that opens slowly keeps no question waiting.
  const [inLine, inLineOfUploads] = [makeQueue(), makeQueue()]
  const closing = new AbortController()

  async function use<T>(digest: Digest, task: (model: OpenModel) => Promise<T>): Promise<T> {
    const entry = entries.get(digest) ?? (await inLine(() => enter(digest)))
    entry.users += 1
    // To the end, unless its process has ended meanwhile.
    if (entries.get(digest) === entry && entries.delete(digest)) entries.set(digest, entry)
    try {
      return await task(entry.model)
    } finally {
      entry.users -= 1
    }
  }

  async function enter(digest: Digest): Promise<Entry> {
    const found = entries.get(digest)
    if (found) return found
    const path = await files.find(digest)
    if (!makeRoom()) {
      const message = `all ${most} models that may be open at a time are busy`
      throw new Refusal(503, 'busy', {message, headers: {'retry-after': '1'}})
    }
    return add(digest, await open(path))
  }

  function add(digest: Digest, model: OpenModel): Entry {
    const entry = {model, users: 0}
    entries.set(digest, entry)
    void model.ended.then(() => {
      if (entries.get(digest) === entry) entries.delete(digest)
    })
    return entry
  }

  /** False when every open model is busy or must stay. */
  function makeRoom(): boolean {
    if (entries.size < most) return true
    const idle = [...entries].find(([digest, {users}]) => users === 0 && !isPinned(digest))
    if (idle === undefined) return false
    const [digest, {model}] = idle
    entries.delete(digest)
    model.close()
    return true
  }

  async function open(path: string): Promise<OpenModel> {
    const {signal} = closing
    if (!signal.aborted) return openModel(path, {limits, signal})
    throw new Refusal(503, 'closing', {message: 'the server is closing'})
  }

  async function admit(digest: Digest, path: string, keep: () => Promise<void>): Promise<void> {
    if (entries.has(digest)) return keep()
    const model = await inLineOfUploads(() => open(path))
    try {
      await keep()
    } catch (error) {
      model.close()
      throw error
    }
    await inLine(async () => {
      if (!entries.has(digest) && makeRoom()) add(digest, model)
      else model.close()
    })
  }

  async function close(): Promise<void> {
    closing.abort()
    await Promise.all([...entries.values()].map(({model}) => model.ended))
  }

  return {use, admit, close}
}
