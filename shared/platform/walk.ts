import type {Stats} from 'node:fs'
import {lstat, readdir, realpath, stat} from 'node:fs/promises'
import {basename, dirname, join, relative, resolve} from 'node:path'
import picomatch from 'picomatch'
import {didYouMean} from '../domain/nearest.ts'
import {ActionError, systemCode} from './errors.ts'
import {isInside} from './files.ts'
import {userPath} from './inside.ts'
import type {Place} from './place.ts'

export type FoundFile = {
  /** Relative to `root`, with `/`. */
  readonly path: string
  readonly absolute: string
  readonly bytes: number
}

export type Found = {
  /** Absolute folder that the paths are relative to: the part of a glob before its first wildcard. */
  readonly root: string
  readonly files: readonly FoundFile[]
}

const TOLD = 20

/**
 * Expands a file, folder or glob. Nothing is skipped silently: what cannot be part of a dataset is an error that names
 * it. On GitHub nothing outside the workspace is read; links never lead out of the workspace or the named folder.
 */
export async function findFiles(wanted: string, place: Place): Promise<Found> {
  const {base, glob} = await splitGlob(wanted, place)
  const start = await userPath(place, base)
  const status = await statOf(start)
  if (!status) throw await nothingMatched(wanted, start)
  if (status.isFile()) {
    if (glob !== '') throw await nothingMatched(wanted, start)
    const file = {path: basename(start), absolute: start, bytes: status.size}
    return {root: dirname(start), files: [file]}
  }
  if (!status.isDirectory()) {
    throw new ActionError('not-a-file', `"${wanted}" is neither a file nor a folder`)
  }
  const accepts = glob === '' ? () => true : picomatch(glob, {dot: true})
  const walk: Walk = {
    root: start,
    boundary: await realpath(isInside(place.workspace, start) ? place.workspace : start),
    accepts,
    files: [],
    problems: [],
  }
  await walkFolder(start, walk)
  if (walk.problems.length > 0) throw badFiles(wanted, walk.problems)
  if (walk.files.length === 0) throw await nothingMatched(wanted, start)
  return {root: start, files: walk.files}
}

type Walk = {
  readonly root: string
  readonly boundary: string
  readonly accepts: (path: string) => boolean
  readonly files: FoundFile[]
  readonly problems: string[]
}

async function walkFolder(folder: string, walk: Walk): Promise<void> {
  const names = await readdir(folder, {encoding: 'buffer'}).catch((error: unknown) => {
    walk.problems.push(`${shown(folder, walk)}: the folder cannot be read (${systemCode(error)})`)
    return []
  })
  for (const raw of names) {
    const name = raw.toString('utf8')
    const absolute = join(folder, name)
    if (!Buffer.from(name, 'utf8').equals(raw)) {
      walk.problems.push(`${shown(absolute, walk)}: the name is not UTF-8; rename the file`)
      continue
    }
    if (name === '.git') continue
    const entry = await lstat(absolute).catch(() => undefined)
    if (!entry) walk.problems.push(`${shown(absolute, walk)}: vanished while the folder was read`)
    else if (entry.isDirectory()) await walkFolder(absolute, walk)
    else await addFile(absolute, entry, walk)
  }
}

async function addFile(absolute: string, entry: Stats, walk: Walk): Promise<void> {
  const path = relative(walk.root, absolute).split('\\').join('/')
  if (!walk.accepts(path)) return
  if (entry.isSymbolicLink()) return addLink(absolute, path, walk)
  if (entry.isFile()) walk.files.push({path, absolute, bytes: entry.size})
  else walk.problems.push(`${path}: is a socket, pipe or device, not a file`)
}

async function addLink(absolute: string, path: string, walk: Walk): Promise<void> {
  let target: string
  try {
    target = await realpath(absolute)
  } catch (error) {
    const why = systemCode(error) === 'ELOOP' ? 'is a link to itself' : 'is a link to nothing'
    walk.problems.push(`${path}: ${why}`)
    return
  }
  const status = await stat(target)
  if (!isInside(walk.boundary, target)) walk.problems.push(`${path}: is a link out of the data`)
  else if (status.isDirectory()) walk.problems.push(`${path}: is a link to a folder`)
  else if (!status.isFile()) walk.problems.push(`${path}: is a link to no ordinary file`)
  else walk.files.push({path, absolute, bytes: status.size})
}

/** A name that is a file is taken as such, whatever characters it holds. */
async function splitGlob(
  wanted: string,
  place: Place,
): Promise<{readonly base: string; readonly glob: string}> {
  const {base, glob, isGlob} = picomatch.scan(wanted)
  const isLiteral = !isGlob || (await statOf(resolve(place.workspace, wanted))) !== undefined
  return !isLiteral ? {base: base === '' ? '.' : base, glob} : {base: wanted, glob: ''}
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw new ActionError('file-unreadable', `${path} cannot be looked at (${systemCode(error)})`, {
      cause: error,
    })
  }
}

function shown(absolute: string, {root}: Walk): string {
  return relative(root, absolute) || '.'
}

function badFiles(wanted: string, problems: readonly string[]): ActionError {
  const some = problems.slice(0, TOLD).map(line => `- ${line}`)
  if (problems.length > TOLD) some.push(`- and ${problems.length - TOLD} more`)
  return new ActionError(
    'bad-files',
    `"${wanted}" holds what cannot be part of a dataset:\n${some.join('\n')}`,
    {
      hint: 'Remove or replace it, or track a folder or glob without it; nothing is skipped silently.',
    },
  )
}

async function nothingMatched(wanted: string, start: string): Promise<ActionError> {
  const parent = dirname(start)
  const names = await readdir(parent).catch((): string[] => [])
  const guess = names.includes(basename(start)) ? '' : didYouMean(basename(start), names)
  return new ActionError('nothing-matched', `nothing matches "${wanted}"${guess}`, {
    hint: `Looked in ${start}. Paths are relative to the workspace; an empty folder is no dataset.`,
  })
}
