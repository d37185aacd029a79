import {readRepository} from './git.ts'

/**
 * Files at or below a folder that a commit of everything would change, relative to it; what git ignores is not among
 * them. Nothing without a repository, or where there are too many to hold.
 */
export async function changedFiles(folder: string): Promise<readonly string[] | undefined> {
  const listing = await readRepository(folder, [
    'ls-files',
    '-z',
    '--modified',
    '--deleted',
    '--others',
    '--exclude-standard',
  ])
  return listing === undefined
    ? undefined
    : [...new Set(listing.split('\0'))].filter(path => path !== '')
}
