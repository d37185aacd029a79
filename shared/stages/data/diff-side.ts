import {isDigest} from '../../domain/digest.ts'
import type {ListedContent} from '../../domain/manifest.ts'
import {isRemotePath} from '../../domain/remote/location.ts'
import {isRemoteText, parseAnyManifest} from '../../domain/remote/manifest.ts'
import {measureDataset} from '../../features/data/index.ts'
import {
  type DvcRepository,
  openRepository,
  type Recorded,
  readRecorded,
} from '../../features/dvc/index.ts'
import {measureRemote} from '../../features/remote/index.ts'
import type {Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile, readCapped} from '../../platform/files.ts'
import {isFolder} from '../../platform/folders.ts'
import {fileAtRevision, filesAtRevision, resolveRevision} from '../../platform/git.ts'
import {sha256} from '../../platform/hash.ts'
import {userPath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'

/** One of two things to compare. */
export type Side =
  | {
      readonly kind: 'files'
      readonly checksums: 'sha256' | 'git'
      readonly files: readonly ListedContent[]
      readonly bytes: () => Promise<readonly ListedContent[]>
    }
  /** Known by what a provider says, which is never compared with bytes. */
  | {readonly kind: 'listed'; readonly files: readonly ListedContent[]}
  | {readonly kind: 'recorded'; readonly recorded: readonly Recorded[]}

type KeptList = {readonly files: readonly ListedContent[]; readonly isRemote: boolean}

const LIMIT = 512 * 2 ** 20
const MOST_BLOBS = 5000
const DVC_FILE = /(\.dvc|(^|[/:])dvc\.lock)$/

/** A manifest, a folder or file, an entry of DVC, or a git revision, `revision:path` also with each of them. */
export async function readSide(text: string, scene: Scene): Promise<Side> {
  const {place} = scene
  if (isRemotePath(text)) {
    const wish = {name: 'data', role: 'train', path: text}
    const {files} = await measureRemote(wish, {place, runner: scene.runner})
    return {kind: 'listed', files: files()}
  }
  const path = await userPath(place, text).catch(() => undefined)
  const repository = await openRepository(place.workspace, place)
  if (path !== undefined && (await isFile(path))) {
    if (DVC_FILE.test(text))
      return recordedOf(repository, await readCapped(path, LIMIT, text), text)
    if (/\.(sha256|remote)$/.test(text)) {
      return sideOf(manifestOf(await readCapped(path, LIMIT, text), text))
    }
    const twin = /\.json$/.test(text) ? twinOf(await readCapped(path, LIMIT, text)) : undefined
    if (twin) return sideOf(twin)
  }
  if (path !== undefined && ((await isFile(path)) || (await isFolder(path)))) {
    const wish = {name: 'data', role: 'train', path: text}
    const {files} = await measureDataset(wish, {place, runner: scene.runner})
    return listed([...files()])
  }
  return atRevision(text, repository, scene)
}

async function atRevision(text: string, repository: DvcRepository, {place}: Scene): Promise<Side> {
  const {workspace} = place
  const colon = text.indexOf(':')
  const revision = colon === -1 ? text : text.slice(0, colon)
  const path = colon === -1 ? '.' : text.slice(colon + 1).replace(/(?<=.)\/+$/, '')
  const commit = /^-|[\0-\x20]|^$/.test(revision)
    ? undefined
    : await resolveRevision(workspace, revision)
  if (commit === undefined) {
    throw new ActionError(
      'nothing-matched',
      `${pathText(text)} is no file, folder or git revision here`,
      {
        hint: 'Compare two manifests (*.sha256), folders, revisions (main, HEAD~1:data/) or .dvc files (HEAD~1:data.dvc).',
      },
    )
  }
  if (DVC_FILE.test(path)) {
    const bytes = await fileAtRevision(workspace, commit, path)
    if (!bytes)
      throw new ActionError(
        'nothing-matched',
        `there is no ${pathText(path)} at ${pathText(revision)}`,
      )
    return recordedOf(repository, bytes, text)
  }
  const found = await filesAtRevision(workspace, commit, path)
  if (found.length === 0) {
    throw new ActionError('nothing-matched', `${pathText(text)} has no files`, {
      hint: 'That commit holds nothing of this name: is it committed?',
    })
  }
  const inner = (name: string) =>
    name === path
      ? (name.split('/').at(-1) ?? name)
      : path === '.'
        ? name
        : name.slice(path.length + 1)
  return {
    kind: 'files',
    checksums: 'git',
    files: found.map(({path: name, blob}) => ({path: inner(name), digest: `git:${blob}`})),
    async bytes() {
      if (found.length > MOST_BLOBS) {
        throw new ActionError(
          'too-many-files',
          `${pathText(text)} has more than ${MOST_BLOBS} files; compare two revisions, or two folders`,
        )
      }
      const files: ListedContent[] = []
      for (const {path: name} of found) {
        const content = await fileAtRevision(workspace, commit, name)
        files.push({path: inner(name), digest: sha256(content ?? new Uint8Array())})
      }
      return files
    },
  }
}

async function recordedOf(
  repository: DvcRepository,
  bytes: Uint8Array,
  text: string,
): Promise<Side> {
  return {kind: 'recorded', recorded: await readRecorded(repository, bytes, text)}
}

/** By the kind of its checksums, which are all of bytes or all of a provider. */
function sideOf({files, isRemote}: KeptList): Side {
  return isRemote ? {kind: 'listed', files} : listed(files)
}

function listed(files: readonly ListedContent[]): Side {
  const plain = files.map(({path, digest}) => ({path, digest}))
  return {kind: 'files', checksums: 'sha256', files: plain, bytes: async () => plain}
}

function manifestOf(bytes: Uint8Array, shown: string): KeptList {
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    const files = parseAnyManifest(text)
    if (!files) throw onlyClaimed()
    return {files, isRemote: isRemoteText(text)}
  } catch (error) {
    throw new ActionError('invalid-manifest', `${pathText(shown)}: ${(error as Error).message}`)
  }
}

function onlyClaimed(): ActionError {
  return new ActionError('not-comparable', 'of a claimed version no files are known')
}

/** The manifest's twin for programs; any other JSON is a file like any other. */
function twinOf(bytes: Uint8Array): KeptList | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof json !== 'object' || json === null) return undefined
    const {schema, list, kind}: {schema?: unknown; list?: unknown; kind?: unknown} = json
    const isRemote = kind === 'remote'
    if (schema !== 'proofmark/manifest/v1' || !Array.isArray(list)) return undefined
    if (kind === 'claimed') throw onlyClaimed()
    const files = (list as readonly unknown[]).map(item => {
      const {path, digest}: {path?: unknown; digest?: unknown} = Object(item)
      const isKnown = typeof digest === 'string' && (isRemote || isDigest(digest))
      if (typeof path !== 'string' || !isKnown) {
        throw new ActionError(
          'invalid-manifest',
          'the manifest has a file without a path or digest',
        )
      }
      return {path, digest}
    })
    return {files, isRemote}
  } catch (error) {
    if (error instanceof ActionError) throw error
    return undefined
  }
}
