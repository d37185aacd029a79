import type {Stats} from 'node:fs'
import {realpath, stat} from 'node:fs/promises'
import {basename, dirname, resolve} from 'node:path'
import {ActionError, systemCode} from './errors.ts'
import {isInside} from './files.ts'
import {type Glob, readGlob} from './glob.ts'
import type {FileTree} from './hash-queue.ts'
import {userPath} from './inside.ts'
import {didYouMeanPath} from './near-path.ts'
import {pathText} from './path-text.ts'
import type {Place} from './place.ts'
import {listProblems} from './problem-list.ts'
import {scratchRoot} from './scratch.ts'
import {walkFolder} from './tree-walk.ts'

export type Found = {
  /** Absolute folder that the paths are relative to: the part of a glob before its first wildcard. */
  readonly root: string
  /** Paths of files, with `/`, in the order of their bytes. */
  readonly paths: readonly string[]
  /** What was passed over because it belongs to git and not to the data. */
  readonly leftOut: readonly string[]
}

/** The same, of any number of files: whoever wants them goes on with the walk. */
export type FoundTree = FileTree & {
  /** As far as the walk came. */
  readonly leftOut: readonly string[]
}

/**
 * Expands a file, folder or glob into files. What cannot be part of a dataset is an error that names it; `.git` is left
 * out and said to be. On GitHub nothing outside the workspace is read; links never lead out of the workspace, or out of
 * a folder elsewhere that the user named.
 */
export async function findFiles(wanted: string, place: Place): Promise<Found> {
  return listOf(await findTree(wanted, place))
}

/** The same where it may well be that nothing is there. */
export async function lookForFiles(wanted: string, place: Place): Promise<Found | undefined> {
  const tree = await lookForTree(wanted, place)
  return tree && listOf(tree)
}

/** The same, a few files at a time. That something cannot be part of it is said in the end. */
export async function findTree(wanted: string, place: Place): Promise<FoundTree> {
  const found = await lookForTree(wanted, place)
  if (found) return found
  const guess = await didYouMeanPath(place, wanted)
  throw new ActionError('nothing-matched', `nothing matches ${pathText(wanted)}${guess}`, {
    hint: `Looked in ${pathText(place.workspace)}. Paths are relative to it, and a folder without files counts as nothing.`,
  })
}

/** Runs of files between two looks at signals. */
const BREATH_RUNS = 200

async function listOf({root, runs, leftOut}: FoundTree): Promise<Found> {
  const paths: string[] = []
  let count = 0
  for (const run of runs) {
    paths.push(...run)
    if (++count % BREATH_RUNS === 0) await new Promise(resolve => setImmediate(resolve))
  }
  return {root, paths, leftOut}
}

async function lookForTree(wanted: string, place: Place): Promise<FoundTree | undefined> {
  const glob = await globOf(wanted, place)
  const start = await userPath(place, glob?.base ?? wanted)
  const status = await statOf(start, wanted)
  if (!status) return undefined
  if (status.isFile()) {
    if (glob) return undefined
    const root = dirname(start)
    return {root, runs: [[basename(start)]], leftOut: [], isSound: () => true}
  }
  if (!status.isDirectory()) {
    throw new ActionError('not-a-file', `${pathText(wanted)} is neither a file nor a folder`)
  }
  const boundary = await realpath(isInside(place.workspace, start) ? place.workspace : start)
  const problems: string[] = []
  const leftOut: string[] = []
  const walk = {root: start, boundary, glob, scratch: scratchRoot(place), problems, leftOut}
  function* runsToEnd() {
    yield* walkFolder(walk)
    if (problems.length > 0) throw badFiles(wanted, problems)
  }
  const rest = runsToEnd()
  const first = await firstRun(rest)
  if (first === undefined) return undefined
  function* runs() {
    if (first !== undefined) yield first
    yield* rest
  }
  return {root: start, boundary, runs: runs(), leftOut, isSound: () => problems.length === 0}
}

/** The first run that holds a file; nothing when there is none. */
async function firstRun(runs: Iterator<readonly string[]>): Promise<readonly string[] | undefined> {
  for (;;) {
    const {value, done} = runs.next()
    if (done) return undefined
    if (value.length > 0) return value
    await new Promise(resolve => setImmediate(resolve))
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
