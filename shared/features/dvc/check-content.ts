import {compareListings, formatListing} from '../../domain/dvc/dir-listing.ts'
import type {DvcEntry} from '../../domain/dvc/entry.ts'
import type {DvcPlace} from '../../domain/dvc/place.ts'
import type {Mismatch, NotChecked, VerifyEntry} from '../../domain/dvc/verification.ts'
import {md5Hex} from '../../platform/hash.ts'
import {pathText} from '../../platform/path-text.ts'
import {knownListing} from './known-listing.ts'
import {differsInLineEnds, legacyMatch} from './line-ends.ts'
import type {DvcRepository} from './repository.ts'
import type {Found} from './survey.ts'

/** What there is to know about a path before its content is looked at. */
export type Situation = {
  readonly repository: DvcRepository
  readonly found: (path: string) => Found | undefined
  readonly isManaged: (path: string) => boolean
  readonly isTracked: (path: string) => boolean
  /** Nothing without git. */
  readonly tracked: ReadonlySet<string> | undefined
}

export type Answer = Pick<
  VerifyEntry,
  'status' | 'reason' | 'message' | 'expected' | 'actual' | 'legacy'
>

/** Compares what was recorded of a path with what is there. */
export async function checkContent(
  entry: DvcEntry,
  place: DvcPlace,
  situation: Situation,
): Promise<Answer> {
  if (entry.isImport) return skipped('import')
  if (place.kind !== 'inside') return skipped(place.kind)
  const recorded = recordedMd5(entry)
  const found = situation.found(place.path)
  if (!recorded) {
    if (entry.checksum.kind === 'remote') return skipped('remote')
    return mismatch('no-checksum', 'no checksum was recorded for it', {})
  }
  const expected = `${recorded.hex}${recorded.isFolder ? '.dir' : ''}`
  if (!found || found.kind === 'absent') return absent(place.path, expected, situation)
  if (found.kind === 'outside') return {...skipped('outside'), expected}
  if (found.kind === 'other') {
    return mismatch('type', 'a socket, pipe, device or endless link is there', {expected})
  }
  const actual = found.kind === 'folder' ? `${found.md5}.dir` : found.md5
  const sides = {expected, actual}
  if (found.kind === 'folder' && found.problems.length > 0) {
    return mismatch('unreadable-folder', found.problems.slice(0, 3).join('; '), sides)
  }
  if (recorded.isFolder !== (found.kind === 'folder')) {
    const words =
      found.kind === 'folder'
        ? 'a file was recorded, a folder is there'
        : 'a folder was recorded, a file is there'
    return mismatch('type', words, sides)
  }
  if (recorded.hex === found.md5) return checkSize(entry, found, sides)
  const path = `${situation.repository.root}/${place.path}`
  if (recorded.isLegacy) {
    const way = await legacyMatch(path, found, recorded.hex)
    if (way) return {status: 'match', expected, actual, legacy: way}
  }
  const listing =
    found.kind === 'folder' ? await knownListing(situation.repository, entry) : undefined
  const difference =
    listing && found.kind === 'folder' ? compareListings(listing, found.files) : undefined
  if (!(difference && difference.missing.length + difference.extra.length > 0)) {
    if (await differsInLineEnds(path, found, recorded.hex)) {
      return mismatch('crlf', 'only line ends differ (CRLF or LF)', sides)
    }
  }
  if (found.kind === 'file') {
    const size =
      entry.bytes === undefined || entry.bytes === found.bytes
        ? ''
        : `; ${entry.bytes} bytes were recorded, ${found.bytes} are there`
    return mismatch('content', `the content differs${size}`, sides)
  }
  return checkFolder({entry, found, place: place.path, difference, sides}, situation)
}

function recordedMd5({checksum, list}: DvcEntry) {
  if (checksum.kind === 'md5') return checksum
  if (!list) return undefined
  return {hex: md5Hex(formatListing(list)), isFolder: true, isLegacy: false}
}

