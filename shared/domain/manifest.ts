import {compareBytes} from './byte-order.ts'
import {type DatasetChange, type FileChange, LISTED_CHANGES} from './data-change.ts'
import {type Digest, hexOf} from './digest.ts'

/** One file of a dataset; the path is relative to the dataset's folder, with `/`. */
export type ManifestFile = {readonly path: string; readonly digest: Digest}

/** The same with any checksum, as long as those of both sides are of one kind. */
export type ListedContent = {readonly path: string; readonly digest: string}

export function sortFiles<F extends {readonly path: string}>(files: readonly F[]): readonly F[] {
  return [...files].sort((a, b) => compareBytes(a.path, b.path))
}

/** What `sha256sum` prints for the files, in the given order; its digest is the dataset's. */
export function formatManifest(files: readonly ManifestFile[]): string {
  return files.map(formatLine).join('')
}

const PIECE_LINES = 1000
const HEX_LENGTH = 64

/** The same for any number of files, in pieces. */
export function* manifestPieces(files: Iterable<ManifestFile>): Generator<string> {
  let piece = ''
  let lines = 0
  for (const file of files) {
    piece += formatLine(file)
    if (++lines % PIECE_LINES !== 0) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/** The same for files whose checksums stand one behind the other in hex. */
export function formatColumns(paths: readonly string[], hex: string): string {
  const hexAt = (index: number) => hex.slice(index * HEX_LENGTH, (index + 1) * HEX_LENGTH)
  // All at once, which is much quicker than one by one.
  if (ESCAPED.test(paths.join('/'))) {
    return paths.map((path, index) => lineOf(path, hexAt(index))).join('')
  }
  let text = ''
  for (let index = 0; index < paths.length; index++) text += `${hexAt(index)}  ${paths[index]}\n`
  return text
}

const ESCAPED = /[\\\n\r]/

/** A name with a backslash, line feed or carriage return is escaped, and its line marked with a backslash. */
export function escapedName(path: string): {readonly mark: string; readonly name: string} {
  if (!ESCAPED.test(path)) return {mark: '', name: path}
  const name = path.replace(/[\\\n\r]/g, character => ESCAPES.get(character) ?? character)
  return {mark: '\\', name}
}

function formatLine({path, digest}: ManifestFile): string {
  return lineOf(path, hexOf(digest))
}

function lineOf(path: string, hex: string): string {
  const {mark, name} = escapedName(path)
  return `${mark}${hex}  ${name}\n`
}

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])
const UNESCAPES: ReadonlyMap<string, string> = new Map(
  [...ESCAPES].map(([character, escaped]) => [escaped, character]),
)
const LINE = /^(\\?)([0-9a-f]{64}) {2}([^\r]+)$/

/** Reads a manifest strictly; anything that sha256sum would not have written is refused with its line number. */
export function parseManifest(text: string): readonly ManifestFile[] {
  if (text === '') return []
  if (!text.endsWith('\n')) throw new SyntaxError('the manifest does not end with a line end')
  const seen = new Set<string>()
  return text
    .slice(0, -1)
    .split('\n')
    .map((line, index) => {
      const refuse = (why: string) => new SyntaxError(`line ${index + 1} of the manifest ${why}`)
      const [, mark, hex, name = ''] = LINE.exec(line) ?? []
      if (hex === undefined) throw refuse('is no checksum with a name')
      const path = mark ? unescapeName(name) : name
      if (path === undefined) throw refuse('holds an unknown escape')
      if ((mark !== '') !== name.includes('\\'))
        throw refuse('has a mark and no escape, or the reverse')
      if (seen.has(path)) throw refuse('names a file for the second time')
      seen.add(path)
      return {path, digest: `sha256:${hex}` as const}
    })
}

/** The name behind an escaped one; nothing when there is an escape that sha256sum does not know. */
export function unescapeName(name: string): string | undefined {
  const isKnown = [...name.matchAll(/\\.?/gs)].every(([found]) => UNESCAPES.has(found))
  if (!isKnown) return undefined
  return name.replace(/\\./gs, found => UNESCAPES.get(found) ?? found)
}

export type ManifestDifference = Pick<DatasetChange, 'counts'> & {
  readonly changes: readonly FileChange[]
}

/** Files that are only on one side, of which more are not looked through for renames. */
const SOUGHT = 100_000

