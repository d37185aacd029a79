import {type Dirent, readdirSync, realpathSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {systemCode} from './errors.ts'
import {isInside} from './files.ts'
import {pathText} from './path-text.ts'

export type FolderListing = {
  /** Files and links to files, relative to the folder, with `/`. */
  readonly files: readonly string[]
  /** Links to folders, which are not entered. */
  readonly folderLinks: readonly string[]
  /** What is no file, or a link that leads nowhere or out: one sentence each. */
  readonly problems: readonly string[]
}

export type ListingOptions = {
  /** Links must not lead out of this real path. */
  readonly boundary: string
  /** Asked for each name before it is looked at; the path is relative to the folder. */
  readonly isLeftOut: (path: string, isFolder: boolean) => boolean
  /** Told before a folder is read, so that rules which lie in it can be taken up. */
  readonly onFolder?: (folder: string) => Promise<void>
}

/** Folders between two looks at signals. */
const BREATH_FOLDERS = 200

/** Lists a folder in depth as DVC sees it: files at the end of links count, folders at the end of links do not. */
export async function listFolder(root: string, options: ListingOptions): Promise<FolderListing> {
  const listing = {files: [] as string[], folderLinks: [] as string[], problems: [] as string[]}
  const open = ['']
  let read = 0
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (++read % BREATH_FOLDERS === 0) await new Promise(resolve => setImmediate(resolve))
    await options.onFolder?.(folder)
    let entries: readonly Dirent[]
    try {
      entries = readdirSync(join(root, folder), {withFileTypes: true})
    } catch (error) {
      listing.problems.push(
        `${pathText(folder || '.')} is a folder that cannot be read (${systemCode(error)})`,
      )
      continue
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (options.isLeftOut(path, entry.isDirectory())) continue
      if (entry.isDirectory()) open.push(path)
      else if (entry.isFile()) listing.files.push(path)
      else if (entry.isSymbolicLink()) addLink(join(root, path), {path, options, listing})
      else listing.problems.push(`${pathText(path)} is a socket, pipe or device`)
    }
  }
  return listing
}

type Link = {
  readonly path: string
  readonly options: ListingOptions
  readonly listing: {
    readonly files: string[]
    readonly folderLinks: string[]
    readonly problems: string[]
  }
}

function addLink(absolute: string, {path, options, listing}: Link): void {
  try {
    const target = realpathSync(absolute)
    const status = statSync(target)
    if (status.isDirectory()) listing.folderLinks.push(path)
    else if (!isInside(options.boundary, target)) {
      listing.problems.push(`${pathText(path)} is a link that leads out of the repository`)
    } else if (status.isFile()) listing.files.push(path)
    else listing.problems.push(`${pathText(path)} is a link to a socket, pipe or device`)
  } catch {
    listing.problems.push(`${pathText(path)} is a link that leads nowhere`)
  }
}
