import {randomUUID} from 'node:crypto'
import {readdir, rename, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {History} from '../../domain/ports/history.ts'
import type {Bundle, Store} from '../../domain/ports/store.ts'
import {ifThere} from '../absence.ts'
import {ActionError, systemCode} from '../errors.ts'
import {makeFolder, readCapped, writeAtomically} from '../files.ts'
import {pathText} from '../path-text.ts'
import {
  alreadyRecorded,
  alreadyStored,
  BUNDLE_LIMIT,
  checkBundle,
  isSameBundle,
  isSameBytes,
} from './bundle.ts'
import {checkedName, checkedPath} from './names.ts'

/** Bundles as folders. A bundle appears as a whole or not at all, and never changes. */
export function directoryStore(root: string): Store {
  const load = (name: string) => readFolder(join(root, checkedName(name)))
  return {
    kind: 'directory',
    load,
    async save(name, bundle) {
      checkBundle(name, bundle)
      const making = join(root, `.${randomUUID()}`)
      await makeFolder(making).catch(unwritable(root))
      try {
        for (const [file, bytes] of bundle) await writeFile(join(making, file), bytes)
        await rename(making, join(root, name))
      } catch (error) {
        const there = isTaken(error) ? await load(name) : undefined
        if (!there) throw error
        if (!isSameBundle(there, bundle)) throw alreadyStored(name)
      } finally {
        await rm(making, {recursive: true, force: true})
      }
    },
    async names(prefix) {
      const entries = await entriesOf(root)
      return entries
        .filter(entry => entry.isDirectory() && entry.name.startsWith(prefix))
        .map(entry => entry.name)
        .filter(name => !name.startsWith('.'))
        .sort()
    },
  }
}

/** The history as files below a folder, for a terminal, a shared disk and the demo. */
export function directoryHistory(root: string): History {
  const file = async (path: string) => readIfThere(join(root, checkedPath(path)))
  return {
    kind: 'directory',
    place: root,
    file,
    async folders(paths) {
      const found = new Map<string, Bundle>()
      for (const path of paths) {
        const bundle = await readFolder(join(root, checkedPath(path)))
        if (bundle) found.set(path, bundle)
      }
      return found
    },
    async add(files) {
      const missing: [string, Uint8Array][] = []
      for (const [path, bytes] of files) {
        const there = await file(path)
        if (there && !isSameBytes(there, bytes)) throw alreadyRecorded(path)
        if (!there) missing.push([path, bytes])
      }
      for (const [path, bytes] of missing) await writeAtomically(join(root, path), bytes)
    },
  }
}

const FILE_LIMIT = 32 * 2 ** 20

async function entriesOf(folder: string) {
  return readdir(folder, {withFileTypes: true}).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw error
  })
}

/** The plain files of a folder; links are not followed. Nothing when there is no such folder or it is empty. */
async function readFolder(folder: string, limitBytes = BUNDLE_LIMIT): Promise<Bundle | undefined> {
  const names = (await entriesOf(folder)).filter(entry => entry.isFile()).map(({name}) => name)
  const bundle = new Map<string, Uint8Array>()
  let left = limitBytes
  for (const name of names.sort()) {
    const bytes = await readCapped(join(folder, name), left)
    left -= bytes.byteLength
    bundle.set(name, bytes)
  }
  return bundle.size > 0 ? bundle : undefined
}

function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return ifThere(readCapped(path, FILE_LIMIT))
}

function unwritable(root: string): (cause: unknown) => never {
  return cause => {
    throw new ActionError('file-unwritable', `cannot write to the folder ${pathText(root)}`, {
      cause,
    })
  }
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')
}

/** A folder that is there and not empty; Windows says it the third way. */
function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error) ?? '')
}
