import {formatListing, type ListedFile} from '../../domain/dvc/dir-listing.ts'
import {isLegacyText, withCarriageReturns, withLineFeeds} from '../../domain/dvc/legacy-text.ts'
import {readCapped} from '../../platform/files.ts'
import {md5Hex} from '../../platform/hash.ts'
import {type LegacyMd5, legacyMd5} from './legacy-md5.ts'
import type {Found} from './survey.ts'

/** Texts are seldom larger, and this is only asked to say why something differs. */
const FILE_LIMIT = 64 * 2 ** 20
const FOLDER_LIMIT = 256 * 2 ** 20
const FOLDER_FILES = 20_000

type Content = Extract<Found, {kind: 'file' | 'folder'}>

/** Whether the content has the recorded MD5 with other line ends. */
export async function differsInLineEnds(
  path: string,
  found: Content,
  recorded: string,
): Promise<boolean> {
  if (found.kind === 'file') {
    if (found.bytes > FILE_LIMIT) return false
    const bytes = await readCapped(path, FILE_LIMIT)
    if (!isLegacyText(bytes)) return false
    return [withLineFeeds, withCarriageReturns].some(change => md5Hex(change(bytes)) === recorded)
  }
  if (found.bytes > FOLDER_LIMIT || found.files.length > FOLDER_FILES) return false
  for (const change of [withLineFeeds, withCarriageReturns]) {
    const files: ListedFile[] = []
    for (const file of found.files) {
      const bytes = await readCapped(`${path}/${file.path}`, FOLDER_LIMIT)
      files.push({
        path: file.path,
        md5: isLegacyText(bytes) ? md5Hex(change(bytes)) : file.md5,
      })
    }
    if (md5Hex(formatListing(files)) === recorded) return true
  }
  return false
}

/** Which of the ways before DVC 3 gives the recorded MD5, if any. */
export async function legacyMatch(
  path: string,
  found: Content,
  recorded: string,
): Promise<'per-file' | 'per-chunk' | undefined> {
  const ways = ['perChunk', 'perFile'] as const
  const names = {perChunk: 'per-chunk', perFile: 'per-file'} as const
  if (found.kind === 'file') {
    const hashes = await legacyMd5(path)
    const way = ways.find(one => hashes[one] === recorded)
    return way && names[way]
  }
  const files: {readonly path: string; readonly hashes: LegacyMd5}[] = []
  for (const file of found.files) {
    files.push({path: file.path, hashes: await legacyMd5(`${path}/${file.path}`)})
  }
  const way = ways.find(one => {
    const listed = files.map(({path: name, hashes}) => ({path: name, md5: hashes[one]}))
    return md5Hex(formatListing(listed)) === recorded
  })
  return way && names[way]
}
