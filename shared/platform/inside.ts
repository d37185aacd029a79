import {relative, resolve, sep} from 'node:path'
import {isInside, resolveInside} from './files.ts'
import type {Place} from './place.ts'

/**
 * The absolute path behind one that a user wrote. On GitHub it must lie in the workspace, also after links are followed;
 * in a terminal people may name any file of theirs.
 */
export async function userPath(place: Place, path: string): Promise<string> {
  if (place.kind === 'terminal') return resolve(place.workspace, path)
  return resolveInside(place.workspace, path)
}

/** The path as people read it: relative to the folder where it lies in it, with `/`; `.` for the folder itself. */
export function pathInside(folder: string, path: string): string {
  if (!isInside(folder, path)) return path
  return relative(folder, path).split(sep).join('/') || '.'
}

/** A folder that the user means us to write to, anywhere. */
export function absolutePath({workspace}: Place, path: string): string {
  return resolve(workspace, path)
}
