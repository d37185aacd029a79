import {type FormatWishes, wishFor} from '../../domain/metric-files/format-wishes.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile} from '../../platform/files.ts'
import {readGlob} from '../../platform/glob.ts'
import {pathInside, userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {findFiles} from '../../platform/walk.ts'
import {readNamedSource} from './named-source.ts'
import {MOST_BYTES, type ParseWish, parseMetrics} from './parse-metrics.ts'
import {joinRead, NOTHING_READ, type ReadFile, type ReadMetrics} from './reading-result.ts'
import {streamMetrics} from './stream-metrics.ts'

const MOST_FILES = 200

export type ReadingWishes = {
  readonly formats?: FormatWishes | undefined
  /** The files are what others are compared with. */
  readonly isBaseline?: boolean
}

/** Reads metrics files; what is wrong with one is kept apart from the others. */
export async function readMetrics(
  paths: readonly string[],
  place: Place,
  wishes: ReadingWishes = {},
): Promise<ReadMetrics> {
  const all = (await Promise.all(paths.map(path => readAsked(path, place, wishes)))).flat()
  return joinRead(all)
}

/** The files that one path of the user stands for. */
async function readAsked(
  asked: string,
  place: Place,
  {formats, isBaseline = false}: ReadingWishes,
): Promise<readonly ReadFile[]> {
  try {
    const named = await readNamedSource(asked, place, {isBaseline})
    if (named) return [[asked, named]]
    const files = (await filesOf(asked, place)) ?? [asked]
    return await Promise.all(
      files.map(async path => {
        const wish = wishFor(formats, path, asked)
        return [path, await readOne(path, place, {wish, isBaseline})] as const
      }),
    )
  } catch (error) {
    return [[asked, unread(error)]]
  }
}

async function readOne(path: string, place: Place, wish: ParseWish): Promise<ReadMetrics> {
  try {
    const streamed = await streamMetrics(path, place, wish)
    return streamed ?? (await parseMetrics(await readUserFile(place, path, MOST_BYTES), path, wish))
  } catch (error) {
    return unread(error)
  }
}

function unread(error: unknown): ReadMetrics {
  if (!(error instanceof ActionError)) throw error
  return {...NOTHING_READ, problems: [error.message]}
}

/** What a glob stands for, by name; nothing for a plain path. A glob that stands for nothing is an error. */
async function filesOf(path: string, place: Place): Promise<readonly string[] | undefined> {
  if (!readGlob(path) || (await isFile(await userPath(place, path)))) return undefined
  const {root, paths} = await findFiles(path, place)
  if (paths.length <= MOST_FILES) {
    return paths.map(file => pathInside(place.workspace, `${root}/${file}`)).sort()
  }
  throw new ActionError('too-many-files', `${path} stands for ${paths.length} files`, {
    hint: `At most ${MOST_FILES} metrics files are read.`,
  })
}
