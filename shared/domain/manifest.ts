import {type DatasetChange, type FileChange, LISTED_CHANGES} from './data-change.ts'
import {type Digest, hexOf} from './digest.ts'

/** One file of a dataset; the path is relative to the dataset's folder, with `/`. */
export type ManifestFile = {readonly path: string; readonly digest: Digest}

/**
 * Order of the bytes of the UTF-8 names, as `LC_ALL=C sort` has it. That is the order of the characters' numbers, which
 * the order of JavaScript's strings is not: half of a character beyond U+FFFF counts there as U+D800 to U+DFFF.
 */
export function compareBytes(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) {
    const a = one.charCodeAt(index)
    const b = other.charCodeAt(index)
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1
  }
  return one.length - other.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

export function sortFiles<F extends {readonly path: string}>(files: readonly F[]): readonly F[] {
  return [...files].sort((a, b) => compareBytes(a.path, b.path))
}

/** What `sha256sum` prints for the files, in the given order; its digest is the dataset's. */
export function formatManifest(files: readonly ManifestFile[]): string {
  return files.map(formatLine).join('')
}

/** A name with a backslash, line feed or carriage return is escaped, and its line marked with a backslash. */
function formatLine({path, digest}: ManifestFile): string {
  if (!/[\\\n\r]/.test(path)) return `${hexOf(digest)}  ${path}\n`
  const escaped = path.replace(/[\\\n\r]/g, character => ESCAPES.get(character) ?? character)
  return `\\${hexOf(digest)}  ${escaped}\n`
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

/** Nothing when there is an escape that sha256sum does not know. */
function unescapeName(name: string): string | undefined {
  const isKnown = [...name.matchAll(/\\.?/gs)].every(([found]) => UNESCAPES.has(found))
  if (!isKnown) return undefined
  return name.replace(/\\./gs, found => UNESCAPES.get(found) ?? found)
}

export type ManifestDifference = Pick<DatasetChange, 'counts'> & {
  readonly changes: readonly FileChange[]
}

/**
 * What happened to the files. A file that is gone and one that is new count as renamed when they alone, on each side,
 * have this content.
 */
export function compareManifests(
  before: readonly ManifestFile[],
  after: readonly ManifestFile[],
): ManifestDifference {
  const old = new Map(before.map(({path, digest}) => [path, digest]))
  const now = new Map(after.map(({path, digest}) => [path, digest]))
  const gone = before.filter(({path}) => !now.has(path))
  const fresh = after.filter(({path}) => !old.has(path))
  const renames = findRenames(gone, fresh)
  const movedTo = new Set(renames.map(({to}) => to))
  const movedFrom = new Set(renames.map(({from}) => from))

  const added = fresh.filter(({path}) => !movedTo.has(path))
  const removed = gone.filter(({path}) => !movedFrom.has(path))
  const modified = after.filter(({path, digest}) => old.has(path) && old.get(path) !== digest)
  const changes: readonly FileChange[] = [
    ...added.map(({path}) => ({kind: 'added', path}) as const),
    ...removed.map(({path}) => ({kind: 'removed', path}) as const),
    ...modified.map(({path}) => ({kind: 'modified', path}) as const),
    ...renames,
  ].sort((a, b) => compareBytes(placeOf(a), placeOf(b)))
  return {
    counts: {
      added: added.length,
      removed: removed.length,
      modified: modified.length,
      renamed: renames.length,
    },
    changes: changes.slice(0, LISTED_CHANGES),
  }
}

function findRenames(gone: readonly ManifestFile[], fresh: readonly ManifestFile[]) {
  const from = uniqueByDigest(gone)
  const to = uniqueByDigest(fresh)
  return [...from].flatMap(([digest, path]) => {
    const target = to.get(digest)
    return target === undefined ? [] : [{kind: 'renamed', from: path, to: target} as const]
  })
}

function uniqueByDigest(files: readonly ManifestFile[]): ReadonlyMap<Digest, string> {
  const seen = new Map<Digest, string>()
  const double = new Set<Digest>()
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
