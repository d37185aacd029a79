import type {DatasetRecord} from '../../domain/data.ts'
import type {Digest} from '../../domain/digest.ts'
import type {Json} from '../../domain/json.ts'
import {
  combinedText,
  compareBytes,
  formatManifest,
  type ManifestFile,
} from '../../domain/manifest.ts'
import type {Progress, Runner} from '../../domain/ports/runner.ts'
import {sha256} from '../../platform/hash.ts'
import {hashFiles} from '../../platform/hashing.ts'
import {pathInside} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {findFiles} from '../../platform/walk.ts'

/** A dataset with its list of files; `text` is what `sha256sum` prints for them, and its SHA-256 the digest. */
export type Measured = {
  readonly record: DatasetRecord
  readonly files: readonly (ManifestFile & {readonly bytes: number})[]
  readonly text: string
  /** Paths that were passed over: what belongs to git. */
  readonly leftOut: readonly string[]
}

/** Where files are looked for, and who is told how far it got. */
type Reach = {readonly place: Place; readonly runner: Pick<Runner, 'progress'>}

type Wish = {readonly name: string; readonly role: string; readonly path: string}

/** Takes the checksums of a file, a folder or a glob. Nothing matched is an error. */
export async function measureDataset(wish: Wish, reach: Reach): Promise<Measured> {
  const {root, paths, leftOut} = await findFiles(wish.path, reach.place)
  const {name, role, path} = wish
  const head = {name, role, path, root: pathInside(reach.place.workspace, root)}
  return {...(await measure(head, {root, paths}, reach)), leftOut}
}

/** Takes the checksums of several files and folders as one list, names relative to the workspace. */
export async function measureCode(paths: readonly string[], reach: Reach): Promise<Measured> {
  const {place} = reach
  const names = new Set<string>()
  const leftOut = new Set<string>()
  for (const path of paths) {
    const found = await findFiles(path, place)
    const nameOf = (file: string) => pathInside(place.workspace, `${found.root}/${file}`)
    for (const file of found.paths) names.add(nameOf(file))
    for (const file of found.leftOut) leftOut.add(nameOf(file))
  }
  const head = {name: 'code', role: 'code', path: paths.join(', '), root: '.'}
  const list = {root: place.workspace, paths: [...names]}
  return {...(await measure(head, list, reach)), leftOut: [...leftOut]}
}

type Files = {readonly root: string; readonly paths: readonly string[]}

async function measure(
  head: Wish & {readonly root: string},
  {root, paths}: Files,
  {runner}: Reach,
): Promise<Omit<Measured, 'leftOut'>> {
  const sorted = [...paths].sort(compareBytes)
  const done = {files: 0, bytes: 0}
  const hashed = await hashFiles(root, sorted, {
    onProgress(step) {
      done.files += step.files
      done.bytes += step.bytes
      runner.progress(progressOf(head.name, done, sorted.length))
    },
  })
  const files = hashed.map(({digest, bytes}, index) => ({path: sorted[index] ?? '', digest, bytes}))
  const text = formatManifest(files)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return {record: {...head, digest: sha256(text), files: files.length, bytes}, files, text}
}

/** Below this, a file is news of its own and its bytes say more than the number of files. */
const FEW_FILES = 20

function progressOf(
  label: string,
  done: {readonly files: number; readonly bytes: number},
  total: number,
): Progress {
  return total < FEW_FILES
    ? {label, done: done.bytes, unit: 'bytes'}
    : {label, done: done.files, total, unit: 'files'}
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
