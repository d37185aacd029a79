import {isLegacyText, LEGACY_CHUNK_BYTES, withLineFeeds} from '../../domain/dvc/legacy-text.ts'
import {eachChunk} from '../../platform/file-chunks.ts'
import {startMd5} from '../../platform/hash.ts'

export type LegacyMd5 = {
  /** Text or not is decided once, as DVC 1.x and 2.x did. */
  readonly perFile: string
  /** It is decided for each MiB, as DVC 3 reads what older versions wrote. */
  readonly perChunk: string
}

/** The checksums that DVC before version 3 may have written for a file. */
export async function legacyMd5(path: string): Promise<LegacyMd5> {
  const perFile = startMd5()
  const perChunk = startMd5()
  let isText: boolean | undefined
  await eachChunk(path, LEGACY_CHUNK_BYTES, chunk => {
    const isTextHere = isLegacyText(chunk)
    isText ??= isTextHere
    const plain = isText || isTextHere ? withLineFeeds(chunk) : chunk
    perFile.add(isText ? plain : chunk)
    perChunk.add(isTextHere ? plain : chunk)
  })
  return {perFile: perFile.hex(), perChunk: perChunk.hex()}
}
