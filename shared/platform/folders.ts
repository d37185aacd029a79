import {realpath, stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import {ActionError, systemCode} from './errors.ts'
import {pathText} from './path-text.ts'

/** Whether there is a folder, also at the end of a link. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
}

/** The folder that holds a path; of the top itself the top. */
export function parentOf(path: string): string {
  return dirname(path)
}

/** The path with links followed. */
export function realFolder(path: string): Promise<string> {
  return realpath(path)
}

export type Kind = 'file' | 'folder' | 'other' | 'absent' | 'outside'

/** What is at a path; `outside` when a link on the way leads out of the boundary, which is a real path. */
export async function kindAt(path: string, boundary: string): Promise<Kind> {
  try {
    const real = await realpath(path)
    if (real !== boundary && !real.startsWith(`${boundary}/`)) return 'outside'
    const status = await stat(real)
    if (status.isFile()) return 'file'
    return status.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return 'absent'
    if (code === 'ELOOP') return 'other'
    throw new ActionError('file-unreadable', `cannot look at ${pathText(path)}`, {cause: error})
  }
}
