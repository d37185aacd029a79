import {changedDataSchema} from '../../domain/changed-data.ts'
import {type Digest, isDigest} from '../../domain/digest.ts'
import {grouped} from '../../domain/grouped.ts'
import {canonicalJson} from '../../domain/json.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {POINTER_BYTES} from '../../domain/remote/lfs-pointer.ts'
import type {Measured} from '../../features/data/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {readCapped} from '../../platform/files.ts'
import {trackedFiles} from '../../platform/git.ts'
import {changedFiles} from '../../platform/git-changes.ts'
import {sha256} from '../../platform/hash.ts'
import {absolutePath, pathInside} from '../../platform/inside.ts'
import {jsonOf} from '../../platform/json-bytes.ts'
import {pathText} from '../../platform/path-text.ts'
import {humanBytes} from '../../platform/runner/progress.ts'
import {readSmallFile} from '../../platform/small-file.ts'
import type {Setting} from '../setting.ts'
import {notHandedOn} from './handed-data.ts'

/** What one commit over GitHub's API may hold; more belongs to DVC, LFS or a bucket. */
const BYTES_LIMIT = 20 * 2 ** 20
const FILES_LIMIT = 200
const LIST = 'changed.json'

export type ChangedData = {
  /** By path from the repository's root. */
  readonly files: Bundle
  readonly committed: readonly string[]
}

/** Whether this run may set something off: what changed is handed on then, also to a job without the data. */
export function mayTrigger({context}: Setting): boolean {
  return context?.isDefaultBranch === true && context.run.event !== 'push'
}

/** The changed files with their list; of too many or too large ones the list alone. */
export async function changedData(
  {place}: Setting,
  measured: readonly Measured[],
): Promise<Bundle> {
  const changed = new Map<string, {readonly digest: Digest; readonly bytes: number}>()
  const committed: string[] = []
  for (const {record, files} of measured) {
    // What lies elsewhere is not in git.
    if (record.kind !== undefined && record.kind !== 'bytes') continue
    const root = absolutePath(place, record.root)
    const differing = new Set(await changedFiles(root))
    const tracked = new Set(await trackedFiles(root))
    let isCommitted = true
    for (const {path, digest, bytes} of files()) {
      isCommitted &&= tracked.has(path) && !differing.has(path)
      if (!differing.has(path) || !isDigest(digest)) continue
      const file = pathInside(place.workspace, `${root}/${path}`)
      // Of a pointer of Git LFS git keeps the pointer, not what it stands for.
      const pointer = readSmallFile(absolutePath(place, file), POINTER_BYTES.most)
      changed.set(
        file,
        pointer ? {digest: sha256(pointer), bytes: pointer.length} : {digest, bytes},
      )
    }
    if (isCommitted) committed.push(record.name)
  }
  const list = {files: [...changed].map(([path, {digest}]) => ({path, digest})), committed}
  const bundle = new Map<string, Uint8Array>()
  bundle.set(LIST, new TextEncoder().encode(canonicalJson(list)))
  const total = [...changed.values()].reduce((sum, {bytes}) => sum + bytes, 0)
  if (changed.size > FILES_LIMIT || total > BYTES_LIMIT) return bundle
  for (const [path, {digest, bytes}] of changed) {
    bundle.set(blobName(digest), await readCapped(absolutePath(place, path), bytes, path))
  }
  return bundle
}

/** What `changedData` handed on. Other jobs of the run could have replaced it, so every file is proved. */
export function readChangedData(bundle: Bundle): ChangedData {
  const text = bundle.get(LIST)
  const files = new Map<string, Uint8Array>()
  if (!text) return {files, committed: []}
  const list = changedDataSchema.safeParse(jsonOf(text))
  if (!list.success) throw notHandedOn('the list of changed files')
  const count = list.data.files.length
  if (count > FILES_LIMIT) throw tooMuch(count)
  let total = 0
  for (const {path, digest} of list.data.files) {
    const bytes = bundle.get(blobName(digest))
    total += bytes?.length ?? 0
    if (!bytes || total > BYTES_LIMIT) throw tooMuch(count)
    if (sha256(bytes) !== digest) throw notHandedOn(pathText(path))
    files.set(path, bytes)
  }
  return {files, committed: list.data.committed}
}

function tooMuch(count: number): ActionError {
  return new ActionError(
    'too-large',
    `${grouped(count)} changed files of the data are too much for one commit through GitHub's API`,
    {
      hint: `At most ${FILES_LIMIT} files with ${humanBytes(BYTES_LIMIT)} fit. Keep the data in DVC, Git LFS or a bucket and add them to .gitignore: then only the manifest is committed.`,
    },
  )
}

function blobName(digest: Digest): string {
  return `${digest.slice('sha256:'.length)}.bin`
}
