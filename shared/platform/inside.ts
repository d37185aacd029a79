import {realpath} from 'node:fs/promises'
import {dirname, isAbsolute, relative, resolve, sep} from 'node:path'
import {ActionError, systemCode} from './errors.ts'
import type {Place} from './place.ts'

/**
 * The absolute path behind one that a user wrote. On GitHub it must lie in the workspace, also after links are followed;
 * in a terminal people may name any file of theirs.
 */
export async function userPath(place: Place, path: string): Promise<string> {
  if (place.kind === 'terminal') return resolve(place.workspace, path)
  return resolveInside(place.workspace, path)
}

/** Refuses `..`, absolute paths and links that lead out of the root (`path-outside`). The file need not exist. */
export async function resolveInside(root: string, path: string): Promise<string> {
  const target = resolve(root, path)
  const realRoot = await realpath(root)
  if (!isBelow(resolve(root), target)) throw outside(path, root)
  const real = await realpathOfExisting(target)
  if (!isBelow(realRoot, real)) throw outside(path, root)
  return target
}

/** Whether the path is the folder itself or lies in it, by its text alone. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith('../'))
}

/** The path as people read it: relative to the folder where it lies in it, with `/`; `.` for the folder itself. */
export function pathInside(folder: string, path: string): string {
  if (!isBelow(folder, path)) return path
  return relative(folder, path).split(sep).join('/') || '.'
}

async function realpathOfExisting(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ELOOP')
      throw new ActionError('link-loop', `${path} is a link to itself`, {cause: error})
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error
    return realpathOfExisting(dirname(path))
  }
}

function outside(path: string, root: string): ActionError {
  return new ActionError('path-outside', `"${path}" leads out of ${root}`, {
    hint: 'Only files of the workspace are read. Check the repository out there, or copy the file in.',
  })
}