function absent(path: string, expected: string, {isManaged, isTracked}: Situation): Answer {
  if (!isTracked(path) && isManaged(path)) {
    return {status: 'absent', reason: 'not-pulled', message: NOT_PULLED, expected}
  }
  const where = isTracked(path)
    ? 'git keeps it, and it is not in the working tree'
    : 'it is not in the repository'
  return mismatch('missing', where, {expected})
}

const NOT_PULLED = 'DVC keeps it outside of git, and it is not here: not checked'

type Sides = {readonly expected?: string; readonly actual?: string}
type Folder = Extract<Found, {kind: 'folder'}>

function checkSize(
  entry: DvcEntry,
  found: Extract<Found, {kind: 'file' | 'folder'}>,
  sides: Sides,
): Answer {
  const files = found.kind === 'folder' ? found.files.length : undefined
  const wrong = [
    entry.bytes !== undefined && entry.bytes !== found.bytes
      ? `size is recorded as ${entry.bytes} and is ${found.bytes}`
      : '',
    entry.files !== undefined && files !== undefined && entry.files !== files
      ? `nfiles is recorded as ${entry.files} and is ${files}`
      : '',
  ].filter(text => text !== '')
  if (wrong.length > 0) return mismatch('size', wrong.join('; '), sides)
  const isLegacy = entry.checksum.kind === 'md5' && entry.checksum.isLegacy
  return {status: 'match', ...sides, ...(isLegacy ? {legacy: 'raw' as const} : {})}
}

type FolderCheck = {
  readonly entry: DvcEntry
  readonly found: Folder
  readonly place: string
  readonly difference: ReturnType<typeof compareListings> | undefined
  readonly sides: Sides
}

/** With the old list at hand the files are named, else their number and git must do. */
function checkFolder(check: FolderCheck, situation: Situation): Answer {
  const {entry, found, place, difference, sides} = check
  if (difference) {
    const {modified, missing, extra} = difference
    const words = [
      sentence('changed', modified),
      sentence('missing', missing),
      sentence('not recorded', extra),
    ].filter(text => text !== '')
    const reason =
      modified.length > 0 ? 'content' : missing.length > 0 ? lacking(found) : 'extra-file'
    return mismatch(reason, words.join('; '), sides)
  }
  const links =
    found.folderLinks.length > 0
      ? `; links to folders are not entered: ${names(found.folderLinks)}`
      : ''
  const count = found.files.length
  if (entry.files === undefined || entry.files === count) {
    return mismatch('content', `the content of its files differs${links}`, sides)
  }
  const counts = `${entry.files} files were recorded, ${count} are there`
  const inFolder = (path: string) => (place === '.' ? path : `${place}/${path}`)
  if (count > entry.files) {
    const untracked = situation.tracked
      ? found.files
          .filter(({path}) => !situation.tracked?.has(inFolder(path)))
          .map(({path}) => path)
      : []
    const guess =
      untracked.length > 0 && situation.isTracked(place) ? `; not in git: ${names(untracked)}` : ''
    return mismatch('extra-file', `${counts}${guess}${links}`, sides)
  }
  const reason = lacking(found)
  const why = reason === 'not-in-git' ? '; a .gitignore in it keeps some out of git' : ''
  return mismatch(reason, `${counts}${why}${links}`, sides)
}

function lacking({files}: Folder): Mismatch {
  return files.some(({path}) => /(^|\/)\.gitignore$/.test(path)) ? 'not-in-git' : 'missing-file'
}

function sentence(what: string, paths: readonly string[]): string {
  return paths.length === 0 ? '' : `${paths.length} ${what}: ${names(paths)}`
}

function names(paths: readonly string[]): string {
  const more = paths.length > 5 ? ', …' : ''
  return `${paths.slice(0, 5).map(pathText).join(', ')}${more}`
}

function mismatch(reason: Mismatch, message: string, sides: Sides): Answer {
  return {status: 'mismatch', reason, message, ...sides}
}

function skipped(reason: NotChecked): Answer {
  return {status: 'skipped', reason}
}
