import {type Dirent, readdirSync, realpathSync, type Stats, statSync} from 'node:fs'
import {realpath, stat} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import {ActionError, systemCode} from './errors.ts'
import {isInside} from './files.ts'
import {type Glob, readGlob} from './glob.ts'
import {userPath} from './inside.ts'
import {didYouMeanPath} from './near-path.ts'
import {pathText} from './path-text.ts'
import type {Place} from './place.ts'
import {listProblems} from './problem-list.ts'

export type Found = {
  /** Absolute folder that the paths are relative to: the part of a glob before its first wildcard. */
  readonly root: string
  /** Paths of files, with `/`. */
  readonly paths: readonly string[]
  /** What was passed over because it belongs to git and not to the data. */
  readonly leftOut: readonly string[]
}

/**
 * Expands a file, folder or glob into files. What cannot be part of a dataset is an error that names it; `.git` is left
 * out and said to be. On GitHub nothing outside the workspace is read; links never lead out of the workspace, or out of
 * a folder elsewhere that the user named.
 */
export async function findFiles(wanted: string, place: Place): Promise<Found> {
  const found = await lookForFiles(wanted, place)
  if (found) return found
  const guess = await didYouMeanPath(place, wanted)
  throw new ActionError('nothing-matched', `nothing matches ${pathText(wanted)}${guess}`, {
    hint: `Looked in ${pathText(place.workspace)}. Paths are relative to it; an empty folder is no dataset.`,
  })
}

/** The same where it may well be that nothing is there. */
export async function lookForFiles(wanted: string, place: Place): Promise<Found | undefined> {
  const glob = await globOf(wanted, place)
  const start = await userPath(place, glob?.base ?? wanted)
  const status = await statOf(start, wanted)
  if (!status) return undefined
  if (status.isFile()) {
    if (glob) return undefined
    return {root: dirname(start), paths: [basename(start)], leftOut: []}
  }
  if (!status.isDirectory()) {
    throw new ActionError('not-a-file', `${pathText(wanted)} is neither a file nor a folder`)
  }
  const walk: Walk = {
    root: start,
    boundary: await realpath(isInside(place.workspace, start) ? place.workspace : start),
    glob,
    paths: [],
    leftOut: [],
    problems: [],
  }
  await walkFolders(walk)
  if (walk.problems.length > 0) throw badFiles(wanted, walk.problems)
  if (walk.paths.length === 0) return undefined
  return {root: start, paths: walk.paths, leftOut: walk.leftOut}
}

type Walk = {
  readonly root: string
  readonly boundary: string
  readonly glob: Glob | undefined
  readonly paths: string[]
  readonly leftOut: string[]
  readonly problems: string[]
}

/** Folders between two looks at signals. */
const BREATH_FOLDERS = 200

async function walkFolders(walk: Walk): Promise<void> {
  const open = ['']
  let read = 0
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (++read % BREATH_FOLDERS === 0) await new Promise(resolve => setImmediate(resolve))
    const depth = folder === '' ? 1 : folder.split('/').length + 1
    for (const entry of entriesOf(folder, depth, walk)) {
      const path = below(folder, entry.name)
      if (entry.name === '.git') walk.leftOut.push(path)
      else if (!entry.isDirectory()) addEntry(path, entry, depth, walk)
      else if (isWithin(walk, depth)) open.push(path)
    }
  }
}

/** Whether something that is meant can lie in a folder at this depth. */
function isWithin({glob}: Walk, depth: number): boolean {
  return glob === undefined || depth < glob.depth
}

function isMeant({glob}: Walk, path: string): boolean {
  return glob === undefined || glob.accepts(path)
}

function entriesOf(folder: string, depth: number, walk: Walk): readonly Dirent[] {
  const absolute = join(walk.root, folder)
  try {
    const entries = readdirSync(absolute, {withFileTypes: true})
    // What is no UTF-8 was decoded to this character, which a name may also truly hold.
    if (!entries.some(({name}) => name.includes('\ufffd'))) return entries
    const {whole, broken} = readRawNames(absolute)
    for (const {name, escaped} of broken) {
      const isAsked = isMeant(walk, below(folder, name)) || isWithin(walk, depth)
      if (isAsked) walk.problems.push(`${below(folder, escaped)} is a name that is not UTF-8`)
    }
    return entries.filter(({name}) => whole.has(name))
  } catch (error) {
    const code = systemCode(error)
    walk.problems.push(`${pathText(folder || '.')} is a folder that cannot be read (${code})`)
    return []
  }
}

function readRawNames(folder: string) {
  const whole = new Set<string>()
  const broken: {readonly name: string; readonly escaped: string}[] = []
  for (const raw of readdirSync(folder, {encoding: 'buffer'})) {
    const name = raw.toString('utf8')
    if (Buffer.from(name, 'utf8').equals(raw)) whole.add(name)
    else broken.push({name, escaped: escapeBytes(raw)})
  }
  return {whole, broken}
}

/** `caf\\xe9.txt`, as a shell's `$'…'` takes it. */
function escapeBytes(raw: Buffer): string {
  return [...raw]
    .map(byte =>
      byte >= 0x20 && byte < 0x7f
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('')
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** Something that is no folder. */
function addEntry(path: string, entry: Dirent, depth: number, walk: Walk): void {
  if (entry.isSymbolicLink()) addLink(path, depth, walk)
  else if (!isMeant(walk, path)) return
  else if (entry.isFile()) walk.paths.push(path)
  else walk.problems.push(`${pathText(path)} is a socket, pipe or device`)
}

function addLink(path: string, depth: number, walk: Walk): void {
  const absolute = join(walk.root, path)
  const refuse = (why: string) => walk.problems.push(`${pathText(path)} is a link ${why}`)
  try {
    const target = realpathSync(absolute)
    const status = statSync(target)
    // Files behind a link to a folder would be meant too, and be passed over without a word.
    if (!isMeant(walk, path) && !(status.isDirectory() && isWithin(walk, depth))) return
    if (!isInside(walk.boundary, target)) refuse(`that leads out, to ${pathText(target)}`)
    else if (status.isDirectory()) refuse('to a folder')
    else if (!status.isFile()) refuse('to a socket, pipe or device')
    else walk.paths.push(path)
  } catch (error) {
    if (!isMeant(walk, path)) return
    refuse(systemCode(error) === 'ELOOP' ? 'that leads to itself' : 'that leads nowhere')
  }
}

/** A name that is there is taken as such, whatever characters it holds. */
async function globOf(wanted: string, place: Place): Promise<Glob | undefined> {
  const glob = readGlob(wanted)
  if (!glob) return undefined
  return (await statOf(resolve(place.workspace, wanted), wanted)) ? undefined : glob
}

async function statOf(path: string, wanted: string): Promise<Stats | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new ActionError('file-unreadable', `cannot look at ${pathText(wanted)} (${code})`, {
      cause: error,
    })
  }
}

function badFiles(wanted: string, problems: readonly string[]): ActionError {
  return new ActionError(
    'bad-files',
    `${pathText(wanted)} holds what cannot be part of a dataset:\n${listProblems(problems)}`,
    {
      hint: 'Remove or replace it, or track a folder or glob without it; nothing is skipped silently.',
    },
  )
}
