const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//

/** Where a path of DVC lies: below the repository (`.` is its top), elsewhere on this machine, or behind an address. */
export type DvcPlace =
  | {readonly kind: 'inside'; readonly path: string}
  | {readonly kind: 'outside'}
  | {readonly kind: 'external'}

/** Follows names from the top of the repository: the folder of the file, its `wdir`, the path itself. */
export function placeOf(...parts: readonly string[]): DvcPlace {
  const last = parts.at(-1) ?? ''
  if (ADDRESS.test(last)) return {kind: 'external'}
  // No file system knows such a name.
  if (parts.some(part => part.includes('\0'))) return {kind: 'outside'}
  const names: string[] = []
  for (const part of parts) {
    if (part.startsWith('/') || /^[A-Za-z]:[\\/]/.test(part)) return {kind: 'outside'}
    for (const name of part.split('/')) {
      if (name === '' || name === '.') continue
      if (name !== '..') names.push(name)
      else if (names.pop() === undefined) return {kind: 'outside'}
    }
  }
  return {kind: 'inside', path: names.join('/') || '.'}
}

/** Whether one path is the other or lies below it. */
export function isAtOrBelow(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`)
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '.' : path.slice(0, slash)
}
