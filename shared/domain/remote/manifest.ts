import {compareBytes} from '../byte-order.ts'
import {escapedName, type ListedContent, parseManifest, unescapeName} from '../manifest.ts'
import {checksumText, familyOf, REMOTE_CHECKSUMS, type RemoteFile} from './checksum.ts'

/** The first line, which no list of SHA-256 has: so the digest of a listing is never that of bytes. */
const REMOTE_HEAD = 'proofmark/remote/v1\n'
const CLAIMED_HEAD = 'proofmark/claimed/v1\n'

/** A listed file as a manifest holds it. */
export type ListedFile = ListedContent & {readonly bytes: number; readonly version?: string}

/** In the order of manifests, with the checksum as one text. */
export function listedFiles(files: readonly RemoteFile[]): readonly ListedFile[] {
  return files
    .map(({path, bytes, checksum, version}) => ({
      path,
      digest: checksumText(checksum),
      bytes,
      ...(version === undefined ? {} : {version}),
    }))
    .sort((a, b) => compareBytes(a.path, b.path))
}

const PIECE_LINES = 1000

/** A line `<kind>:<checksum>  <bytes>  <name>` for each file, in pieces; names are escaped as sha256sum does. */
export function* remotePieces(files: readonly ListedFile[]): Generator<string> {
  yield REMOTE_HEAD
  for (let from = 0; from < files.length; from += PIECE_LINES) {
    yield files
      .slice(from, from + PIECE_LINES)
      .map(({path, digest, bytes}) => {
        const {mark, name} = escapedName(path)
        return `${mark}${digest}  ${bytes}  ${name}\n`
      })
      .join('')
  }
}

/** Whether a list is one of a provider's checksums. */
export function isRemoteText(text: string): boolean {
  return text.startsWith(REMOTE_HEAD)
}

/** What stands for a version that a command told. */
export function claimedText(version: string): string {
  return `${CLAIMED_HEAD}${version}\n`
}

const LINE = /^(\\?)([a-z0-9-]+):([\w.~%+/=-]{1,700}) {2}(0|[1-9][0-9]{0,15}) {2}([^\r]+)$/
const KINDS: ReadonlySet<string> = new Set(REMOTE_CHECKSUMS)

/** Reads any list that a record left behind; nothing for what has no list, a claimed version. */
export function parseAnyManifest(text: string): readonly ListedContent[] | undefined {
  if (text.startsWith(CLAIMED_HEAD)) return undefined
  if (!isRemoteText(text)) return parseManifest(text)
  const body = text.slice(REMOTE_HEAD.length)
  if (!body.endsWith('\n')) throw new SyntaxError('the listing does not end with a line end')
  return body
    .slice(0, -1)
    .split('\n')
    .map((line, index) => {
      const [, mark, kind = '', value, , name = ''] = LINE.exec(line) ?? []
      const path = mark ? unescapeName(name) : name
      const isMarked = mark !== ''
      if (value === undefined || !KINDS.has(kind) || path === undefined) throw unknown(index)
      if (isMarked !== name.includes('\\')) throw unknown(index)
      return {path, digest: `${kind}:${value}`}
    })
}

function unknown(index: number): SyntaxError {
  return new SyntaxError(`line ${index + 2} of the listing is no checksum with a size and a name`)
}

/** How many files are known by what, the most frequent first. */
export function countKinds(files: Iterable<ListedContent>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const {digest} of files) {
    const kind = digest.slice(0, digest.indexOf(':'))
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return Object.fromEntries(sorted)
}

/** The families of checksums by which a file was known before and is known now, where those differ; of the first such file. */
export function otherFamilies(
  before: Iterable<ListedContent>,
  after: Iterable<ListedContent>,
): {readonly before: string; readonly after: string} | undefined {
  const known = new Map<string, string>()
  for (const {path, digest} of before) known.set(path, familyOf(digest))
  for (const {path, digest} of after) {
    const was = known.get(path)
    const is = familyOf(digest)
    if (was !== undefined && was !== is) return {before: was, after: is}
  }
  return undefined
}
