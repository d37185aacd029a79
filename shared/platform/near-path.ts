import type {Dirent} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {basename, dirname, join, parse, relative, resolve, sep} from 'node:path'
import {nearest} from '../domain/nearest.ts'
import {isInside} from './files.ts'
import {readGlob} from './glob.ts'
import {pathInside} from './inside.ts'
import {pathText} from './path-text.ts'
import type {Place} from './place.ts'

/** Enough for a project; a search that only helps must not be felt. */
const MOST_FOLDERS = 200
const MOST_ENTRIES = 20_000

/**
 * `; did you mean "models/oil.onnx"?` about a path that is not there, or nothing. Looks for a slip of the pen in any part
 * of it, then for the same name with another ending, then for the same name elsewhere in the workspace.
 */
export async function didYouMeanPath(place: Place, wanted: string): Promise<string> {
  const glob = readGlob(wanted)
  const base = glob ? glob.base : wanted
  const missing = resolve(place.workspace, base)
  const reach = isInside(place.workspace, missing) ? place.workspace : undefined
  if (reach === undefined && place.kind === 'github') return ''
  const corrected = await correct(missing, reach ?? parse(missing).root)
  const hit =
    corrected ?? (glob || reach === undefined ? undefined : await elsewhere(missing, reach))
  if (hit === undefined) return ''
  const rest = glob ? `/${wanted.slice(base.length).replace(/^[\\/]+/, '')}` : ''
  const shown = pathText(`${pathInside(place.workspace, hit)}${rest}`)
  return `; did you mean ${shown.startsWith('"') ? shown : `"${shown}"`}?`
}

/** The path with each part that is not there replaced by its neighbour; nothing where one has none, or all are there. */
async function correct(missing: string, root: string): Promise<string | undefined> {
  let here = root
  for (const part of relative(root, missing).split(sep)) {
    const names = await entriesOf(here)
    const found = names.some(({name}) => name === part) ? part : neighbour(part, names)
    if (found === undefined) return undefined
    here = join(here, found)
  }
  return here === missing ? undefined : here
}

/** Links are left out: they could lead to where nothing is read. */
function neighbour(part: string, entries: readonly Dirent[]): string | undefined {
  const names = entries.filter(entry => !entry.isSymbolicLink()).map(({name}) => name)
  const [sameStem, ...more] = names.filter(name => stem(name) === stem(part))
  return nearest(part, names) ?? (more.length === 0 ? sameStem : undefined)
}

function stem(name: string): string {
  return parse(name).name
}

/** The one file or folder of that name that lies least deep. What tools keep for themselves is not looked into. */
async function elsewhere(missing: string, root: string): Promise<string | undefined> {
  const name = basename(missing)
  let level = [root]
  let [folders, entries] = [0, 0]
  while (level.length > 0) {
    const next: string[] = []
    const hits: string[] = []
    for (const folder of level) {
      if (++folders > MOST_FOLDERS || entries > MOST_ENTRIES) return undefined
      const found = await entriesOf(folder)
      entries += found.length
      if (folder !== dirname(missing) && found.some(entry => entry.name === name)) {
        hits.push(join(folder, name))
      }
      next.push(...found.filter(isOurs).map(entry => join(folder, entry.name)))
    }
    if (hits.length > 0) return hits.length === 1 ? hits[0] : undefined
    level = next
  }
  return undefined
}

function isOurs(entry: Dirent): boolean {
  return entry.isDirectory() && !/^(\.|__|node_modules$|venv$)/.test(entry.name)
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, {withFileTypes: true}).catch((): Dirent[] => [])
}
