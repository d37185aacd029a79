import {type ListedFile, parseListing} from '../../domain/dvc/dir-listing.ts'
import type {DvcEntry} from '../../domain/dvc/entry.ts'
import {readCapped} from '../../platform/files.ts'
import {kindAt} from '../../platform/folders.ts'
import {md5Hex} from '../../platform/hash.ts'
import {cacheFolder, type DvcRepository} from './repository.ts'

const LISTING_LIMIT = 256 * 2 ** 20

/** The files that a folder had when it was recorded: from the entry, else from the local cache, where it is there. */
export async function knownListing(
  repository: DvcRepository,
  entry: DvcEntry,
): Promise<readonly ListedFile[] | undefined> {
  if (entry.list) return entry.list
  if (entry.checksum.kind !== 'md5') return undefined
  const {hex} = entry.checksum
  const cache = cacheFolder(repository)
  const object = `${hex.slice(0, 2)}/${hex.slice(2)}.dir`
  if (cache === undefined) return undefined
  for (const path of [`${cache}/files/md5/${object}`, `${cache}/${object}`]) {
    if ((await kindAt(path, repository.boundary)) !== 'file') continue
    const bytes = await readCapped(path, LISTING_LIMIT)
    // An object that is not what its name says would name the wrong files.
    if (md5Hex(bytes) !== hex) continue
    const listing = parseListing(new TextDecoder().decode(bytes))
    if (listing) return listing
  }
  return undefined
}
