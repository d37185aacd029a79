import {formatListing, type ListedFile} from '../../domain/dvc/dir-listing.ts'
import type {Progress} from '../../domain/ports/runner.ts'
import {listFolder} from '../../platform/folder-listing.ts'
import {kindAt} from '../../platform/folders.ts'
import {md5Hex} from '../../platform/hash.ts'
import {hashFiles} from '../../platform/hashing.ts'
import {type DvcRepository, foldersTo} from './repository.ts'

export type FoundFile = ListedFile & {readonly bytes: number}

/** What is at a path now. */
export type Found =
  | {readonly kind: 'file'; readonly md5: string; readonly bytes: number}
  | {
      readonly kind: 'folder'
      /** Without `.dir`. */
      readonly md5: string
      readonly files: readonly FoundFile[]
      readonly bytes: number
      /** Links to folders, which DVC does not enter. */
      readonly folderLinks: readonly string[]
      readonly problems: readonly string[]
    }
  | {readonly kind: 'absent'}
  | {readonly kind: 'outside'}
  | {readonly kind: 'other'}

export type Survey = {
  readonly found: ReadonlyMap<string, Found>
  readonly files: number
  readonly bytes: number
}

type Reach = {
  readonly onProgress: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** Takes the checksums of all paths at once, so that a file which several stages name is read one time. */
export async function surveyPaths(
  repository: DvcRepository,
  paths: readonly string[],
  {onProgress, signal}: Reach,
): Promise<Survey> {
  const {root, boundary} = repository
  const kinds = new Map<string, Found>()
  const folders = new Map<string, Awaited<ReturnType<typeof listFolder>>>()
  const wanted = new Set<string>()
  for (const path of new Set(paths)) {
    const kind = await kindAt(`${root}/${path}`, boundary)
    if (kind === 'file') wanted.add(path)
    else if (kind !== 'folder') kinds.set(path, {kind})
    else {
      for (const folder of foldersTo(root, `${root}/${path}`)) await repository.learn(folder)
      const listing = await listFolder(`${root}/${path}`, {
        boundary,
        isLeftOut: (inner, isFolder) => repository.isLeftOut(join(path, inner), isFolder),
      })
      folders.set(path, listing)
      for (const file of listing.files) wanted.add(join(path, file))
    }
  }
  const list = [...wanted]
  const done = {files: 0}
  const hashed = await hashFiles(root, list, {
    algorithm: 'md5',
    ...(signal ? {signal} : {}),
    onProgress({files}) {
      done.files += files
      onProgress({label: 'checksums', done: done.files, total: list.length, unit: 'files'})
    },
  })
  const files = new Map(
    hashed.map(({digest, bytes}, index) => [
      list[index] ?? '',
      {md5: digest.slice('md5:'.length), bytes},
    ]),
  )
  for (const [path, {md5, bytes}] of files) kinds.set(path, {kind: 'file', md5, bytes})
  for (const [path, {files: names, folderLinks, problems}] of folders) {
    const inner = names.flatMap(name => {
      const file = files.get(join(path, name))
      return file ? [{path: name, ...file}] : []
    })
    kinds.set(path, {
      kind: 'folder',
      md5: md5Hex(formatListing(inner)),
      files: inner,
      bytes: inner.reduce((sum, {bytes}) => sum + bytes, 0),
      folderLinks,
      problems,
    })
  }
  return {
    found: kinds,
    files: list.length,
    bytes: hashed.reduce((sum, {bytes}) => sum + bytes, 0),
  }
}

export function join(folder: string, inner: string): string {
  return folder === '.' ? inner : `${folder}/${inner}`
}

/** Which paths DVC keeps outside of git, and whether one has to do with them. */
export function managedPaths(outs: readonly string[]): (path: string) => boolean {
  const own = new Set(outs)
  const above = new Set(outs.flatMap(ancestorsOf))
  return path =>
    own.has(path) || above.has(path) || ancestorsOf(path).some(folder => own.has(folder))
}

/** Whether git keeps a path, or something below it. */
export function trackedPaths(files: readonly string[] | undefined): (path: string) => boolean {
  const all = new Set((files ?? []).flatMap(file => [file, ...ancestorsOf(file)]))
  return path => all.has(path)
}

function ancestorsOf(path: string): readonly string[] {
  const names = path.split('/')
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'))
}
