import {formatListing} from '../../domain/dvc/dir-listing.ts'
import type {DvcFile} from '../../domain/dvc/dvc-file.ts'
import type {DvcEntry} from '../../domain/dvc/entry.ts'
import {folderOf, placeOf} from '../../domain/dvc/place.ts'
import type {VerifyEntry} from '../../domain/dvc/verification.ts'
import {ActionError} from '../../platform/errors.ts'
import {readCapped, writeAtomically} from '../../platform/files.ts'
import {kindAt} from '../../platform/folders.ts'
import {storeObject} from '../../platform/object-cache.ts'
import {editYaml, type YamlEdit} from '../../platform/yaml-edit.ts'
import {DOCUMENT_LIMIT} from './read-document.ts'
import type {DvcProject} from './read-project.ts'
import {cacheFolder, type DvcRepository} from './repository.ts'
import {type Found, join, surveyPaths} from './survey.ts'

/**
 * Brings `.dvc` files up to date with the data that is here, and puts that data into DVC's local cache, so that
 * `dvc push` finds it. Imports, locks and what a remote numbers itself are DVC's own to write. Answers with the files
 * that were changed.
 */
export async function writeProject(
  repository: DvcRepository,
  {dvcFiles}: DvcProject,
  entries: readonly VerifyEntry[],
): Promise<readonly string[]> {
  const wrong = new Set(
    entries
      .filter(
        ({status, kind, reason}) => status === 'mismatch' && kind === 'out' && reason !== 'missing',
      )
      .map(({file}) => file),
  )
  const written: string[] = []
  for (const {file, content} of dvcFiles) {
    if (!wrong.has(file) || content.deps.length > 0 || content.own) continue
    if (await writeFile(repository, file, content)) written.push(file)
  }
  return written
}

async function writeFile(
  repository: DvcRepository,
  file: string,
  content: DvcFile,
): Promise<boolean> {
  const edits: YamlEdit[] = []
  for (const [index, entry] of content.outs.entries()) {
    const place = placeOf(folderOf(file), content.wdir, entry.path)
    if (place.kind !== 'inside' || entry.cloud || entry.list) continue
    const {found: all} = await surveyPaths(repository, [place.path], {onProgress: () => undefined})
    const found = all.get(place.path)
    if (found?.kind !== 'file' && found?.kind !== 'folder') continue
    if (found.kind === 'folder' && found.problems.length > 0) continue
    if (entry.isCached) await keep(repository, place.path, found)
    edits.push(...editsOf(index, entry, found))
  }
  if (edits.length === 0) return false
  const path = `${repository.root}/${file}`
  if ((await kindAt(path, repository.boundary)) !== 'file') return false
  const text = new TextDecoder().decode(await readCapped(path, DOCUMENT_LIMIT, file))
  await writeAtomically(path, await editYaml(text, edits))
  return true
}

type Content = Extract<Found, {kind: 'file' | 'folder'}>

/** The keys in the order in which DVC writes them. */
function editsOf(index: number, entry: DvcEntry, found: Content): readonly YamlEdit[] {
  const at = (key: string) => ['outs', index, key] as const
  const isFolder = found.kind === 'folder'
  return [
    {path: at('etag'), value: undefined},
    {path: at('md5'), value: `${found.md5}${isFolder ? '.dir' : ''}`, before: 'path'},
    {path: at('size'), value: found.bytes, before: 'path'},
    {path: at('nfiles'), value: isFolder ? found.files.length : undefined, before: 'path'},
    {path: at('isexec'), value: isFolder ? undefined : entry.isExecutable, before: 'path'},
    {path: at('hash'), value: 'md5', before: 'path'},
  ]
}

async function keep(repository: DvcRepository, path: string, found: Content): Promise<void> {
  const cache = cacheFolder(repository)
  if (cache === undefined) {
    throw new ActionError('cache-outside', "DVC's cache lies outside of the repository", {
      hint: 'Only a cache inside of it is written to here; run dvc commit instead.',
    })
  }
  const objects = `${cache}/files/md5`
  if (found.kind === 'file') {
    await storeObject(objects, found.md5, {copyOf: `${repository.root}/${path}`})
    return
  }
  for (const file of found.files) {
    await storeObject(objects, file.md5, {copyOf: `${repository.root}/${join(path, file.path)}`})
  }
  await storeObject(objects, `${found.md5}.dir`, {text: formatListing(found.files)})
}
