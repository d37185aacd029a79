import {compareBytes} from '../../domain/byte-order.ts'
import type {DatasetRecord} from '../../domain/data.ts'
import type {Digest} from '../../domain/digest.ts'
import {
  combinedText,
  formatColumns,
  type ListedContent,
  type ManifestFile,
  manifestPieces,
} from '../../domain/manifest.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import {hasFormat} from '../../domain/profile/file-format.ts'
import {isRemotePath, shownPath} from '../../domain/remote/location.ts'
import {utf8Pieces} from '../../platform/byte-pieces.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256, sha256OfPieces} from '../../platform/hash.ts'
import {type DigestMemory, type FileTree, hashTree, listedTree} from '../../platform/hashing.ts'
import {pathInside} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {scratchRoot} from '../../platform/scratch.ts'
import {findFiles, findTree} from '../../platform/walk.ts'
import {workMeter} from '../../platform/work-meter.ts'
import {behindPointers} from './pointers.ts'

/** One file with its checksum: of bytes that were read its digest, of others what their provider says. */
export type MeasuredFile = ListedContent & {readonly bytes: number; readonly version?: string}

/** A dataset with its list of files, which may be a very long one. */
export type Measured<F extends MeasuredFile = MeasuredFile> = {
  readonly record: DatasetRecord
  /** In the order of the bytes of their paths; may be asked for again. */
  readonly files: () => Iterable<F>
  /** What `sha256sum` prints for them, in pieces; its SHA-256 is the dataset's digest. */
  readonly text: () => Iterable<Uint8Array>
  readonly textBytes: number
  /** Whether the name of any file says how it can be looked into. */
  readonly isReadable: () => boolean
  /** Paths that were passed over: what belongs to git. */
  readonly leftOut: readonly string[]
}

/** The same of files that lie here. */
export type MeasuredHere = Measured<ManifestFile & {readonly bytes: number}>

/** Where files are looked for, and who is told how far it got. */
export type Reach = {
  readonly place: Place
  readonly runner: Pick<Runner, 'progress'>
  /** Digests that need not be computed again; whoever decides what may be trusted leaves it out. */
  readonly memory?: DigestMemory | undefined
}

/** Bytes of a text that is rather kept than made again. */
const SHORT_TEXT = 8 * 2 ** 20

type Wish = {readonly name: string; readonly role: string; readonly path: string}

/** Takes the checksums of a file, a folder or a glob. Nothing matched is an error. */
export async function measureDataset(wish: Wish, reach: Reach): Promise<MeasuredHere> {
  refuseElsewhere(wish.path)
  const tree = await findTree(wish.path, reach.place)
  const {name, role, path} = wish
  const head = {name, role, path, root: pathInside(reach.place.workspace, tree.root)}
  const measured = await measure(head, tree, reach)
  return {...measured, leftOut: tree.leftOut}
}

/** Takes the checksums of several files and folders as one list, names relative to the workspace. */
export async function measureCode(paths: readonly string[], reach: Reach): Promise<MeasuredHere> {
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
  const tree = listedTree(place.workspace, [...names].sort(compareBytes))
  return {...(await measure(head, tree, reach)), leftOut: [...leftOut]}
}

async function measure(
  head: Wish & {readonly root: string},
  tree: FileTree,
  {place, runner, memory}: Reach,
): Promise<Omit<MeasuredHere, 'leftOut'>> {
  const hashed = await hashTree(tree, {
    memory,
    scratch: scratchRoot(place),
    onProgress: workMeter(head.name, runner.progress),
  })
  const {files, ...behind} = behindPointers(tree.root, hashed)
  let isReadable = false
  // Everything that is asked of all names is asked here, where they are gone through anyway.
  function* lines(): Generator<string> {
    const isPlain = behind.areNone()
    for (const {paths, hex} of hashed.runs()) {
      isReadable ||= hasFormat(paths)
      if (isPlain) yield formatColumns(paths, hex)
    }
    if (!isPlain) yield* manifestPieces(files())
  }
  const text = keepShort(() => utf8Pieces(lines()))
  const {digest, bytes: textBytes} = sha256OfPieces(text())
  const pointers = behind.pointers()
  const record = {
    ...head,
    digest,
    files: hashed.count,
    bytes: behind.bytes(),
    ...(pointers > 0 ? {pointers} : {}),
  }
  return {record, files, text, textBytes, isReadable: () => isReadable}
}

/** What lies elsewhere, or is only claimed, has no bytes here. */
function refuseElsewhere(path: string): void {
  if (path !== '' && !isRemotePath(path)) return
  const what = path === '' ? 'a dataset that only has a version' : shownPath(path)
  throw new ActionError('remote-data', `${what} cannot be read here: its bytes lie elsewhere`, {
    hint: 'Download it in a step before, and name the path on this machine.',
  })
}

/** A text that was asked for once is kept, if it is short. */
function keepShort(make: () => Iterable<Uint8Array>): () => Iterable<Uint8Array> {
  let kept: readonly Uint8Array[] | undefined
  return function* () {
    if (kept !== undefined) return yield* kept
    const pieces: Uint8Array[] = []
    let length = 0
    for (const piece of make()) {
      length += piece.length
      if (length <= SHORT_TEXT) pieces.push(piece)
      else pieces.length = 0
      yield piece
    }
    if (length <= SHORT_TEXT) kept = pieces
  }
}

/** Of a single dataset its own digest; of several the SHA-256 of one line `<hex>  <name>` each, sorted by name. */
export function combinedDigest(datasets: readonly DatasetRecord[]): Digest {
  const [only, ...more] = datasets
  return only && more.length === 0 ? only.digest : sha256(combinedText(datasets))
}

/** The manifest's twin for programs: the same files with their sizes, in pieces of JSON. */
export function* manifestJson({
  record,
  files,
}: Pick<Measured, 'record' | 'files'>): Generator<string> {
  const head = JSON.stringify({schema: 'proofmark/manifest/v1', ...record, list: []}, null, 1)
  yield head.slice(0, -']\n}'.length)
  let before = '\n'
  for (const {path, digest, bytes, version} of files()) {
    const file = JSON.stringify({path, digest, bytes, version}, null, 1)
    yield `${before}${file.replace(/^/gm, '  ')}`
    before = ',\n'
  }
  yield `\n ]\n}\n`
}
