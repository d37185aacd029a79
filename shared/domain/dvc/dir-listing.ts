import {compareBytes} from '../byte-order.ts'
import {isMd5} from './checksum.ts'
import {pythonString} from './python-json.ts'

/** A file of a folder that DVC keeps; the path is relative to the folder, with `/`. */
export type ListedFile = {readonly path: string; readonly md5: string}

/** The object whose MD5 names a folder, byte for byte as DVC stores it. */
export function formatListing(files: readonly ListedFile[]): string {
  const items = [...files]
    .sort((a, b) => compareBytes(a.path, b.path))
    .map(({path, md5}) => `{"md5": ${pythonString(md5)}, "relpath": ${pythonString(path)}}`)
  return `[${items.join(', ')}]`
}

/** The files of a stored listing; nothing when it is not one. */
export function parseListing(text: string): readonly ListedFile[] | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!Array.isArray(json)) return undefined
  const files: ListedFile[] = []
  for (const item of json as readonly unknown[]) {
    if (typeof item !== 'object' || item === null) return undefined
    const {md5, relpath}: {md5?: unknown; relpath?: unknown} = item
    if (typeof md5 !== 'string' || !isMd5(md5) || typeof relpath !== 'string') return undefined
    files.push({path: relpath, md5})
  }
  return files
}

export type ListingDifference = {
  readonly modified: readonly string[]
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/** What differs between a folder as it was recorded and as it is, by name. */
export function compareListings(
  recorded: readonly ListedFile[],
  found: readonly ListedFile[],
): ListingDifference {
  const now = new Map(found.map(({path, md5}) => [path, md5]))
  const then = new Set(recorded.map(({path}) => path))
  return {
    modified: recorded
      .filter(({path, md5}) => now.has(path) && now.get(path) !== md5)
      .map(({path}) => path),
    missing: recorded.filter(({path}) => !now.has(path)).map(({path}) => path),
    extra: found.filter(({path}) => !then.has(path)).map(({path}) => path),
  }
}