/**
 * What happened to the files; both lists in the order of the bytes of their paths. A file that is gone and one that is
 * new count as renamed when they alone, on each side, have this content. Where very many are gone or new, nobody looks
 * for renames, so that lists of any length can be compared.
 */
export function compareManifests(
  before: Iterable<ListedContent>,
  after: Iterable<ListedContent>,
): ManifestDifference {
  const gone = someOf(SOUGHT)
  const fresh = someOf(SOUGHT)
  const modified = someOf(LISTED_CHANGES)
  for (const [was, is] of pairs(before, after)) {
    if (was === undefined) {
      if (is) fresh.add(is)
    } else if (is === undefined) gone.add(was)
    else if (was.digest !== is.digest) modified.add(is)
  }
  const isSought = gone.count() <= SOUGHT && fresh.count() <= SOUGHT
  const renames = isSought ? findRenames(gone.first, fresh.first) : []
  const movedTo = new Set(renames.map(({to}) => to))
  const movedFrom = new Set(renames.map(({from}) => from))
  const changes: readonly FileChange[] = [
    ...listed('added', fresh.first, movedTo),
    ...listed('removed', gone.first, movedFrom),
    ...listed('modified', modified.first),
    ...renames,
  ].sort((a, b) => compareBytes(placeOf(a), placeOf(b)))
  return {
    counts: {
      added: fresh.count() - renames.length,
      removed: gone.count() - renames.length,
      modified: modified.count(),
      renamed: renames.length,
    },
    changes: changes.slice(0, LISTED_CHANGES),
  }
}

/** The first of many, and how many there were. */
function someOf(most: number) {
  const first: ListedContent[] = []
  let count = 0
  return {
    first,
    add(file: ListedContent): void {
      if (count++ < most) first.push(file)
    },
    count: () => count,
  }
}

function listed(
  kind: 'added' | 'removed' | 'modified',
  files: readonly ListedContent[],
  moved: ReadonlySet<string> = new Set(),
): readonly FileChange[] {
  return files
    .filter(({path}) => !moved.has(path))
    .slice(0, LISTED_CHANGES)
    .map(({path}) => ({kind, path}))
}

type Pair = readonly [ListedContent | undefined, ListedContent | undefined]

/** Files of the same path side by side. */
function* pairs(before: Iterable<ListedContent>, after: Iterable<ListedContent>): Generator<Pair> {
  const left = inOrder(before)
  const right = inOrder(after)
  let was = left.next().value
  let is = right.next().value
  while (was || is) {
    const order = !was ? 1 : !is ? -1 : compareBytes(was.path, is.path)
    yield [order <= 0 ? was : undefined, order >= 0 ? is : undefined]
    if (order <= 0) was = left.next().value
    if (order >= 0) is = right.next().value
  }
}

function* inOrder(files: Iterable<ListedContent>): Generator<ListedContent, undefined> {
  let last: string | undefined
  for (const file of files) {
    if (last !== undefined && compareBytes(last, file.path) >= 0) {
      throw new RangeError(`the manifest is not in order at ${JSON.stringify(file.path)}`)
    }
    last = file.path
    yield file
  }
  return undefined
}

function findRenames(gone: readonly ListedContent[], fresh: readonly ListedContent[]) {
  const from = uniqueByDigest(gone)
  const to = uniqueByDigest(fresh)
  return [...from].flatMap(([digest, path]) => {
    const target = to.get(digest)
    return target === undefined ? [] : [{kind: 'renamed', from: path, to: target} as const]
  })
}

function uniqueByDigest(files: readonly ListedContent[]): ReadonlyMap<string, string> {
  const seen = new Map<string, string>()
  const double = new Set<string>()
  for (const {path, digest} of files) {
    if (seen.has(digest)) double.add(digest)
    seen.set(digest, path)
  }
  for (const digest of double) seen.delete(digest)
  return seen
}

function placeOf(change: FileChange): string {
  return change.kind === 'renamed' ? change.to : change.path
}

/** The text whose SHA-256 stands for several datasets together: one line each, sorted by name. */
export function combinedText(
  datasets: readonly {readonly name: string; readonly digest: Digest}[],
): string {
  return formatManifest(sortFiles(datasets.map(({name, digest}) => ({path: name, digest}))))
}
