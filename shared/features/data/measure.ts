import type {Digest} from '../../domain/digest.ts'
import type {Json} from '../../domain/json.ts'
import {combinedText, formatManifest, type ManifestFile, sortFiles} from '../../domain/manifest.ts'
import type {Progress} from '../../domain/ports/runner.ts'
import type {DatasetRecord} from '../../domain/record.ts'
import {sha256} from '../../platform/hash.ts'
import {hashFiles} from '../../platform/hashing.ts'
import {pathInside} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {type Found, type FoundFile, findFiles} from '../../platform/walk.ts'

/** A dataset with its list of files; `text` is what `sha256sum` prints for them, and its SHA-256 the digest. */
export type Measured = {
  readonly record: DatasetRecord
  readonly files: readonly (ManifestFile & {readonly bytes: number})[]
  readonly text: string
}

export type Reach = {
  readonly place: Place
  readonly onProgress: (progress: Progress) => void
}

type Wish = {readonly name: string; readonly role: string; readonly path: string}

/** Takes the checksums of a file, a folder or a glob. Nothing matched is an error. */
export async function measureDataset(wish: Wish, reach: Reach): Promise<Measured> {
  const found = await findFiles(wish.path, reach.place)
  return measure({...wish, root: pathInside(reach.place.workspace, found.root)}, found.files, reach)
}

/** Takes the checksums of several files and folders as one list, names relative to the workspace. */
export async function measureCode(paths: readonly string[], reach: Reach): Promise<Measured> {
  const {place} = reach
  const files = new Map<string, FoundFile>()
  for (const path of paths) {
    const found: Found = await findFiles(path, place)
    for (const file of found.files) {
      const name = pathInside(place.workspace, file.absolute)
      files.set(name, {...file, path: name})
    }
  }
  const wish = {name: 'code', role: 'code', path: paths.join(', '), root: '.'}
  return measure(wish, [...files.values()], reach)
}

async function measure(
  wish: Wish & {readonly root: string},
  found: readonly FoundFile[],
  {onProgress}: Reach,
): Promise<Measured> {
  const sorted = sortFiles(found)
  const total = sorted.reduce((sum, {bytes}) => sum + bytes, 0)
  let done = 0
  const hashed = await hashFiles(sorted, bytes => {
    done += bytes
    onProgress({label: wish.name, done, total, unit: 'bytes'})
  })
  const files = sorted.map(({path}, index) => {
    const one = hashed[index]
    if (!one) throw new RangeError(`no digest for ${path}`)
    return {path, ...one}
  })
  const text = formatManifest(files)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return {
    record: {...wish, digest: sha256(text), files: files.length, bytes},
    files,
    text,
  }
}

/** Of a single dataset its own digest; of several the SHA-256 of one line `<hex>  <name>` each, sorted by name. */
export function combinedDigest(datasets: readonly DatasetRecord[]): Digest {
  const [only, ...more] = datasets
  return only && more.length === 0 ? only.digest : sha256(combinedText(datasets))
}

/** The manifest's twin for programs: the same files with their sizes. */
export function manifestJson({record, files}: Measured): string {
  const json: Json = {schema: 'proofmark/manifest/v1', ...record, list: files}
  return `${JSON.stringify(json, null, 1)}\n`
}
